//! `tactful check`: everything that is wrong in files, at once.

use std::sync::Arc;

use super::args::{Args, Paths};
use super::{Exit, gather, is_coloured, print_text};
use crate::framework::finding::{Finding, Severity, Source};
use crate::framework::load::{self, File};
use crate::framework::{Shelf, check, files};
use crate::report::finding;

/// `tactful check [PATH…]`.
pub(super) fn run(args: &Args, paths: &Paths) -> anyhow::Result<Exit> {
    let (sources, shelf) = sources(args, paths)?;
    let findings: Vec<Finding> = sources.iter().flat_map(|source| findings(source, &shelf)).collect();
    print_text(&finding::render(&findings, is_coloured()))?;
    print_text(&finding::summary(&findings, sources.len()))?;
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if wrong { Exit::Improve } else { Exit::Fine })
}

/// The files that are meant, and everything that they may refer to.
pub(super) fn sources(args: &Args, paths: &Paths) -> anyhow::Result<(Vec<Arc<Source>>, Shelf)> {
    let own = gather::own(args)?;
    let meant = if paths.paths.is_empty() { own.clone() } else { gather::at(&paths.paths)? };
    let shelf = Shelf::embedded().with(&own).with(&meant);
    // Without any files of one's own there are those of the program.
    Ok((if meant.is_empty() { files::embedded() } else { meant }, shelf))
}

fn findings(source: &Arc<Source>, shelf: &Shelf) -> Vec<Finding> {
    match load::file(source) {
        Ok(file) => check_file(&file, shelf),
        Err(findings) => findings,
    }
}

fn check_file(file: &File, shelf: &Shelf) -> Vec<Finding> {
    check::file(file, shelf)
}
