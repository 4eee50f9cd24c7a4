//! `tactful test`: the examples of files, run.

use std::sync::Arc;

use super::args::{Args, Paths};
use super::{Exit, check, is_coloured, print_text};
use crate::framework::check as checks;
use crate::framework::finding::Severity;
use crate::framework::load::{self, File};
use crate::report::{finding, words};
use crate::score::Course;
use crate::score::trial::{self, Outcome};

/// `tactful test [PATH…]`.
pub(super) fn run(args: &Args, paths: &Paths) -> anyhow::Result<Exit> {
    let (sources, shelf) = check::sources(args, paths)?;
    let mut outcome = Outcome::default();
    let mut broken = Vec::new();
    for source in &sources {
        match load::file(source) {
            Err(findings) => broken.extend(findings),
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
    print_text(&finding::render(&outcome.failed, is_coloured()))?;
    print_text(&finding::render(&broken, is_coloured()))?;
    let failed = outcome.failed.len();
    let word = if failed == 0 && broken.is_empty() { "all as they should be" } else { "see above" };
    print_text(&format!(
        "{} run, {failed} not as expected, {}: {word}\n",
        words::count(outcome.ran, "example", "examples"),
        words::count(broken.len(), "finding", "findings")
    ))?;
    Ok(if failed == 0 && broken.is_empty() { Exit::Fine } else { Exit::Improve })
}
