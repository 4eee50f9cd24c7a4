//! Cue sheets: rules that exist, levels in order, and something to hear at all.

use super::super::finding::did_you_mean;
use super::super::yaml::Node;
use super::pad::Pad;
use super::place::{at, head, is_written, items, key, of};
use crate::speech::detectors;
use crate::speech::sheet::Sheet;

/// Everything about a sheet but its id and its cues.
pub(super) fn check(pad: &mut Pad, sheet: &Sheet, node: &Node) {
    // A list that could not be read has been told already.
    let readable = ["cues", "rules"].iter().all(|list| node.at(&[(*list).into()]).is_none_or(|list| !list.span.is_empty()));
    if sheet.cues.is_empty() && sheet.rules.is_empty() && readable {
        let span = if is_written(node, "signal") { of(node, "signal") } else { head(node) };
        pad.error("F028", span, "this signal has neither cues nor rules, so it is never heard", "add `cues:` with phrases that speak for it");
    }
    levels(pad, sheet, node);
    for (rule, node) in sheet.rules.iter().zip(items(node, "rules")) {
        if detectors::by_name(&rule.rule).is_none() {
            let help = match did_you_mean(&rule.rule, detectors::ALL.iter().map(|rule| rule.name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "rules are built in; write phrases under `cues:` instead".to_owned(),
            };
            pad.error("F027", of(node, "rule"), format!("there is no rule `{}`", rule.rule), help);
        }
        if rule.weight == 0.0 {
            pad.error("F030", of(node, "weight"), "a weight of 0 says nothing", "above 0 speaks for the signal, below 0 against it; or take the rule out");
        }
    }
}

fn levels(pad: &mut Pad, sheet: &Sheet, node: &Node) {
    let (levels, written) = (sheet.levels, at(node, "levels"));
    if levels.some <= 0.0 {
        let span = if is_written(written, "some") { of(written, "some") } else { key(node, "levels") };
        pad.error("F029", span, format!("`some` is {}, so the signal is heard in everything", levels.some), "write a number above 0; 1 is usual");
    } else if levels.clear < levels.some {
        // The one that is written is the one to change.
        let span = ["clear", "some"].into_iter().find(|level| is_written(written, level)).map_or_else(|| key(node, "levels"), |level| of(written, level));
        let message = format!("`clear` ({}) is below `some` ({})", levels.clear, levels.some);
        pad.error("F029", span, message, "`clear` must be `some` or more; 1 and 2 are usual");
    }
}
