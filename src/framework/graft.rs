//! A line put into an author's file: everything else stays as it was written, comments and all.

use super::load::Loaded;
use super::model::Framework;
use super::yaml::{Kind, Node, Step};

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
    use crate::path;

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
}
