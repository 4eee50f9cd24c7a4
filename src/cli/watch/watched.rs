//! How the watched files stand: what was found in each, and what a save changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::files::{self, Held};
use super::work::Work;
use crate::cli::test;
use crate::framework::finding::{Finding, Source};
use crate::framework::load::{self, File, Loaded};
use crate::framework::shelf::Looked;
use crate::framework::{Framework, Shelf, check, yaml};
use crate::report::watch::{Save, Tried, What};

/// A file and how it stands.
#[derive(Debug, Clone)]
struct Standing {
    /// Its text as it is on the disk.
    source: Arc<Source>,
    /// What is wrong with it as YAML: it is half written.
    half: Option<Finding>,
    /// The last text that was YAML. All that follows is about that one.
    whole: Arc<Source>,
    /// What it says if it is a framework, also where it has errors.
    says: Option<Arc<Loaded<Framework>>>,
    /// The same where it has none, and can be played.
    sound: Option<Arc<Loaded<Framework>>>,
    /// What was wrong with it, and how many examples were run; none before it was looked at.
    found: Option<(Vec<Finding>, usize)>,
}

/// All watched files.
pub(super) struct Watched {
    embedded: Shelf,
    /// Everything that the files may refer to.
    shelf: Shelf,
    meant: BTreeMap<String, Standing>,
    /// The coach's other files, and the texts of those that are included.
    others: Vec<Arc<Source>>,
    included: BTreeMap<String, Option<String>>,
    /// Where the author is at work.
    work: Option<Work>,
}

impl Watched {
    /// Looks at all for the first time.
    pub(super) fn new(held: &Held) -> Self {
        let embedded = Shelf::embedded();
        let (meant, others, included) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
        let mut watched = Self { shelf: embedded.clone(), embedded, meant, others, included, work: None };
        watched.look(held);
        watched
    }

    /// How all stand.
    pub(super) fn all(&self) -> Vec<Save> {
        let what = |standing: &Standing| match (&standing.half, &standing.found) {
            (Some(half), _) => What::Half(half.clone()),
            (None, Some((wrong, ran))) => What::Tried(Tried::first(*ran, wrong.clone())),
            (None, None) => What::Tried(Tried::default()),
        };
        self.meant.iter().map(|(file, standing)| Save { file: file.clone(), what: what(standing) }).collect()
    }

    /// What the frameworks say, also those with errors.
    pub(super) fn frameworks(&self) -> Vec<Arc<Loaded<Framework>>> {
        self.meant.values().filter_map(|standing| standing.says.clone()).collect()
    }

    /// Where the author is at work, or else the beginning of the first framework.
    pub(super) fn work(&self) -> Option<Work> {
        let first = || self.meant.iter().find_map(|(file, standing)| Work::first(file, &standing.says.as_ref()?.value));
        self.work.clone().or_else(first)
    }

    /// The framework of a file, if it can be played just now.
    pub(super) fn playable(&self, file: &str) -> Option<&Arc<Loaded<Framework>>> {
        self.meant.get(file).filter(|standing| standing.half.is_none()).and_then(|standing| standing.sound.as_ref())
    }

    /// Everything that the files may refer to.
    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Tries everything again.
    pub(super) fn again(&mut self, held: &Held) {
        self.look(held);
        let looked = self.look_at_all(held);
        self.compare(looked, &[]);
    }

    /// Looks at what has changed, and says what came of it: the saved files first, then those that it touched.
    pub(super) fn look(&mut self, held: &Held) -> Vec<Save> {
        let mut saves = self.gone(held);
        let mut shared = !saves.is_empty() || held.others != self.others;
        self.others.clone_from(&held.others);
        let mut saved: Vec<String> = Vec::new();
        for source in &held.meant {
            match self.note(source) {
                Noted::Same => {}
                Noted::Half(save) => saves.extend(save),
                Noted::Whole { alone } => {
                    shared |= !alone;
                    saved.push(source.name.clone());
                }
            }
        }
        let included = files::included(&self.frameworks());
        shared |= included != self.included;
        self.included = included;
        if shared || !saved.is_empty() {
            let looked = if shared { self.look_at_all(held) } else { self.look_at(&saved) };
            saves.extend(self.compare(looked, &saved));
        }
        saves
    }

    /// The files that are not there any more.
    fn gone(&mut self, held: &Held) -> Vec<Save> {
        let there: BTreeSet<&str> = held.meant.iter().map(|source| source.name.as_str()).collect();
        let (kept, gone) = std::mem::take(&mut self.meant).into_iter().partition(|(file, _)| there.contains(file.as_str()));
        self.meant = kept;
        let gone: BTreeMap<String, Standing> = gone;
        if self.work.as_ref().is_some_and(|work| gone.contains_key(&work.file)) {
            self.work = None;
        }
        gone.into_keys().map(|file| Save { file, what: What::Gone }).collect()
    }

