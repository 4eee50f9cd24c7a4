//! Who plays: trainees of five kinds, who say what the author wrote or what nobody should say.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use siphasher::sip::SipHasher13;

use crate::framework::model::Beat;
use crate::speech::Utterance;

/// A kind of trainee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trainee {
    /// Says good answers.
    Good,
    /// Good ones, halves of them, and weak ones, by chance.
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
    pub fn reply<'b>(self, beat: &'b Beat, visit: usize, seed: u64) -> Option<Cow<'b, str>> {
        let pick = |list: &'b [String]| list.get((chance(seed, (&beat.id, "first")) + visit) % list.len().max(1)).map(|answer| Cow::Borrowed(answer.as_str()));
        match self {
            Self::Good => pick(&beat.answers.good),
            Self::Weak => pick(&beat.answers.weak),
            Self::Mixed => match chance(seed, (&beat.id, visit)) % 3 {
                0 => pick(&beat.answers.good),
                1 => pick(&beat.answers.good).map(|answer| half(&answer, chance(seed, (&beat.id, visit, "half"))).into()),
                _ => pick(&beat.answers.weak),
            },
            Self::Rude => Some(RUDE[chance(seed, (&beat.id, visit, "rude")) % RUDE.len()].into()),
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

/// An answer with one of its sentences left out, or one sentence cut at its first comma: what a tired trainee says of it.
fn half(answer: &str, chance: usize) -> String {
    let read = Utterance::read(answer);
    let sentences: Vec<&str> = read.sentences().iter().map(|sentence| answer[sentence.span.clone()].trim()).collect();
    match sentences.as_slice() {
        [] | [_] => answer.split([',', ':', ';']).next().unwrap_or_default().to_owned(),
        several => several.iter().enumerate().filter(|(at, _)| *at != chance % several.len()).map(|(_, sentence)| *sentence).collect::<Vec<_>>().join(" "),
    }
}

/// A number by chance, the same for the same seed on every machine.
fn chance(seed: u64, place: impl Hash) -> usize {
    let mut hasher = SipHasher13::new_with_keys(seed, 1);
    place.hash(&mut hasher);
    usize::try_from(hasher.finish() >> 33).unwrap_or(0)
}
