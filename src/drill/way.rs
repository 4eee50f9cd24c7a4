//! The ways to play a drill other than a whole scenario on its own: one beat alone, silent, as a later visit, or by one who
//! has said the same before.

use serde::{Deserialize, Serialize};

use crate::score::bounds::MAX_TRUST;

/// How a drill is played.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// Only the beat of this id: it begins there and ends after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// The how-manieth in a row of how many such beats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(usize, usize)>,
    /// No hints, no second try, and no feedback while it is played.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// The two have met before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Visit>,
    /// What the trainee has said word for word in one drill after another (see [`super::habits`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub often: Vec<String>,
}

impl Way {
    /// One beat alone, out of a row of them.
    pub fn only(beat: &str, place: (usize, usize)) -> Self {
        Self { only: Some(beat.to_owned()), place: Some(place), ..Self::default() }
    }

    /// One beat alone, to be measured.
    pub fn measured(beat: &str, place: (usize, usize)) -> Self {
        Self { silent: true, ..Self::only(beat, place) }
    }

    /// A later visit.
    pub fn later(visit: Visit) -> Self {
        Self { visit: Some(visit), ..Self::default() }
    }

    /// The same way, by one who says these sentences often.
    #[must_use]
    pub fn with_habits(self, often: Vec<String>) -> Self {
        Self { often, ..self }
    }

    /// A whole scenario on its own?
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// A later visit of a journey, and what is remembered of the earlier ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// Which visit, from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
    /// Ids of the facts that were told in earlier visits.
    pub told: Vec<String>,
    /// Ids of those that should come up again.
    pub recalls: Vec<String>,
    /// What the trainee promised in the visit before, in their own words.
    pub promises: Vec<String>,
    /// Trust at the end of the visit before, 0..=100.
    pub left_with: i32,
}

impl Visit {
    /// Trust at the beginning: half what the scenario says, half what the last visit left. Our own judgement, 2026-11-28: the customer
    /// remembers, and the author's scene still holds.
    pub fn trust(&self, scenario: i32) -> i32 {
        i32::midpoint(scenario, self.left_with).clamp(0, MAX_TRUST)
    }
}
