//! Holds a file against the shape of the types that read it: unknown keys, missing parts, wrong kinds of values.
//!
//! The shape is the JSON Schema that `schemars` derives from the types, so that the reader, this check and what editors show
//! can not drift apart. Only what such schemas use is understood here.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value as Json};
use serde_yaml::Value;

use super::finding::{Finding, Source, did_you_mean};
use super::yaml::{Key, Kind, Node, plain_value};

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
        walk.value(&self.root, node, Name::File, &node.span);
        walk.findings
    }

    pub(super) fn resolve<'s>(&'s self, schema: &'s Json) -> &'s Json {
        let target = schema.get("$ref").and_then(Json::as_str).and_then(|link| self.root.pointer(link.trim_start_matches('#')));
        target.unwrap_or(schema)
    }

    /// Of several ways to write a value the one that has the kind of this node.
    pub(super) fn meant<'s>(&'s self, choices: &'s [Json], node: &Node) -> Option<&'s Json> {
        let is_kind = |schema: &&Json| {
            let schema = self.resolve(schema);
            let types = types(schema);
            match &node.kind {
                Kind::Map(_) => types.contains(&"object"),
                Kind::List(_) => types.contains(&"array"),
                Kind::Scalar { text, plain } => fits(&types, text, *plain),
            }
        };
        let takes_words = |schema: &&Json| {
            let schema = self.resolve(schema);
            schema.get("oneOf").is_some() || types(schema).iter().any(|kind| !matches!(*kind, "object" | "array" | "null"))
        };
        let scalar = matches!(node.kind, Kind::Scalar { .. });
        choices.iter().find(is_kind).or_else(|| choices.iter().find(|schema| scalar && takes_words(schema)))
    }
}

/// What a value is called in messages; put into words only when there is something to say.
#[derive(Clone, Copy)]
enum Name<'n> {
    File,
    Key(&'n str),
    Entry(&'n Name<'n>),
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Key(key) => write!(f, "`{key}`"),
            Self::Entry(list) => write!(f, "an entry of {list}"),
        }
    }
}

struct Walk<'a> {
    shape: &'a Shape,
    source: &'a Arc<Source>,
    findings: Vec<Finding>,
}

impl<'a> Walk<'a> {
    /// `name` is what the value is called, `key` where that name stands.
    fn value(&mut self, schema: &'a Json, node: &Node, name: Name, key: &Range<usize>) {
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
    fn one_of(&mut self, choices: &'a [Json], node: &Node, name: Name, key: &Range<usize>) {
        let words: Vec<&str> = choices.iter().filter_map(|schema| schema.get("const")).filter_map(Json::as_str).collect();
        if let (false, Kind::Scalar { text, .. }) = (words.is_empty(), &node.kind) {
            return self.word(&words, node, text, name);
        }
        match self.shape.meant(choices, node) {
            Some(meant) => self.value(meant, node, name, key),
            None => self.wrong_kind(node, name, &choices.iter().flat_map(|schema| types(self.shape.resolve(schema))).collect::<Vec<_>>()),
        }
    }

    fn word(&mut self, words: &[&str], node: &Node, text: &str, name: Name) {
        if !words.contains(&text) {
            let help = did_you_mean(text, words.iter().copied()).map_or_else(|| format!("one of {}", quoted(words)), |near| format!("did you mean `{near}`?"));
            self.findings.push(Finding::error("F007", self.source, node.span.clone(), format!("{name} can not be `{text}`")).help(help));
        }
    }

    fn map(&mut self, schema: &'a Json, entries: &[(Key, Node)], name: Name, key: &Range<usize>) {
        let none = Map::new();
        let known = schema.get("properties").and_then(Json::as_object);
        let closed = schema.get("additionalProperties") == Some(&Json::Bool(false));
        let mut mistyped: Vec<&str> = Vec::new();
        for (entry, value) in entries {
            let named = known.and_then(|known| known.get(&entry.text)).or_else(|| schema.get("additionalProperties").filter(|other| other.is_object()));
            match named {
                Some(schema) => self.value(schema, value, Name::Key(&entry.text), &entry.span),
                None if closed => {
                    self.unknown_key(entry, known.unwrap_or(&none));
                    // Its value is looked at as what it was meant to be, which then is not missing.
                    if let Some((near, schema)) = known.and_then(|known| meant_key(known, entries, &entry.text)) {
                        mistyped.push(near);
                        self.value(schema, value, Name::Key(near), &entry.span);
                    }
                }
                None => {}
            }
        }
        for required in schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
            if !mistyped.contains(&required) && !entries.iter().any(|(entry, _)| entry.text == required) {
                let what = known.and_then(|known| known.get(required)).and_then(|schema| schema.get("description")).and_then(Json::as_str);
                let help = format!(
                    "add `{required}:`{}",
                    what.map(|what| format!(" ({})", what.lines().next().unwrap_or("").trim_end_matches('.'))).unwrap_or_default()
                );
                self.findings.push(Finding::error("F003", self.source, key.clone(), format!("{name} has no `{required}`")).help(help));
            }
        }
    }

