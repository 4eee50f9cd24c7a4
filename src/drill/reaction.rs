//! How the person reacts: the first reaction whose conditions all hold.

use crate::framework::model::{Beat, React, When};
use crate::score::Score;
use crate::speech::evidence::{Heard, Level};

/// What a reaction may depend on.
pub struct Situation<'a> {
    /// What was heard in the reply.
    pub heard: &'a Heard,
    /// Ids of the points that were covered.
    pub covered: Vec<&'a str>,
    /// Its score.
    pub score: &'a Score,
    /// Trust before the reaction, 0..=100.
    pub trust: i32,
    /// The number of this visit of the beat, from 1.
    pub visit: u32,
}

/// The number of the reaction that fits; the last is the last resort.
pub fn choose(beat: &Beat, situation: &Situation) -> Option<usize> {
    beat.reacts.iter().position(|react| fits(react, situation)).or(beat.reacts.len().checked_sub(1))
}

fn fits(react: &React, situation: &Situation) -> bool {
    react.when.as_ref().is_none_or(|when| holds(when, situation))
}

fn holds(when: &When, now: &Situation) -> bool {
    let heard = |id: &String| now.heard.level(id) > Level::Not;
    when.heard.iter().all(heard)
        && !when.not_heard.iter().any(heard)
        && when.covered.iter().all(|id| now.covered.contains(&id.as_str()))
        && when.score_at_least.is_none_or(|least| now.score.score >= least)
        && when.trust_at_least.is_none_or(|least| now.trust >= least)
        && when.trust_below.is_none_or(|below| now.trust < below)
        && when.times.is_none_or(|times| now.visit >= times)
}
