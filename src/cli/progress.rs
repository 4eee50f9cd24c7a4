//! `tactful progress`: what has grown, on the screen and as a page to look at.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::args::Args;
use super::offers::{Practice, title};
use super::{Exit, clock, gather, print, print_text, style};
use crate::history::Store;
use crate::history::progress::Progress as Grown;
use crate::history::record::Whole;
use crate::report::html::{self, View};
use crate::report::progress;
use crate::report::spark::Bars;

/// What `tactful progress` is asked.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "Examples:
  tactful progress                         the skills you practise most
  tactful progress --all                   all of them
  tactful progress --html progress.html    a page with plots, to look at or to print

A skill is learned (+) when it is remembered with two people or more. \"Now\" is the last four weeks, \"before\" the four weeks before;
replies with help stand apart.")]
pub(super) struct Progress {
    /// All skills, not only those practised most
    #[arg(long)]
    all: bool,
    /// Write a page with plots into this file, `-` is standard output
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// How many of the latest drills the page tells word by word
    #[arg(long, value_name = "NUMBER", default_value_t = 12, requires = "html")]
    drills: usize,
}

/// `tactful progress`.
pub(super) fn run(args: &Args, asked: &Progress) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let mut known = Practice::read(args, shelf)?;
    let grown = Grown::read(&mut known.store, known.today)?;
    let title = |skill: &str| title(shelf, skill);
    match &asked.html {
        None => print(&progress::page(&grown, &title, bars(), asked.all, style()))?,
        Some(path) => {
            let drills = latest(&known.store, asked.drills)?;
            let page = html::page(&View { progress: &grown, drills: &drills, title: &title, clock: &clock() });
            write(path, &page)?;
        }
    }
    Ok(Exit::Fine)
}

fn latest(store: &Store, most: usize) -> anyhow::Result<Vec<Whole>> {
    let drills = store.drills(Some(most))?.into_iter().map(|drill| Ok(store.drill(&drill.id)?));
    Ok(drills.collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn write(path: &Path, page: &str) -> anyhow::Result<()> {
    if path == Path::new("-") {
        return Ok(print_text(page)?);
    }
    std::fs::write(path, page).with_context(|| format!("could not write `{}`", path.display()))?;
    Ok(print_text(&format!("Written to {}. Open it in a browser; it needs no network.\n", path.display()))?)
}

/// Blocks, where the terminal can show them.
fn bars() -> Bars {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    // Where nothing is said of letters, today's terminals read UTF-8.
    let utf8 = locale.is_none_or(|locale| locale.to_lowercase().replace('-', "").contains("utf8"));
    if dumb || !utf8 { Bars::Ascii } else { Bars::Blocks }
}
