//! `tactful test`: the examples of files, run; and on request cheats, rehearsals and what nobody reaches.

use std::path::PathBuf;

use rayon::prelude::*;

use super::args::Args;
use super::{Exit, check, is_coloured, print, print_text, style};
use crate::drill::coverage::Coverage;
use crate::drill::rehearsal::Rehearsal;
use crate::framework::Shelf;
use crate::framework::finding::{Finding, Severity};
use crate::framework::load::File;
use crate::framework::shelf::Looked;
use crate::report::{finding, rehearsal, words};
use crate::score::trial::{self, Outcome};
use crate::score::{Course, hardness};

/// Drills of each trainee in each scenario by which `--coverage` finds beats and reactions, where `--play` does not say.
const DRILLS_FOR_COVERAGE: u64 = 40;

/// What `tactful test` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful test                       your frameworks: ./frameworks and your data folder
  tactful test my.yaml signals/
  tactful test my.yaml --mutate      makes the good answers worse as people do: what still scores is gameable
  tactful test my.yaml --play 100    100 drills by each of five simulated trainees in each scenario
  tactful test my.yaml --coverage --min 95

Exit code 0: all as they should be, 1: something to improve, 2: could not run")]
pub(super) struct Test {
    /// Files or folders; without them your own, or the shipped ones if you have none
    paths: Vec<PathBuf>,
    /// Make each good answer worse in the ways people cheat or slip; it must lose
    #[arg(long)]
    mutate: bool,
    /// Let simulated trainees (good, mixed, weak, rude, silent) play N drills each in every scenario
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000))]
    play: Option<u64>,
    /// Show what no example and no play reaches: beats, reactions, points, signals, cues
    #[arg(long)]
    coverage: bool,
    /// The least coverage of each framework, in per cent
    #[arg(long, value_name = "PERCENT", requires = "coverage", default_value_t = 0.0)]
    min: f64,
}

/// `tactful test [PATH…]`.
pub(super) fn run(args: &Args, test: &Test) -> anyhow::Result<Exit> {
    let (meant, shelf) = check::meant(args, &test.paths)?;
    let outcome = meant.par_iter().map(|looked| examples(looked, &shelf)).reduce(Outcome::default, Outcome::and);
    let broken: Vec<Finding> = meant.iter().flat_map(|looked| &looked.findings).filter(|finding| finding.severity == Severity::Error).cloned().collect();
    show(&outcome.failed)?;
    show(&broken)?;
    let failed = outcome.failed.len();
    let mut fine = failed == 0 && broken.is_empty();
    print_text(&format!(
        "{} run, {failed} not as expected, {}: {}\n",
        words::count(outcome.ran, "example", "examples"),
        words::count(broken.len(), "finding", "findings"),
        if fine { "all as they should be" } else { "see above" }
    ))?;
    let courses: Vec<Course> = if test.mutate || test.play.is_some() || test.coverage { courses(&meant, &shelf) } else { Vec::new() };
    if test.mutate {
        fine &= mutate(&courses)?;
    }
    for course in &courses {
        fine &= rehearse(course, test)?;
    }
    Ok(if fine { Exit::Fine } else { Exit::Improve })
}

fn show(findings: &[Finding]) -> anyhow::Result<()> {
    if !findings.is_empty() {
        print_text(&format!("{}\n", finding::render(findings, is_coloured())))?;
    }
    Ok(())
}

/// The examples of one file.
pub(super) fn examples(looked: &Looked, shelf: &Shelf) -> Outcome {
    match &looked.file {
        Some(File::Framework(framework)) => trial::framework(&Course::new(framework, shelf).for_trial()),
        Some(File::Sheet(sheet)) => trial::sheet(sheet, shelf.ear()),
        Some(File::Lexicon(_)) | None => Outcome::default(),
    }
}

/// The frameworks that can be played.
fn courses(meant: &[Looked], shelf: &Shelf) -> Vec<Course> {
    let frameworks = meant.iter().filter_map(|looked| match &looked.file {
        Some(File::Framework(framework)) => Some(framework),
        _ => None,
    });
    frameworks.map(|framework| Course::new(framework, shelf)).collect()
}

/// Tries to cheat; true where nothing works.
fn mutate(courses: &[Course]) -> anyhow::Result<bool> {
    let outcome = courses.par_iter().map(hardness::framework).reduce(Outcome::default, Outcome::and);
    show(&outcome.failed)?;
    let works = outcome.failed.len();
    let word = if works == 0 { "not gameable" } else { "see above" };
    print_text(&format!("{} tried, {works} still score: {word}\n", words::count(outcome.ran, "cheat", "cheats")))?;
    Ok(works == 0)
}

/// Plays a framework and tells what was asked for; true where nothing is odd and enough is reached.
fn rehearse(course: &Course, test: &Test) -> anyhow::Result<bool> {
    if test.play.is_none() && !test.coverage {
        return Ok(true);
    }
    let played = Rehearsal::play(course, test.play.unwrap_or(DRILLS_FOR_COVERAGE));
    let odd = if test.play.is_some() { played.odd(course) } else { Vec::new() };
    if test.play.is_some() {
        show(&odd)?;
        print(&rehearsal::spreads(course.framework(), &played, style()))?;
    }
    let covered = test.coverage.then(|| Coverage::of(course, &played));
    if let Some(covered) = &covered {
        print(&rehearsal::coverage(covered, style()))?;
    }
    Ok(odd.is_empty() && covered.is_none_or(|covered| covered.percent() >= test.min))
}
