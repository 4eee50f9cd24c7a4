//! `tactful why`: where every point of a drill comes from.

use anyhow::bail;

use super::args::Args;
use super::{Exit, keep, past, print, style};
use crate::report::receipts;

/// What `tactful why` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful why                 the last drill
  tactful why last/2          the second turn of it
  tactful why 3f2a/1          the first letters of an id are enough (`tactful history list`)")]
pub(super) struct Why {
    /// DRILL or DRILL/TURN
    #[arg(default_value = "last")]
    drill: String,
}

/// `tactful why [DRILL[/TURN]]`.
pub(super) fn run(args: &Args, why: &Why) -> anyhow::Result<Exit> {
    let store = past::read(args)?;
    let (name, turn) = past::place(&why.drill)?;
    let whole = past::drill(&store, name)?;
    let session = keep::session(&whole)?;
    let turns = session.turns.len();
    if let Some(turn) = turn.filter(|turn| *turn > turns) {
        bail!("this drill has no turn {turn}; its last is {turns}")
    }
    print(&receipts::page(&session, &whole.drill, turn, style()))?;
    Ok(Exit::Fine)
}