    fn unknown_key(&mut self, entry: &Key, known: &Map<String, Json>) {
        let known: Vec<&str> = known.keys().map(String::as_str).collect();
        let help = match did_you_mean(&entry.text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here are {}", quoted(&known)),
        };
        self.findings.push(Finding::error("F002", self.source, entry.span.clone(), format!("`{}` is not a key here", entry.text)).help(help));
    }

    fn list(&mut self, schema: &'a Json, items: &[Node], node: &Node, name: Name, key: &Range<usize>) {
        let least = schema.get("minItems").and_then(Json::as_u64).unwrap_or(0);
        if (items.len() as u64) < least {
            self.findings.push(Finding::error("F003", self.source, node.span.clone(), format!("{name} is an empty list")).help("give it at least one entry"));
        }
        if let Some(schema) = schema.get("items") {
            for item in items {
                let place = item_name_place(item);
                self.value(schema, item, Name::Entry(&name), place.as_ref().unwrap_or(key));
            }
        }
    }

    fn scalar(&mut self, schema: &Json, node: &Node, text: &str, name: Name) {
        let words: Vec<&str> = schema.get("enum").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
        if !words.is_empty() {
            return self.word(&words, node, text, name);
        }
        let (Ok(number), (least, most)) = (text.trim_start_matches('+').parse::<f64>(), bounds(schema)) else { return };
        if least.is_some_and(|least| number < least) || most.is_some_and(|most| number > most) {
            let range = match (least, most) {
                (Some(least), Some(most)) if most < OF_THE_TYPE => format!("a number from {least} to {most}"),
                (Some(least), _) if least > -OF_THE_TYPE && number < least => format!("{least} or a higher number"),
                _ => "a smaller number".to_owned(),
            };
            self.findings.push(Finding::error("F008", self.source, node.span.clone(), format!("{name} is {text}")).help(format!("write {range}")));
        }
    }

    fn wrong_kind(&mut self, node: &Node, name: Name, wanted: &[&str]) {
        let found = match &node.kind {
            Kind::Map(_) => "a mapping",
            Kind::List(_) => "a list",
            Kind::Scalar { text, plain } => match scalar_kind(text, *plain) {
                "null" => "empty",
                kind => kind_name(kind),
            },
        };
        let mut words: Vec<&str> = wanted.iter().filter(|kind| **kind != "null").map(|kind| kind_name(kind)).collect();
        words.dedup();
        let finding = Finding::error("F006", self.source, self.first_line(&node.span), format!("{name} is {found}, but should be {}", words.join(" or ")));
        self.findings.push(finding.help(way_out(wanted, &node.kind)));
    }

    /// A long value is pointed at by its first line.
    fn first_line(&self, span: &Range<usize>) -> Range<usize> {
        let text = self.source.text.get(span.clone()).unwrap_or_default();
        span.start..span.start + text.find('\n').unwrap_or(text.len())
    }
}

