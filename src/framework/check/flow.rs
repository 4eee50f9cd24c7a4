//! The way through a scenario: every beat can be reached, every reaction can happen, and there is always an end.

use super::super::finding::Finding;
use super::super::model::{Beat, END, React, Scenario};
use super::super::yaml::Node;
use super::names::Names;
use super::pad::Pad;
use super::place::{head, items, key, of};

/// The flow of a scenario.
pub(super) fn check(pad: &mut Pad, scenario: &Scenario, node: &Node) {
    let names = Names::new(scenario.beats.iter().map(|beat| beat.id.as_str()).chain([END]), of(node, "beats"));
    let mut certain = true;
    for (beat, node) in scenario.beats.iter().zip(items(node, "beats")) {
        last_resort(pad, beat, node);
        for (react, node) in beat.reacts.iter().zip(items(node, "reacts")) {
            if let Some(next) = react.next.as_deref() {
                certain &= names.has(next);
                names.expect(pad, "F014", "beat", next, of(node, "next"));
            }
        }
    }
    // With a name missing, every way that goes through it would look like a fault of its own.
    let ids: std::collections::HashSet<_> = scenario.beats.iter().map(|beat| beat.id.as_str()).collect();
    if certain && ids.len() == scenario.beats.len() && !ids.contains("") {
        ways(pad, scenario, items(node, "beats"));
    }
}

/// The first reaction that always fits.
fn always(beat: &Beat) -> Option<usize> {
    beat.reacts.iter().position(fits_always)
}

fn fits_always(react: &React) -> bool {
    react.when.as_ref().is_none_or(|when| *when == Default::default())
}

/// The last reaction, and no other, fits always.
fn last_resort(pad: &mut Pad, beat: &Beat, node: &Node) {
    let reacts = items(node, "reacts");
    match always(beat) {
        Some(first) if first + 1 < reacts.len() => {
            let finding = Finding::error("F019", pad.source, head(&reacts[first + 1]), "this reaction can never happen: the one before it always fits");
            pad.put(finding.help("move the reaction without `when` to the end, or give it a `when`").also(head(&reacts[first]), "fits always"));
        }
        Some(_) => {}
        None => {
            if let Some(last) = reacts.last() {
                let message = "the last reaction has a `when`, so some replies get no answer";
                pad.error("F018", key(last, "when"), message, "add a reaction without `when` after it, for every other reply");
            }
        }
    }
}

/// Where each beat can lead, by number; the number after the last beat is the end.
struct Ways {
    from: Vec<Vec<usize>>,
}

impl Ways {
    fn of(scenario: &Scenario) -> Self {
        let end = scenario.beats.len();
        let by_id: std::collections::HashMap<&str, usize> = scenario.beats.iter().enumerate().map(|(number, beat)| (beat.id.as_str(), number)).collect();
        let lead = |(number, beat): (usize, &Beat)| {
            let possible = always(beat).map_or(beat.reacts.len(), |at| at + 1);
            let mut next: Vec<usize> = beat.reacts[..possible]
                .iter()
                .map(|react| match react.next.as_deref() {
                    Some(END) => end,
                    Some(name) => by_id.get(name).copied().unwrap_or(end),
                    None => number + 1,
                })
                .collect();
            // Where no reaction fits, or there is none, the next beat follows.
            if always(beat).is_none() {
                next.push(number + 1);
            }
            next
        };
        Self { from: scenario.beats.iter().enumerate().map(lead).chain([Vec::new()]).collect() }
    }

    /// The same, backwards.
    fn back(&self) -> Self {
        let mut from = vec![Vec::new(); self.from.len()];
        for (number, next) in self.from.iter().enumerate() {
            next.iter().for_each(|next| from[*next].push(number));
        }
        Self { from }
    }

    /// Which can be reached from here.
    fn reached(&self, start: usize) -> Vec<bool> {
        let mut reached = vec![false; self.from.len()];
        let mut open = vec![start];
        while let Some(number) = open.pop() {
            if !std::mem::replace(&mut reached[number], true) {
                open.extend(&self.from[number]);
            }
        }
        reached
    }
}

fn ways(pad: &mut Pad, scenario: &Scenario, nodes: &[Node]) {
    let ways = Ways::of(scenario);
    let reached = ways.reached(0);
    let ends = ways.back().reached(scenario.beats.len());
    let mut told = vec![false; ends.len()];
    for (number, (beat, node)) in scenario.beats.iter().zip(nodes).enumerate() {
        if !reached[number] {
            pad.error(
                "F017",
                of(node, "id"),
                format!("nothing leads to beat `{}`", beat.id),
                format!("lead there with `next: {}` in a reaction, or take the beat out", beat.id),
            );
        } else if !ends[number] && !told[number] {
            pad.error(
                "F020",
                of(node, "id"),
                format!("from beat `{}` no way leads to the end", beat.id),
                "add a reaction with `when: { times: 2 }` and `next: end`",
            );
            ways.reached(number).iter().zip(&mut told).for_each(|(reached, told)| *told |= reached);
        }
    }
}
