//! What counts in a beat, and how much.

use super::bounds::{ALWAYS_AVOID, PITFALL_WEIGHT, SKILL_WEIGHT};
use crate::framework::model::{Ask, Beat, Framework};
use crate::speech::evidence::Purpose;

/// What counts in one beat: ids with their weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Rubric {
    /// Skills that earn.
    pub skills: Vec<(String, f64)>,
    /// Points that earn.
    pub points: Vec<(String, f64)>,
    /// Pitfalls that cost.
    pub pitfalls: Vec<(String, f64)>,
    /// A check-in, or closing the loop, if the beat asks for it.
    pub ask: Option<(Ask, Option<Purpose>)>,
}

impl Rubric {
    /// The rubric of a beat: weights come from the framework unless the beat gives its own.
    pub fn of(framework: &Framework, beat: &Beat) -> Self {
        let known = |id: &str| framework.how.iter().find(|want| want.signal() == Some(id)).and_then(|want| want.weight);
        let weigh = |id: &str, own: Option<f64>, otherwise: f64| own.or_else(|| known(id)).unwrap_or(otherwise);

        let mut skills: Vec<(String, f64)> = Vec::new();
        for want in &beat.expects.how {
            if let Some(id) = want.signal() {
                put(&mut skills, id, weigh(id, want.weight, SKILL_WEIGHT));
            }
        }
        let mut pitfalls: Vec<(String, f64)> = Vec::new();
        for (id, weight) in ALWAYS_AVOID {
            put(&mut pitfalls, id, weight);
        }
        for want in &framework.how {
            if let Some(id) = &want.avoid {
                put(&mut pitfalls, id, want.weight.unwrap_or(PITFALL_WEIGHT));
            }
        }
        for want in &beat.expects.avoid {
            if let Some(id) = want.signal() {
                put(&mut pitfalls, id, weigh(id, want.weight, PITFALL_WEIGHT));
            }
        }
        // Closing the loop is to take up the gap again: what a pitfall of repetition would punish.
        let points = beat.expects.what.iter().map(|id| (id.clone(), framework.point(id).map_or(1.0, |point| point.weight)));
        Self { skills, points: points.collect(), pitfalls, ask: beat.ask.map(|ask| (ask, beat.purpose)) }
    }
}

/// The later weight of an id wins.
fn put(list: &mut Vec<(String, f64)>, id: &str, weight: f64) {
    match list.iter_mut().find(|(known, _)| known == id) {
        Some(entry) => entry.1 = weight,
        None => list.push((id.to_owned(), weight)),
    }
}
