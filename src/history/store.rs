//! Stopped drills on the disk: one small file each, written whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this file writes the disk for the room")]

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The folder of the trainee's data.
#[derive(Debug, Clone)]
pub struct Store {
    home: PathBuf,
}

impl Store {
    /// The data in this folder; it is made when something is first written.
    pub fn new(home: impl Into<PathBuf>) -> Self {
        Self { home: home.into() }
    }

    /// The coach's own frameworks in it.
    pub fn frameworks(&self) -> PathBuf {
        self.home.join("frameworks")
    }

    fn file(&self, framework: &str, scenario: &str) -> PathBuf {
        // Ids are words with hyphens; anything else can not name a file here.
        let safe = |id: &str| id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect::<String>();
        self.home.join("stopped").join(format!("{}.{}.json", safe(framework), safe(scenario)))
    }

    /// Keeps a drill that is under way. A crash leaves the old file or the new one, never half of one.
    pub fn keep(&self, framework: &str, scenario: &str, drill: &impl Serialize) -> io::Result<()> {
        let path = self.file(framework, scenario);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let fresh = path.with_extension(format!("{}.new", std::process::id()));
        let mut file = std::fs::File::create(&fresh)?;
        serde_json::to_writer(&mut file, drill)?;
        file.flush()?;
        file.sync_all()?;
        std::fs::rename(&fresh, &path)
    }

    /// The drill that was stopped in this scenario. One that can not be read is put aside, so that nothing is lost.
    pub fn stopped<D: DeserializeOwned>(&self, framework: &str, scenario: &str) -> io::Result<Stopped<D>> {
        let path = self.file(framework, scenario);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Stopped::None),
            Err(error) => return Err(error),
        };
        match serde_json::from_slice(&bytes) {
            Ok(drill) => Ok(Stopped::Drill(Box::new(drill))),
            Err(_) => Ok(Stopped::Unreadable(aside(&path)?)),
        }
    }

    /// Forgets the stopped drill of a scenario: it is over, or begun anew.
    pub fn forget(&self, framework: &str, scenario: &str) -> io::Result<()> {
        match std::fs::remove_file(self.file(framework, scenario)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Adds an entry to the journal, a line of JSON.
    pub fn note(&self, entry: &impl Serialize) -> io::Result<()> {
        std::fs::create_dir_all(&self.home)?;
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        std::fs::OpenOptions::new().create(true).append(true).open(self.home.join("journal.jsonl"))?.write_all(&line)
    }

    /// Puts the stopped drill of a scenario aside under another name.
    pub fn put_aside(&self, framework: &str, scenario: &str) -> io::Result<PathBuf> {
        aside(&self.file(framework, scenario))
    }
}

/// What was found of a stopped drill.
#[derive(Debug)]
pub enum Stopped<D> {
    /// Nothing.
    None,
    /// It can go on.
    Drill(Box<D>),
    /// A file that can not be read was put aside under this name.
    Unreadable(PathBuf),
}

fn aside(path: &Path) -> io::Result<PathBuf> {
    let free = (1..).map(|number| path.with_extension(format!("{number}.aside"))).find(|name| !name.exists()).unwrap_or_else(|| path.with_extension("aside"));
    std::fs::rename(path, &free)?;
    Ok(free)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("not yet there"));
        (folder, store)
    }

    #[test]
    fn a_stopped_drill_is_kept_and_forgotten() {
        let (_folder, store) = store();
        assert!(matches!(store.stopped::<String>("own-it", "kerb"), Ok(Stopped::None)));
        store.keep("own-it", "kerb", &"first").unwrap();
        store.keep("own-it", "kerb", &"second").unwrap();
        store.keep("own-it", "other", &"else").unwrap();
        assert!(matches!(store.stopped::<String>("own-it", "kerb"), Ok(Stopped::Drill(drill)) if *drill == "second"));
        store.forget("own-it", "kerb").unwrap();
        store.forget("own-it", "kerb").unwrap();
        assert!(matches!(store.stopped::<String>("own-it", "kerb"), Ok(Stopped::None)));
        assert!(matches!(store.stopped::<String>("own-it", "other"), Ok(Stopped::Drill(_))));
    }

    #[test]
    fn what_can_not_be_read_is_put_aside_and_never_overwritten() {
        let (_folder, store) = store();
        for text in ["{ torn", "torn again"] {
            store.keep("own-it", "kerb", &"whole").unwrap();
            std::fs::write(store.file("own-it", "kerb"), text).unwrap();
            let Ok(Stopped::Unreadable(path)) = store.stopped::<String>("own-it", "kerb") else { panic!("it is torn") };
            assert_eq!(std::fs::read_to_string(path).unwrap(), text);
        }
    }

    #[test]
    fn no_id_leads_out_of_the_folder() {
        let (_folder, store) = store();
        assert_eq!(store.file("../..", "a/b").file_name().unwrap(), "_____.a_b.json");
    }
}
