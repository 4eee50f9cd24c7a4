//! Holds a file against the shape of the types that read it: unknown keys, missing parts, wrong kinds of values.
//!
//! The shape is the JSON Schema that `schemars` derives from the types, so that the reader, this check and what editors show
//! can not drift apart. Only what such schemas use is understood here.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::finding::{Finding, Source, did_you_mean};
use super::yaml::{Key, Kind, Node};

/// A schema, ready to hold files against.
#[derive(Debug, Clone)]
pub struct Shape {
    root: Json,
}

impl Shape {
    /// The shape of a type.
    pub fn of<T: schemars::JsonSchema>() -> Self {
        Self { root: schemars::schema_for!(T).to_value() }
    }

    /// The schema itself.
    pub fn schema(&self) -> &Json {
        &self.root
    }

    /// Everything in which a file does not have this shape.
    pub fn misfits(&self, source: &Arc<Source>, node: &Node) -> Vec<Finding> {
        let mut walk = Walk { shape: self, source, findings: Vec::new() };
        walk.value(&self.root, node, "the file", &node.span);
        walk.findings
    }

    fn resolve<'s>(&'s self, schema: &'s Json) -> &'s Json {
        let target = schema.get("$ref").and_then(Json::as_str).and_then(|link| self.root.pointer(link.trim_start_matches('#')));
        target.unwrap_or(schema)
    }
}

struct Walk<'a> {
    shape: &'a Shape,
    source: &'a Arc<Source>,
    findings: Vec<Finding>,
}

