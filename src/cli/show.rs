//! `tactful show`: one page about one thing.

use anyhow::bail;

use super::args::{Args, Show};
use super::{Exit, gather, print, style};
use crate::framework::finding::did_you_mean;
use crate::report::card;

/// `tactful show ID`.
pub(super) fn run(args: &Args, show: &Show) -> anyhow::Result<Exit> {
    let (shelf, id) = gather::shelf_and_name(args, &show.id)?;
    let (first, rest) = id.split_once('/').unwrap_or((&id, ""));
    let framework = shelf.framework(first).map(|loaded| &loaded.value);
    let page = match (framework, rest) {
        (Some(framework), "") => card::framework(framework, style()),
        (Some(framework), scenario) => match framework.scenario(scenario) {
            Some(scenario) => card::scenario(framework, scenario, style()),
            None => {
                let known: Vec<&str> = framework.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
                bail!("`{first}` has no scenario `{scenario}`; it has {}", known.join(", "))
            }
        },
        (None, _) => match shelf.ear().sheet(&id) {
            Some(sheet) => card::signal(sheet, style()),
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
