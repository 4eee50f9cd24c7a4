//! `tactful check`: everything that is wrong in files, at once.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::Args;
use super::{Exit, gather, is_coloured, print_text};
use crate::framework::finding::{Finding, Severity, Source};
use crate::framework::{Shelf, check as checks, files};
use crate::report::finding;

/// What `tactful check` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful check                      your frameworks: ./frameworks and your data folder
  tactful check my.yaml signals/

Exit code 0: nothing found, 1: something to improve, 2: could not run")]
pub(super) struct Check {
    /// Files or folders; without them your own, or the shipped ones if you have none
    paths: Vec<PathBuf>,
}

/// `tactful check [PATH…]`.
pub(super) fn run(args: &Args, check: &Check) -> anyhow::Result<Exit> {
    let (sources, shelf) = sources(args, &check.paths)?;
    let findings: Vec<Finding> = sources.iter().flat_map(|source| checks::source(source, &shelf)).collect();
    if !findings.is_empty() {
        print_text(&format!("{}\n", finding::render(&findings, is_coloured())))?;
    }
    print_text(&finding::summary(&findings, sources.len()))?;
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if wrong { Exit::Improve } else { Exit::Fine })
}

/// The files that are meant, and everything that they may refer to.
pub(super) fn sources(args: &Args, paths: &[PathBuf]) -> anyhow::Result<(Vec<Arc<Source>>, Shelf)> {
    let own = gather::own(args)?;
    let shelf = Shelf::embedded().with(&own);
    let (meant, shelf) = if paths.is_empty() {
        (own, shelf)
    } else {
        let meant = gather::at(paths)?;
        let shelf = shelf.with(&meant);
        (meant, shelf)
    };
    // Without any files of one's own there are those of the program.
    Ok((if meant.is_empty() { files::embedded() } else { meant }, shelf))
}
