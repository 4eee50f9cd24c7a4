//! The journal: thoughts after a drill, and stories of real conversations.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Store, StoreError, known};
use crate::history::record::{Entry, EntryKind};

const COLUMNS: &str = "id, at, kind, drill, about, question, text, said, now";

impl Store {
    /// Writes an entry; one that is there already is left as it is. Was it new?
    pub fn note(&self, entry: &Entry) -> Result<bool, StoreError> {
        Ok(note(&self.connection, entry)?)
    }

    /// All entries, the oldest first.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM journal ORDER BY at, id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([], entry)?.collect::<Result<_, _>>()?)
    }

    /// The one entry whose id begins so; none if there is none, or more than one.
    pub fn entry(&self, short: &str) -> Result<Option<Entry>, StoreError> {
        let short = short.to_lowercase();
        if short.is_empty() || !short.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let sql = format!("SELECT {COLUMNS} FROM journal WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found: Vec<Entry> = statement.query_map([&short], entry)?.collect::<Result<_, _>>()?;
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// The entries in which all of these words are, wherever and however they are written, the oldest first.
    pub fn search(&self, words: &[String]) -> Result<Vec<Entry>, StoreError> {
        let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let mut entries = self.entries()?;
        entries.retain(|entry| {
            let texts = [Some(&entry.text), entry.said.as_ref(), entry.now.as_ref(), entry.question.as_ref(), entry.about.as_ref()];
            let all: Vec<String> = texts.into_iter().flatten().map(|text| text.to_lowercase()).collect();
            words.iter().all(|word| all.iter().any(|text| text.contains(word)))
        });
        Ok(entries)
    }

    /// Deletes an entry for good, by its whole id.
    pub fn delete_entry(&self, id: &str) -> Result<bool, StoreError> {
        Ok(self.connection.execute("DELETE FROM journal WHERE id = ?1", [id])? > 0)
    }

    /// A small fact about the file itself.
    pub(super) fn fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self.connection.query_row("SELECT value FROM notes WHERE name = ?1", [name], |row| row.get(0)).optional()?)
    }
}

/// Writes an entry unless it is there.
pub(super) fn note(connection: &Connection, entry: &Entry) -> rusqlite::Result<bool> {
    let sql = format!("INSERT OR IGNORE INTO journal ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    let Entry { id, at, kind, drill, about, question, text, said, now } = entry;
    let written = connection.prepare_cached(&sql)?.execute(params![id, at, kind.word(), drill, about, question, text, said, now])?;
    Ok(written > 0)
}

fn entry(row: &Row) -> rusqlite::Result<Entry> {
    let kind: String = row.get(2)?;
    Ok(Entry {
        id: row.get(0)?,
        at: row.get(1)?,
        kind: known(2, &kind, EntryKind::from_word(&kind))?,
        drill: row.get(3)?,
        about: row.get(4)?,
        question: row.get(5)?,
        text: row.get(6)?,
        said: row.get(7)?,
        now: row.get(8)?,
    })
}
