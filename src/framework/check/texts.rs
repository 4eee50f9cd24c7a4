//! Texts that are there, but empty.

use super::super::yaml::{Key, Kind, Node};
use super::pad::Pad;

/// The keys of what people read or say. Names and cues have checks of their own.
const TEXTS: &[&str] = &[
    "title",
    "summary",
    "source",
    "you_are",
    "name",
    "feels",
    "emotional",
    "transactional",
    "says",
    "line",
    "quote",
    "good",
    "weak",
    "hints",
    "hears",
    "try",
    "accepts",
    "rejects",
    "reply",
    "before",
    "samples",
];

/// Writes down every empty text of a file.
pub(super) fn check(pad: &mut Pad, node: &Node) {
    match &node.kind {
        Kind::Map(entries) => entries.iter().for_each(|(key, value)| entry(pad, key, value)),
        Kind::List(items) => items.iter().for_each(|item| check(pad, item)),
        Kind::Scalar { .. } => {}
    }
}

fn entry(pad: &mut Pad, key: &Key, value: &Node) {
    let is_text = TEXTS.contains(&key.text.as_str());
    match &value.kind {
        Kind::Scalar { text, plain: false } if is_text && text.trim().is_empty() => {
            pad.error("F032", value.span.clone(), format!("`{}` is empty", key.text), "write the text between the quotes");
        }
        Kind::List(items) if is_text => {
            let empty = |item: &&Node| matches!(&item.kind, Kind::Scalar { text, plain: false } if text.trim().is_empty());
            for item in items.iter().filter(empty) {
                pad.error(
                    "F032",
                    item.span.clone(),
                    format!("an entry of `{}` is empty", key.text),
                    "write the text between the quotes, or take the entry out",
                );
            }
            check(pad, value);
        }
        _ => check(pad, value),
    }
}
