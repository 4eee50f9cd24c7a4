//! A framework as its author wrote it: plain data, one struct for each part of the file.
//!
//! The doc comments are what an editor shows to the author, so they speak to a coach.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::journey::Journey;
use crate::speech::evidence::Purpose;
use crate::speech::sheet::{CueEntry, Example, Sheet};
use crate::speech::shorthand::{OneOrMany, Short};

/// The version of the file format that this program writes.
pub const FORMAT_CURRENT: u32 = 1;
/// The oldest version it still reads. It is raised only when reading an old file would give another score.
pub const FORMAT_OLDEST: u32 = 1;

/// A conversation framework: what a conversation must cover, how it should be held, and scenarios to practise it in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The version of this format: 1.
    pub format: u32,
    /// The name by which it is called: lower-case words with hyphens, `returns-desk`.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Its title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What it trains, in one sentence.
    #[schemars(length(min = 1))]
    pub summary: String,
    /// The language of the replies, as a two-letter code. The built-in signals hear English.
    #[serde(default = "english")]
    pub language: String,
    /// Who says so: books, papers, pages.
    #[schemars(length(min = 1), inner(length(min = 1)))]
    pub source: Vec<String>,
    /// How much of the score the how and the what are worth.
    #[serde(default)]
    pub share: Share,
    /// The score that passes, 0 to 100.
    #[serde(default = "pass")]
    #[schemars(range(min = 0, max = 100))]
    pub pass: f64,
    /// Files with word lists and signals, by their path from this file.
    #[serde(default)]
    pub include: Vec<String>,
    /// The content steps.
    #[serde(default)]
    pub what: Vec<Point>,
    /// The skills wanted and the pitfalls to avoid.
    #[serde(default)]
    pub how: Vec<Want>,
    /// Signals of your own, in the same form as the built-in ones.
    #[serde(default)]
    pub signals: Vec<Sheet>,
    /// The role-plays.
    pub scenarios: Vec<Scenario>,
    /// Scenarios with one person, days apart.
    #[serde(default)]
    pub journeys: Vec<Journey>,
}

fn english() -> String {
    "en".into()
}

fn pass() -> f64 {
    70.0
}

fn one() -> f64 {
    1.0
}

/// What the how and the what are worth together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// For how it is said.
    #[schemars(range(min = 0))]
    pub how: f64,
    /// For what is covered.
    #[schemars(range(min = 0))]
    pub what: f64,
}

impl Default for Share {
    fn default() -> Self {
        Self { how: 60.0, what: 40.0 }
    }
}

/// A content step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The name by which the file refers to it: lower-case words with hyphens.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// What is to be covered, as the trainee reads it.
    #[schemars(length(min = 1))]
    pub title: String,
    /// How much it counts.
    #[serde(default = "one")]
    #[schemars(range(min = 0))]
    pub weight: f64,
    /// Phrases that cover it.
    #[schemars(length(min = 1))]
    pub cues: Vec<Short<CueEntry>>,
    /// Phrases that cover it in part.
    #[serde(default)]
    pub partly: Vec<Short<CueEntry>>,
    /// Replies that cover it.
    #[schemars(length(min = 1))]
    pub accepts: Vec<Short<Example>>,
    /// Replies that do not, a near miss among them.
    #[schemars(length(min = 1))]
    pub rejects: Vec<Short<Example>>,
    /// What a trainee can try, in one kind sentence.
    #[serde(default, rename = "try", skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

/// A skill that is wanted, or a pitfall to avoid, and how much it counts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("if" = { "required": ["skill"] }, "then" = { "properties": { "avoid": false } }, "else" = { "required": ["avoid"] }))]
pub struct Want {
    /// The id of a signal that earns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// The id of a signal that costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avoid: Option<String>,
    /// How much it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub weight: Option<f64>,
}

impl From<String> for Want {
    /// In a list the place says whether it is a skill or a pitfall; the reader of the list knows.
    fn from(id: String) -> Self {
        Self { skill: Some(id), ..Self::default() }
    }
}

impl Want {
    /// The signal that is named.
    pub fn signal(&self) -> Option<&str> {
        self.skill.as_deref().or(self.avoid.as_deref())
    }
}

/// A role-play.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The name by which the file refers to it: lower-case words with hyphens.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Its title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Who the trainee is: "the booking desk of Harbour Cars".
    #[schemars(length(min = 1))]
    pub you_are: String,
    /// How hard it is, 1 to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub difficulty: Option<u8>,
    /// The person in it.
    pub persona: Persona,
    /// The exchanges; the first is where it starts.
    pub beats: Vec<Beat>,
}