    /// Notes the text of a file.
    fn note(&mut self, source: &Arc<Source>) -> Noted {
        let before = self.meant.get(&source.name);
        if before.is_some_and(|before| before.source == *source) {
            return Noted::Same;
        }
        let half = half_written(source);
        let fresh = || Standing { source: Arc::clone(source), half: None, whole: Arc::clone(source), says: None, sound: None, found: None };
        let standing = Standing { source: Arc::clone(source), half: half.clone(), ..before.cloned().unwrap_or_else(fresh) };
        let told = before.and_then(|before| before.half.as_ref());
        let noted = match half {
            // The same slip is told once.
            Some(half) if told.is_some_and(|told| told.message == half.message) => (standing, Noted::Half(None)),
            Some(half) => (standing, Noted::Half(Some(Save { file: source.name.clone(), what: What::Half(half) }))),
            None => {
                let says = says(source);
                let was_alone = before.is_none_or(|before| before.found.is_none() || before.says.is_some());
                let alone = was_alone && says.is_some();
                if let Some(now) = &says {
                    let then = before.and_then(|before| before.says.as_ref()).map(|then| &then.value);
                    self.work = Work::changed(&source.name, then, &now.value, self.work.take());
                }
                (Standing { whole: Arc::clone(source), says, ..standing }, Noted::Whole { alone })
            }
        };
        self.meant.insert(source.name.clone(), noted.0);
        noted.1
    }

    /// Everything anew: something changed that others may use.
    fn look_at_all(&mut self, held: &Held) -> Vec<Looked> {
        let usable = |standing: &&Standing| standing.half.is_none() || standing.found.is_some();
        let meant = held.meant.iter().filter_map(|source| self.meant.get(&source.name)).filter(usable);
        let meant: Vec<Arc<Source>> = meant.map(|standing| Arc::clone(&standing.whole)).collect();
        let shelf = self.embedded.clone().with(&held.others);
        let before = shelf.looked().len();
        self.shelf = shelf.with(&meant);
        self.shelf.looked()[before..].to_vec()
    }

    /// Only these frameworks: nobody else depends on them.
    fn look_at(&self, files: &[String]) -> Vec<Looked> {
        let sources: Vec<Arc<Source>> = files.iter().filter_map(|file| self.meant.get(file)).map(|standing| Arc::clone(&standing.whole)).collect();
        let before = self.shelf.looked().len();
        self.shelf.clone().with(&sources).looked()[before..].to_vec()
    }

    /// Tests what was looked at, and says what is better or worse: of saved files always, of the others where something is.
    fn compare(&mut self, looked: Vec<Looked>, saved: &[String]) -> Vec<Save> {
        // A shelf looks for errors only; an author wants the advice, too.
        let all = |looked: &Looked| looked.file.as_ref().map_or_else(|| looked.findings.clone(), |file| check::file(file, &self.shelf));
        let tried: Vec<_> = looked.par_iter().map(|looked| (all(looked), test::examples(looked, &self.shelf))).collect();
        let mut saves: Vec<(bool, Save)> = Vec::new();
        for (looked, (findings, outcome)) in looked.into_iter().zip(tried) {
            let file = looked.source.name.clone();
            let Some(standing) = self.meant.get_mut(&file) else { continue };
            let wrong: Vec<Finding> = findings.into_iter().chain(outcome.failed).collect();
            let tried = match &standing.found {
                Some((before, _)) => Tried::since(before, outcome.ran, wrong.clone()),
                None => Tried::first(outcome.ran, wrong.clone()),
            };
            standing.sound = match looked.file {
                Some(File::Framework(framework)) => Some(framework),
                _ => None,
            };
            standing.found = Some((wrong, outcome.ran));
            let touched = !saved.contains(&file);
            if !touched || !tried.new.is_empty() || !tried.mended.is_empty() {
                saves.push((touched, Save { file, what: What::Tried(tried) }));
            }
        }
        saves.sort_by_key(|(touched, _)| *touched);
        saves.into_iter().map(|(_, save)| save).collect()
    }
}

/// What there is to a text.
enum Noted {
    /// It did not change.
    Same,
    /// It is no YAML; what is to be said of it, unless it was said already.
    Half(Option<Save>),
    /// It is YAML; alone where it is a framework and was one, so that no other file depends on it.
    Whole { alone: bool },
}

/// What is wrong with a text as YAML.
fn half_written(source: &Arc<Source>) -> Option<Finding> {
    let (tree, findings) = yaml::read(source);
    let empty = || Finding::error("F001", source, 0..0, "the file is empty");
    tree.is_none().then(|| findings.into_iter().find(|finding| finding.code == "F001").unwrap_or_else(empty))
}

/// What a text says if it is a framework.
fn says(source: &Arc<Source>) -> Option<Arc<Loaded<Framework>>> {
    match load::file(source).ok().or_else(|| load::mended(source)) {
        Some(File::Framework(framework)) => Some(framework),
        _ => None,
    }
}
