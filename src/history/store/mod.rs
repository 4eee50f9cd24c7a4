//! The database: SQLite in the trainee's data folder.
//!
//! | file | what it is for |
//! |---|---|
//! | `open` | opens the file, and keeps a damaged one aside |
//! | `schema` | the tables, and the way from earlier versions |
//! | `drills` | keeps a drill after every reply; lists, finds and deletes drills |
//! | `attempts` | the attempts of a drill |
//! | `journal` | reflections and stories |
//! | `queries` | what home and progress ask, answered from indices |
//! | `practice` | more of it: best lines, how and what, visits, assessments |
//! | `rounds` | how well each skill is remembered where, kept beside the attempts |
//! | `merge` | takes in what was exported elsewhere |
//! | `old` | files of releases before there was a database |
//!
//! Everything that belongs together is written in one transaction, which is on the disk when the call returns. Two programs at
//! once wait for each other.

use rusqlite::{Connection, ErrorCode};
use thiserror::Error;

mod attempts;
mod drills;
mod journal;
mod merge;
mod old;
mod open;
mod practice;
mod queries;
mod rounds;
mod schema;

pub use drills::{Found, Summary};
pub use merge::Merged;
pub use old::Old;
pub use open::{Home, Opened};
pub use practice::{Best, Cell, Measured, Side};
pub use queries::{Counts, Practised, Stretch};
pub use rounds::Print;

/// The history.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

/// Why the history can not be used.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database refuses.
    #[error("the history can not be used: {0}")]
    Database(#[from] rusqlite::Error),
    /// The disk refuses.
    #[error("the history can not be used: {0}")]
    Disk(#[from] std::io::Error),
    /// The file was written by a newer program.
    #[error("the history was written by a newer tactful (version {0} of its tables)")]
    Newer(usize),
}

impl StoreError {
    /// Is the file itself damaged, rather than out of reach?
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Database(error) => matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)),
            Self::Disk(_) | Self::Newer(_) => false,
        }
    }
}

impl Store {
    /// An empty history that nobody keeps.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        open::set_up(&connection)?;
        schema::migrate(&mut connection)?;
        Ok(Self { connection })
    }
}

/// A word of the database as a value; one that nobody knows is a value that can not be read.
fn known<T>(column: usize, word: &str, value: Option<T>) -> rusqlite::Result<T> {
    value.ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, format!("`{word}` is not known").into()))
}

/// JSON of the database as a value.
fn json(column: usize, text: &str) -> rusqlite::Result<serde_json::Value> {
    serde_json::from_str(text).map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error)))
}
