//! `tactful explain`: why something is a finding, or what a signal hears.

use anyhow::bail;

use super::args::{Args, Explain, Show};
use super::{Exit, gather, print, print_text, show, style};
use crate::framework::codes;
use crate::report::{card, finding};

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
