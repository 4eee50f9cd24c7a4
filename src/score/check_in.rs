//! The rubric for check-in questions, and for closing the loop after a "no".
//!
//! Source: AHRQ teach-back (own the clarity, explain again, check again); Huang et al. 2017 (build on what was said). The ladder
//! stands in [`bounds`](super::bounds).

use super::bounds::{check_in as weight, close_loop};
use super::course::{Course, Moment};
use super::judge::ladder;
use super::judgement::{Asked, Criterion};
use crate::framework::model::Ask;
use crate::path;
use crate::speech::Utterance;
use crate::speech::evidence::{Evidence, Heard, Level, Place, Purpose};
use crate::speech::text::{Kind, Sentence};

/// The signals that this rubric listens for …
pub(super) const SIGNALS: [&str; 3] = ["check-in", "teach-back", "borrowed-words"];
/// … and the rules, in whatever sheet they stand.
pub(super) const RULES: [&str; 6] = ["mentions-fact", "asks-about-line", "takes-up-line", "mentions-name", "open-form", "said-before"];

/// The criteria of what a beat asks for, and the rung that was reached.
pub fn parts(ask: Ask, purpose: Option<Purpose>, course: &Course, moment: &Moment, reply: &Utterance, heard: &Heard) -> (Vec<Criterion>, u8) {
    let asked = asked(heard);
    let rung = asked.rung;
    let criteria = match ask {
        Ask::CheckIn => check_in(purpose, reply, heard, asked),
        Ask::CloseLoop => closing(course, moment, reply, heard, asked),
    };
    (criteria, rung)
}

/// What was asked: the best rung among the check-in questions of a reply.
fn asked(heard: &Heard) -> Asked {
    let questions = check_ins(heard);
    let teach_back = heard.level("teach-back");
    let mut rung = questions.iter().map(|e| e.rung.unwrap_or(1)).max().unwrap_or(0);
    let mut purposes: Vec<Purpose> = questions.iter().filter_map(|e| e.purpose).collect();
    let mut evidence = questions;
    if teach_back > Level::Not {
        // Asking to hear it back is open; owning the clarity while doing so is the top of the ladder.
        rung = rung.max(if teach_back == Level::Clear { 4 } else { 3 });
        purposes.push(Purpose::Understanding);
        evidence.extend(heard.evidence("teach-back").iter().cloned());
    }
    if rung < 2
        && let Some(question) = open_question_about_them(heard)
    {
        // An open question about this person without any words of a check-in: interest, but it checks nothing yet.
        rung = 2;
        evidence.push(question.clone());
    }
    if rung == 3 && about_them(heard).0 >= 1.0 {
        rung = 4;
    }
    Asked { rung, purposes, evidence }
}

/// The questions that check something: those on the ladder. Where a reply only leans that way it is what is asked in it, on the lowest rung.
fn check_ins(heard: &Heard) -> Vec<Evidence> {
    let speaks = || heard.evidence("check-in").iter().filter(|e| e.weight > 0.0);
    let on_ladder: Vec<Evidence> = speaks().filter(|e| e.rung.is_some()).cloned().collect();
    if !on_ladder.is_empty() {
        return on_ladder;
    }
    speaks().find(|e| e.cue == "question").or_else(|| speaks().next()).cloned().into_iter().collect()
}

fn check_in(purpose: Option<Purpose>, reply: &Utterance, heard: &Heard, asked: Asked) -> Vec<Criterion> {
    let any = asked.rung > 0;
    let gate = |share: f64| if any { share } else { 0.0 };
    let fits = match purpose {
        Some(purpose) if asked.purposes.contains(&purpose) => 1.0,
        Some(_) => 0.0,
        None => 1.0,
    };
    let (about, about_evidence) = about_them(heard);
    let questions = reply.own_sentences().filter(|sentence| sentence.kind == Kind::Question).count();
    let one_at_a_time = match questions {
        0 | 1 => 1.0,
        2 => 0.5,
        _ => 0.0,
    };
    let again = by_rule(heard, "said-before").is_some();
    let fresh = if again || heard.level("borrowed-words") > Level::Not { 0.0 } else { 1.0 };
    let fits_title = purpose.map_or_else(|| "Fits the moment".to_owned(), |purpose| format!("Checks {purpose}"));
    let Asked { rung, evidence, .. } = asked;
    vec![
        Criterion::by_share("check-in", "Checks in", weight::ASKED, ladder(rung), evidence.clone()),
        Criterion::by_share("check-in-purpose", &fits_title, weight::PURPOSE, gate(fits), evidence),
        Criterion::by_share("check-in-about-them", "About this person", weight::ABOUT_THEM, gate(about), about_evidence.into_iter().cloned().collect()),
        Criterion::by_share("check-in-one-at-a-time", "One question at a time", weight::ONE_AT_A_TIME, gate(one_at_a_time), Vec::new()),
        Criterion::by_share("check-in-fresh", "In own words, not said before", weight::FRESH, gate(fresh), Vec::new()),
    ]
}

