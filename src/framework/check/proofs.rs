//! What an author's own examples prove: a near miss for each criterion, and each criterion asked for by somebody.

use std::collections::{BTreeSet, HashSet};

use super::super::finding::Finding;
use super::super::model::{Framework, When};
use super::super::yaml::Node;
use super::pad::Pad;
use super::place::{items, key, of};
use crate::speech::sheet::{CueEntry, Example, Sheet};
use crate::speech::shorthand::Short;
use crate::speech::{Utterance, content};

/// The near misses of a framework's points and own signals, and whether anybody asks for them.
pub(super) fn framework(pad: &mut Pad, framework: &Framework, tree: &Node) {
    for (point, node) in framework.what.iter().zip(items(tree, "what")) {
        near_miss(pad, &point.id, node, (&point.accepts, &point.rejects), &point.cues);
    }
    for (sheet, node) in framework.signals.iter().zip(items(tree, "signals")) {
        near_misses(pad, sheet, node);
    }
    asked_for(pad, framework, tree);
}

/// The near misses of a signal.
pub(super) fn near_misses(pad: &mut Pad, sheet: &Sheet, node: &Node) {
    // What is heard by form shares no words with anything.
    if sheet.rules.is_empty() {
        near_miss(pad, &sheet.signal, node, (&sheet.accepts, &sheet.rejects), &sheet.cues);
    }
}

/// A reject that shares no word with what is heard would not be heard by any cue: it proves nothing.
fn near_miss(pad: &mut Pad, id: &str, node: &Node, (accepts, rejects): (&[Short<Example>], &[Short<Example>]), cues: &[Short<CueEntry>]) {
    let words = |text: &str| Utterance::read(text).words().iter().filter(|word| word.norm.len() > 1).map(|word| content::root(&word.norm)).collect::<Vec<_>>();
    let heard: BTreeSet<String> = accepts.iter().flat_map(|example| content::roots(&Utterance::read(&example.reply))).collect();
    // A cue without its signs is as good as its words.
    let cued: BTreeSet<String> = cues.iter().flat_map(|cue| words(&cue.say)).collect();
    let near = |example: &Short<Example>| words(&example.reply).iter().any(|word| heard.contains(word) || cued.contains(word));
    if !rejects.is_empty() && !rejects.iter().any(near) {
        let finding = Finding::advice("F036", pad.source, key(node, "rejects"), format!("`{id}` has no near miss"));
        pad.put(finding.help("add a reply that uses words of a cue and still does not do it: that is what a cue may mistake"));
    }
}

/// Skills, own signals and points that no beat asks for.
fn asked_for(pad: &mut Pad, framework: &Framework, tree: &Node) {
    let mut named: HashSet<&str> = framework.how.iter().filter_map(|want| want.avoid.as_deref()).collect();
    let mut wanted: HashSet<&str> = HashSet::new();
    let mut points: HashSet<&str> = HashSet::new();
    for beat in framework.scenarios.iter().flat_map(|scenario| &scenario.beats) {
        wanted.extend(beat.expects.how.iter().filter_map(|want| want.signal()));
        named.extend(beat.expects.avoid.iter().filter_map(|want| want.signal()));
        points.extend(beat.expects.what.iter().map(String::as_str));
        for When { heard, not_heard, covered, .. } in beat.reacts.iter().filter_map(|react| react.when.as_ref()) {
            named.extend(heard.iter().chain(not_heard).map(String::as_str));
            points.extend(covered.iter().map(String::as_str));
        }
        // A check-in is asked for by its own word.
        if beat.ask.is_some() {
            wanted.extend(["check-in", "teach-back"]);
        }
    }
    let mut tell = |what: &str, id: &str, span| {
        let finding = Finding::advice("F037", pad.source, span, format!("no beat asks for the {what} `{id}`"));
        pad.put(finding.help("name it in the `expects` of a beat, or take it out"));
    };
    for (want, node) in framework.how.iter().zip(items(tree, "how")) {
        if let Some(skill) = want.skill.as_deref().filter(|skill| !wanted.contains(skill)) {
            tell("skill", skill, of(node, "skill"));
        }
    }
    for (point, node) in framework.what.iter().zip(items(tree, "what")).filter(|(point, _)| !points.contains(point.id.as_str())) {
        tell("point", &point.id, of(node, "id"));
    }
    let listed: HashSet<&str> = framework.how.iter().filter_map(|want| want.skill.as_deref()).collect();
    for (sheet, node) in framework.signals.iter().zip(items(tree, "signals")) {
        let id = sheet.signal.as_str();
        if !named.contains(id) && !wanted.contains(id) && !listed.contains(id) {
            tell("signal", id, of(node, "signal"));
        }
    }
}
