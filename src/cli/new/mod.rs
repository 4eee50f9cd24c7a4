//! `tactful new`: a first draft that passes its own examples, with questions asked or by flags.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};

use super::args::Args;
use super::{Exit, desk, gather, print_text};
use crate::framework::finding::Source;
use crate::framework::load::File;
use crate::framework::{Shelf, check};
use crate::report::{draft, finding, words};
use crate::score::Course;
use crate::score::trial::{self, Outcome};
use crate::terminal::{Answer, Desk};

mod framework;
mod sheet;

/// What `tactful new` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful new                                    asks what it needs to know
  tactful new --title \"The late bed\" --you-are \"the delivery desk\" --customer \"Lena Ortiz\" --skills acknowledge-feeling,ownership,check-in
  tactful new --from-journal 3f2a                a story of your journal becomes a scenario
  tactful new --signal --title \"Offers a seat\" --says \"Please sit down for a moment.\" --near-miss \"Sit there and wait.\"

The file is checked and tested before it is written, and never written over another one.")]
pub(super) struct New {
    /// Its title; asked for where it is missing
    #[arg(long)]
    title: Option<String>,
    /// Where to write it: a file, or a folder [default: ./frameworks if there is one, else here]
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<PathBuf>,
    /// Ask nothing; what is missing is filled in
    #[arg(long)]
    yes: bool,
    /// Write a cue sheet for a signal of your own instead
    #[arg(long)]
    signal: bool,
    #[command(flatten)]
    framework: framework::Flags,
    #[command(flatten)]
    sheet: sheet::Flags,
}

/// `tactful new`.
pub(super) fn run(args: &Args, new: &New) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let mut asker = Asker::new(new.yes);
    let drafted = if new.signal { sheet::draft(new, &mut asker)? } else { framework::draft(args, new, shelf, &mut asker)? };
    let Answer::Is((id, text)) = drafted else {
        return Ok(if matches!(drafted, Answer::Interrupted) { Exit::Interrupted } else { Exit::Fine });
    };
    let path = place(new, &id)?;
    let (outcome, findings) = tried(shelf, &path, &text);
    std::fs::write(&path, &text).with_context(|| format!("could not write `{}`", path.display()))?;
    let shown = path.display();
    print_text(&format!("wrote {shown}: {} run, {}\n", words::count(outcome.ran, "example", "examples"), verdict(&outcome, &findings)))?;
    if !findings.is_empty() {
        print_text(&finding::render(&findings, super::is_coloured()))?;
    }
    print_text(&format!("\nNow:\n  tactful drill {shown}\n  tactful test {shown}\nand change it line by line.\n"))?;
    Ok(if findings.is_empty() { Exit::Fine } else { Exit::Improve })
}

fn verdict(outcome: &Outcome, findings: &[crate::framework::Finding]) -> String {
    if findings.is_empty() { "all as they should be".to_owned() } else { format!("{} not as expected; see below", outcome.failed.len().max(1)) }
}

/// Where the file goes; a file that is there already is left alone.
fn place(new: &New, id: &str) -> anyhow::Result<PathBuf> {
    let folder = PathBuf::from("frameworks");
    let path = match &new.out {
        Some(path) if path.is_dir() => path.join(format!("{id}.yaml")),
        Some(path) => path.clone(),
        None if folder.is_dir() => folder.join(format!("{id}.yaml")),
        None => PathBuf::from(format!("{id}.yaml")),
    };
    if path.exists() {
        bail!("`{}` is there already; choose another title, or another place with `--out`", path.display())
    }
    Ok(path)
}

/// What comes of checking and testing a draft.
fn tried(shelf: &Shelf, path: &std::path::Path, text: &str) -> (Outcome, Vec<crate::framework::Finding>) {
    let source = Source::new(path.display().to_string(), text);
    let shelf = shelf.clone().with(&[Arc::clone(&source)]);
    let file = crate::framework::load::file(&source);
    let outcome = match &file {
        Ok(File::Framework(framework)) => trial::framework(&Course::new(framework, &shelf)),
        Ok(File::Sheet(sheet)) => trial::sheet(sheet, shelf.ear()),
        _ => Outcome::default(),
    };
    let findings = check::source(&source, &shelf).into_iter().chain(outcome.failed.iter().cloned()).collect();
    (outcome, findings)
}

/// Asks for what no flag has told. Without a terminal, or where nothing is to be asked, what is proposed is taken.
pub(super) struct Asker {
    desk: Option<Box<dyn Desk>>,
}

impl Asker {
    fn new(silent: bool) -> Self {
        Self { desk: if silent { None } else { desk::somebody() } }
    }

    /// What a flag says, or what is typed.
    fn line(&mut self, flag: Option<&String>, question: &str, proposed: &str) -> io::Result<Answer<String>> {
        match (flag, &mut self.desk) {
            (Some(told), _) => Ok(Answer::Is(told.clone())),
            (None, Some(desk)) => desk.line(question, proposed),
            (None, None) => Ok(Answer::Is(proposed.to_owned())),
        }
    }

    fn several(&mut self, question: &str, choices: &[String], marked: &[usize]) -> io::Result<Answer<Vec<usize>>> {
        match &mut self.desk {
            Some(desk) => desk.several(question, choices, marked),
            None => Ok(Answer::Is(marked.to_vec())),
        }
    }
}

/// An id made of a title, which must leave some letters.
fn id_of(title: &str) -> anyhow::Result<String> {
    let id = draft::id(title);
    if id.is_empty() {
        bail!("`{title}` has no letters from a to z to make an id of; add `--title` with some")
    }
    Ok(id)
}

/// Goes on with an answer, or leaves with the question.
macro_rules! answered {
    ($answer:expr) => {
        match $answer? {
            $crate::terminal::Answer::Is(value) => value,
            $crate::terminal::Answer::Left => return Ok($crate::terminal::Answer::Left),
            $crate::terminal::Answer::Interrupted => return Ok($crate::terminal::Answer::Interrupted),
        }
    };
}
use answered;