impl<'a> Walk<'a> {
    /// `name` is what the value is called, `key` where that name stands.
    fn value(&mut self, schema: &'a Json, node: &Node, name: &str, key: &Range<usize>) {
        let schema = self.shape.resolve(schema);
        if let Some(choices) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Json::as_array) {
            return self.one_of(choices, node, name, key);
        }
        let types = types(schema);
        match &node.kind {
            _ if types.is_empty() => {}
            Kind::Map(entries) if types.contains(&"object") => self.map(schema, entries, name, key),
            Kind::List(items) if types.contains(&"array") => self.list(schema, items, node, name, key),
            Kind::Scalar { text, plain } if fits(&types, text, *plain) => self.scalar(schema, node, text, name),
            _ => self.wrong_kind(node, name, &types),
        }
    }

    /// A value that may be written in several ways: the way that has its kind is meant.
    fn one_of(&mut self, choices: &'a [Json], node: &Node, name: &str, key: &Range<usize>) {
        let words: Vec<&str> = choices.iter().filter_map(|schema| schema.get("const")).filter_map(Json::as_str).collect();
        if let (false, Kind::Scalar { text, .. }) = (words.is_empty(), &node.kind) {
            return self.word(&words, node, text, name);
        }
        let kind = match &node.kind {
            Kind::Map(_) => "object",
            Kind::List(_) => "array",
            Kind::Scalar { .. } => "scalar",
        };
        let is_kind = |schema: &&Json| {
            let types = types(self.shape.resolve(schema));
            types.contains(&kind) || (kind == "scalar" && types.iter().any(|t| !matches!(*t, "object" | "array" | "null")))
        };
        if let Some(meant) = choices.iter().find(is_kind) {
            return self.value(meant, node, name, key);
        }
        let all: Vec<&str> = choices.iter().flat_map(|schema| types(self.shape.resolve(schema))).collect();
        self.wrong_kind(node, name, &all);
    }

    fn word(&mut self, words: &[&str], node: &Node, text: &str, name: &str) {
        if !words.contains(&text) {
            let help = did_you_mean(text, words.iter().copied()).map_or_else(|| format!("one of {}", quoted(words)), |near| format!("did you mean `{near}`?"));
            self.findings.push(Finding::error("F007", self.source, node.span.clone(), format!("{name} can not be `{text}`")).help(help));
        }
    }

    fn map(&mut self, schema: &'a Json, entries: &[(Key, Node)], name: &str, key: &Range<usize>) {
        let none = Map::new();
        let known = schema.get("properties").and_then(Json::as_object);
        let known_names: Vec<&str> = known.unwrap_or(&none).keys().map(String::as_str).collect();
        let closed = schema.get("additionalProperties") == Some(&Json::Bool(false));
        for (entry, value) in entries {
            match known.and_then(|known| known.get(&entry.text)) {
                Some(schema) => self.value(schema, value, &format!("`{}`", entry.text), &entry.span),
                None if closed => self.unknown_key(entry, &known_names),
                None => {
                    if let Some(schema) = schema.get("additionalProperties") {
                        self.value(schema, value, &format!("`{}`", entry.text), &entry.span);
                    }
                }
            }
        }
        for required in schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
            if !entries.iter().any(|(entry, _)| entry.text == required) {
                let what = known.and_then(|known| known.get(required)).and_then(|schema| schema.get("description")).and_then(Json::as_str);
                let help = format!(
                    "add `{required}:`{}",
                    what.map(|what| format!(" ({})", what.lines().next().unwrap_or("").trim_end_matches('.'))).unwrap_or_default()
                );
                self.findings.push(Finding::error("F003", self.source, key.clone(), format!("{name} has no `{required}`")).help(help));
            }
        }
    }

    fn unknown_key(&mut self, entry: &Key, known: &[&str]) {
        let help = match did_you_mean(&entry.text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here are {}", quoted(known)),
        };
        self.findings.push(Finding::error("F002", self.source, entry.span.clone(), format!("`{}` is not a key here", entry.text)).help(help));
    }

    fn list(&mut self, schema: &'a Json, items: &[Node], node: &Node, name: &str, key: &Range<usize>) {
        let least = schema.get("minItems").and_then(Json::as_u64).unwrap_or(0);
        if (items.len() as u64) < least {
            self.findings.push(Finding::error("F003", self.source, node.span.clone(), format!("{name} is an empty list")).help("give it at least one entry"));
        }
        if let Some(schema) = schema.get("items") {
            for item in items {
                let place = item_name_place(item);
                self.value(schema, item, &format!("an entry of {name}"), place.as_ref().unwrap_or(key));
            }
        }
    }

    fn scalar(&mut self, schema: &Json, node: &Node, text: &str, name: &str) {
        let words: Vec<&str> = schema.get("enum").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
        if !words.is_empty() {
            return self.word(&words, node, text, name);
        }
        let Ok(number) = text.trim_start_matches('+').parse::<f64>() else { return };
        let bound = |key: &str| schema.get(key).and_then(Json::as_f64);
        let (least, most) = (bound("minimum"), bound("maximum"));
        if least.is_some_and(|least| number < least) || most.is_some_and(|most| number > most) {
            let range = match (least, most) {
                (Some(least), Some(most)) => format!("from {least} to {most}"),
                (Some(least), None) => format!("{least} or more"),
                _ => format!("at most {}", most.unwrap_or_default()),
            };
            self.findings.push(Finding::error("F008", self.source, node.span.clone(), format!("{name} is {text}")).help(format!("it goes {range}")));
        }
    }

    fn wrong_kind(&mut self, node: &Node, name: &str, wanted: &[&str]) {
        let found = match &node.kind {
            Kind::Map(_) => "a mapping",
            Kind::List(_) => "a list",
            Kind::Scalar { text, plain: true } if text.is_empty() => "empty",
            Kind::Scalar { text, plain: true } if text.parse::<f64>().is_ok() => "a number",
            Kind::Scalar { .. } => "a text",
        };
        let mut words: Vec<&str> = wanted.iter().filter(|kind| **kind != "null").map(|kind| kind_name(kind)).collect();
        words.dedup();
        let finding = Finding::error("F006", self.source, self.first_line(&node.span), format!("{name} is {found}, but should be {}", words.join(" or ")));
        let help = match (wanted.contains(&"array"), &node.kind) {
            (true, Kind::Scalar { .. }) => Some("put it in brackets: `[…]`"),
            (_, Kind::Map(_)) if wanted.contains(&"string") => Some("quote a text that holds `: `"),
            (_, Kind::List(_)) if wanted.contains(&"string") => Some("quote a text that starts with `[`"),
            (_, Kind::Scalar { plain: true, .. }) if wanted.contains(&"string") && found == "a number" => Some("quote it"),
            _ => None,
        };
        self.findings.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }

    /// A long value is pointed at by its first line.
    fn first_line(&self, span: &Range<usize>) -> Range<usize> {
        let text = self.source.text.get(span.clone()).unwrap_or_default();
        span.start..span.start + text.find('\n').unwrap_or(text.len())
    }
}

/// Where an entry of a list is named: its first key.
fn item_name_place(item: &Node) -> Option<Range<usize>> {
    match &item.kind {
        Kind::Map(entries) => entries.first().map(|(key, _)| key.span.clone()),
        _ => Some(item.span.clone()),
    }
}

fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        _ if schema.get("enum").is_some() || schema.get("const").is_some() => vec!["string"],
        _ => Vec::new(),
    }
}

fn fits(types: &[&str], text: &str, plain: bool) -> bool {
    let number = text.trim_start_matches('+').parse::<f64>().is_ok();
    let null = plain && matches!(text, "" | "~" | "null");
    types.iter().any(|kind| match *kind {
        "string" => !plain || !(number || null || matches!(text, "true" | "false")),
        "integer" => plain && text.trim_start_matches('+').parse::<i64>().is_ok(),
        "number" => plain && number,
        "boolean" => plain && matches!(text, "true" | "false"),
        "null" => null,
        _ => false,
    })
}

fn kind_name(kind: &str) -> &str {
    match kind {
        "object" => "a mapping",
        "array" => "a list",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        _ => "a text",
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
