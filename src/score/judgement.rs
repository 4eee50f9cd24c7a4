//! The score of a reply, with its reasons.

use serde::{Deserialize, Serialize};

use crate::speech::evidence::{Evidence, Level, Purpose};
use crate::speech::language::Unreadable;

/// What came of judging a reply: a score with its reasons, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// A score.
    Scored(Box<Score>),
    /// No number is invented.
    NotScored(NotScored),
}

impl Judgement {
    /// The score, if there is one.
    pub fn score(&self) -> Option<&Score> {
        match self {
            Self::Scored(score) => Some(score),
            Self::NotScored(_) => None,
        }
    }

    /// Did it reach the pass mark?
    pub fn passes(&self) -> bool {
        self.score().is_some_and(|score| score.pass)
    }
}

/// Why a reply has no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotScored {
    /// Nothing was typed.
    Silence,
    /// No words that can be read.
    NoWords,
    /// Another language.
    OtherLanguage,
    /// Longer than anybody listens.
    TooLong,
    /// The trainee went past it.
    Skipped,
}

impl From<Unreadable> for NotScored {
    fn from(why: Unreadable) -> Self {
        match why {
            Unreadable::Silence => Self::Silence,
            Unreadable::NoWords => Self::NoWords,
            Unreadable::OtherLanguage => Self::OtherLanguage,
        }
    }
}

/// A score: a sum of evidence, and nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// 0.0..=100.0, not rounded.
    pub score: f64,
    /// The how, 0.0..=100.0; none where the beat asks for no skill.
    pub how: Option<f64>,
    /// The what, 0.0..=100.0; none where the beat asks for no point.
    pub what: Option<f64>,
    /// Reached the pass mark of the framework.
    pub pass: bool,
    /// Skills that count here.
    pub skills: Vec<Criterion>,
    /// Points that count here.
    pub points: Vec<Criterion>,
    /// Pitfalls that were heard; `earned` is what they cost, 0.0 or less.
    pub pitfalls: Vec<Criterion>,
    /// The best rung of the check-in ladder, where a check-in was asked for, 0..=4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<u8>,
    /// The one thing to try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<Advice>,
}

impl Score {
    /// What earned nothing.
    pub fn missing(&self) -> impl Iterator<Item = &Criterion> {
        self.skills.iter().chain(&self.points).filter(|criterion| criterion.earned <= 0.0)
    }
}

/// One thing that counts, and what it earned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// The signal, point or part of the check-in rubric.
    pub id: String,
    /// Its name on the screen.
    pub title: String,
    /// How much it counts, in weights of its framework.
    pub weight: f64,
    /// How clearly it was heard.
    pub level: Level,
    /// What it earned of its weight; for a pitfall what it costs, below 0.
    pub earned: f64,
    /// Where.
    pub evidence: Vec<Evidence>,
}

impl Criterion {
    /// A criterion that earns by its level.
    pub fn by_level(id: &str, title: &str, weight: f64, level: Level, evidence: Vec<Evidence>) -> Self {
        Self { id: id.to_owned(), title: title.to_owned(), weight, level, earned: weight * level.share(), evidence }
    }

    /// The evidence that says most with what is heard within its words. What says little itself is not quoted, however much stands in it.
    pub fn best(&self) -> Option<&Evidence> {
        let speaks = || self.evidence.iter().filter(|evidence| evidence.weight > 0.0);
        let within = |place: &Evidence| -> f64 { speaks().filter(|e| place.start <= e.start && e.end <= place.end).map(|e| e.weight).sum() };
        let most = speaks().map(|evidence| evidence.weight).fold(0.0, f64::max);
        let says = |evidence: &&Evidence| evidence.weight * 2.0 >= most;
        speaks().filter(says).max_by(|a, b| within(a).total_cmp(&within(b)).then(a.text.len().cmp(&b.text.len())))
    }

    /// A criterion that earns a share of its weight, 0.0..=1.0.
    pub fn by_share(id: &str, title: &str, weight: f64, share: f64, evidence: Vec<Evidence>) -> Self {
        let level = if share >= 1.0 {
            Level::Clear
        } else if share > 0.0 {
            Level::Some
        } else {
            Level::Not
        };
        Self { id: id.to_owned(), title: title.to_owned(), weight, level, earned: weight * share, evidence }
    }
}

/// One thing to try, proven by scoring it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// The criterion it is about.
    pub id: String,
    /// What to try, in one sentence.
    pub text: String,
    /// How many points it brought when it was tried out, 0.0..=100.0; 0 where other pitfalls still cost more than was earned.
    pub gain: f64,
}

/// What a check-in question turned out to be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// 0..=4.
    pub rung: u8,
    /// What it is for, as far as its words tell.
    pub purposes: Vec<Purpose>,
    /// Where.
    pub evidence: Vec<Evidence>,
}
