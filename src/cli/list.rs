//! `tactful list`: what there is to practise.

use super::args::Args;
use super::{Exit, gather, print, style};
use crate::report::card;

/// What `tactful list` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  tactful list\n  tactful list --signals")]
pub(super) struct List {
    /// List the signals instead
    #[arg(long)]
    signals: bool,
}

/// `tactful list`.
pub(super) fn run(args: &Args, list: &List) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let page = if list.signals {
        card::signals(shelf.sheets().map(|sheet| &*sheet.value), style())
    } else {
        card::list(shelf.frameworks().map(|framework| &framework.value), style())
    };
    print(&page)?;
    Ok(Exit::Fine)
}
