//! Finding one's way in the tree of a file.

use std::ops::Range;

use super::super::yaml::{Kind, Node, Step};

/// The value under a key; the node itself where there is no such key.
pub(super) fn at<'n>(node: &'n Node, key: &str) -> &'n Node {
    node.at(&[Step::Key(key)]).unwrap_or(node)
}

/// The place of the value under a key, or of the node.
pub(super) fn of(node: &Node, key: &str) -> Range<usize> {
    at(node, key).span.clone()
}

/// The entries of the list under a key; a value that is no list is its own only entry.
pub(super) fn items<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    match node.at(&[Step::Key(key)]) {
        None => &[],
        Some(Node { kind: Kind::List(items), .. }) => items,
        Some(one) => std::slice::from_ref(one),
    }
}

/// The place of a key itself.
pub(super) fn key(node: &Node, name: &str) -> Range<usize> {
    let Kind::Map(entries) = &node.kind else { return node.span.clone() };
    entries.iter().find(|(key, _)| key.text == name).map_or_else(|| head(node), |(key, _)| key.span.clone())
}

/// Where a value begins for the eye: the first key of a mapping, or all of a scalar.
pub(super) fn head(node: &Node) -> Range<usize> {
    match &node.kind {
        Kind::Map(entries) => entries.iter().map(|(key, _)| key.span.clone()).find(|span| !span.is_empty()).unwrap_or(node.span.clone()),
        _ => node.span.clone(),
    }
}

/// Has a key this value, and was it not filled in?
pub(super) fn is_written(node: &Node, key: &str) -> bool {
    node.at(&[Step::Key(key)]).is_some_and(|value| !value.span.is_empty())
}
