//! Ids: lower-case words with hyphens, and each only once.

use std::collections::HashMap;
use std::ops::Range;

use super::super::finding::Finding;
use super::super::model::{END, Framework};
use super::super::yaml::Node;
use super::pad::Pad;
use super::place::{items, of};
use crate::speech::Sheet;

/// All ids of a framework.
pub(super) fn framework(pad: &mut Pad, framework: &Framework, tree: &Node) {
    check(pad, "framework", [(framework.id.as_str(), of(tree, "id"))]);
    check(pad, "point", ids(framework.what.iter().map(|point| &point.id), tree, "what"));
    signals(pad, framework.signals.iter().zip(items(tree, "signals")));
    check(pad, "scenario", ids(framework.scenarios.iter().map(|scenario| &scenario.id), tree, "scenarios"));
    check(pad, "journey", ids(framework.journeys.iter().map(|journey| &journey.id), tree, "journeys"));
    for (scenario, node) in framework.scenarios.iter().zip(items(tree, "scenarios")) {
        check(pad, "beat", ids(scenario.beats.iter().map(|beat| &beat.id), node, "beats"));
        let persona = super::place::at(node, "persona");
        check(pad, "fact", ids(scenario.persona.facts.iter().map(|fact| &fact.id), persona, "facts"));
        for (beat, node) in scenario.beats.iter().zip(items(node, "beats")).filter(|(beat, _)| beat.id == END) {
            pad.error("F034", of(node, "id"), format!("a beat can not be called `{}`", beat.id), "`next: end` ends the scenario; give the beat another name");
        }
    }
}

/// The ids of signals.
pub(super) fn signals<'a>(pad: &mut Pad, sheets: impl IntoIterator<Item = (&'a Sheet, &'a Node)>) {
    check(pad, "signal", sheets.into_iter().map(|(sheet, node)| (sheet.signal.as_str(), of(node, "signal"))));
}

/// The ids of the entries of a list, with their places.
fn ids<'a>(ids: impl Iterator<Item = &'a String>, node: &'a Node, list: &str) -> impl Iterator<Item = (&'a str, Range<usize>)> {
    ids.zip(items(node, list)).map(|(id, node)| (id.as_str(), of(node, "id")))
}

fn check<'a>(pad: &mut Pad, what: &str, ids: impl IntoIterator<Item = (&'a str, Range<usize>)>) {
    let mut first: HashMap<&str, Range<usize>> = HashMap::new();
    // What was filled in for a missing id is no id.
    for (id, span) in ids.into_iter().filter(|(_, span)| !span.is_empty()) {
        if !is_id(id) {
            pad.error("F010", span.clone(), format!("`{id}` can not be the id of a {what}"), proposal(id));
        }
        match first.get(id) {
            Some(first) => {
                let finding = Finding::error("F011", pad.source, span, format!("two {what}s have the id `{id}`"));
                pad.put(finding.help("give one of them another id").also(first.clone(), "first here"));
            }
            None => _ = first.insert(id, span),
        }
    }
}

/// Lower-case words, with hyphens between them.
pub fn is_id(id: &str) -> bool {
    id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// What the author may have meant, as an id.
pub(super) fn proposal(id: &str) -> String {
    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let near = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    let near = if near.is_empty() || !id.is_ascii() { "double-booked".to_owned() } else { near };
    format!("ids are lower-case words with hyphens between them: `{near}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_with_hyphens() {
        for id in ["own-it", "a", "2-cars"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "Own-it", "own it", "own_it", "-own", "own--it", "ü"] {
            assert!(!is_id(id), "{id}");
        }
        assert_eq!(proposal("Own It!"), "ids are lower-case words with hyphens between them: `own-it`");
    }
}
