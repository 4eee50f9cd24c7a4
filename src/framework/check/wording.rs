//! How a framework is written: hints that think for the trainee, answers nobody could say in one breath, lines that come twice.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::super::finding::Finding;
use super::super::model::{Beat, Framework, Scenario};
use super::super::yaml::Node;
use super::pad::Pad;
use super::place::{at, items, key};
use crate::speech::{Ear, Setting, Utterance, content};

/// A model answer is no longer, in words: 15 seconds at 150 words a minute. Source: the pace of audio books, 150 to 160 words
/// a minute; the 15 seconds are our own judgement, 2026-11-28.
const LONGEST_ANSWER: usize = 38;
/// A hint may share fewer words of content with a good answer than this …
const SHARED_WORDS: usize = 3;
/// … and a smaller part of its own, 0.0..=1.0. Our own judgement, 2026-11-28.
const SHARED_PART: f64 = 0.6;

/// The texts of all scenarios. `jargon` hears the words of a trade.
pub(super) fn check(pad: &mut Pad, framework: &Framework, tree: &Node, jargon: &Ear) {
    let mut said = HashMap::new();
    for (scenario, node) in framework.scenarios.iter().zip(items(tree, "scenarios")) {
        for (beat, node) in scenario.beats.iter().zip(items(node, "beats")) {
            hints(pad, scenario, beat, node);
            length(pad, beat, node);
            twice(pad, &mut said, node);
            trust(pad, beat, node);
            shop_talk(pad, node, jargon);
        }
    }
}

/// The texts under some keys of a beat, with their nodes.
fn spoken(node: &Node) -> impl Iterator<Item = &Node> {
    items(node, "line").iter().chain(items(node, "reacts").iter().flat_map(|react| items(react, "says")))
}

fn hints(pad: &mut Pad, scenario: &Scenario, beat: &Beat, node: &Node) {
    let mut known: BTreeSet<String> = beat.line.iter().flat_map(|line| content::roots(&Utterance::read(line))).collect();
    known.extend(content::roots(&Utterance::read(&scenario.persona.name)));
    let answers: Vec<BTreeSet<String>> = beat.answers.good.iter().map(|answer| content::roots(&Utterance::read(answer))).collect();
    for (hint, hint_node) in beat.hints.iter().zip(items(node, "hints")) {
        let own: BTreeSet<String> = content::roots(&Utterance::read(hint)).difference(&known).cloned().collect();
        let most = answers.iter().map(|answer| own.intersection(answer).count()).max().unwrap_or(0);
        if most >= SHARED_WORDS && most as f64 >= SHARED_PART * own.len() as f64 {
            let finding = Finding::advice("F038", pad.source, hint_node.span.clone(), "this hint gives the answer away");
            pad.put(finding.help("ask a question whose answer is the idea, in none of the words of a good answer"));
        }
    }
}

fn length(pad: &mut Pad, beat: &Beat, node: &Node) {
    for (answer, answer_node) in beat.answers.good.iter().zip(items(at(node, "answers"), "good")) {
        let words = Utterance::read(answer).text().split_whitespace().count();
        if words > LONGEST_ANSWER {
            let message = format!("this answer has {words} words: longer than people speak in 15 seconds");
            pad.put(Finding::advice("F039", pad.source, answer_node.span.clone(), message).help(format!("say it in {LONGEST_ANSWER} words or fewer")));
        }
    }
}

/// A person does not say the same sentence twice.
fn twice(pad: &mut Pad, said: &mut HashMap<String, Range<usize>>, node: &Node) {
    /// Shorter lines are what everybody says: "Yes, please."
    const LEAST_WORDS: usize = 4;
    for line in spoken(node) {
        let Some(text) = line.text() else { continue };
        let plain: Vec<String> = Utterance::read(text).words().iter().map(|word| word.norm.clone()).collect();
        if plain.len() < LEAST_WORDS {
            continue;
        }
        match said.get(&plain.join(" ")) {
            Some(first) => {
                let finding = Finding::advice("F045", pad.source, line.span.clone(), "this line is said twice");
                pad.put(finding.help("let the person say it in other words, or lead to the beat that has it").also(first.clone(), "first here"));
            }
            None => _ = said.insert(plain.join(" "), line.span.clone()),
        }
    }
}

fn trust(pad: &mut Pad, beat: &Beat, node: &Node) {
    let readable = items(node, "reacts").len() == beat.reacts.len();
    if readable && !beat.reacts.is_empty() && beat.reacts.iter().all(|react| react.trust <= 0) {
        let finding = Finding::advice("F041", pad.source, key(node, "reacts"), format!("no answer leaves beat `{}` with higher trust", beat.id));
        pad.put(finding.help("give the reaction to a good answer a `trust` above 0, so that good work shows"));
    }
}

fn shop_talk(pad: &mut Pad, node: &Node, jargon: &Ear) {
    let ours = items(at(node, "answers"), "good").iter().chain(items(node, "hints"));
    for text_node in spoken(node).chain(ours) {
        let Some(text) = text_node.text() else { continue };
        let heard = jargon.hear(&Utterance::read(text), &Setting::default());
        if let Some(word) = heard.evidence("jargon").iter().find(|evidence| evidence.weight > 0.0) {
            let finding =
                Finding::advice("F044", pad.source, pad.source.narrow(&text_node.span, &word.text), format!("`{}` is a word of the trade", word.text));
            pad.put(finding.help("say it as one would to a neighbour; customers and good answers use plain words"));
        }
    }
}
