//! `tactful replay`: a drill from the customer's seat, or played again to prove its score.

use std::io::{BufRead, Write};
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use super::args::Args;
use super::{Exit, gather, keep, past, print, style};
use crate::drill::replay;
use crate::framework::Shelf;
use crate::history::record::{Line, Whole};
use crate::report::{replayed, seat};

/// What `tactful replay` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful replay                       the last drill, from the customer's seat
  tactful replay 3f2a                  the first letters of an id are enough (`tactful history list`)
  tactful replay last --verify         the same score again, or exactly what differs
  tactful replay practice.jsonl --verify   every drill of an export

Exit code of --verify: 0 the same scores, 1 something differs, 2 could not run")]
pub(super) struct Replay {
    /// A drill of your history, or a file that `tactful export` wrote (`-` is standard input)
    #[arg(default_value = "last", value_name = "DRILL|FILE")]
    what: String,
    /// Score everything again and compare
    #[arg(long)]
    verify: bool,
}

/// `tactful replay [DRILL|FILE]`.
pub(super) fn run(args: &Args, replay: &Replay) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let path = Path::new(&replay.what);
    if replay.what != "-" && !path.is_file() {
        if replay.what.ends_with(".jsonl") {
            bail!("there is no file `{}`", replay.what)
        }
        let store = past::read(args)?;
        let whole = past::drill(&store, &replay.what)?;
        return if replay.verify { verify(shelf, &whole) } else { tell(shelf, &whole) };
    }
    let mut exit = Exit::Fine;
    let mut drills = 0;
    for (number, line) in gather::lines(path)?.lines().enumerate() {
        let line = line.context("could not read the file")?;
        if line.trim().is_empty() {
            continue;
        }
        match Line::read(&line) {
            Ok(Line { drill: None, .. }) => {}
            Ok(Line { drill: Some(whole), .. }) => {
                drills += 1;
                let came = if replay.verify { verify(shelf, &whole) } else { tell(shelf, &whole) };
                exit = worse(exit, told(number + 1, came));
            }
            Err(error) => exit = worse(exit, told(number + 1, Err(anyhow!(error)))),
        }
    }
    if drills == 0 {
        bail!("there is no drill in `{}`; `tactful export` writes such files", replay.what)
    }
    Ok(exit)
}

/// One drill that can not be replayed does not keep the others from it.
fn told(line: usize, came: anyhow::Result<Exit>) -> Exit {
    came.unwrap_or_else(|error| {
        let _ = writeln!(anstream::stderr(), "tactful: line {line}: {error:#}");
        Exit::Improve
    })
}

fn worse(one: Exit, other: Exit) -> Exit {
    if one == Exit::Fine { other } else { one }
}

/// The conversation from the other side.
fn tell(shelf: &Shelf, whole: &Whole) -> anyhow::Result<Exit> {
    let session = keep::session(whole)?;
    let framework = shelf.framework(&session.framework).map(|framework| &framework.value);
    let scenario = framework.and_then(|framework| framework.scenario(&session.scenario));
    print(&seat::page(&session, scenario, style()))?;
    Ok(Exit::Fine)
}

/// The same score again, or exactly what differs.
fn verify(shelf: &Shelf, whole: &Whole) -> anyhow::Result<Exit> {
    let session = keep::session(whole)?;
    let course = past::course(shelf, &session.framework)?;
    let mut found = replay::again(&session, &course)?;
    // What stands beside the session must say the same as the session.
    found.differences.extend(keep::beside(whole, &session, &course));
    let name = format!("{}  {}/{}", keep::short(&whole.drill.id), whole.drill.framework, whole.drill.scenario);
    print(&replayed::page(&name, &found, style()))?;
    Ok(if found.is_same() { Exit::Fine } else { Exit::Improve })
}
