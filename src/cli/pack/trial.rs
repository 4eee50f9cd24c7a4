//! Whether a pack can be taken, and what it will stand beside.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::cli::args::Args;
use crate::cli::{gather, test};
use crate::framework::finding::{Finding, Severity, Source};
use crate::framework::load::{self, File};
use crate::framework::{Shelf, files};

use super::kept;

/// What came of checking and testing a pack.
#[derive(Debug, Default)]
pub(super) struct Tried {
    /// What keeps it from being taken.
    pub(super) wrong: Vec<Finding>,
    /// How many examples were run.
    pub(super) ran: usize,
    /// What it holds.
    pub(super) holds: Vec<Thing>,
}

/// Something that has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Thing {
    /// "framework", "signal" or "word list".
    pub(super) kind: &'static str,
    /// Its id.
    pub(super) id: String,
}

/// Checks and tests what lies in a folder, beside nothing but what the program carries: a pack must stand alone. Findings
/// name the files as the author knows them, by where the pack comes from.
pub(super) fn try_out(folder: &Path, from: &Path) -> anyhow::Result<Tried> {
    let sources = files::at(folder)?;
    let embedded = Shelf::embedded();
    let before = embedded.looked().len();
    let shelf = embedded.with(&sources);
    let looked = &shelf.looked()[before..];
    let outcomes: Vec<_> = looked.par_iter().map(|looked| test::examples(looked, &shelf)).collect();
    let mut tried = Tried { holds: things(&sources), ..Tried::default() };
    for (looked, outcome) in looked.iter().zip(outcomes) {
        tried.ran += outcome.ran;
        let errors = looked.findings.iter().filter(|finding| finding.severity == Severity::Error).cloned();
        tried.wrong.extend(errors.chain(outcome.failed).map(|finding| renamed(finding, folder, from)));
    }
    Ok(tried)
}

/// A finding with its file named by where the pack comes from.
fn renamed(mut finding: Finding, folder: &Path, from: &Path) -> Finding {
    let (folder, from) = (folder.display().to_string(), from.display().to_string());
    let name = finding.source.name.replacen(&folder, &from, 1);
    finding.source = Source::new(name, finding.source.text.as_str());
    finding.message = finding.message.replace(&folder, &from);
    finding.help = finding.help.map(|help| help.replace(&folder, &from));
    finding
}

/// What files hold that has an id.
fn things(sources: &[Arc<Source>]) -> Vec<Thing> {
    let of = |source: &Arc<Source>| match load::file(source) {
        Ok(File::Framework(framework)) => vec![Thing { kind: "framework", id: framework.value.id.clone() }],
        Ok(File::Sheet(sheet)) => vec![Thing { kind: "signal", id: sheet.value.signal.clone() }],
        Ok(File::Lexicon(lexicon)) => lexicon.value.lists.keys().map(|id| Thing { kind: "word list", id: id.clone() }).collect(),
        Err(_) => Vec::new(),
    };
    sources.par_iter().flat_map_iter(of).collect()
}

/// What a folder or a file holds that has an id.
pub(super) fn held(folder: &Path) -> Vec<Thing> {
    files::at(folder).map(|sources| things(&sources)).unwrap_or_default()
}

/// Where things are that have ids, in the order in which later ones win: the program, the packs by name, what the coach wrote.
struct Holder {
    /// As it is told: "the built-in one", "that of the pack `desk`".
    name: String,
    holds: Vec<Thing>,
}

/// Which of a pack's things there are elsewhere, too, and which of them wins: a sentence for each.
pub(super) fn clashes(args: &Args, name: &str, holds: &[Thing]) -> Vec<String> {
    let packs = gather::packs().map(|packs| kept::folders(&packs)).unwrap_or_default();
    let pack = |(name, folder): &(String, std::path::PathBuf)| Holder { name: format!("that of the pack `{name}`"), holds: held(folder) };
    let mut before = vec![Holder { name: "the built-in one".to_owned(), holds: things(&files::embedded()) }];
    before.extend(packs.iter().filter(|(other, _)| other.as_str() < name).map(pack));
    let mut after: Vec<Holder> = packs.iter().filter(|(other, _)| other.as_str() > name).map(pack).collect();
    after.extend(gather::written_places(args).iter().map(|place| Holder { name: format!("the one in `{}`", place.display()), holds: held(place) }));

    let clash = |thing: &Thing| {
        let of = |holders: &[Holder]| holders.iter().rev().find(|holder| holder.holds.contains(thing)).map(|holder| holder.name.clone());
        let (kind, id) = (thing.kind, &thing.id);
        match (of(&after), of(&before)) {
            (Some(later), _) => Some(format!("{kind} `{id}`: {later} wins over this one")),
            (None, Some(earlier)) => Some(format!("{kind} `{id}`: this one wins over {earlier}")),
            (None, None) => None,
        }
    };
    holds.iter().filter_map(clash).collect()
}
