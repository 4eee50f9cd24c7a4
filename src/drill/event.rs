//! What can happen in a drill.

use serde::{Deserialize, Serialize};

/// Something the trainee did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The drill begins.
    Begin,
    /// A stopped drill goes on: shows again where it stands.
    Resume,
    /// A reply was typed.
    Reply {
        /// What was typed.
        text: String,
    },
    /// A hint is wanted.
    Hint,
    /// The last reply is to be tried again; the first attempt is what counts.
    Again,
    /// The feedback was read.
    Next,
    /// The receipts of the last score are wanted.
    Why,
    /// This exchange is to be skipped.
    Skip,
    /// The last reply is to be taken back.
    Undo,
    /// Enough for now.
    Stop,
}
