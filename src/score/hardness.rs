//! Is a rubric hard to cheat? Each good answer of a framework is made worse in every way that fits it, and scored again.

use std::ops::Range;

use super::bounds::LEAST_DROP;
use super::cheat::{self, Cheat, Mutant};
use super::course::{Course, Moment};
use super::judge;
use super::judgement::Score;
use super::trial::Outcome;
use crate::framework::finding::Finding;
use crate::path;
use crate::speech::Utterance;

/// Tries to cheat every beat of a framework; what works is a finding.
pub fn framework(course: &Course) -> Outcome {
    let mut outcome = Outcome::default();
    for (s, scenario) in course.framework().scenarios.iter().enumerate() {
        for (b, beat) in scenario.beats.iter().enumerate() {
            let moment = Moment { fresh: false, ..course.moment(s, b) };
            for (at, answer) in beat.answers.good.iter().enumerate() {
                let place = course.loaded().place(path!["scenarios", s, "beats", b, "answers", "good", at]);
                answer_of(course, &moment, answer, &place, &mut outcome);
            }
        }
    }
    outcome
}

fn answer_of(course: &Course, moment: &Moment, answer: &str, place: &Range<usize>, outcome: &mut Outcome) {
    // An answer that does not pass is a finding of its own; there is nothing to gain by cheating.
    let Ok(before) = judge::score(course, moment, &Utterance::read(answer)) else { return };
    if !before.pass {
        return;
    }
    let (drops, others): (Vec<Mutant>, Vec<Mutant>) =
        cheat::mutants(course, moment, answer, &before).into_iter().partition(|mutant| mutant.cheat == Cheat::Drops);
    let worse = |mutant: &Mutant| score_of(course, moment, mutant);
    // One sentence of several may well be there for its own sake; not all of them.
    if !drops.is_empty() {
        let scored: Vec<(&Mutant, f64, bool)> =
            drops.iter().map(|mutant| (mutant, worse(mutant))).map(|(mutant, (score, pass))| (mutant, score, pass)).collect();
        let works = scored.iter().all(|(_, score, _)| before.score - score < LEAST_DROP);
        let first = scored.first().filter(|_| works);
        outcome.note(first.map(|(mutant, score, _)| finding(course, place, mutant, &before, *score)));
    }
    for mutant in &others {
        let (score, pass) = worse(mutant);
        let works = if mutant.cheat.must_fail() { pass } else { before.score - score < LEAST_DROP };
        outcome.note(works.then(|| finding(course, place, mutant, &before, score)));
    }
}

/// What a mutant scores, and whether it passes; what can not be scored scores nothing.
fn score_of(course: &Course, moment: &Moment, mutant: &Mutant) -> (f64, bool) {
    judge::score(course, moment, &Utterance::read(&mutant.reply)).map_or((0.0, false), |score| (score.score, score.pass))
}

fn finding(course: &Course, place: &Range<usize>, mutant: &Mutant, before: &Score, after: f64) -> Finding {
    let message = format!("{}, this answer still scores {after:.0} (before: {:.0})", mutant.cheat.title(), before.score);
    let heaviest = before.skills.iter().chain(&before.points).filter(|criterion| criterion.earned > 0.0).max_by(|a, b| a.weight.total_cmp(&b.weight));
    let tighten = heaviest.map(|criterion| format!("; most of it comes from `{}`", criterion.id)).unwrap_or_default();
    Finding::error("T006", &course.loaded().source, place.clone(), message).help(format!("{}{tighten}\n“{}”", mutant.remedy, mutant.reply))
}
