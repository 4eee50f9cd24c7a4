//! `tactful test`: the examples of files, run.

use std::path::PathBuf;

use rayon::prelude::*;

use super::args::Args;
use super::{Exit, check, is_coloured, print_text};
use crate::framework::Shelf;
use crate::framework::finding::{Finding, Severity};
use crate::framework::load::File;
use crate::framework::shelf::Looked;
use crate::report::{finding, words};
use crate::score::Course;
use crate::score::trial::{self, Outcome};

/// What `tactful test` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful test                       your frameworks: ./frameworks and your data folder
  tactful test my.yaml signals/

Exit code 0: all as they should be, 1: something to improve, 2: could not run")]
pub(super) struct Test {
    /// Files or folders; without them your own, or the shipped ones if you have none
    paths: Vec<PathBuf>,
}

/// `tactful test [PATH…]`.
pub(super) fn run(args: &Args, test: &Test) -> anyhow::Result<Exit> {
    let (meant, shelf) = check::meant(args, &test.paths)?;
    let outcome = meant.par_iter().map(|looked| examples(looked, &shelf)).reduce(Outcome::default, Outcome::and);
    let broken: Vec<Finding> = meant.iter().flat_map(|looked| &looked.findings).filter(|finding| finding.severity == Severity::Error).cloned().collect();
    for found in [&outcome.failed, &broken].into_iter().filter(|found| !found.is_empty()) {
        print_text(&format!("{}\n", finding::render(found, is_coloured())))?;
    }
    let failed = outcome.failed.len();
    let word = if failed == 0 && broken.is_empty() { "all as they should be" } else { "see above" };
    print_text(&format!(
        "{} run, {failed} not as expected, {}: {word}\n",
        words::count(outcome.ran, "example", "examples"),
        words::count(broken.len(), "finding", "findings")
    ))?;
    Ok(if failed == 0 && broken.is_empty() { Exit::Fine } else { Exit::Improve })
}

/// The examples of one file.
fn examples(looked: &Looked, shelf: &Shelf) -> Outcome {
    match &looked.file {
        Some(File::Framework(framework)) => trial::framework(&Course::new(framework, shelf)),
        Some(File::Sheet(sheet)) => trial::sheet(sheet, shelf.ear()),
        Some(File::Lexicon(_)) | None => Outcome::default(),
    }
}
