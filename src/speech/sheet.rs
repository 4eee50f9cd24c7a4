//! Cue sheets: what speaks for a signal, as an author writes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::{Level, Purpose};
use super::lexicon::Lists;
use super::shorthand::Short;

/// A signal: what it hears, the cues and rules that speak for it, and examples that prove it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The name by which frameworks call it: lower-case words with hyphens.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub signal: String,
    /// Its name on the screen.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The family it belongs to.
    #[serde(default)]
    pub group: Group,
    /// What it hears, in one sentence.
    #[schemars(length(min = 1))]
    pub hears: String,
    /// Who says so: author, year, and what they found.
    #[schemars(length(min = 1))]
    pub source: String,
    /// From which sum of weights it counts as heard.
    #[serde(default)]
    pub levels: Levels,
    /// Phrases that speak for it, or against it.
    #[serde(default)]
    pub cues: Vec<Short<CueEntry>>,
    /// What is heard by form and not by phrase: rules that are built in, by name.
    #[serde(default)]
    pub rules: Vec<RuleUse>,
    /// Replies in which it must be heard.
    #[schemars(length(min = 1))]
    pub accepts: Vec<Short<Example>>,
    /// Replies in which it must not be heard, near misses among them.
    #[schemars(length(min = 1))]
    pub rejects: Vec<Short<Example>>,
    /// What a trainee can try, in one kind sentence.
    #[serde(rename = "try")]
    #[schemars(length(min = 1))]
    pub advice: String,
    /// The file it was read from, as receipts show it.
    #[serde(skip)]
    pub file: String,
}

/// Where a signal belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Hearing the other person.
    Listening,
    /// Making sure.
    Checking,
    /// Being kind to this person.
    Caring,
    /// Being someone to rely on.
    Trust,
    /// Neither good nor bad by itself.
    #[default]
    Neutral,
    /// Best avoided.
    Pitfall,
}

/// The sums of weights from which a signal is heard.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Level 1 from here.
    #[serde(default = "some")]
    pub some: f64,
    /// Level 2 from here.
    #[serde(default = "clear")]
    pub clear: f64,
}

fn some() -> f64 {
    1.0
}

fn clear() -> f64 {
    2.0
}

fn one() -> f64 {
    1.0
}

impl Default for Levels {
    fn default() -> Self {
        Self { some: some(), clear: clear() }
    }
}

impl Levels {
    /// The level that a sum of weights reaches.
    pub fn of(self, weight: f64) -> Level {
        // Weights are short decimals; the slack keeps 0.1 + 0.2 from falling short of 0.3.
        const SLACK: f64 = 1e-9;
        if weight + SLACK >= self.clear {
            Level::Clear
        } else if weight + SLACK >= self.some {
            Level::Some
        } else {
            Level::Not
        }
    }
}

/// A phrase pattern and how much it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CueEntry {
    /// The pattern: words in a row; `(a|b)` one of these; `[x]` may be there; `x*` a word that starts so; `..` up to 3 words between;
    /// `<list>` a word of that list; `#` a number; `^` the sentence starts here; `?` `.` `$` at the end it is a question, a statement, or over.
    #[schemars(length(min = 1))]
    pub say: String,
    /// How much it speaks for the signal; below 0 against it.
    #[serde(default = "one")]
    pub weight: f64,
    /// Which part of the signal it is, where a signal has parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Its rung on the check-in ladder, 1 to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub rung: Option<u8>,
    /// What a check-in of these words is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// The line it stands on, from 1.
    #[serde(skip)]
    pub line: u32,
}

impl From<String> for CueEntry {
    fn from(say: String) -> Self {
        Self { say, weight: one(), part: None, rung: None, purpose: None, line: 0 }
    }
}

/// A built-in rule, and how much it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleUse {
    /// The rule's name.
    pub rule: String,
    /// How much it speaks for the signal.
    #[serde(default = "one")]
    pub weight: f64,
    /// The line it stands on, from 1.
    #[serde(skip)]
    pub line: u32,
}

/// An example reply, with as much of its situation as it needs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What is said.
    #[schemars(length(min = 1))]
    pub reply: String,
    /// What the customer said just before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The customer's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Known facts, each as a list of cues.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Vec<String>>,
    /// What the speaker said before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// Sample answers the speaker has seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<String>,
    /// The very level it must have; without it any level above 0 will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 2))]
    pub level: Option<u8>,
}

impl From<String> for Example {
    fn from(reply: String) -> Self {
        Self { reply, ..Self::default() }
    }
}

/// A file of word lists and signals that frameworks share.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// Word lists by name; their entries are words, stems or phrases.
    #[serde(default)]
    pub lists: Lists,
    /// Signals, in the same form as the built-in ones.
    #[serde(default)]
    pub signals: Vec<Sheet>,
}
