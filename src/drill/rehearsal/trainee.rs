//! Who plays: trainees of five kinds, who say what the author wrote or what nobody should say.

use std::fmt;
use std::hash::{Hash, Hasher};

use siphasher::sip::SipHasher13;

use crate::framework::model::Beat;

/// A kind of trainee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trainee {
    /// Says good answers.
    Good,
    /// Good ones and weak ones, by chance.
    Mixed,
    /// Says weak answers.
    Weak,
    /// Is rude.
    Rude,
    /// Says nothing.
    Silent,
}

/// Every kind, the best first.
pub const ALL: [Trainee; 5] = [Trainee::Good, Trainee::Mixed, Trainee::Weak, Trainee::Rude, Trainee::Silent];

/// What nobody wants to hear at a counter.
pub const RUDE: [&str; 12] = [
    "Not my problem.",
    "So what? Everybody has to wait.",
    "You should have thought of that before.",
    "Calm down, it's no big deal.",
    "What do you want me to do about it?",
    "I can't do anything, that's the rule.",
    "Whatever. Is that all?",
    "Are you always like this?",
    "Look, I don't have time for this.",
    "That's your own fault, isn't it?",
    "Read the terms, it's all in there.",
    "Ask somebody else.",
];

impl Trainee {
    /// What is said in the `visit`-th visit of a beat; none where nothing is said.
    pub fn reply<'b>(self, beat: &'b Beat, visit: usize, seed: u64) -> Option<&'b str> {
        let pick = |list: &'b [String]| list.get((chance(seed, (&beat.id, "first")) + visit) % list.len().max(1)).map(String::as_str);
        match self {
            Self::Good => pick(&beat.answers.good),
            Self::Weak => pick(&beat.answers.weak),
            Self::Mixed if chance(seed, (&beat.id, visit)).is_multiple_of(2) => pick(&beat.answers.good),
            Self::Mixed => pick(&beat.answers.weak),
            Self::Rude => Some(RUDE[chance(seed, (&beat.id, visit, "rude")) % RUDE.len()]),
            Self::Silent => None,
        }
    }
}

impl fmt::Display for Trainee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Good => "good",
            Self::Mixed => "mixed",
            Self::Weak => "weak",
            Self::Rude => "rude",
            Self::Silent => "silent",
        })
    }
}

/// A number by chance, the same for the same seed on every machine.
fn chance(seed: u64, place: impl Hash) -> usize {
    let mut hasher = SipHasher13::new_with_keys(seed, 1);
    place.hash(&mut hasher);
    usize::try_from(hasher.finish() >> 33).unwrap_or(0)
}
