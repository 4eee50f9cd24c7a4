//! `tactful explain`: why something is a finding, or what a signal hears.

use anyhow::bail;

use super::args::Args;
use super::show::{self, Show};
use super::{Exit, gather, print, print_text, style};
use crate::framework::codes;
use crate::report::{card, finding};

/// What `tactful explain` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  tactful explain F012\n  tactful explain check-in")]
pub(super) struct Explain {
    /// The code of a finding, or the id of a signal
    what: String,
}

/// `tactful explain CODE|SIGNAL`.
pub(super) fn run(args: &Args, explain: &Explain) -> anyhow::Result<Exit> {
    if let Some(explanation) = codes::explain(&explain.what.to_uppercase()) {
        print_text(&finding::explanation(explanation))?;
        return Ok(Exit::Fine);
    }
    let looks_like_code = explain.what.len() == 4 && explain.what[1..].chars().all(|c| c.is_ascii_digit());
    if looks_like_code {
        bail!("there is no finding `{}`; the codes go from F001 on", explain.what)
    }
    // A framework may have the name of a signal; only the signal needs explaining.
    if let Some(sheet) = gather::shelf(args)?.sheet(&explain.what) {
        print(&card::signal(&sheet.value, style()))?;
        return Ok(Exit::Fine);
    }
    show::run(args, &Show { id: explain.what.clone() })
}