/// The person the trainee talks with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Their name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// What they feel at the start: "angry".
    #[schemars(length(min = 1))]
    pub feels: String,
    /// How much they trust at the start, 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    pub trust: i32,
    /// What they need.
    pub needs: Needs,
    /// What is known about them and worth using.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// The two needs behind what somebody asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// What they need as a person: "to be taken seriously".
    #[schemars(length(min = 1))]
    pub emotional: String,
    /// What they came for: "a car within minutes".
    #[schemars(length(min = 1))]
    pub transactional: String,
}

/// Something worth using: what the person told, or the file says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The name by which the file refers to it: lower-case words with hyphens.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// What is known: "travels with her daughter Ana".
    #[schemars(length(min = 1))]
    pub says: String,
    /// The words by which its use is heard.
    #[schemars(length(min = 1))]
    pub cues: Vec<Short<CueEntry>>,
}

/// One exchange: a line, what is expected of the reply, and how the person reacts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("dependentRequired" = { "purpose": ["ask"] }))]
pub struct Beat {
    /// The name by which the file refers to it: lower-case words with hyphens.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// What the person says; of several one is chosen.
    pub line: OneOrMany,
    /// Prompts for a check-in question, or for closing the loop after a "no".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Ask>,
    /// What the check-in is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Moments in the line that deserve an answer.
    #[serde(default)]
    pub opportunities: Vec<Opportunity>,
    /// What counts in the reply.
    #[serde(default)]
    pub expects: Expects,
    /// How the person reacts: the first that fits; the last has no `when`.
    #[schemars(length(min = 1))]
    pub reacts: Vec<React>,
    /// Model answers that pass and weak ones that do not.
    pub answers: Answers,
    /// Questions that make one think and give nothing away.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    pub hints: Vec<String>,
}

/// What a beat asks for in so many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// A check-in question, judged with the ladder.
    CheckIn,
    /// After "no, I'm lost": name the gap, explain it in other words, check again.
    CloseLoop,
}

/// A moment in a line that deserves an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opportunity {
    /// The words of the line.
    #[schemars(length(min = 1))]
    pub quote: String,
    /// The words by which an answer is heard.
    #[schemars(length(min = 1))]
    pub cues: Vec<Short<CueEntry>>,
}

/// What counts in a beat.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expects {
    /// Ids of points.
    #[serde(default)]
    pub what: Vec<String>,
    /// Skills, by id or with a weight of their own.
    #[serde(default)]
    pub how: Vec<Short<Want>>,
    /// Pitfalls that count here besides those of the framework.
    #[serde(default)]
    pub avoid: Vec<Short<Want>>,
}

/// A reaction of the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct React {
    /// When it fits; all that is given must hold. Leave it out for the last resort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// What the person says; of several one is chosen.
    pub says: OneOrMany,
    /// How far trust moves, -100 to 100.
    #[serde(default)]
    #[schemars(range(min = -100, max = 100))]
    pub trust: i32,
    /// What they feel from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feels: Option<String>,
    /// The beat that follows, or `end`; without it the next in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The name in `next` that ends a scenario.
pub const END: &str = "end";

/// When a reaction fits.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// All these signals were heard.
    #[serde(default)]
    pub heard: Vec<String>,
    /// None of these signals was heard.
    #[serde(default)]
    pub not_heard: Vec<String>,
    /// All these points were covered.
    #[serde(default)]
    pub covered: Vec<String>,
    /// The reply scored this or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub score_at_least: Option<f64>,
    /// Trust, before this reaction, is this or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub trust_at_least: Option<i32>,
    /// Trust, before this reaction, is below this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub trust_below: Option<i32>,
    /// This beat is being visited for at least this many times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub times: Option<u32>,
}

/// Answers that show what a beat wants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Answers that must pass.
    #[schemars(length(min = 1), inner(length(min = 1)))]
    pub good: Vec<String>,
    /// Answers that must not.
    #[schemars(length(min = 1), inner(length(min = 1)))]
    pub weak: Vec<String>,
}

impl Framework {
    /// The scenario of this id.
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// The point of this id.
    pub fn point(&self, id: &str) -> Option<&Point> {
        self.what.iter().find(|point| point.id == id)
    }
}

impl Scenario {
    /// The number of the beat of this id.
    pub fn beat(&self, id: &str) -> Option<usize> {
        self.beats.iter().position(|beat| beat.id == id)
    }

    /// Where a reaction of a beat leads; `None` is the end.
    pub fn next(&self, beat: usize, react: &React) -> Option<usize> {
        match react.next.as_deref() {
            Some(END) => None,
            Some(id) => self.beat(id),
            None => Some(beat + 1).filter(|next| *next < self.beats.len()),
        }
    }
}
