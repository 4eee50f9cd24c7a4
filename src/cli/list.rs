//! `tactful` and `tactful list`: what there is to practise.

use super::args::Args;
use super::{Exit, gather, print, style};
use crate::report::card;
use crate::report::page::{Page, Tone, piece, plain};

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

/// `tactful` alone: what it is, what there is, and how to begin.
pub(super) fn home(args: &Args) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let mut page = Page::new(style());
    page.text(&[piece("tactful", Tone::Strong), plain("  practise the how, not just the what")]);
    page.gap();
    page.append(card::list(shelf.frameworks().map(|framework| &framework.value), style()));
    page.gap();
    page.text(&[
        plain("Begin with "),
        piece("tactful drill", Tone::Strong),
        plain(", or "),
        piece("tactful drill check-in/first-call", Tone::Strong),
        plain("."),
    ]);
    print(&page)?;
    Ok(Exit::Fine)
}