/// The key that an unknown one was meant to be, if that is near and not there already.
pub(super) fn meant_key<'s>(known: &'s Map<String, Json>, entries: &[(Key, Node)], key: &str) -> Option<(&'s str, &'s Json)> {
    let absent = known.keys().map(String::as_str).filter(|name| !entries.iter().any(|(entry, _)| entry.text == *name));
    did_you_mean(key, absent).and_then(|near| Some((near, known.get(near)?)))
}

/// Where an entry of a list is named: its first key.
fn item_name_place(item: &Node) -> Option<Range<usize>> {
    match &item.kind {
        Kind::Map(entries) => entries.first().map(|(key, _)| key.span.clone()),
        _ => Some(item.span.clone()),
    }
}

/// The kinds of values that a schema takes.
pub(super) fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        _ if schema.get("enum").is_some() || schema.get("const").is_some() => vec!["string"],
        _ => Vec::new(),
    }
}

/// A bound beyond this says what the type holds, not what makes sense to an author.
const OF_THE_TYPE: f64 = 1e9;

/// The least and the most that a number may be: as the schema says, or as the type can hold.
pub(super) fn bounds(schema: &Json) -> (Option<f64>, Option<f64>) {
    let (low, high) = match schema.get("format").and_then(Json::as_str) {
        Some("uint32") => (Some(0.0), Some(f64::from(u32::MAX))),
        Some("int32") => (Some(f64::from(i32::MIN)), Some(f64::from(i32::MAX))),
        _ => (None, None),
    };
    let given = |key: &str| schema.get(key).and_then(Json::as_f64);
    (given("minimum").or(low), given("maximum").or(high))
}

/// The kind of a scalar as serde will see it.
fn scalar_kind(text: &str, plain: bool) -> &'static str {
    match plain.then(|| plain_value(text)) {
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(number)) if number.is_f64() => "number",
        Some(Value::Number(_)) => "integer",
        _ => "string",
    }
}

/// Is this scalar of one of these kinds?
pub(super) fn fits(types: &[&str], text: &str, plain: bool) -> bool {
    let kind = scalar_kind(text, plain);
    types.contains(&kind) || (kind == "integer" && types.contains(&"number"))
}

/// How to write a value of the wanted kind instead of this one.
fn way_out(wanted: &[&str], found: &Kind) -> &'static str {
    match found {
        Kind::Scalar { text, plain } if scalar_kind(text, *plain) == "null" => "write it after the `:` or the `-`",
        Kind::Scalar { .. } if wanted.contains(&"array") => "put it in brackets: `[…]`",
        Kind::Scalar { plain: true, .. } if wanted.contains(&"string") => "put it in quotes",
        Kind::Scalar { text, plain: false } if fits(wanted, text, true) => "leave the quotes out",
        Kind::Scalar { .. } if wanted.contains(&"object") => "write its parts below it, each as `key: value` on a line of its own",
        Kind::Scalar { .. } if wanted.contains(&"boolean") => "write `true` or `false`",
        Kind::Scalar { .. } => "write it in digits",
        Kind::Map(_) if wanted.contains(&"array") => "begin each entry with `- `",
        Kind::Map(_) if wanted.contains(&"string") => "quote a text that holds `: `",
        Kind::List(_) if wanted.contains(&"string") => "write one text; quote a text that starts with `[` or `- `",
        Kind::List(_) if wanted.contains(&"object") => "write its parts as `key: value`, without `- ` or brackets",
        Kind::Map(_) | Kind::List(_) => "write one value only",
    }
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

#[cfg(test)]
mod tests {
    use super::super::load::{FRAMEWORK, SHEET};
    use super::super::yaml;
    use super::*;

