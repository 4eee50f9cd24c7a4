//! `tactful show`: one page about one thing.

use anyhow::bail;

use super::args::Args;
use super::{Exit, gather, print, style};
use crate::framework::finding::did_you_mean;
use crate::report::page::{Tone, piece, plain};
use crate::report::{card, words};

/// What `tactful show` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  tactful show own-it\n  tactful show own-it/double-booked\n  tactful show warmth")]
pub(super) struct Show {
    /// A framework, FRAMEWORK/SCENARIO, or a signal
    pub(super) id: String,
}

/// `tactful show ID`.
pub(super) fn run(args: &Args, show: &Show) -> anyhow::Result<Exit> {
    let (shelf, id) = gather::shelf_and_name(args, &show.id)?;
    let (first, rest) = id.split_once('/').unwrap_or((&id, ""));
    let framework = shelf.framework(first).map(|loaded| &loaded.value);
    // A beat is part of its scenario's card.
    let rest = rest.split('/').next().unwrap_or_default();
    let page = match (framework, rest) {
        (Some(framework), "") => {
            let mut page = card::framework(framework, style());
            if shelf.sheet(first).is_some() {
                page.gap();
                page.text(&[plain("There is a signal of this name, too: "), piece(format!("tactful explain {first}"), Tone::Strong)]);
            }
            page
        }
        (Some(framework), scenario) => match framework.scenario(scenario) {
            Some(scenario) => card::scenario(framework, scenario, style()),
            None => {
                let known: Vec<&str> = framework.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
                let near = did_you_mean(scenario, known.iter().copied()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                bail!("`{first}` has no scenario `{scenario}`{near} (it has {})", words::list(&known))
            }
        },
        (None, _) => match shelf.sheet(&id) {
            Some(sheet) => card::signal(&sheet.value, style()),
            None => {
                let ids = shelf.frameworks().map(|f| f.value.id.as_str()).chain(shelf.sheets().map(|s| s.value.signal.as_str()));
                let near = did_you_mean(first, ids).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                bail!("there is no framework and no signal `{id}`{near} (`tactful list` shows all)")
            }
        },
    };
    print(&page)?;
    Ok(Exit::Fine)
}
