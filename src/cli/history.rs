//! `tactful history`: what was practised, listed, shown and deleted.

use anyhow::bail;
use clap::Subcommand;

use super::args::Args;
use super::{Exit, clock, desk, past, print, print_text, style};
use crate::history::Store;
use crate::history::store::Summary;
use crate::report::{history, words};
use crate::terminal::Answer;

/// What `tactful history` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful history                      the latest drills
  tactful history list --all
  tactful history show last            what you said in the last one
  tactful history show 3f2a            the first letters of an id are enough
  tactful history delete 3f2a")]
pub(super) struct History {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The drills, the newest first
    List {
        /// All of them, not only the latest
        #[arg(long)]
        all: bool,
    },
    /// One drill, as it went
    Show {
        /// The first letters of its id, or `last`
        drill: String,
    },
    /// Delete drills for good; the journal is left alone
    Delete {
        /// The first letters of their ids, or `last`
        #[arg(required = true)]
        drills: Vec<String>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// How many drills are listed when nobody asks for more.
const LATEST: usize = 20;

/// `tactful history [list|show|delete]`.
pub(super) fn run(args: &Args, history: &History) -> anyhow::Result<Exit> {
    let store = past::read(args)?;
    match history.what.as_ref().unwrap_or(&What::List { all: false }) {
        What::List { all } => list(&store, *all),
        What::Show { drill } => show(&store, drill),
        What::Delete { drills, yes } => delete(&store, drills, *yes),
    }
}

fn list(store: &Store, all: bool) -> anyhow::Result<Exit> {
    let drills = store.drills((!all).then_some(LATEST))?;
    print(&history::list(&drills, store.counts()?.drills, &clock(), style()))?;
    Ok(Exit::Fine)
}

fn show(store: &Store, name: &str) -> anyhow::Result<Exit> {
    let whole = past::drill(store, name)?;
    let mut entries = store.entries()?;
    entries.retain(|entry| entry.drill.as_ref() == Some(&whole.drill.id));
    print(&history::show(&whole, &entries, &clock(), style()))?;
    Ok(Exit::Fine)
}

fn delete(store: &Store, names: &[String], yes: bool) -> anyhow::Result<Exit> {
    let mut drills: Vec<Summary> = Vec::new();
    for name in names {
        let drill = Summary::of(&past::drill(store, name)?.drill);
        // The same drill may have been named twice.
        if !drills.iter().any(|known| known.id == drill.id) {
            drills.push(drill);
        }
    }
    if !yes {
        let named: Vec<String> = drills.iter().map(|drill| history::named(drill, &clock())).collect();
        let question = format!("Delete {} for good?", words::list(&named));
        match desk::ask(|desk| desk.sure(&question))? {
            None => bail!("`--yes` deletes without asking"),
            Some(Answer::Is(true)) => {}
            Some(Answer::Is(false) | Answer::Left) => {
                print_text("Nothing was deleted.\n")?;
                return Ok(Exit::Fine);
            }
            Some(Answer::Interrupted) => return Ok(Exit::Interrupted),
        }
    }
    for drill in &drills {
        store.delete(&drill.id)?;
    }
    print_text(&format!("{} deleted. What you wrote in the journal is still there.\n", words::count(drills.len(), "drill", "drills")))?;
    Ok(Exit::Fine)
}
