//! Skills and pitfalls: each named signal exists, and stands on the right side.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::finding::Finding;
use super::super::model::{Framework, Want};
use super::super::yaml::{Kind, Node};
use super::known::Known;
use super::pad::Pad;
use super::place::{at, head, items, key, of};
use crate::speech::sheet::Group;
use crate::speech::shorthand::Short;

/// The language that the built-in signals hear.
const BUILT_IN: &str = "en";

/// The skills and pitfalls of a framework and of all its beats.
pub(super) fn check(pad: &mut Pad, framework: &Framework, tree: &Node, known: &Known) {
    let mut skills: Vec<(&str, Range<usize>)> = Vec::new();
    let mut seen = HashMap::new();
    for (want, node) in framework.how.iter().zip(items(tree, "how")) {
        let Some((signal, span)) = named(pad, want, node) else { continue };
        known.expect_signal(pad, signal, span.clone());
        once(pad, &mut seen, signal, span.clone(), "how");
        if want.skill.is_some() {
            no_pitfall(pad, known, signal, span.clone(), format!("write `avoid: {signal}`"));
            skills.push((signal, span));
        }
    }
    let avoided: HashSet<&str> = framework.how.iter().filter_map(|want| want.avoid.as_deref()).collect();
    for (scenario, node) in framework.scenarios.iter().zip(items(tree, "scenarios")) {
        for (beat, node) in scenario.beats.iter().zip(items(node, "beats")) {
            let expects = at(node, "expects");
            let avoided_here = avoided_here(pad, &beat.expects.avoid, expects, known);
            let wanted = wanted_here(pad, &beat.expects.how, expects, known);
            for (signal, span) in wanted.iter().filter(|(signal, _)| avoided.contains(signal) || avoided_here.contains(signal)) {
                pad.error("F021", span.clone(), format!("`{signal}` is wanted and avoided at once"), "take it out of one of the two");
            }
            skills.extend(wanted);
        }
    }
    other_language(pad, framework, known, skills);
}

/// The signal of an entry of the framework's `how`, which must name exactly one.
fn named<'w>(pad: &mut Pad, want: &'w Want, node: &Node) -> Option<(&'w str, Range<usize>)> {
    match (&want.skill, &want.avoid) {
        (Some(skill), None) => Some((skill, of(node, "skill"))),
        (None, Some(avoid)) => Some((avoid, of(node, "avoid"))),
        (Some(_), Some(_)) => {
            pad.error("F021", key(node, "avoid"), "one entry is a skill and a pitfall at once", "make two entries of it");
            None
        }
        (None, None) => {
            pad.error("F021", head(node), "this entry names no signal", "begin it with `skill:` or `avoid:` and the name of a signal");
            None
        }
    }
}

/// The skills that a beat expects.
fn wanted_here<'w>(pad: &mut Pad, wants: &'w [Short<Want>], expects: &Node, known: &Known) -> Vec<(&'w str, Range<usize>)> {
    let (mut wanted, mut seen) = (Vec::new(), HashMap::new());
    for (want, node) in wants.iter().zip(items(expects, "how")) {
        if want.avoid.is_some() && want.skill.is_none() {
            pad.error("F021", key(node, "avoid"), "a pitfall stands among the skills", "move it to `avoid:` below");
            continue;
        }
        let Some((signal, span)) = named(pad, want, node) else { continue };
        known.expect_signal(pad, signal, span.clone());
        once(pad, &mut seen, signal, span.clone(), "how");
        no_pitfall(pad, known, signal, span.clone(), "move it to `avoid:`".to_owned());
        wanted.push((signal, span));
    }
    wanted
}

/// The pitfalls that count in a beat only.
fn avoided_here<'w>(pad: &mut Pad, wants: &'w [Short<Want>], expects: &Node, known: &Known) -> HashSet<&'w str> {
    let (mut avoided, mut seen) = (HashSet::new(), HashMap::new());
    for (want, node) in wants.iter().zip(items(expects, "avoid")) {
        // A bare name is read as a skill; the list says that it is a pitfall.
        let mapping = matches!(node.kind, Kind::Map(_));
        if mapping && want.skill.is_some() && want.avoid.is_none() {
            pad.error("F021", key(node, "skill"), "a skill stands among the pitfalls", "write `avoid:`, or move it to `how:`");
            continue;
        }
        let Some((signal, span)) = named(pad, want, node) else { continue };
        known.expect_signal(pad, signal, span.clone());
        once(pad, &mut seen, signal, span, "avoid");
        avoided.insert(signal);
    }
    avoided
}

fn no_pitfall(pad: &mut Pad, known: &Known, signal: &str, span: Range<usize>, help: String) {
    if known.group(signal) == Some(Group::Pitfall) {
        pad.error("F021", span, format!("`{signal}` is a pitfall and can not be wanted"), help);
    }
}

fn once<'w>(pad: &mut Pad, seen: &mut HashMap<&'w str, Range<usize>>, signal: &'w str, span: Range<usize>, list: &str) {
    match seen.get(signal) {
        Some(first) => {
            let finding = Finding::error("F011", pad.source, span, format!("`{signal}` stands twice in `{list}`"));
            pad.put(finding.help("keep one of the two").also(first.clone(), "first here"));
        }
        None => _ = seen.insert(signal, span),
    }
}

/// In another language the built-in phrases are silent, so a skill that rests on them can not be earned.
fn other_language(pad: &mut Pad, framework: &Framework, known: &Known, skills: Vec<(&str, Range<usize>)>) {
    if framework.language == BUILT_IN {
        return;
    }
    let mut told = HashSet::new();
    for (signal, span) in skills.into_iter().filter(|(signal, _)| known.hears_english(signal)) {
        if told.insert(signal) {
            let message = format!("the built-in `{signal}` hears English, the replies are in `{}`", framework.language);
            let help = format!("define `signal: {signal}` with phrases of that language under `signals:`");
            pad.put(Finding::advice("F033", pad.source, span, message).help(help));
        }
    }
}
