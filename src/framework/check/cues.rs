//! Phrases: can they be read, and do their weights and rungs mean something?

use std::collections::HashMap;
use std::ops::Range;

use super::super::finding::{Finding, did_you_mean};
use super::super::model::{Framework, Scenario};
use super::super::yaml::{Kind, Node, Step};
use super::ids::{is_id, proposal};
use super::pad::Pad;
use super::place::{at, items, key, of};
use crate::speech::cue::{self, Cue, CueError, CueFault};
use crate::speech::lexicon::Lists;
use crate::speech::sheet::{CueEntry, Sheet};
use crate::speech::shorthand::Short;
use crate::speech::{Book, Utterance, aloud};

/// The signal whose cues have rungs and purposes.
const LADDER: &str = "check-in";

/// The cues of a file, gathered so that they are compiled together.
#[derive(Default)]
pub(super) struct Cues<'a> {
    cues: Vec<(&'a CueEntry, &'a Node)>,
    /// Where each list of cues ends.
    ends: Vec<usize>,
    /// The numbers of those that may have a rung.
    ladder: Range<usize>,
}

impl<'a> Cues<'a> {
    /// Those of a signal.
    pub(super) fn of_sheet(&mut self, sheet: &'a Sheet, node: &'a Node) {
        let start = self.cues.len();
        self.plain(&sheet.cues, node, "cues");
        if sheet.signal == LADDER {
            self.ladder = start..self.cues.len();
        }
    }

    /// All of a framework.
    pub(super) fn of_framework(&mut self, framework: &'a Framework, tree: &'a Node) {
        framework.signals.iter().zip(items(tree, "signals")).for_each(|(sheet, node)| self.of_sheet(sheet, node));
        for (point, node) in framework.what.iter().zip(items(tree, "what")) {
            self.plain(&point.cues, node, "cues");
            self.plain(&point.partly, node, "partly");
        }
        framework.scenarios.iter().zip(items(tree, "scenarios")).for_each(|(scenario, node)| self.of_scenario(scenario, node));
    }

    /// Those of the facts and opportunities of a scenario.
    fn of_scenario(&mut self, scenario: &'a Scenario, node: &'a Node) {
        for (fact, node) in scenario.persona.facts.iter().zip(items(at(node, "persona"), "facts")) {
            self.plain(&fact.cues, node, "cues");
        }
        for (beat, node) in scenario.beats.iter().zip(items(node, "beats")) {
            for (opportunity, node) in beat.opportunities.iter().zip(items(node, "opportunities")) {
                self.plain(&opportunity.cues, node, "cues");
            }
        }
    }

    /// Those under a key.
    fn plain(&mut self, cues: &'a [Short<CueEntry>], node: &'a Node, key: &str) {
        self.cues.extend(cues.iter().map(|cue| &cue.0).zip(items(node, key)));
        self.ends.push(self.cues.len());
    }

    /// Writes down what is wrong with them. The lists may be `open`: some of them could not be read.
    pub(super) fn check(&self, pad: &mut Pad, lists: &Lists, open: bool) {
        let (_, faults) = Book::compile(self.cues.iter().map(|(cue, _)| cue.say.as_str()), lists);
        for (number, error) in faults.iter().filter(|(_, error)| !(open && matches!(error.fault, CueFault::NoSuchList(_)))) {
            unreadable(pad, at(self.cues[*number].1, "say"), error, lists);
        }
        for (number, (cue, node)) in self.cues.iter().enumerate() {
            if cue.weight == 0.0 {
                pad.error("F030", of(node, "weight"), "a weight of 0 says nothing", "above 0 speaks for it, below 0 against it; or take the cue out");
            }
            let ladder = [("rung", cue.rung.is_some()), ("purpose", cue.purpose.is_some())];
            for (name, _) in ladder.into_iter().filter(|(_, given)| *given && !self.ladder.contains(&number)) {
                pad.error("F030", key(node, name), format!("`{name}` belongs to the signal `{LADDER}` only"), format!("take `{name}` out"));
            }
        }
    }

    /// Writes down what could be better: cues that stand twice, and cues that can never be heard.
    pub(super) fn advise(&self, pad: &mut Pad, lists: &Lists) {
        self.same(pad);
        let (book, faults) = Book::compile(self.cues.iter().map(|(cue, _)| cue.say.as_str()), lists);
        let sound = |number: &usize| !faults.iter().any(|(faulty, _)| faulty == number);
        for number in (0..self.cues.len()).filter(sound) {
            let (cue, node) = self.cues[number];
            if is_silent(&book, number, &cue.say, lists) {
                let example = aloud::say(&cue.say, lists, 0).unwrap_or_default();
                let message = format!("this cue can never be heard: not even in “{example}”");
                let help = "look at its first sign and its last: `^` starts a sentence, `?` and `.` must fit the form of what is said";
                pad.put(Finding::advice("F042", pad.source, of(node, "say"), message).help(help));
            }
        }
    }

