//! `tactful check`: everything that is wrong in files, at once.

use std::sync::Arc;

use super::args::{Args, Paths};
use super::{Exit, gather, is_coloured, print_text};
use crate::framework::finding::{Finding, Severity, Source};
use crate::framework::{Shelf, check, files};
use crate::report::finding;

/// `tactful check [PATH…]`.
pub(super) fn run(args: &Args, paths: &Paths) -> anyhow::Result<Exit> {
    let (sources, shelf) = sources(args, paths)?;
    let findings: Vec<Finding> = sources.iter().flat_map(|source| check::source(source, &shelf)).collect();
    if !findings.is_empty() {
        print_text(&format!("{}\n", finding::render(&findings, is_coloured())))?;
    }
    print_text(&finding::summary(&findings, sources.len()))?;
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if wrong { Exit::Improve } else { Exit::Fine })
}

/// The files that are meant, and everything that they may refer to.
pub(super) fn sources(args: &Args, paths: &Paths) -> anyhow::Result<(Vec<Arc<Source>>, Shelf)> {
    let own = gather::own(args)?;
    let shelf = Shelf::embedded().with(&own);
    let (meant, shelf) = if paths.paths.is_empty() {
        (own, shelf)
    } else {
        let meant = gather::at(&paths.paths)?;
        let shelf = shelf.with(&meant);
        (meant, shelf)
    };
    // Without any files of one's own there are those of the program.
    Ok((if meant.is_empty() { files::embedded() } else { meant }, shelf))
}
