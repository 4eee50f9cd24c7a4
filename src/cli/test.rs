//! `tactful test`: the examples of files, run.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::Args;
use super::{Exit, check, is_coloured, print_text};
use crate::framework::check as checks;
use crate::framework::finding::Severity;
use crate::framework::load::{self, File};
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
    let (sources, shelf) = check::sources(args, &test.paths)?;
    let mut outcome = Outcome::default();
    let mut broken = Vec::new();
    for source in &sources {
        match load::file(source) {
            Err(_) => broken.extend(checks::source(source, &shelf)),
            Ok(file) => {
                let findings = checks::file(&file, &shelf);
                if findings.iter().any(|finding| finding.severity == Severity::Error) {
                    broken.extend(findings);
                    continue;
                }
                match file {
                    File::Framework(framework) => outcome.add(trial::framework(&Course::new(&Arc::from(framework), &shelf))),
                    File::Sheet(sheet) => outcome.add(trial::sheet(&sheet, shelf.ear())),
                    File::Lexicon(_) => {}
                }
            }
        }
    }
    broken.retain(|finding| finding.severity == Severity::Error);
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