    /// The misfits of a text: code, the words pointed at, and message.
    fn misfits(shape: &Shape, text: &str) -> Vec<(&'static str, String, String)> {
        let source = Source::new("t.yaml", text);
        let tree = yaml::read(&source).0.unwrap();
        let found = shape.misfits(&source, &tree);
        assert!(found.iter().all(|finding| finding.help.is_some()), "each has a way out: {found:?}");
        found.into_iter().map(|finding| (finding.code, text[finding.span.clone()].to_owned(), finding.message)).collect()
    }

    /// A cue sheet with one part of it written otherwise, and what is said about it.
    #[track_caller]
    fn said(part: &str, expected: &[(&str, &str, &str)]) {
        let ground = ["signal: hums", "title: Humming", "hears: Hums.", "source: us", "cues: [hm]", "accepts: [Hm.]", "rejects: [No.]", "try: Hum."];
        let key = part.split(':').next().unwrap();
        let others = ground.iter().filter(|line| !line.starts_with(&format!("{key}:")));
        let text = others.chain([&part]).map(|line| format!("{line}\n")).collect::<String>();
        let found = misfits(&SHEET, &text);
        let found: Vec<_> = found.iter().map(|(code, at, message)| (*code, at.as_str(), message.as_str())).collect();
        assert_eq!(found, expected, "{part}");
    }

    #[test]
    fn what_fits_is_left_alone() {
        said("title: Humming", &[]);
        said("group: pitfall", &[]);
        said("levels: { some: +1, clear: 2.5 }", &[]);
        said("cues: [nan, inf, yes, { say: hm, rung: 1, purpose: needs, part: ~ }]", &[]);
        said("accepts: [Hm., { reply: Hm., level: 2, facts: [[ana], []] }]", &[]);
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_told_by_its_kinds() {
        said("title: 12", &[("F006", "12", "`title` is a whole number, but should be a text")]);
        said("title: true", &[("F006", "true", "`title` is true or false, but should be a text")]);
        said("title:", &[("F006", "", "`title` is empty, but should be a text")]);
        said("title: { a: b }", &[("F006", "{ a: b }", "`title` is a mapping, but should be a text")]);
        said("cues: hm", &[("F006", "hm", "`cues` is a text, but should be a list")]);
        said("cues: [[hm]]", &[("F006", "[hm]", "an entry of `cues` is a list, but should be a text or a mapping")]);
        said("levels: { some: \"1\" }", &[("F006", "\"1\"", "`some` is a text, but should be a number")]);
        said("cues: [{ say: hm, rung: 1.5 }]", &[("F006", "1.5", "`rung` is a number, but should be a whole number")]);
    }

    #[test]
    fn ranges_words_keys_and_missing_parts_are_told_at_their_place() {
        said("cues: [{ say: hm, rung: 5 }]", &[("F008", "5", "`rung` is 5")]);
        said("group: pitfal", &[("F007", "pitfal", "`group` can not be `pitfal`")]);
        said("cues: [{ say: hm, purpose: fun }]", &[("F007", "fun", "`purpose` can not be `fun`")]);
        said("colour: x", &[("F002", "colour", "`colour` is not a key here")]);
        said("cues: [{ weight: 2 }]", &[("F003", "weight", "an entry of `cues` has no `say`")]);
        said("accepts: []", &[("F003", "[]", "`accepts` is an empty list")]);
    }

    #[test]
    fn a_mistyped_key_is_one_mistake_and_what_it_holds_is_looked_at() {
        let text = "signal: hums\ntitel: 12\nhears: Hums.\nsource: us\ncues: [hm]\naccepts: [Hm.]\nrejects: [No.]\ntry: Hum.\n";
        let found: Vec<_> = misfits(&SHEET, text).into_iter().map(|(code, at, _)| (code, at)).collect();
        assert_eq!(found, [("F002", "titel".to_owned()), ("F006", "12".to_owned())]);
    }

    #[test]
    fn numbers_too_large_for_their_type_are_out_of_range() {
        let found = misfits(&FRAMEWORK, "format: 99999999999");
        assert!(found.contains(&("F008", "99999999999".to_owned(), "`format` is 99999999999".to_owned())), "{found:?}");
    }
}
