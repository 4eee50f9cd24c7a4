//! Notices that something was saved.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Events that follow each other this closely are one save: editors write, rename and touch in one go.
const TOGETHER: Duration = Duration::from_millis(150);
/// No save is waited for longer than this, also where something writes all the time.
const AT_MOST: Duration = Duration::from_secs(2);
/// How often files are looked at where the system does not tell of changes.
const LOOK: Duration = Duration::from_secs(1);

/// A place that is watched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The folder.
    pub(super) folder: PathBuf,
    /// And all folders below it.
    pub(super) deep: bool,
}

/// What the system tells.
enum Told {
    /// Something was written, made, moved or removed.
    Changed,
    /// A watched place itself is gone, and watching it with it.
    Lost,
}

/// Changes in some places.
pub(super) struct Changes {
    told: Receiver<Told>,
    /// None where the system does not tell of changes.
    watcher: Option<RecommendedWatcher>,
    places: BTreeSet<Place>,
    /// A place is not there, or is to be watched anew.
    stale: bool,
    /// When the files were looked at last.
    looked: Instant,
}

impl Changes {
    /// Watches nothing yet.
    pub(super) fn new() -> Self {
        let (sender, told) = channel();
        let watcher = notify::recommended_watcher(move |event| tell(&sender, event)).ok();
        Self { told, watcher, places: BTreeSet::new(), stale: false, looked: Instant::now() }
    }

    /// Does the system tell of changes?
    pub(super) fn is_told(&self) -> bool {
        self.watcher.is_some()
    }

    /// Watches these places from now on.
    pub(super) fn follow(&mut self, places: BTreeSet<Place>) {
        let Some(watcher) = &mut self.watcher else { return };
        let known = if std::mem::take(&mut self.stale) { BTreeSet::new() } else { std::mem::take(&mut self.places) };
        let mut failed = false;
        for place in places.difference(&known) {
            if !place.folder.is_dir() {
                self.stale = true;
                continue;
            }
            let mode = if place.deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            failed |= watcher.watch(&place.folder, mode).is_err();
        }
        for gone in known.difference(&places).filter(|gone| !places.iter().any(|place| place.folder == gone.folder)) {
            // What can not be watched any more needs no unwatching.
            let _ = watcher.unwatch(&gone.folder);
        }
        self.places = places;
        if failed {
            // Too many folders, or a file system that tells nothing: looking every second does it too.
            self.watcher = None;
        }
    }

    /// Waits so long, or until something was written and the writing is over. True where the files are to be looked at.
    pub(super) fn wait(&mut self, time: Duration) -> bool {
        match self.told.recv_timeout(time) {
            Ok(told) => {
                self.note(&told);
                self.settle();
                self.looked = Instant::now();
                return true;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(time),
        }
        let blind = self.watcher.is_none() || self.stale;
        let due = blind && self.looked.elapsed() >= LOOK;
        if due {
            self.looked = Instant::now();
        }
        due
    }

    fn note(&mut self, told: &Told) {
        self.stale |= matches!(told, Told::Lost);
    }

    fn settle(&mut self) {
        let start = Instant::now();
        while start.elapsed() < AT_MOST {
            match self.told.recv_timeout(TOGETHER) {
                Ok(told) => self.note(&told),
                Err(_) => break,
            }
        }
    }
}

fn tell(sender: &Sender<Told>, event: notify::Result<Event>) {
    let told = match event {
        // Reading is no change, and it is what we do ourselves.
        Ok(event) if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) => return,
        Ok(event) if event.kind.is_remove() || matches!(event.kind, EventKind::Modify(notify::event::ModifyKind::Name(_))) => {
            // A folder that goes away takes its watch with it.
            if event.paths.iter().any(|path| is_no_file(path)) { Told::Lost } else { Told::Changed }
        }
        Ok(_) => Told::Changed,
        // Something was missed: everything is looked at.
        Err(_) => Told::Lost,
    };
    // Nobody listens any more when the program ends.
    let _ = sender.send(told);
}

/// Names of folders rarely have an ending. To take a file for a folder costs only a new look.
fn is_no_file(path: &Path) -> bool {
    path.extension().is_none()
}
