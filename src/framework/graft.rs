//! A change made in an author's file: everything else stays as it was written, comments and all.

use std::ops::Range;
use std::sync::Arc;

use super::load::Loaded;
use super::model::Framework;
use super::yaml::{Kind, Node, Step};
use crate::path;
use crate::speech::sheet::Sheet;

/// The text of a framework file with one more entry at the end of a list of texts; none where there is no such list.
pub fn with_entry(framework: &Loaded<Framework>, list: &[Step], entry: &str) -> Option<String> {
    let text = &framework.source.text;
    let node = framework.tree.at(list)?;
    let Kind::List(items) = &node.kind else { return None };
    let last: &Node = items.last()?;
    let quoted = serde_json::Value::String(entry.to_owned()).to_string();
    let is_flow = text.get(node.span.clone())?.starts_with('[');
    let added = if is_flow { format!(", {quoted}") } else { format!("\n{}- {quoted}", indent(text, last.span.start)) };
    let mut grafted = text.clone();
    grafted.insert_str(end(text, last, is_flow), &added);
    Some(grafted)
}

/// The text of a cue sheet with other weights for its cues and its rules, in their order. One of weight 0 is taken out.
pub fn with_weights(sheet: &Loaded<Arc<Sheet>>, cues: &[f64], rules: &[f64]) -> String {
    let text = &sheet.source.text;
    let is = |was: f64, now: f64| (was - now).abs() < 1e-9;
    let was_cues = sheet.value.cues.iter().map(|cue| cue.0.weight);
    let was_rules = sheet.value.rules.iter().map(|rule| rule.weight);
    let moved = |was: &mut dyn Iterator<Item = f64>, now: &[f64]| -> Vec<(usize, f64)> {
        was.zip(now).enumerate().filter(|(_, (was, now))| !is(*was, **now)).map(|(at, (_, now))| (at, *now)).collect()
    };
    let cues = moved(&mut { was_cues }, cues).into_iter().filter_map(|(at, weight)| weighed(text, sheet.tree.at(path!["cues", at])?, "say", weight));
    let rules = moved(&mut { was_rules }, rules).into_iter().filter_map(|(at, weight)| weighed(text, sheet.tree.at(path!["rules", at])?, "rule", weight));
    let mut edits: Vec<(Range<usize>, String)> = cues.chain(rules).collect();
    // From the end, so that the places before stay true.
    edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut grafted = text.clone();
    edits.into_iter().for_each(|(place, new)| grafted.replace_range(place, &new));
    grafted
}

/// The edit that gives an entry of a sheet this weight.
fn weighed(text: &str, entry: &Node, name: &str, weight: f64) -> Option<(Range<usize>, String)> {
    let line = text[..entry.span.start].rfind('\n').map_or(0, |at| at + 1);
    let stands_alone = text[line..entry.span.start].trim() == "-";
    if weight == 0.0 && stands_alone {
        let end = text[entry.span.end..].find('\n').map_or(text.len(), |at| entry.span.end + at + 1);
        return Some((line..end, String::new()));
    }
    // 0.1 + 0.2 is told as 0.3.
    let weight = (weight * 100.0).round() / 100.0;
    match (entry.at(path!["weight"]), entry.at(path![name])) {
        (Some(old), _) => Some((old.span.clone(), weight.to_string())),
        (None, Some(said)) if text[entry.span.clone()].starts_with('{') => Some((said.span.end..said.span.end, format!(", weight: {weight}"))),
        (None, Some(said)) => Some((said.span.end..said.span.end, format!("\n{}weight: {weight}", " ".repeat(entry.span.start - line)))),
        (None, None) => Some((entry.span.clone(), format!("{{ {name}: {}, weight: {weight} }}", text.get(entry.span.clone())?))),
    }
}

/// What stands before the dash of the entry that begins at this byte.
fn indent(text: &str, entry: usize) -> String {
    let line = text[..entry].rfind('\n').map_or(0, |at| at + 1);
    text[line..entry].chars().take_while(|c| *c == ' ').collect()
}

/// Behind an entry; in a list of lines also behind a comment on its line.
fn end(text: &str, entry: &Node, is_flow: bool) -> usize {
    let end = entry.span.end;
    if is_flow { end } else { text[end..].find('\n').map_or(text.len(), |at| end + at) }
}

#[cfg(test)]
mod tests {
    use super::super::finding::Source;
    use super::super::load::{self, File};
    use super::*;

    fn grafted(text: &str, list: &[Step], entry: &str) -> String {
        let Ok(File::Framework(framework)) = load::file(&Source::new("t.yaml", text)) else { panic!("a framework") };
        with_entry(&framework, list, entry).unwrap()
    }

    #[test]
    fn an_entry_goes_to_the_end_of_a_list_and_nothing_else_moves() {
        let good = include_str!("../../tests/findings/good.yaml");
        let weak = path!["scenarios", 0, "beats", 0, "answers", "weak"];
        assert_eq!(grafted(good, weak, "Say \"no\"."), good.replacen("weak: [\"No.\"]", "weak: [\"No.\", \"Say \\\"no\\\".\"]", 1));
        let lines = good.replacen(
            "answers: { good: [\"I'm sorry.\"], weak: [\"No.\"] }",
            "answers:\n          good: [\"I'm sorry.\"]\n          weak:\n            - \"No.\"   # cold\n",
            1,
        );
        assert_eq!(grafted(&lines, weak, "Never."), lines.replacen("# cold\n", "# cold\n            - \"Never.\"\n", 1));
    }

    #[test]
    fn weights_are_changed_where_they_stand() {
        let sheet = "signal: s\ntitle: T\nhears: H.\nsource: x\nrules:\n  - rule: question\ncues:\n  # kept\n  - \"one\"   # said\n  - { say: two, weight: 2 }\n  \
                     - { say: three, part: regret }\n  - four\n  - { say: five, weight: 0.3 }\naccepts: [one]\nrejects: [no]\ntry: Say it.\n";
        let Ok(File::Sheet(loaded)) = load::file(&Source::new("s.yaml", sheet)) else { panic!("a sheet") };
        let weighed = with_weights(&loaded, &[0.5, 1.25, -0.5, 0.0, 0.1 + 0.2], &[0.75]);
        let expected = "  # kept\n  - { say: \"one\", weight: 0.5 }   # said\n  - { say: two, weight: 1.25 }\n  - { say: three, weight: -0.5, part: regret }\n  \
                        - { say: five, weight: 0.3 }\n";
        assert!(weighed.contains(expected) && weighed.contains("  - rule: question\n    weight: 0.75\n"), "{weighed}");
        assert!(matches!(load::file(&Source::new("s.yaml", weighed.as_str())), Ok(File::Sheet(_))), "{weighed}");
    }
}
