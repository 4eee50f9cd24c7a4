//! `tactful hear`: which signals are heard in a text, and where.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::args::Args;
use super::{Exit, gather, print, style};
use crate::framework::Shelf;
use crate::report::{feedback, json as lines, words};
use crate::score::judge;
use crate::speech::{Setting, Utterance};

/// What `tactful hear` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful hear \"I'm so sorry you had to wait, Marta.\"
  tactful hear --line \"I waited an hour!\" \"An hour is far too long.\"
  tactful hear --jsonl replies.jsonl          one {\"id\", \"context\", \"reply\"} a line in, one answer a line out")]
pub(super) struct Hear {
    /// The reply; without it, standard input
    text: Option<String>,
    /// What the customer said just before
    #[arg(long)]
    line: Option<String>,
    /// Many replies: JSON lines from FILE or standard input
    #[arg(long, num_args = 0..=1, default_missing_value = "-", value_name = "FILE", conflicts_with_all = ["text", "line"])]
    jsonl: Option<PathBuf>,
}

/// `tactful hear`.
pub(super) fn run(args: &Args, hear: &Hear) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    if let Some(path) = &hear.jsonl {
        return many(shelf, path);
    }
    let text = match &hear.text {
        Some(text) => text.clone(),
        None => gather::text(None)?,
    };
    let line = hear.line.as_deref().map(Utterance::read);
    let setting = Setting { line: line.as_ref(), ..Setting::default() };
    match judge::hear_alone(shelf.ear(), &text, &setting) {
        Ok(heard) => print(&feedback::heard(shelf.ear(), &heard, style()))?,
        Err(why) => super::print_text(&format!("{}\n", words::not_scored(why)))?,
    }
    Ok(Exit::Fine)
}

/// A line of the input (design section 9); labels and what else there may be are let through unread.
#[derive(Debug, Deserialize)]
pub(super) struct Said {
    /// Whatever the asker calls it; it comes back with the answer.
    pub(super) id: Value,
    /// What the customer said just before.
    #[serde(default)]
    pub(super) context: Option<String>,
    /// The customer's name.
    #[serde(default)]
    pub(super) name: Option<String>,
    /// What is to be heard.
    pub(super) reply: String,
}

fn many(shelf: &Shelf, path: &Path) -> anyhow::Result<Exit> {
    let mut out = std::io::stdout().lock();
    each_line(gather::lines(path)?, |number, line| {
        let answer = read(line).map(|said: Said| {
            let context = said.context.as_deref().map(Utterance::read);
            let setting = Setting { line: context.as_ref(), name: said.name.as_deref(), ..Setting::default() };
            let heard = judge::hear_alone(shelf.ear(), &said.reply, &setting);
            lines::heard(said.id, heard)
        });
        tell(&mut out, number, answer)
    })
}

/// One object from a line of the input; the error says where in the line.
pub(super) fn read<T: DeserializeOwned>(line: Result<&str, String>) -> Result<T, String> {
    // Each line is read by itself, so the parser always speaks of line 1.
    serde_json::from_str(line?).map_err(|error| error.to_string().replace(" at line 1 column ", " at column "))
}

/// Writes the answer to a line, or its error; true if it was an answer. Each goes out at once: another program may wait for it
/// before it asks on.
pub(super) fn tell(out: &mut impl Write, number: usize, answer: Result<impl Serialize, String>) -> io::Result<bool> {
    let fine = answer.is_ok();
    let line = answer.map_or_else(|error| lines::line(&json!({ "line": number, "error": error })), |answer| lines::line(&answer));
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(fine)
}

/// Gives each line of the input with its number from 1, in order and without the empty ones. If `answer` is false for any of them
/// there is something to improve at the end, and the rest is still done.
pub(super) fn each_line(mut input: impl BufRead, mut answer: impl FnMut(usize, Result<&str, String>) -> io::Result<bool>) -> anyhow::Result<Exit> {
    let mut exit = Exit::Fine;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes).context("could not read the lines")? == 0 {
            break;
        }
        let line = std::str::from_utf8(&bytes).map(|line| line.trim_start_matches('\u{feff}').trim()).map_err(|_| "the line is not UTF-8".to_owned());
        if line == Ok("") {
            continue;
        }
        if !answer(number, line)? {
            exit = Exit::Improve;
        }
    }
    Ok(exit)
}
