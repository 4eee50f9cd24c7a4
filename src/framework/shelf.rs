//! Everything that is at hand: frameworks, signals and word lists, by id, the later before the earlier.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::check;
use super::files;
use super::finding::{Finding, Severity, Source, did_you_mean};
use super::load::{self, File, Loaded};
use super::model::Framework;
use crate::speech::Ear;
use crate::speech::lexicon::Lists;
use crate::speech::sheet::Sheet;

/// An author's file that was looked at.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its text.
    pub source: Arc<Source>,
    /// What it says; none where errors leave it out.
    pub file: Option<File>,
    /// What was found in it; advice only where there are errors too.
    pub findings: Vec<Finding>,
}

/// What was found on all shelves.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    frameworks: BTreeMap<String, Arc<Loaded<Framework>>>,
    sheets: BTreeMap<String, Arc<Loaded<Arc<Sheet>>>>,
    lists: Arc<Lists>,
    /// Made when it is first listened with: most commands hear nothing.
    ear: OnceLock<Arc<Ear>>,
    /// The same for words of a trade alone.
    jargon: OnceLock<Ear>,
    /// The author's files, in the order in which they were given.
    looked: Vec<Looked>,
    /// Signals whose files were left out: a framework that names them is not to blame.
    doubtful: BTreeSet<String>,
}

impl Shelf {
    /// What is inside the program. It is proven by the tests, so it is read without looking for findings.
    pub fn embedded() -> Self {
        let mut shelf = Self::default();
        for (source, file) in read_all(&files::embedded()) {
            match file {
                Ok(file) => shelf.put(file),
                Err(findings) => shelf.looked.push(Looked { source, file: None, findings }),
            }
        }
        shelf
    }

    /// Adds an author's files. A file with errors is left out whole, and remembered.
    #[must_use]
    pub fn with(mut self, sources: &[Arc<Source>]) -> Self {
        let files: Vec<Option<File>> = sources.par_iter().map(|source| load::file(source).ok()).collect();
        let mut looked: Vec<(usize, Looked)> = Vec::new();
        for turn in [Turn::Lexicons, Turn::Sheets, Turn::Others] {
            if turn == Turn::Others {
                let refused = sources.iter().zip(&files).filter(|(_, file)| file.is_none());
                refused.filter_map(|(source, _)| load::mended(source)).for_each(|file| self.doubt(&file));
            }
            let now: Vec<usize> = (0..sources.len()).filter(|at| Turn::of(files[*at].as_ref()) == turn).collect();
            let look = |at: &usize| look(&sources[*at], files[*at].clone(), &self);
            let found: Vec<Looked> = now.par_iter().map(look).collect();
            for (at, found) in now.into_iter().zip(found) {
                match (&found.file, &files[at]) {
                    (Some(file), _) => self.put(file.clone()),
                    (None, Some(file)) => self.doubt(file),
                    (None, None) => {}
                }
                looked.push((at, found));
            }
        }
        looked.sort_by_key(|(at, _)| *at);
        self.looked.extend(looked.into_iter().map(|(_, looked)| looked));
        self
    }

    fn doubt(&mut self, file: &File) {
        if let File::Sheet(sheet) = file {
            self.doubtful.insert(sheet.value.signal.clone());
        }
    }

    fn put(&mut self, file: File) {
        if !matches!(file, File::Framework(_)) {
            self.ear = OnceLock::new();
            self.jargon = OnceLock::new();
        }
        match file {
            File::Framework(framework) => {
                self.frameworks.insert(framework.value.id.clone(), framework);
            }
            File::Sheet(sheet) => {
                self.sheets.insert(sheet.value.signal.clone(), sheet);
            }
            // As with signals, an author's list takes the place of a built-in one of its name. Signals of a lexicon
            // speak only where it is included.
            File::Lexicon(lexicon) => Arc::make_mut(&mut self.lists).extend(lexicon.value.lists.clone()),
        }
    }

    /// The ear for the signals that stand in files of their own.
    pub fn ear(&self) -> &Arc<Ear> {
        self.ear.get_or_init(|| Arc::new(Ear::new(self.sheets.values().map(|sheet| Arc::clone(&sheet.value)), &self.lists).0))
    }

    /// All frameworks, by id.
    pub fn frameworks(&self) -> impl Iterator<Item = &Arc<Loaded<Framework>>> {
        self.frameworks.values()
    }

    /// The framework of this id.
    pub fn framework(&self, id: &str) -> Option<&Arc<Loaded<Framework>>> {
        self.frameworks.get(id)
    }