/// How much a reply is about this person, 0.0, 0.5 or 1.0: the name is a start, what they said or what is known of them is all.
fn about_them(heard: &Heard) -> (f64, Option<&Evidence>) {
    let rules: [(&str, f64); 4] = [("mentions-fact", 1.0), ("asks-about-line", 1.0), ("takes-up-line", 0.5), ("mentions-name", 0.5)];
    let found = rules.iter().filter_map(|(rule, share)| {
        let evidence = by_rule(heard, rule)?;
        // Two words of theirs are more than a chance.
        let share = if *rule == "takes-up-line" && evidence.weight > 1.0 { 1.0 } else { *share };
        Some((share, Some(evidence)))
    });
    found.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, None))
}

/// An open question that takes up a fact or a word of theirs.
fn open_question_about_them(heard: &Heard) -> Option<&Evidence> {
    let open = by_rule(heard, "open-form")?;
    let inside = |evidence: &&Evidence| evidence.start < open.end && open.start < evidence.end;
    let about = ["asks-about-line", "mentions-fact"].iter().filter_map(|rule| by_rule(heard, rule)).find(inside);
    about.map(|_| open)
}

/// What a built-in rule has heard, in the sheet in which it says most.
fn by_rule<'h>(heard: &'h Heard, rule: &str) -> Option<&'h Evidence> {
    let all = heard.signals.values().flat_map(|reading| &reading.evidence);
    all.filter(|evidence| evidence.cue == rule).max_by(|a, b| a.weight.total_cmp(&b.weight))
}

fn closing(course: &Course, moment: &Moment, reply: &Utterance, heard: &Heard, asked: Asked) -> Vec<Criterion> {
    let opportunity = course.answered(moment.scenario, moment.beat, reply).into_iter().flatten().next();
    let gap = opportunity.or_else(|| by_rule(heard, "takes-up-line").cloned());
    let sentences = explanations(moment, reply, &asked);
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    let share = if words >= close_loop::EXPLANATION_WORDS {
        1.0
    } else if words * 2 >= close_loop::EXPLANATION_WORDS {
        0.5
    } else {
        0.0
    };
    let evidence = sentences.iter().map(|sentence| explanation(course, moment, reply, sentence)).collect();
    let named = if gap.is_some() { 1.0 } else { 0.0 };
    vec![
        Criterion::by_share("names-the-gap", "Names what was lost", close_loop::NAMES_GAP, named, gap.into_iter().collect()),
        Criterion::by_share("explains-again", "Explains it in other words", close_loop::EXPLAINS_AGAIN, share, evidence),
        Criterion::by_share("check-in", "Checks again", close_loop::CHECKS_AGAIN, ladder(asked.rung), asked.evidence),
    ]
}

/// The sentences of a reply that explain something and were not said before.
fn explanations<'r>(moment: &Moment, reply: &'r Utterance, asked: &Asked) -> Vec<&'r Sentence> {
    let before: Vec<String> = moment.before.iter().flat_map(|text| text.sentences().iter().map(|s| text.said(s))).collect();
    let checks = |sentence: &Sentence| asked.evidence.iter().any(|e| sentence.span.contains(&e.start));
    let explains =
        |sentence: &&Sentence| sentence.kind != Kind::Question && sentence.words.len() >= 3 && !checks(sentence) && !before.contains(&reply.said(sentence));
    reply.own_sentences().filter(explains).collect()
}

/// An explanation has no cue; its receipt is the line that asks for it.
fn explanation(course: &Course, moment: &Moment, reply: &Utterance, sentence: &Sentence) -> Evidence {
    let loaded = course.loaded();
    let place = loaded.place(path!["scenarios", moment.scenario, "beats", moment.beat, "ask"]);
    let line = u32::try_from(loaded.source.position(place.start).0).unwrap_or(u32::MAX);
    let at = Place { file: loaded.source.name.clone(), line };
    let text = reply.text()[sentence.span.clone()].to_owned();
    let (start, end) = (sentence.span.start, sentence.span.end);
    Evidence { start, end, text, cue: "close-loop".to_owned(), at, weight: 1.0, part: None, rung: None, purpose: None }
}
