//! Adding up: what was heard in a reply, by what counts in the moment.
//!
//! A skill earns its weight by its level, a pitfall takes from what was earned, and nothing falls below zero. The sums do not
//! depend on any order, and more evidence for a skill never lowers them.

use super::bounds::{LADDER, MAX_SCORE, MOST_WORDS};
use super::course::{Course, Moment};
use super::judgement::{Criterion, Judgement, NotScored, Score};
use super::rubric::Rubric;
use super::{advice, check_in};
use crate::framework::model::{Framework, Share};
use crate::speech::evidence::{Heard, Level};
use crate::speech::language::readable;
use crate::speech::{Ear, Utterance};

/// Judges a reply, and finds the one thing to try.
pub fn judge(course: &Course, moment: &Moment, reply: &str) -> Judgement {
    let utterance = Utterance::read(reply);
    match score(course, moment, &utterance) {
        Ok(mut score) => {
            if !course.is_rehearsal() {
                score.advice = advice::best(course, moment, reply, &score);
            }
            Judgement::Scored(Box::new(score))
        }
        Err(why) => Judgement::NotScored(why),
    }
}

/// What is heard in a reply at a moment.
pub fn hear(course: &Course, moment: &Moment, reply: &Utterance) -> Heard {
    course.ear().hear(reply, &course.setting(moment))
}

/// The score of a reply, without advice.
pub fn score(course: &Course, moment: &Moment, reply: &Utterance) -> Result<Score, NotScored> {
    scorable(course.framework(), reply)?;
    let heard = hear(course, moment, reply);
    let rubric = course.rubric(moment);
    let title = |id: &str| course.ear().sheet(id).map_or_else(|| id.to_owned(), |sheet| sheet.title.clone());

    let mut skills = Vec::new();
    let mut rung = None;
    if let Some((ask, purpose)) = rubric.ask {
        let (parts, best) = check_in::parts(ask, purpose, course, moment, reply, &heard);
        skills.extend(parts);
        rung = Some(best);
    }
    skills.extend(rubric.skills.iter().map(|(id, weight)| Criterion::by_level(id, &title(id), *weight, heard.level(id), heard.evidence(id).to_vec())));
    let points = covered(course, &rubric, reply);
    let pitfalls = rubric.pitfalls.iter().filter(|(id, _)| heard.level(id) > Level::Not).map(|(id, weight)| {
        let cost = Criterion::by_level(id, &title(id), *weight, heard.level(id), heard.evidence(id).to_vec());
        Criterion { earned: -cost.earned, ..cost }
    });
    Ok(add_up(course.framework(), skills, points, pitfalls.collect(), rung))
}

/// Can this reply be judged at all?
fn scorable(framework: &Framework, reply: &Utterance) -> Result<(), NotScored> {
    if reply.words().len() > MOST_WORDS {
        return Err(NotScored::TooLong);
    }
    if framework.language == "en" {
        return Ok(readable(reply)?);
    }
    if reply.words().is_empty() { Err(if reply.text().trim().is_empty() { NotScored::Silence } else { NotScored::NoWords }) } else { Ok(()) }
}

fn covered(course: &Course, rubric: &Rubric, reply: &Utterance) -> Vec<Criterion> {
    let levels = course.points(reply);
    let by_id = |id: &str| course.framework().what.iter().position(|point| point.id == id);
    let wanted = rubric.points.iter().filter_map(|(id, weight)| Some((by_id(id)?, *weight)));
    wanted
        .map(|(at, weight)| {
            let (point, (level, evidence)) = (&course.framework().what[at], &levels[at]);
            Criterion::by_level(&point.id, &point.title, weight, *level, evidence.clone())
        })
        .collect()
}

/// The sum of everything.
pub fn add_up(framework: &Framework, skills: Vec<Criterion>, points: Vec<Criterion>, pitfalls: Vec<Criterion>, rung: Option<u8>) -> Score {
    let cost: f64 = pitfalls.iter().map(|pitfall| -pitfall.earned).sum();
    // Pitfalls are of the how. Where no skill is asked for they take from the what, or they would cost nothing.
    let how = side(&skills, cost);
    let what = side(&points, if how.is_some() { 0.0 } else { cost });
    let score = weigh(framework.share, how, what);
    Score { score, how, what, pass: score + SLACK >= framework.pass, skills, points, pitfalls, rung, advice: None }
}

/// The score without its bounds: it may fall below zero, where pitfalls cost more than was earned. Only to compare two replies by.
pub fn unbounded(framework: &Framework, score: &Score) -> f64 {
    let sum = |criteria: &[Criterion]| criteria.iter().map(|criterion| (criterion.earned, criterion.weight)).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
    let (earned, total) = sum(&score.skills);
    let (covered, points) = sum(&score.points);
    let cost: f64 = sum(&score.pitfalls).0;
    let side = |earned: f64, total: f64| (total > 0.0).then(|| earned / total * MAX_SCORE);
    let (how, what) = (side(earned + cost, total), side(if total > 0.0 { covered } else { covered + cost }, points));
    weigh(framework.share, how, what)
}

/// A sum of halves and weights may miss the pass mark by the last bit.
const SLACK: f64 = 1e-9;

/// The earned share of the weights, 0.0..=100.0; none without weights.
fn side(criteria: &[Criterion], cost: f64) -> Option<f64> {
    let total: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    let earned: f64 = criteria.iter().map(|criterion| criterion.earned).sum();
    (total > 0.0).then(|| ((earned - cost).max(0.0) / total * MAX_SCORE).min(MAX_SCORE))
}

/// A side without criteria gives its share to the other.
fn weigh(share: Share, how: Option<f64>, what: Option<f64>) -> f64 {
    match (how, what) {
        (Some(how), Some(what)) if share.how + share.what > 0.0 => (how * share.how + what * share.what) / (share.how + share.what),
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => 0.0,
    }
}

/// What a rung of the ladder earns, 0.0..=1.0.
pub fn ladder(rung: u8) -> f64 {
    LADDER[usize::from(rung).min(LADDER.len() - 1)]
}

/// What an ear alone hears, for a text outside of any framework.
pub fn hear_alone(ear: &Ear, reply: &str, setting: &crate::speech::Setting) -> Result<Heard, NotScored> {
    let reply = Utterance::read(reply);
    readable(&reply)?;
    Ok(ear.hear(&reply, setting))
}