    /// Cues that find the same, twice in one list.
    fn same(&self, pad: &mut Pad) {
        let mut start = 0;
        for end in &self.ends {
            let mut first: HashMap<Cue, &Node> = HashMap::new();
            for (cue, node) in &self.cues[start..*end] {
                let Ok(cue) = Cue::read(&cue.say) else { continue };
                if let Some(first) = first.get(&cue) {
                    let finding = Finding::advice("F043", pad.source, of(node, "say"), "this cue stands twice in its list");
                    pad.put(finding.help("keep one of the two: a cue counts only once").also(of(first, "say"), "first here"));
                } else {
                    first.insert(cue, node);
                }
            }
            start = *end;
        }
    }
}

/// Is a cue not found in any of the sentences that it says itself?
fn is_silent(book: &Book, number: usize, cue: &str, lists: &Lists) -> bool {
    /// A cue whose first so many ways are all silent has no other.
    const MOST_TURNS: usize = 12;
    let turns = Cue::read(cue).map_or(1, |cue| aloud::turns(&cue)).min(MOST_TURNS);
    let heard = |turn| aloud::say(cue, lists, turn).is_none_or(|said| book.find(&Utterance::read(&said)).iter().any(|found| found.cue == number));
    !(0..turns).any(heard)
}

/// The lists of a lexicon: their names and their entries.
pub(super) fn lists(pad: &mut Pad, tree: &Node) {
    let Some(Node { kind: Kind::Map(lists), .. }) = tree.at(&[Step::Key("lists")]) else { return };
    for (name, entries) in lists {
        if !is_id(&name.text) {
            pad.error("F010", name.span.clone(), format!("`{}` can not be the name of a list", name.text), proposal(&name.text));
        }
        let Kind::List(entries) = &entries.kind else { continue };
        for entry in entries {
            let Kind::Scalar { text, .. } = &entry.kind else { continue };
            let fault = |fault| CueError { fault, span: 0..0 };
            match Cue::read(text) {
                Err(error) => unreadable(pad, entry, &error, &Lists::new()),
                Ok(cue) if names_list(&cue.nodes) => unreadable(pad, entry, &fault(CueFault::ListInList(name.text.clone())), &Lists::new()),
                Ok(_) => {}
            }
        }
    }
}

fn names_list(nodes: &[cue::Node]) -> bool {
    nodes.iter().any(|node| match node {
        cue::Node::List(_) => true,
        cue::Node::OneOf(choice) => names_list(&choice.words) || choice.phrases.iter().any(|way| names_list(way)),
        _ => false,
    })
}

fn unreadable(pad: &mut Pad, node: &Node, error: &CueError, lists: &Lists) {
    let near = match &error.fault {
        CueFault::NoSuchList(name) => did_you_mean(name, lists.keys().map(String::as_str)),
        _ => None,
    };
    let help = near.map_or_else(|| error.fault.help(), |near| format!("did you mean `<{near}>`?"));
    pad.error("F016", within(&pad.source.text, node, &error.span), error.to_string(), help);
}

/// The bytes of the file for some bytes of a scalar: the very ones where the scalar is written as it is read, else all of it.
fn within(text: &str, node: &Node, span: &Range<usize>) -> Range<usize> {
    let (Kind::Scalar { text: read, .. }, Some(raw)) = (&node.kind, text.get(node.span.clone())) else { return node.span.clone() };
    let inside = ['"', '\''].into_iter().find_map(|quote| raw.strip_prefix(quote)?.strip_suffix(quote));
    let shift = match inside {
        Some(inside) if inside == read => 1,
        None if raw == read => 0,
        _ => return node.span.clone(),
    };
    if span.is_empty() {
        return node.span.clone();
    }
    node.span.start + shift + span.start..node.span.start + shift + span.end
}

#[cfg(test)]
mod tests {
    use super::super::super::finding::Source;
    use super::super::super::yaml;
    use super::*;
    use crate::path;

    #[track_caller]
    fn points_at(cue: &str, expected: &str) {
        let text = format!("é: [{cue}]");
        let source = Source::new("t.yaml", text.clone());
        let tree = yaml::read(&source).0.unwrap();
        let node = tree.at(path!["é", 0]).unwrap();
        let Kind::Scalar { text: read, .. } = &node.kind else { panic!("no scalar") };
        let error = Cue::read(read).unwrap_err();
        assert_eq!(&text[within(&text, node, &error.span)], expected);
    }

    #[test]
    fn a_fault_points_at_the_very_sign() {
        points_at("so sorry (for", "(");
        points_at("\"so ✓ sorry\"", "✓");
        points_at("'so ..12 sorry'", "..12");
    }

    #[test]
    fn where_the_text_is_written_otherwise_all_of_it_is_pointed_at() {
        points_at("\"so\\t(sorry\"", "\"so\\t(sorry\"");
        points_at("'it''s (so'", "'it''s (so'");
        points_at("\"\"", "\"\"");
    }
}
