//! What a beat expects, asks and quotes.

use std::ops::Range;

use super::super::finding::Finding;
use super::super::model::{Ask, Beat, Scenario};
use super::super::yaml::Node;
use super::known::Known;
use super::names::Names;
use super::pad::Pad;
use super::place::{at, is_written, items, key, of};
use crate::speech::normal;

/// Every beat of a scenario.
pub(super) fn check(pad: &mut Pad, scenario: &Scenario, node: &Node, points: &Names, known: &Known) {
    let heard_before = Reactions::of(scenario);
    for (number, (beat, node)) in scenario.beats.iter().zip(items(node, "beats")).enumerate() {
        for (point, node) in beat.expects.what.iter().zip(items(at(node, "expects"), "what")) {
            points.expect(pad, "F013", "point", point, node.span.clone());
        }
        conditions(pad, beat, node, points, known);
        asks(pad, beat, node);
        quotes(pad, beat, node, heard_before.leading_to(number));
    }
}

/// The names in the conditions of the reactions.
fn conditions(pad: &mut Pad, beat: &Beat, node: &Node, points: &Names, known: &Known) {
    for (react, node) in beat.reacts.iter().zip(items(node, "reacts")) {
        let Some(when) = &react.when else { continue };
        let node = at(node, "when");
        for (list, signals) in [("heard", &when.heard), ("not_heard", &when.not_heard)] {
            for (signal, node) in signals.iter().zip(items(node, list)) {
                known.expect_signal(pad, signal, node.span.clone());
            }
        }
        for (point, node) in when.covered.iter().zip(items(node, "covered")) {
            points.expect(pad, "F013", "point", point, node.span.clone());
        }
    }
}

/// Something must be expected or asked for, and a purpose goes with a question.
fn asks(pad: &mut Pad, beat: &Beat, node: &Node) {
    let expects = at(node, "expects");
    // What is there but could not be read has been told already.
    let readable = |list| expects.at(&[list]).is_none_or(|list: &Node| !list.span.is_empty());
    let nothing = beat.expects.how.is_empty() && beat.expects.what.is_empty() && beat.ask.is_none();
    if nothing && !expects.span.is_empty() && readable("how".into()) && readable("what".into()) {
        let help = "add `expects: { how: […], what: […] }`, or `ask: check-in` with its `purpose`";
        pad.error("F025", of(node, "id"), format!("beat `{}` expects nothing, so no reply can score", beat.id), help);
    }
    match (beat.ask, beat.purpose) {
        (Some(Ask::CheckIn), None) if !is_in(node, "purpose") => {
            pad.error("F026", of(node, "ask"), "this check-in has no purpose", "add `purpose: understanding`, `needs`, `feelings` or `agreement`");
        }
        (None, Some(_)) if !is_in(node, "ask") => {
            pad.error("F026", key(node, "purpose"), "a purpose without a question", "add `ask: check-in`, or take the purpose out");
        }
        _ => {}
    }
}

fn is_in(node: &Node, key: &str) -> bool {
    is_written(node, key) || node.at(&[key.into()]).is_some()
}

/// What was said just before each beat, by the reactions that lead there.
struct Reactions<'s> {
    says: Vec<Vec<&'s [String]>>,
}

impl<'s> Reactions<'s> {
    fn of(scenario: &'s Scenario) -> Self {
        let mut says = vec![Vec::new(); scenario.beats.len()];
        for (number, beat) in scenario.beats.iter().enumerate() {
            for react in &beat.reacts {
                if let Some(next) = scenario.next(number, react) {
                    says[next].push(&*react.says.0);
                }
            }
        }
        Self { says }
    }

    fn leading_to(&self, beat: usize) -> &[&'s [String]] {
        &self.says[beat]
    }
}

/// Each quote stands in every variant of the line, or in what is said just before.
fn quotes(pad: &mut Pad, beat: &Beat, node: &Node, before: &[&[String]]) {
    if beat.opportunities.is_empty() || beat.line.is_empty() || of(node, "line").is_empty() {
        return;
    }
    let lines: Vec<String> = beat.line.iter().map(|line| plain(line)).collect();
    for (opportunity, node_of_it) in beat.opportunities.iter().zip(items(node, "opportunities")) {
        let quote = plain(&opportunity.quote);
        let in_all = |texts: &[String]| !texts.is_empty() && texts.iter().all(|text| plain(text).contains(&quote));
        let lacking = lines.iter().position(|line| !line.contains(&quote));
        let Some(lacking) = lacking.filter(|_| !before.iter().any(|says| in_all(says))) else { continue };
        missing(pad, &lines, &quote, of(node_of_it, "quote"), items(node, "line")[lacking].span.clone());
    }
}

fn missing(pad: &mut Pad, lines: &[String], quote: &str, span: Range<usize>, lacking: Range<usize>) {
    let some = lines.iter().any(|line| line.contains(quote));
    let (message, help, also) = match some {
        true => ("this quote is not in every variant of the line", "keep the quoted words the same in each variant", "not in this one"),
        false => ("this quote is not in the line", "copy the words from the line", "the line"),
    };
    pad.put(Finding::error("F022", pad.source, span, message).help(help).also(lacking, also));
}

/// As it sounds: lower case, straight quotes, single blanks.
fn plain(text: &str) -> String {
    normal::plain(&text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['“', '”'], "\"").replace('…', "...")).into_owned()
}
