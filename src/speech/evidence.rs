//! What was heard, and where: the receipts that every score is a sum of.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How clearly a signal was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Level {
    /// Not heard.
    #[default]
    Not,
    /// Heard some of it: alluded to, weak.
    Some,
    /// Heard clearly: specific, strong.
    Clear,
}

impl Level {
    /// The share of a weight that this level earns, 0.0, 0.5 or 1.0 (design section 6).
    pub fn share(self) -> f64 {
        f64::from(u8::from(self)) / 2.0
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        match level {
            Level::Not => 0,
            Level::Some => 1,
            Level::Clear => 2,
        }
    }
}

impl TryFrom<u8> for Level {
    type Error = String;

    fn try_from(level: u8) -> Result<Self, String> {
        match level {
            0 => Ok(Self::Not),
            1 => Ok(Self::Some),
            2 => Ok(Self::Clear),
            other => Err(format!("a level is 0, 1 or 2, not {other}")),
        }
    }
}

/// The line of a file that a piece of evidence rests on; shown as `warmth.yaml:12`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Place {
    /// The file's name, as `check` and the receipts show it.
    pub file: String,
    /// Its line, from 1; 0 where there is none.
    pub line: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

impl TryFrom<String> for Place {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (file, line) = text.rsplit_once(':').ok_or_else(|| format!("`{text}` is not FILE:LINE"))?;
        let line = line.parse().map_err(|_| format!("`{text}` is not FILE:LINE"))?;
        Ok(Self { file: file.to_owned(), line })
    }
}

/// What a check-in question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Has it been explained well?
    Understanding,
    /// Is there anything else, does it help?
    Needs,
    /// How does it sit with you?
    Feelings,
    /// Are we agreed?
    Agreement,
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Understanding => "understanding",
            Self::Needs => "needs",
            Self::Feelings => "feelings",
            Self::Agreement => "agreement",
        })
    }
}

/// A place in a reply, and what spoke there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// First byte in the reply.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// The words, as they were typed.
    pub text: String,
    /// The cue as its author wrote it, or the name of the rule.
    pub cue: String,
    /// Where the cue stands.
    pub at: Place,
    /// How much it speaks for the signal; below 0 it speaks against it.
    pub weight: f64,
    /// Which part of the signal: a component of an apology.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The rung of the check-in ladder, 1 to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<u8>,
    /// What a check-in is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
}

/// One signal as it was heard in one reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// How clearly.
    pub level: Level,
    /// The sum of the weights of the evidence.
    pub weight: f64,
    /// Where, in the order of the text.
    pub evidence: Vec<Evidence>,
    /// The best rung of the check-in ladder that was heard, 1 to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<u8>,
    /// The purpose that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
}

/// Everything that was heard in one reply: signals at level 0 are left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Heard {
    /// The readings by the id of their signal.
    pub signals: BTreeMap<String, Reading>,
}

impl Heard {
    /// The level of a signal; [`Level::Not`] also for one nobody knows.
    pub fn level(&self, signal: &str) -> Level {
        self.signals.get(signal).map_or(Level::Not, |reading| reading.level)
    }

    /// The evidence for a signal.
    pub fn evidence(&self, signal: &str) -> &[Evidence] {
        self.signals.get(signal).map_or(&[], |reading| &reading.evidence)
    }
}
