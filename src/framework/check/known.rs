//! What a framework can refer to beyond its own file: signals of the shelf and of its includes, and word lists.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::ops::Range;
use std::sync::Arc;

use super::super::files::{self, FileError};
use super::super::finding::{Finding, Severity, did_you_mean};
use super::super::load::{self, File, Loaded};
use super::super::model::Framework;
use super::super::shelf::Shelf;
use super::pad::Pad;
use super::place::items;
use crate::speech::lexicon::Lists;
use crate::speech::sheet::{Group, Lexicon};

/// Signals and lists at hand.
pub(super) struct Known<'a> {
    shelf: &'a Shelf,
    /// The signals of the framework and of its includes, with their groups.
    own: HashMap<String, Group>,
    lists: Cow<'a, Lists>,
    /// An include or the framework's signals could not be read, so nothing can be called unknown.
    open: bool,
}

impl<'a> Known<'a> {
    /// What is at hand for a framework. Includes that can not be used are written down.
    pub(super) fn of(framework: &Loaded<Framework>, shelf: &'a Shelf, pad: &mut Pad) -> Self {
        let open = framework.tree.at(&["signals".into()]).is_some_and(|signals| signals.span.is_empty());
        let mut known = Self { shelf, own: HashMap::new(), lists: Cow::Borrowed(shelf.lists()), open };
        for (path, node) in framework.value.include.iter().zip(items(&framework.tree, "include")) {
            match include(framework, path, shelf) {
                Ok(lexicon) => known.add(&lexicon.value),
                Err((message, help)) => {
                    pad.error("F031", node.span.clone(), message, help);
                    known.open = true;
                }
            }
        }
        known.own.extend(framework.value.signals.iter().map(|sheet| (sheet.signal.clone(), sheet.group)));
        known
    }

    fn add(&mut self, lexicon: &Lexicon) {
        self.own.extend(lexicon.signals.iter().map(|sheet| (sheet.signal.clone(), sheet.group)));
        self.lists.to_mut().extend(lexicon.lists.clone());
    }

    /// The word lists.
    pub(super) fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The group of a signal.
    pub(super) fn group(&self, signal: &str) -> Option<Group> {
        self.own.get(signal).copied().or_else(|| self.shelf.sheet(signal).map(|sheet| sheet.value.group))
    }

    /// Is this a signal of the shelf that is heard by English phrases?
    pub(super) fn hears_english(&self, signal: &str) -> bool {
        !self.own.contains_key(signal) && self.shelf.sheet(signal).is_some_and(|sheet| !sheet.value.cues.is_empty())
    }

    /// Writes down a signal that nobody knows.
    pub(super) fn expect_signal(&self, pad: &mut Pad, signal: &str, span: Range<usize>) {
        if self.open || self.group(signal).is_some() || self.shelf.doubts(signal) {
            return;
        }
        let all = self.own.keys().map(String::as_str).chain(self.shelf.sheets().map(|sheet| sheet.value.signal.as_str()));
        let help = match did_you_mean(signal, all) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`tactful list` shows the signals there are; define your own under `signals:`".to_owned(),
        };
        pad.error("F012", span, format!("there is no signal `{signal}`"), help);
    }

    /// Is something missing only because a file could not be read?
    pub(super) fn is_open(&self) -> bool {
        self.open
    }
}

/// An included lexicon, or why it can not be used and what to do.
fn include(framework: &Loaded<Framework>, path: &str, shelf: &Shelf) -> Result<Arc<Loaded<Lexicon>>, (String, String)> {
    let source = files::include(&framework.source, path).map_err(|error| refusal(path, &error))?;
    let faulty = |findings: &[Finding]| {
        let first = findings.iter().find(|finding| finding.severity == Severity::Error)?;
        let line = source.position(first.span.start).0;
        Some((format!("`{path}` has errors itself; line {line}: {}", first.message), format!("`tactful check {}` shows them all", source.name)))
    };
    match load::file(&source) {
        // Only a lexicon is looked into: a framework that includes itself would never end.
        Ok(File::Framework(_) | File::Sheet(_)) => Err((
            format!("`{path}` is not a lexicon"),
            "include a file with `lists:` or `signals:`; a cue sheet beside the framework is found without".to_owned(),
        )),
        Ok(file) => match (faulty(&super::file(&file, shelf)), file) {
            (None, File::Lexicon(lexicon)) => Ok(lexicon),
            (fault, _) => Err(fault.unwrap_or_default()),
        },
        Err(findings) => Err(faulty(&findings).unwrap_or_default()),
    }
}

fn refusal(path: &str, error: &FileError) -> (String, String) {
    let message = match error {
        FileError::Unreadable { why, .. } if why.kind() == ErrorKind::NotFound => format!("there is no file `{path}`"),
        FileError::Unreadable { why, .. } => format!("`{path}` can not be read: {}", why.kind()),
        other => other.to_string(),
    };
    (message, "paths start in the folder of this file and stay below it".to_owned())
}
