//! What a step of a drill gives to its player to show.

use serde::{Deserialize, Serialize};

use super::debrief::Debrief;
use crate::score::{Judgement, NotScored};

/// Something to show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "kebab-case")]
pub enum Effect {
    /// Who meets whom.
    Scene(Scene),
    /// The person says something.
    Line(Line),
    /// The trainee is to answer.
    Prompt {
        /// What is asked for.
        text: String,
        /// Is this another try at the same line?
        again: bool,
    },
    /// A question that makes one think.
    Hint {
        /// The hint.
        text: String,
        /// How many more there are.
        left: usize,
    },
    /// How a reply landed.
    Landed(Landed),
    /// A reply could not be scored; it does not count, and the prompt follows again.
    NotScored {
        /// Why.
        why: NotScored,
    },
    /// How the person reacts.
    Reaction(Reaction),
    /// Every point of a score with its quote and its cue.
    Receipts {
        /// The score.
        judgement: Judgement,
    },
    /// Something that had no effect, and why.
    Note {
        /// Which.
        note: Note,
    },
    /// The look back at the end.
    Debrief(Box<Debrief>),
    /// A question to reflect on; the answer goes to the journal.
    Reflect {
        /// The question.
        question: String,
    },
    /// The drill was stopped; it can go on later.
    Stopped,
    /// The drill is over.
    Done,
}

/// Who meets whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    /// The framework's title.
    pub framework: String,
    /// The scenario's title.
    pub title: String,
    /// Who the trainee is.
    pub you_are: String,
    /// The person's name.
    pub name: String,
    /// What they feel.
    pub feels: String,
    /// How much they trust, 0..=100.
    pub trust: i32,
    /// What is known about them from the start.
    pub facts: Vec<String>,
    /// How many exchanges the scenario has.
    pub beats: usize,
    /// One exchange out of a conversation: the how-manieth in a row of how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(usize, usize)>,
    /// What they said just before, where it begins in the middle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// Which visit it is of how many, where the two have met before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<(usize, usize)>,
}

/// A line of the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Who.
    pub name: String,
    /// What.
    pub says: String,
    /// What they feel.
    pub feels: String,
    /// How much they trust, 0..=100.
    pub trust: i32,
}

/// How a reply landed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Landed {
    /// What was said.
    pub reply: String,
    /// The score and its reasons.
    pub judgement: Judgement,
    /// 1 for the first attempt, which is the one that counts.
    pub attempt: usize,
    /// A hint or an earlier try helped.
    pub assisted: bool,
}

/// How the person reacts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reaction {
    /// Who.
    pub name: String,
    /// What they say.
    pub says: String,
    /// Trust before, 0..=100.
    pub trust_before: i32,
    /// Trust now, 0..=100.
    pub trust: i32,
    /// What they feel now.
    pub feels: String,
}

/// Why something had no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// There is no hint, or no further one.
    NoHint,
    /// Nothing was said that could be taken back.
    NothingToUndo,
    /// No reply has been scored yet.
    NothingScored,
    /// There is no reply to try again.
    NothingToTryAgain,
    /// A reply is awaited first.
    ReplyFirst,
    /// The drill is over.
    Over,
    /// The last reply was taken back.
    Undone,
    /// In an assessment there is no help and no way back.
    Measuring,
}
