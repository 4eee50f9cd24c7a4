//! `tactful import`: takes in what was exported elsewhere, with nothing doubled.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use super::args::Args;
use super::{Exit, gather, past, print_text};
use crate::history::Store;
use crate::history::record::{Entry, Line, Whole};
use crate::history::store::Merged;
use crate::report::words;

/// What `tactful import` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful import practice.jsonl
  ssh desk tactful export | tactful import -

What is here already stays as it is, so a file may be taken in twice.")]
pub(super) struct Import {
    /// What `tactful export` wrote; `-` is standard input
    file: PathBuf,
}

/// Lines that are written in one go.
const BATCH: usize = 200;

/// What has been read and is not written yet, and what came of the rest.
#[derive(Default)]
struct Taking {
    drills: Vec<Whole>,
    entries: Vec<Entry>,
    came: Vec<(bool, Merged)>,
}

/// `tactful import FILE`.
pub(super) fn run(args: &Args, import: &Import) -> anyhow::Result<Exit> {
    let mut input = gather::lines(&import.file)?;
    let mut store = past::write(args)?;
    let mut taking = Taking::default();
    let mut bad = 0;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match std::str::from_utf8(&bytes).map_err(|_| "the line is not UTF-8".to_owned()).and_then(Line::read) {
            Ok(line) => taking.take(line, &mut store)?,
            Err(error) => {
                bad += 1;
                let _ = writeln!(anstream::stderr(), "tactful: line {number} is left out: {error}");
            }
        }
    }
    taking.write(&mut store)?;
    print_text(&taking.told())?;
    Ok(if bad == 0 { Exit::Fine } else { Exit::Improve })
}

impl Taking {
    fn take(&mut self, line: Line, store: &mut Store) -> anyhow::Result<()> {
        self.drills.extend(line.drill.map(|whole| *whole));
        self.entries.extend(line.journal);
        if self.drills.len() + self.entries.len() >= BATCH { self.write(store) } else { Ok(()) }
    }

    fn write(&mut self, store: &mut Store) -> anyhow::Result<()> {
        let came = store.merge(&self.drills, &self.entries)?;
        let drills = self.drills.len();
        self.came.extend(came.into_iter().enumerate().map(|(at, merged)| (at < drills, merged)));
        self.drills.clear();
        self.entries.clear();
        Ok(())
    }

    fn told(&self) -> String {
        let count = |drill: bool, what: Merged| self.came.iter().filter(|came| **came == (drill, what)).count();
        let of = |what: Merged| {
            let drills = words::count(count(true, what), "drill", "drills");
            format!("{drills} and {}", words::count(count(false, what), "entry of the journal", "entries of the journal"))
        };
        let more = match count(true, Merged::More) {
            0 => String::new(),
            more => format!("; {} went on elsewhere and {} brought up", words::count(more, "drill", "drills"), if more == 1 { "was" } else { "were" }),
        };
        format!("taken in: {}{more}\nhere already: {}\n", of(Merged::New), of(Merged::Known))
    }
}
