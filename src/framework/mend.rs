//! Brings a file of the wrong shape into shape, so that the checks of its sense can go on and all findings come at once.
//!
//! Nobody practises with a mended file. What is filled in has no bytes: its place is empty, and nothing is ever found there.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::shape::{Shape, bounds, fits, meant_key, types};
use super::yaml::{Key, Kind, Node};

/// The tree without what does not belong, and with what is missing.
pub fn mended(shape: &Shape, tree: &Node) -> Node {
    mend(shape, shape.schema(), tree)
}

fn mend(shape: &Shape, schema: &Json, node: &Node) -> Node {
    let schema = shape.resolve(schema);
    if let Some(choices) = choices(schema) {
        return match shape.meant(choices, node) {
            _ if names(choices, node) => node.clone(),
            Some(meant) if meant.get("const").is_none() => mend(shape, meant, node),
            _ => fill(shape, schema, node.span.start),
        };
    }
    let types = types(schema);
    match &node.kind {
        _ if types.is_empty() => node.clone(),
        Kind::Map(entries) if types.contains(&"object") => map(shape, schema, entries, node),
        Kind::List(items) if types.contains(&"array") => {
            let items = schema.get("items").map(|schema| items.iter().map(|item| mend(shape, schema, item)).collect());
            Node { span: node.span.clone(), kind: Kind::List(items.unwrap_or_default()) }
        }
        Kind::Scalar { text, plain } if fits(&types, text, *plain) && allowed(schema, text) => node.clone(),
        _ => fill(shape, schema, node.span.start),
    }
}

/// Known keys, each once and mistyped ones as they were meant, and a filling for each that must be there.
fn map(shape: &Shape, schema: &Json, entries: &[(Key, Node)], node: &Node) -> Node {
    let properties = schema.get("properties").and_then(Json::as_object);
    let others = schema.get("additionalProperties").filter(|other| other.is_object());
    let meant = |key: &Key| {
        let schema = properties.and_then(|known| known.get(&key.text)).or(others);
        let near = || meant_key(properties?, entries, &key.text).map(|(name, schema)| (name.to_owned(), schema));
        schema.map(|schema| (key.text.clone(), schema)).or_else(near)
    };
    let mut kept: Vec<(Key, Node)> = Vec::new();
    let mut seen = HashSet::new();
    for (key, value) in entries {
        let Some((text, schema)) = meant(key) else { continue };
        if seen.insert(text.clone()) {
            kept.push((Key { text, span: key.span.clone() }, mend(shape, schema, value)));
        }
    }
    kept.extend(missing(shape, schema, &seen, node.span.start));
    Node { span: node.span.clone(), kind: Kind::Map(kept) }
}

fn missing(shape: &Shape, schema: &Json, seen: &HashSet<String>, at: usize) -> Vec<(Key, Node)> {
    let required = schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    let filled = |key: &str| {
        let schema = schema.get("properties")?.get(key)?;
        Some((Key { text: key.to_owned(), span: at..at }, fill(shape, schema, at)))
    };
    required.filter(|key| !seen.contains(*key)).filter_map(filled).collect()
}

/// The plainest value of a schema.
fn fill(shape: &Shape, schema: &Json, at: usize) -> Node {
    let schema = shape.resolve(schema);
    if let Some(first) = choices(schema).and_then(|choices| choices.iter().find(|choice| types(choice) != ["null"])) {
        return fill(shape, first, at);
    }
    let first = schema.get("enum").and_then(|words| words.get(0));
    let kind = match (schema.get("const").or(first).and_then(Json::as_str), types(schema).first()) {
        (Some(word), _) => Kind::Scalar { text: word.to_owned(), plain: false },
        (None, Some(&"array")) => Kind::List(Vec::new()),
        (None, Some(&"object")) => Kind::Map(missing(shape, schema, &HashSet::new(), at)),
        (None, Some(&("integer" | "number"))) => Kind::Scalar { text: bounds(schema).0.unwrap_or(1.0).to_string(), plain: true },
        (None, Some(&"boolean")) => Kind::Scalar { text: "false".to_owned(), plain: true },
        _ => Kind::Scalar { text: String::new(), plain: false },
    };
    Node { span: at..at, kind }
}

fn choices(schema: &Json) -> Option<&Vec<Json>> {
    schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Json::as_array)
}

/// Is this one of the words to choose from?
fn names(choices: &[Json], node: &Node) -> bool {
    matches!(&node.kind, Kind::Scalar { text, .. } if choices.iter().any(|choice| choice.get("const").and_then(Json::as_str) == Some(text)))
}

/// Is this one of the words, or within the bounds, where there are any?
fn allowed(schema: &Json, text: &str) -> bool {
    let words = schema.get("enum").and_then(Json::as_array);
    let (least, most) = bounds(schema);
    let number = text.trim_start_matches('+').parse::<f64>().ok();
    words.is_none_or(|words| words.iter().any(|word| word.as_str() == Some(text)))
        && number.is_none_or(|number| least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde::Deserialize;

    use super::super::finding::Source;
    use super::super::load::{FRAMEWORK, SHEET};
    use super::super::model::Framework;
    use super::super::yaml;
    use super::*;
    use crate::path;
    use crate::speech::Sheet;

    fn tree(text: &str) -> (Arc<Source>, Node) {
        let source = Source::new("t.yaml", text);
        let tree = yaml::read(&source).0.unwrap();
        (source, tree)
    }

    #[test]
    fn whatever_has_the_wrong_shape_is_a_framework_when_mended() {
        for text in [
            "a: 1",
            "[]",
            "format: x",
            "what: 3",
            "scenarios: [{beats: [{line: [], ask: bow, reacts: [3], answers: 1, expects: {how: [[]]}}]}]",
            "share: {how: -3}",
        ] {
            let (source, tree) = tree(text);
            let tree = mended(&FRAMEWORK, &tree);
            assert_eq!(
                FRAMEWORK.misfits(&source, &tree).iter().filter(|finding| finding.code != "F003").collect::<Vec<_>>(),
                Vec::<&super::super::Finding>::new()
            );
            Framework::deserialize(&tree).unwrap();
        }
    }

    #[test]
    fn what_is_right_stays_and_what_is_filled_in_has_no_bytes() {
        let (_, tree) = tree("signal: humming\ngroup: jazz\ncues: [hm, 3, { say: mm, weight: 2, colour: red }]\n");
        let tree = mended(&SHEET, &tree);
        let sheet = Sheet::deserialize(&tree).unwrap();
        assert_eq!((sheet.signal.as_str(), sheet.cues.len(), sheet.cues[2].weight), ("humming", 3, 2.0));
        assert!(tree.place(path!["title"]).is_empty());
        assert!(tree.place(path!["group"]).is_empty());
        assert!(tree.place(path!["cues", 1]).is_empty());
        assert!(!tree.place(path!["cues", 2, "weight"]).is_empty());
    }
}
