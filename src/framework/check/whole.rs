//! What concerns a framework as a whole: its format, its shares, and whether there is something to play.

use super::super::model::{FORMAT_CURRENT, FORMAT_OLDEST, Framework};
use super::super::yaml::Node;
use super::pad::Pad;
use super::place::{is_written, items, of};

/// The whole of a framework.
pub(super) fn check(pad: &mut Pad, framework: &Framework, tree: &Node) {
    let format = framework.format;
    if format > FORMAT_CURRENT {
        pad.error(
            "F023",
            of(tree, "format"),
            format!("format {format} is newer than this program"),
            format!("update tactful, or write `format: {FORMAT_CURRENT}`"),
        );
    } else if format < FORMAT_OLDEST {
        pad.error("F023", of(tree, "format"), format!("there is no format {format}"), format!("write `format: {FORMAT_CURRENT}`"));
    }
    if is_written(tree, "share") && framework.share.how + framework.share.what <= 0.0 {
        pad.error("F024", of(tree, "share"), "the how and the what are both worth nothing", "give one of them a share, for example `{ how: 60, what: 40 }`");
    }
    if framework.scenarios.is_empty() {
        pad.error("F035", of(tree, "scenarios"), "there is no scenario to play", "add one with a persona and a beat; `tactful new` writes an example");
    }
    for (_, node) in framework.scenarios.iter().zip(items(tree, "scenarios")).filter(|(scenario, _)| scenario.beats.is_empty()) {
        pad.error("F035", of(node, "beats"), "this scenario has no beat", "add a beat: a line, what is expected, and how the persona reacts");
    }
}
