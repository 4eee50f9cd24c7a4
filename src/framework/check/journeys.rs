//! Journeys: scenarios that exist, and facts that were really met before.

use super::super::model::{Fact, Framework};
use super::super::yaml::Node;
use super::names::Names;
use super::pad::Pad;
use super::place::{items, of};

/// Every visit of every journey.
pub(super) fn check(pad: &mut Pad, framework: &Framework, tree: &Node) {
    let scenarios = Names::new(framework.scenarios.iter().map(|scenario| scenario.id.as_str()), of(tree, "scenarios"));
    for (journey, node) in framework.journeys.iter().zip(items(tree, "journeys")) {
        let mut met: Vec<&str> = Vec::new();
        for (visit, node) in journey.visits.iter().zip(items(node, "visits")) {
            scenarios.expect(pad, "F015", "scenario", &visit.scenario, of(node, "scenario"));
            let facts = Names::new(met.iter().copied(), 0..1);
            for (fact, node) in visit.recalls.iter().zip(items(node, "recalls")).filter(|(fact, _)| !facts.has(fact)) {
                recall(pad, &facts, fact, node, framework);
            }
            match framework.scenario(&visit.scenario) {
                Some(scenario) => met.extend(scenario.persona.facts.iter().map(id)),
                // An unknown scenario may have had any fact: the empty name leaves the list open.
                None => met.push(""),
            }
        }
    }
}

fn id(fact: &Fact) -> &str {
    &fact.id
}

fn recall(pad: &mut Pad, facts: &Names, fact: &str, node: &Node, framework: &Framework) {
    let elsewhere = framework.scenarios.iter().find(|scenario| scenario.persona.facts.iter().any(|known| known.id == fact));
    match elsewhere {
        Some(scenario) => {
            let message = format!("`{fact}` can not be recalled: no earlier visit told it");
            pad.error("F015", node.span.clone(), message, format!("it is told in `{}`; put that visit earlier in the journey", scenario.id));
        }
        None => facts.expect(pad, "F015", "fact", fact, node.span.clone()),
    }
}
