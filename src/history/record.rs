//! What the history keeps, as plain data: a drill, its attempts, the moments in it, and the journal.
//!
//! Times are seconds since 1970 in UTC. Turns and attempts are counted from 1, as a person counts them. What a drill looked like inside
//! is opaque here: the room `drill` reads its own sessions.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Seconds since 1970.
pub type Seconds = i64;

/// One run through a scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drill {
    /// 32 hexadecimal digits.
    pub id: String,
    /// The framework's id.
    pub framework: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// Who was talked with.
    pub persona: String,
    /// Chooses among variants.
    pub seed: u64,
    /// When it began.
    pub started: Seconds,
    /// When something last happened in it.
    pub ended: Seconds,
    /// The version of the program that scored it, the last one if several did.
    pub engine: String,
    /// Fingerprint of the framework and its signals, 32 hexadecimal digits.
    pub fingerprint: String,
    /// Practice, or a measurement.
    pub mode: Mode,
    /// Where it was branched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<Branch>,
    /// Only this beat was played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beat: Option<String>,
    /// How it stands.
    pub state: State,
    /// The mean of the attempts that count, 0.0..=100.0.
    pub score: Option<f64>,
    /// The mean of the how, 0.0..=100.0.
    pub how: Option<f64>,
    /// The mean of the what, 0.0..=100.0.
    pub what: Option<f64>,
    /// Did the mean reach the pass mark?
    pub pass: bool,
    /// Trust at the beginning, 0..=100.
    pub trust_start: i32,
    /// Trust at the end, 0..=100.
    pub trust_end: i32,
    /// The session, without the judgements: these stand with the attempts.
    pub session: Value,
}

/// What a drill is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Practice.
    Drill,
    /// A measurement: no hints, no retries, no feedback until the end.
    Assess,
}

/// How a drill stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It can go on.
    Stopped,
    /// Begun anew instead: it is kept, and not offered any more.
    Left,
    /// Played to the end.
    Finished,
}

/// Where a drill was branched off: another drill, before the reply of this turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// The other drill.
    pub drill: String,
    /// The first turn of its own, from 1.
    pub turn: usize,
}

/// One judged reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// Its number in the order in which things were said in the drill, from 1; 0 until it is kept.
    pub seq: u32,
    /// The exchange, from 1.
    pub turn: usize,
    /// Which try at it, from 1.
    pub no: usize,
    /// The beat's id.
    pub beat: String,
    /// Fingerprint of the beat as it read then; empty where an older program kept it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub print: String,
    /// What was answered.
    pub line: String,
    /// When it was said.
    pub at: Seconds,
    /// What was said.
    pub reply: String,
    /// 0.0..=100.0.
    pub score: Option<f64>,
    /// The how, 0.0..=100.0.
    pub how: Option<f64>,
    /// The what, 0.0..=100.0.
    pub what: Option<f64>,
    /// The best rung of the check-in ladder, where a check-in was asked for, 0..=4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<u8>,
    /// Did it reach the pass mark?
    pub pass: bool,
    /// A hint, an earlier try or an earlier drill helped.
    pub assisted: bool,
    /// What became of it.
    pub fate: Fate,
    /// Trust before it, 0..=100.
    pub trust_before: i32,
    /// Trust after the reaction, 0..=100; none before there was one.
    pub trust_after: Option<i32>,
    /// The version of the program that judged it.
    pub engine: String,
    /// What was looked for and how well it was heard.
    pub criteria: Vec<Criterion>,
    /// The score with its receipts.
    pub judgement: Value,
}

impl Attempt {
    /// Only the first try counts, unless it was taken back or stands here as a copy.
    pub fn counts(&self) -> bool {
        self.no == 1 && self.fate == Fate::Said
    }
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It stands.
    Said,
    /// It was taken back.
    Withdrawn,
    /// It was said in the drill that this one branched off, and counts there.
    Copied,
}

