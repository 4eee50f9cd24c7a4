//! Opens the file of the history, and keeps a damaged one aside.
#![expect(clippy::disallowed_methods, reason = "this file looks after the file of the history")]

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::{Store, StoreError, schema};

/// How long one tactful waits for another, and in what steps it asks again.
const PATIENCE: Duration = Duration::from_secs(20);
const STEP: Duration = Duration::from_millis(20);
/// A file up to this size is looked through when it is opened, in bytes: a few milliseconds.
const LOOKED_THROUGH: u64 = 4 << 20;

/// The folder of the trainee's data.
#[derive(Debug, Clone)]
pub struct Home {
    folder: PathBuf,
}

/// The history, and what happened when it was opened.
#[derive(Debug)]
pub struct Opened {
    /// The history.
    pub store: Store,
    /// A file that can not be read was kept under this name.
    pub aside: Option<PathBuf>,
}

impl Home {
    /// The data in this folder; it is made when something is first written.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The coach's own frameworks in it.
    pub fn frameworks(&self) -> PathBuf {
        self.folder.join("frameworks")
    }

    fn file(&self) -> PathBuf {
        self.folder.join("history.db")
    }

    /// Is there anything to read? Nothing is made by asking.
    pub fn has_history(&self) -> bool {
        self.file().exists() || self.has_old()
    }

    /// Opens the history, and makes it where there is none. What can not be read is kept under another name, never overwritten.
    pub fn open(&self) -> Result<Opened, StoreError> {
        std::fs::create_dir_all(&self.folder)?;
        match self.sound() {
            Ok(store) => Ok(Opened { store, aside: None }),
            Err(error) if error.is_damage() => {
                let aside = self.put_aside(|| self.sound().is_ok())?;
                Ok(Opened { store: self.sound()?, aside })
            }
            Err(error) => Err(error),
        }
    }

    /// Begins a new history beside one whose damage was found only when it was used.
    pub fn anew(&self) -> Result<Opened, StoreError> {
        let aside = self.put_aside(|| false)?;
        Ok(Opened { store: self.sound()?, aside })
    }

    /// Opens the history if it is not damaged, as far as can be told at once.
    fn sound(&self) -> Result<Store, StoreError> {
        let mut connection = Connection::open(self.file())?;
        set_up(&connection)?;
        if std::fs::metadata(self.file())?.len() <= LOOKED_THROUGH {
            look_through(&connection)?;
        }
        schema::migrate(&mut connection)?;
        Ok(Store { connection })
    }

    /// Gives a damaged file another name. None if somebody else did so meanwhile.
    fn put_aside(&self, is_mended: impl Fn() -> bool) -> io::Result<Option<PathBuf>> {
        let path = self.folder.join("history.lock");
        let lock = File::create(&path)?;
        lock.lock()?;
        let aside = if is_mended() { None } else { Some(self.rename()?) };
        // Who waits for it still holds the file itself.
        let _ = std::fs::remove_file(path);
        Ok(aside)
    }

    fn rename(&self) -> io::Result<PathBuf> {
        let name = |number: usize| self.folder.join(format!("history.damaged-{number}.db"));
        let free = (1..).map(name).find(|name| !name.exists()).unwrap_or_else(|| name(0));
        // The log goes first: left behind, it would be read into the new file.
        for tail in ["-wal", "-shm", ""] {
            match std::fs::rename(with(&self.file(), tail), with(&free, tail)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(free)
    }
}

fn with(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    name.into()
}

/// How the database is used: readers and a writer at once, and on the disk before a call returns.
pub(super) fn set_up(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE)?;
    patiently(|| connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// SQLite does not wait by itself while another program changes the kind of its log.
fn patiently<T>(mut what: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let mut waited = Duration::ZERO;
    loop {
        match what() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && waited < PATIENCE => {
                thread::sleep(STEP);
                waited += STEP;
            }
            other => return other,
        }
    }
}

fn look_through(connection: &Connection) -> Result<(), StoreError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        return Ok(());
    }
    let damaged = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(rusqlite::Error::SqliteFailure(damaged, Some(found)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("not yet there"));
        (folder, home)
    }

    #[test]
    fn asking_makes_nothing_and_opening_makes_the_file() {
        let (_folder, home) = home();
        assert!(!home.has_history() && !home.folder().exists());
        assert!(home.open().unwrap().aside.is_none());
        assert!(home.has_history());
    }

    #[test]
    fn what_can_not_be_read_is_kept_aside_and_never_overwritten() {
        let (_folder, home) = home();
        let torn = |seed: u8| -> Vec<u8> { (0..9000_u32).map(|at| (at % 251) as u8 ^ seed).collect() };
        for (seed, name) in [(1, "history.damaged-1.db"), (2, "history.damaged-2.db")] {
            drop(home.open().unwrap());
            std::fs::write(home.file(), torn(seed)).unwrap();
            let opened = home.open().unwrap();
            assert_eq!(opened.aside, Some(home.folder().join(name)));
            assert_eq!(opened.store.drills(None).unwrap(), []);
        }
        for (seed, name) in [(1, "history.damaged-1.db"), (2, "history.damaged-2.db")] {
            assert_eq!(std::fs::read(home.folder().join(name)).unwrap(), torn(seed));
        }
    }

    #[test]
    fn damage_inside_the_file_is_found() {
        let (_folder, home) = home();
        drop(home.open().unwrap());
        let mut bytes = std::fs::read(home.file()).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle - 4096..middle].fill(0xAA);
        std::fs::write(home.file(), &bytes).unwrap();
        let aside = home.open().unwrap().aside.unwrap();
        assert_eq!(std::fs::read(aside).unwrap(), bytes);
    }

    #[test]
    fn where_nothing_can_be_written_it_says_so() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "no folder").unwrap();
        assert!(matches!(Home::new(folder.path().join("file/home")).open(), Err(StoreError::Disk(_))));
    }
}
