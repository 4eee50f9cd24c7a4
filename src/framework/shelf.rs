//! Everything that is at hand: frameworks, signals and word lists, by id, the later before the earlier.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::check;
use super::files;
use super::finding::{Finding, Severity, Source, did_you_mean};
use super::load::{self, File, Loaded};
use super::model::Framework;
use crate::speech::Ear;
use crate::speech::lexicon::Lists;
use crate::speech::sheet::Sheet;

/// What was found on all shelves.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    frameworks: BTreeMap<String, Arc<Loaded<Framework>>>,
    sheets: BTreeMap<String, Arc<Loaded<Arc<Sheet>>>>,
    lists: Arc<Lists>,
    /// Made when it is first listened with: most commands hear nothing.
    ear: OnceLock<Arc<Ear>>,
    /// Files that were left out for their findings.
    broken: Vec<(Arc<Source>, Vec<Finding>)>,
    /// What could be better in the files that were kept.
    advice: Vec<Finding>,
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
                Err(findings) => shelf.broken.push((source, findings)),
            }
        }
        shelf
    }

    /// Adds an author's files. A file with errors is left out whole, and remembered.
    #[must_use]
    pub fn with(mut self, sources: &[Arc<Source>]) -> Self {
        let (mut files, mut refused) = (Vec::new(), Vec::new());
        for source in sources {
            match load::file(source) {
                Ok(file) => files.push((source, file)),
                Err(_) => refused.push(source),
            }
        }
        // Word lists first, then signals, then the frameworks, which may use both.
        let (lexicons, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, file)| matches!(file, File::Lexicon(_)));
        let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, file)| matches!(file, File::Sheet(_)));
        for (source, file) in lexicons.into_iter().chain(sheets) {
            self.put_if_sound(source, file);
        }
        refused.iter().filter_map(|source| load::mended(source)).for_each(|file| self.doubt(&file));
        for (source, file) in others {
            self.put_if_sound(source, file);
        }
        for source in refused {
            let findings = check::source(source, &self);
            self.broken.push((Arc::clone(source), findings));
        }
        self
    }

    fn put_if_sound(&mut self, source: &Arc<Source>, file: File) {
        let findings = check::file(&file, self);
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            self.doubt(&file);
            self.broken.push((Arc::clone(source), findings));
        } else {
            self.advice.extend(findings);
            self.put(file);
        }
    }

    fn doubt(&mut self, file: &File) {
        if let File::Sheet(sheet) = file {
            self.doubtful.insert(sheet.value.signal.clone());
        }
    }

    fn put(&mut self, file: File) {
        if !matches!(file, File::Framework(_)) {
            self.ear = OnceLock::new();
        }
        match file {
            File::Framework(framework) => {
                self.frameworks.insert(framework.value.id.clone(), Arc::from(framework));
            }
            File::Sheet(sheet) => {
                self.sheets.insert(sheet.value.signal.clone(), Arc::from(sheet));
            }
            // As with signals, an author's list takes the place of a built-in one of its name. Signals of a lexicon
            // speak only where it is included.
            File::Lexicon(lexicon) => Arc::make_mut(&mut self.lists).extend(lexicon.value.lists),
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

    /// Files that were left out, with their findings.
    pub fn broken(&self) -> &[(Arc<Source>, Vec<Finding>)] {
        &self.broken
    }

    /// Everything that was found in the author's files, whether they were left out or kept.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.broken.iter().flat_map(|(_, findings)| findings).chain(&self.advice)
    }

    /// The ear and the word lists of a framework: those of all, and its own.
    pub fn hearing(&self, framework: &Loaded<Framework>) -> (Arc<Ear>, Arc<Lists>) {
        let mut lists = Arc::clone(&self.lists);
        let mut own = Vec::new();
        for path in &framework.value.include {
            if let Ok(File::Lexicon(lexicon)) = files::include(&framework.source, path).map_err(|_| ()).and_then(|source| load::file(&source).map_err(|_| ())) {
                Arc::make_mut(&mut lists).extend(lexicon.value.lists);
                own.extend(lexicon.value.signals.into_iter().map(Arc::new));
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
