//! The files that are watched, and what they hold now.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::changes::Place;
use crate::cli::args::Args;
use crate::cli::{check, gather};
use crate::framework::Framework;
use crate::framework::files::{self, FileError};
use crate::framework::finding::Source;
use crate::framework::load::Loaded;

/// What the disk holds.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// The files that are meant, in their order.
    pub(super) meant: Vec<Arc<Source>>,
    /// The coach's other files, which the meant ones may use.
    pub(super) others: Vec<Arc<Source>>,
    /// What can not be read at the moment, in words.
    pub(super) troubles: BTreeSet<String>,
}

/// Which files are meant.
pub(super) struct Meant<'a> {
    args: &'a Args,
    paths: Vec<PathBuf>,
}

impl<'a> Meant<'a> {
    /// Those at these paths; without any the coach's own folders.
    pub(super) fn new(args: &'a Args, paths: &[PathBuf]) -> anyhow::Result<Self> {
        let paths: Vec<PathBuf> =
            if paths.is_empty() { gather::written_places(args).into_iter().filter(|path| path.exists()).collect() } else { paths.to_vec() };
        if paths.is_empty() {
            anyhow::bail!("there is nothing to watch: name a file or a folder, or begin with `tactful new`")
        }
        if let Some(path) = paths.iter().find(|path| !path.exists()) {
            anyhow::bail!("there is no file or folder `{}`", path.display())
        }
        Ok(Self { args, paths })
    }

    /// What they hold now. What is not there holds nothing; what can not be read keeps nobody from working.
    pub(super) fn read(&self) -> Held {
        let mut held = Held::default();
        for path in &self.paths {
            held.meant.extend(read(path, &mut held.troubles));
        }
        let mut own = Vec::new();
        for path in gather::own_places(self.args) {
            own.extend(read(&path, &mut held.troubles));
        }
        held.others = check::without(own, &held.meant);
        held
    }

    /// Where these files, and the ones that frameworks include, can change.
    pub(super) fn places(&self, frameworks: &[Arc<Loaded<Framework>>]) -> BTreeSet<Place> {
        let own = gather::own_places(self.args).into_iter().filter(|path| path.exists());
        let mut places: BTreeSet<Place> = self.paths.iter().cloned().chain(own).map(|path| place(&path)).collect();
        for framework in frameworks {
            let included = framework.value.include.iter().map(|path| folder_of(Path::new(&framework.source.name)).join(path));
            places.extend(included.filter(|path| path.exists()).map(|path| place(&path)));
        }
        places
    }
}

fn read(path: &Path, troubles: &mut BTreeSet<String>) -> Vec<Arc<Source>> {
    /// A file that was listed may be gone before it is read; then the folder is read again.
    const TRIES: u32 = 3;
    const BETWEEN: Duration = Duration::from_millis(20);
    for attempt in 1.. {
        match files::at(path) {
            Ok(sources) => return sources,
            Err(FileError::Nothing(_)) => break,
            Err(FileError::Unreadable { why, .. }) if why.kind() == ErrorKind::NotFound && !path.exists() => break,
            Err(FileError::Unreadable { why, .. }) if why.kind() == ErrorKind::NotFound && attempt < TRIES => std::thread::sleep(BETWEEN),
            Err(error) => {
                troubles.insert(error.to_string());
                break;
            }
        }
    }
    Vec::new()
}

/// A file is watched by its folder: editors put a new one in its place.
fn place(path: &Path) -> Place {
    if path.is_dir() { Place { folder: path.to_owned(), deep: true } } else { Place { folder: folder_of(path), deep: false } }
}

fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

/// The files that frameworks include, with what they hold.
pub(super) fn included(frameworks: &[Arc<Loaded<Framework>>]) -> BTreeMap<String, Option<String>> {
    let mut included = BTreeMap::new();
    for framework in frameworks {
        for path in &framework.value.include {
            let held = files::include(&framework.source, path).ok();
            let name = folder_of(Path::new(&framework.source.name)).join(path).display().to_string();
            included.insert(name, held.map(|source| source.text.clone()));
        }
    }
    included
}
