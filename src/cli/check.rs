//! `tactful check`: everything that is wrong in files, at once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use rayon::prelude::*;

use super::args::Args;
use super::{Exit, gather, is_coloured, print_text};
use crate::framework::finding::{Finding, Severity, Source};
use crate::framework::shelf::Looked;
use crate::framework::{Shelf, check as checks, files};
use crate::report::finding;

/// What `tactful check` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful check                      your frameworks: ./frameworks and your data folder
  tactful check my.yaml signals/
  tactful check --deny advice        as strict as the library that tactful ships
  tactful check --format github      beside the lines of a pull request

Exit code 0: nothing found, 1: something to improve, 2: could not run
`tactful explain CODE` tells more about a finding.")]
pub(super) struct Check {
    /// Files or folders; without them your own, or the shipped ones if you have none
    paths: Vec<PathBuf>,
    /// How findings are told
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Take advice as seriously as errors
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
}

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: each with its lines and the way out
    Text,
    /// For programs
    Json,
    /// For GitHub's workflows: one annotation each
    Github,
    /// For code hosts and editors: SARIF 2.1.0
    Sarif,
}

/// What besides errors makes a check fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Advice too
    Advice,
}

/// `tactful check [PATH…]`.
pub(super) fn run(args: &Args, check: &Check) -> anyhow::Result<Exit> {
    let (meant, shelf) = meant(args, &check.paths)?;
    let all = |looked: &Looked| looked.file.as_ref().map_or_else(|| looked.findings.clone(), |file| checks::file(file, &shelf));
    let findings: Vec<Finding> = meant.par_iter().flat_map_iter(all).collect();
    match check.format {
        Format::Text => print_text(&text(&findings, meant.len()))?,
        Format::Json => print_text(&finding::json(&findings, meant.len()))?,
        Format::Github => print_text(&finding::github(&findings))?,
        Format::Sarif => print_text(&finding::sarif(&findings))?,
    }
    let denied = |finding: &Finding| finding.severity == Severity::Error || check.deny == Some(Deny::Advice);
    Ok(if findings.iter().any(denied) { Exit::Improve } else { Exit::Fine })
}

fn text(findings: &[Finding], files: usize) -> String {
    let summary = finding::summary(findings, files);
    if findings.is_empty() { summary } else { format!("{}\n{summary}", finding::render(findings, is_coloured())) }
}

/// The files that are meant, looked at, and everything that they may refer to.
pub(super) fn meant(args: &Args, paths: &[PathBuf]) -> anyhow::Result<(Vec<Looked>, Shelf)> {
    let own = gather::own(args)?;
    let (others, meant) = match paths {
        // Without any files of one's own there are those of the program.
        [] if own.is_empty() => (Vec::new(), files::embedded()),
        [] => (Vec::new(), own),
        paths => {
            let meant = gather::at(paths)?;
            (without(own, &meant), meant)
        }
    };
    let shelf = Shelf::embedded().with(&others);
    let before = shelf.looked().len();
    let shelf = shelf.with(&meant);
    Ok((shelf.looked()[before..].to_vec(), shelf))
}

/// A file that is named is not looked at a second time for lying in a folder that is looked through anyway.
pub(super) fn without(own: Vec<Arc<Source>>, named: &[Arc<Source>]) -> Vec<Arc<Source>> {
    let real = |source: &Source| Path::new(&source.name).canonicalize().ok();
    let named: HashSet<PathBuf> = named.iter().filter_map(|source| real(source)).collect();
    own.into_iter().filter(|source| real(source).is_none_or(|path| !named.contains(&path))).collect()
}
