//! Reactions that can never be said: their conditions contradict each other, an earlier reaction always comes first, or trust
//! and the number of visits never get there.

use super::super::finding::Finding;
use super::super::model::{React, Scenario, When};
use super::super::yaml::Node;
use super::pad::Pad;
use super::place::{at, head, items, key};

/// The range of trust, in points.
const TRUST: (i32, i32) = (0, 100);

/// All reactions of a scenario.
pub(super) fn check(pad: &mut Pad, scenario: &Scenario, node: &Node) {
    let trust = Trust::of(scenario);
    for (number, (beat, node)) in scenario.beats.iter().zip(items(node, "beats")).enumerate() {
        let nodes = items(node, "reacts");
        for (at_react, (react, node)) in beat.reacts.iter().zip(nodes).enumerate() {
            let Some(when) = &react.when else { continue };
            let place = || key(node, "when");
            if let Some(why) = contradiction(when) {
                pad.put(advice(pad, place(), why, "take one of the two out"));
            } else if let Some(why) = trust.rules_out(number, when) {
                pad.put(advice(pad, at(node, "when").span.clone(), why, "change the number, or take the reaction out"));
            } else if when.times.is_some_and(|times| times > 1) && !returns(scenario, number) {
                let help = "lead back here with `next` from a later beat, or take `times` out";
                pad.put(advice(pad, place(), "this beat is never visited twice".to_owned(), help));
            } else if let Some(earlier) = beat.reacts[..at_react].iter().position(|earlier| earlier.when.as_ref().is_some_and(|first| covers(first, when))) {
                let finding = advice(pad, place(), "the one before it fits whenever this does".to_owned(), "put the narrower of the two first");
                pad.put(finding.also(head(&nodes[earlier]), "fits first"));
            }
        }
    }
}

fn advice(pad: &Pad, span: std::ops::Range<usize>, why: String, help: &str) -> Finding {
    Finding::advice("F040", pad.source, span, format!("this reaction can never be said: {why}")).help(help)
}

fn contradiction(when: &When) -> Option<String> {
    if let Some(both) = when.heard.iter().find(|signal| when.not_heard.contains(signal)) {
        return Some(format!("`{both}` can not be heard and not heard at once"));
    }
    match (when.trust_at_least, when.trust_below) {
        (Some(least), Some(below)) if least >= below => Some(format!("trust can not be {least} or more and below {below}")),
        _ => None,
    }
}

/// Does the first condition hold wherever the second does?
fn covers(first: &When, second: &When) -> bool {
    let within = |few: &[String], many: &[String]| few.iter().all(|one| many.contains(one));
    within(&first.heard, &second.heard)
        && within(&first.not_heard, &second.not_heard)
        && within(&first.covered, &second.covered)
        && first.score_at_least.is_none_or(|least| second.score_at_least.is_some_and(|more| more >= least))
        && first.trust_at_least.is_none_or(|least| second.trust_at_least.is_some_and(|more| more >= least))
        && first.trust_below.is_none_or(|below| second.trust_below.is_some_and(|less| less <= below))
        && first.times.is_none_or(|times| second.times.is_some_and(|more| more >= times))
}

/// Can a conversation come back to this beat?
fn returns(scenario: &Scenario, beat: usize) -> bool {
    let lead = |from: usize| scenario.beats[from].reacts.iter().filter_map(move |react| scenario.next(from, react));
    let mut reached = vec![false; scenario.beats.len()];
    let mut open: Vec<usize> = lead(beat).collect();
    while let Some(next) = open.pop() {
        if !std::mem::replace(&mut reached[next], true) {
            open.extend(lead(next));
        }
    }
    reached[beat]
}

/// The least and the most trust with which each beat can be entered; none for a beat that nobody reaches.
struct Trust {
    entered: Vec<Option<(i32, i32)>>,
}

impl Trust {
    fn of(scenario: &Scenario) -> Self {
        let mut trust = Self { entered: vec![None; scenario.beats.len()] };
        let start = scenario.persona.trust.clamp(TRUST.0, TRUST.1);
        let mut open = vec![(0, (start, start))];
        // Ranges only grow, and not beyond 0 to 100, so this comes to an end.
        while let Some((beat, range)) = open.pop() {
            let Some(known) = trust.entered.get(beat) else { continue };
            let wider = known.map_or(range, |known| (known.0.min(range.0), known.1.max(range.1)));
            if *known == Some(wider) {
                continue;
            }
            trust.entered[beat] = Some(wider);
            for react in &scenario.beats[beat].reacts {
                if let (Some(range), Some(next)) = (after(react, wider), scenario.next(beat, react)) {
                    open.push((next, range));
                }
            }
        }
        trust
    }

    fn rules_out(&self, beat: usize, when: &When) -> Option<String> {
        let (low, high) = self.entered[beat]?;
        match (when.trust_at_least, when.trust_below) {
            (Some(least), _) if least > high => Some(format!("trust is never above {high} here")),
            (_, Some(below)) if below <= low => Some(format!("trust is never below {low} here")),
            _ => None,
        }
    }
}

/// The range of trust behind a reaction; none where it can not happen.
fn after(react: &React, (low, high): (i32, i32)) -> Option<(i32, i32)> {
    let when = react.when.clone().unwrap_or_default();
    let low = low.max(when.trust_at_least.unwrap_or(low));
    let high = high.min(when.trust_below.map_or(high, |below| below - 1));
    let moved = |trust: i32| trust.saturating_add(react.trust).clamp(TRUST.0, TRUST.1);
    (low <= high).then(|| (moved(low), moved(high)))
}