/// One thing that counted in an attempt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// What it is.
    pub kind: Kind,
    /// The signal, point or part of the check-in rubric.
    pub id: String,
    /// How clearly it was heard, 0..=2.
    pub level: u8,
    /// What it earned of its weight; for a pitfall what it cost, below 0.
    pub earned: f64,
    /// How much it counts.
    pub weight: f64,
    /// The words that say it best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// What a criterion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Wanted: the how.
    Skill,
    /// A content step: the what.
    Point,
    /// Warned against; kept only where it was heard.
    Pitfall,
}

/// A moment that deserved an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    /// The exchange, from 1.
    pub turn: usize,
    /// What was said.
    pub quote: String,
    /// What became of it.
    pub met: Met,
    /// The words that answered, or pushed away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// What became of a moment that deserved an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Met {
    /// Answered at once.
    Met,
    /// Answered later.
    Late,
    /// Not answered.
    Missed,
    /// Pushed away.
    Denied,
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// 32 hexadecimal digits.
    pub id: String,
    /// When it was written.
    pub at: Seconds,
    /// What it is.
    pub kind: EntryKind,
    /// The drill it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drill: Option<String>,
    /// FRAMEWORK/SCENARIO it is about, kept also when the drill is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The question of a reflection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The reflection, or what happened.
    pub text: String,
    /// What was said in a real conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// What one would say now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

/// What an entry of the journal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A thought after a drill.
    Reflection,
    /// A real conversation.
    Story,
}

/// A drill with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Whole {
    /// The drill.
    #[serde(flatten)]
    pub drill: Drill,
    /// Its attempts, in the order in which they were said.
    pub attempts: Vec<Attempt>,
    /// The moments in it.
    pub opportunities: Vec<Opportunity>,
}

/// The version of the lines of an export. It is raised when an older program could not read them.
pub const EXPORT_FORMAT: u32 = 1;

/// A line of an export: a drill with all that belongs to it, or an entry of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// [`EXPORT_FORMAT`].
    pub format: u32,
    /// A drill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drill: Option<Box<Whole>>,
    /// An entry of the journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal: Option<Entry>,
}

impl Line {
    /// The line of a drill.
    pub fn drill(whole: Whole) -> Self {
        Self { format: EXPORT_FORMAT, drill: Some(Box::new(whole)), journal: None }
    }

    /// The line of an entry.
    pub fn entry(entry: Entry) -> Self {
        Self { format: EXPORT_FORMAT, drill: None, journal: Some(entry) }
    }

    fn attempts(&self) -> impl Iterator<Item = &Attempt> {
        self.drill.iter().flat_map(|whole| &whole.attempts)
    }

    /// Reads a line, or says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        /// What every version has.
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let version: Version = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if version.format > EXPORT_FORMAT {
            return Err(format!("written by a newer tactful (format {})", version.format));
        }
        let line: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let ids = line.drill.iter().map(|whole| &whole.drill.id).chain(line.journal.iter().map(|entry| &entry.id));
        match ids.clone().find(|id| !is_id(id)) {
            Some(id) => Err(format!("`{id}` is not an id")),
            None if line.attempts().any(|attempt| attempt.turn == 0 || attempt.no == 0) => Err("turns and tries are counted from 1".to_owned()),
            None if ids.count() == 0 => Err("neither a drill nor an entry of the journal".to_owned()),
            None => Ok(line),
        }
    }
}

/// Is this an id: 32 hexadecimal digits in lower case?
pub fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The words that stand in the database for an enum, in one place for each.
macro_rules! words {
    ($type:ty: $($value:ident = $word:literal),+) => {
        impl $type {
            /// The word that stands in the database.
            pub fn word(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }

            /// Reads the word that stands in the database.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$value),)+ _ => None }
            }
        }
    };
}

words!(Mode: Drill = "drill", Assess = "assess");
words!(State: Stopped = "stopped", Left = "left", Finished = "finished");
words!(Fate: Said = "said", Withdrawn = "withdrawn", Copied = "copied");
words!(Kind: Skill = "skill", Point = "point", Pitfall = "pitfall");
words!(Met: Met = "met", Late = "late", Missed = "missed", Denied = "denied");
words!(EntryKind: Reflection = "reflection", Story = "story");
