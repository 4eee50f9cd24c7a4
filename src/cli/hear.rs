//! `tactful hear`: which signals are heard in a text, and where.

use std::io::{BufRead, Write};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::args::{Args, Hear};
use super::{Exit, gather, print, style};
use crate::framework::Shelf;
use crate::report::{feedback, json as lines, words};
use crate::score::judge;
use crate::speech::{Setting, Utterance};

/// `tactful hear`.
pub(super) fn run(args: &Args, hear: &Hear) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    if let Some(path) = &hear.jsonl {
        return many(&shelf, path);
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
struct Said {
    id: Value,
    #[serde(default)]
    context: Option<String>,
    reply: String,
}

fn many(shelf: &Shelf, path: &Path) -> anyhow::Result<Exit> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let exit = each_line(gather::lines(path)?, &mut out, |line| {
        let said: Said = serde_json::from_str(line)?;
        let context = said.context.as_deref().map(Utterance::read);
        let setting = Setting { line: context.as_ref(), ..Setting::default() };
        Ok(lines::heard(&said.id, &judge::hear_alone(shelf.ear(), &said.reply, &setting)))
    })?;
    out.flush()?;
    Ok(exit)
}

/// Answers each line of the input with one line, in the same order. A bad line is answered with its error; the rest goes on.
pub(super) fn each_line(
    mut input: impl BufRead,
    out: &mut impl Write,
    mut answer: impl FnMut(&str) -> Result<Value, serde_json::Error>,
) -> anyhow::Result<Exit> {
    let mut exit = Exit::Fine;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let answered = match std::str::from_utf8(&bytes) {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => answer(line.trim_start_matches('\u{feff}')).map_err(|error| error.to_string()),
            Err(_) => Err("the line is not UTF-8".to_owned()),
        };
        let value = answered.unwrap_or_else(|error| {
            exit = Exit::Improve;
            json!({ "line": number, "error": error })
        });
        writeln!(out, "{}", lines::line(&value))?;
    }
    Ok(exit)
}
