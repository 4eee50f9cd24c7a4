//! Files of releases before there was a database: taken over once, and left where they are.
#![expect(clippy::disallowed_methods, reason = "this file reads what earlier releases wrote")]

use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::Deserialize;
use serde_json::Value;
use siphasher::sip128::{Hasher128, SipHasher13};

use super::{Home, Store, StoreError, drills, journal};
use crate::history::record::{Entry, EntryKind, Seconds, Whole};

/// What earlier releases left: drills that were stopped, as their sessions, and the journal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Old {
    /// Each with an id that is always the same, and when it was written.
    pub sessions: Vec<(String, Seconds, Value)>,
    /// The journal.
    pub entries: Vec<Entry>,
}

/// The fact that tells that nothing is left to take over.
const TAKEN: &str = "taken over";

/// A line of the old journal.
#[derive(Debug, Deserialize)]
struct Line {
    at: Seconds,
    drill: String,
    question: String,
    text: String,
}

impl Home {
    fn stopped(&self) -> PathBuf {
        self.folder().join("stopped")
    }

    fn journal(&self) -> PathBuf {
        self.folder().join("journal.jsonl")
    }

    /// Did an earlier release leave something?
    pub(super) fn has_old(&self) -> bool {
        self.stopped().is_dir() || self.journal().is_file()
    }

    /// What earlier releases left. What can not be read stays where it is and is no drill.
    pub fn old(&self) -> Old {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.stopped()).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        let session = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).ok()?;
            Some((id(&text), written(path), serde_json::from_str(&text).ok()?))
        };
        let sessions = files.iter().filter_map(session).collect();
        let journal = std::fs::read_to_string(self.journal()).unwrap_or_default();
        Old { sessions, entries: journal.lines().enumerate().filter_map(|(at, line)| entry(at, line)).collect() }
    }
}

impl Store {
    /// Is there nothing more to take over?
    pub fn has_taken_over(&self) -> Result<bool, StoreError> {
        Ok(self.fact(TAKEN)?.is_some())
    }

    /// Takes over what earlier releases left, once.
    pub fn take_over(&mut self, drills: &[Whole], entries: &[Entry]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Another tactful may have been quicker.
        if transaction.execute("INSERT OR IGNORE INTO notes (name, value) VALUES (?1, '')", [TAKEN])? == 0 {
            return Ok(());
        }
        for whole in drills {
            drills::keep(&transaction, whole)?;
        }
        for entry in entries {
            journal::note(&transaction, entry)?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// When a file was last written.
fn written(path: &Path) -> Seconds {
    let modified = std::fs::metadata(path).and_then(|data| data.modified()).ok();
    let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(0)
}

fn entry(at: usize, line: &str) -> Option<Entry> {
    let read: Line = serde_json::from_str(line).ok()?;
    Some(Entry {
        // Two lines may be the same, word for word.
        id: id(&(at, line)),
        at: read.at,
        kind: EntryKind::Reflection,
        drill: None,
        about: Some(read.drill),
        question: Some(read.question),
        text: read.text,
        said: None,
        now: None,
    })
}

fn id(value: &impl Hash) -> String {
    let mut hasher = SipHasher13::new();
    value.hash(&mut hasher);
    let hash = hasher.finish128();
    format!("{:016x}{:016x}", hash.h1, hash.h2)
}