    /// The known id that is nearest to this one.
    pub fn nearest_framework(&self, id: &str) -> Option<&str> {
        did_you_mean(id, self.frameworks.keys().map(String::as_str))
    }

    /// All signals that stand in files of their own, by id.
    pub fn sheets(&self) -> impl Iterator<Item = &Arc<Loaded<Arc<Sheet>>>> {
        self.sheets.values()
    }

    /// The sheet of a signal.
    pub fn sheet(&self, signal: &str) -> Option<&Arc<Loaded<Arc<Sheet>>>> {
        self.sheets.get(signal)
    }

    /// Is there a file for this signal that was left out for its findings?
    pub fn doubts(&self, signal: &str) -> bool {
        self.doubtful.contains(signal)
    }

    /// The word lists that every cue may use.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// An ear for words of a trade alone: it is asked about every line of a framework, and must be quick.
    pub fn jargon(&self) -> &Ear {
        self.jargon.get_or_init(|| Ear::new(self.sheet("jargon").map(|sheet| Arc::clone(&sheet.value)), &self.lists).0)
    }

    /// The author's files that were added, in their order, whether they were left out or kept.
    pub fn looked(&self) -> &[Looked] {
        &self.looked
    }

    /// Those that were left out for their findings.
    pub fn broken(&self) -> impl Iterator<Item = &Looked> {
        self.looked.iter().filter(|looked| looked.file.is_none())
    }

    /// The ear and the word lists of a framework: those of all, and its own.
    pub fn hearing(&self, framework: &Loaded<Framework>) -> (Arc<Ear>, Arc<Lists>) {
        let mut lists = Arc::clone(&self.lists);
        let mut own = Vec::new();
        for path in &framework.value.include {
            if let Ok(File::Lexicon(lexicon)) = files::include(&framework.source, path).map_err(|_| ()).and_then(|source| load::file(&source).map_err(|_| ())) {
                Arc::make_mut(&mut lists).extend(lexicon.value.lists.clone());
                own.extend(lexicon.value.signals.iter().cloned().map(Arc::new));
            }
        }
        own.extend(framework.value.signals.iter().cloned().map(Arc::new));
        if framework.value.language == "en" {
            let ear = if own.is_empty() { Arc::clone(self.ear()) } else { Arc::new(self.ear().with(own, &lists)) };
            return (ear, lists);
        }
        // The built-in cues are English; they would only mishear another language.
        let built_in = self.sheets.values().map(|sheet| &sheet.value).filter(|sheet| sheet.cues.is_empty());
        let (ear, _) = Ear::new(built_in.cloned().chain(own), &lists);
        (Arc::new(ear), lists)
    }
}

/// Word lists come first, then signals, then the frameworks, which may use both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Lexicons,
    Sheets,
    Others,
}

impl Turn {
    /// A file that could not be read may be anything.
    fn of(file: Option<&File>) -> Self {
        match file {
            Some(File::Lexicon(_)) => Self::Lexicons,
            Some(File::Sheet(_)) => Self::Sheets,
            Some(File::Framework(_)) | None => Self::Others,
        }
    }
}

/// Looks for everything that is wrong in a file. One with errors is not to be used.
fn look(source: &Arc<Source>, file: Option<File>, shelf: &Shelf) -> Looked {
    let findings = file.as_ref().map_or_else(|| check::source(source, shelf), |file| check::faults(file, shelf));
    let sound = !findings.iter().any(|finding| finding.severity == Severity::Error);
    Looked { source: Arc::clone(source), file: file.filter(|_| sound), findings }
}

/// A file, and what came of reading it.
type Read = (Arc<Source>, Result<File, Vec<Finding>>);

/// Reads files on two threads, in their order: most of the time before the first prompt goes into this.
fn read_all(sources: &[Arc<Source>]) -> Vec<Read> {
    let read = |source: &Arc<Source>| (Arc::clone(source), load::file(source));
    let size: usize = sources.iter().map(|source| source.text.len()).sum();
    let mut half = 0;
    let middle = sources.iter().take_while(|source| {
        half += source.text.len();
        half * 2 <= size
    });
    let (first, second) = sources.split_at(middle.count());
    std::thread::scope(|scope| {
        let other = scope.spawn(|| second.iter().map(read).collect::<Vec<_>>());
        let mut files: Vec<_> = first.iter().map(read).collect();
        match other.join() {
            Ok(more) => files.extend(more),
            // A thread that can not be had is no reason to do without its files.
            Err(_) => files.extend(second.iter().map(read)),
        }
        files
    })
}
