//! JSON Schemas for editors: the shapes that files are held against, with what an editor can say beyond them.
//!
//! The shape comes from the types, so that the reader, `check` and an editor can not drift apart. What is added here an editor may
//! know and the shape may not, because `check` says it better: the names that there are, and the format's version.

use serde_json::{Map, Value as Json, json};

use super::load::{FRAMEWORK, LEXICON, SHEET};
use super::model::{FORMAT_CURRENT, FORMAT_OLDEST};
use crate::speech::detectors;

/// The kinds of files that there is a schema for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A framework.
    Framework,
    /// A cue sheet: one signal in a file of its own.
    Sheet,
    /// Word lists and signals to share.
    Lexicon,
}

/// The schema of a kind of file, in draft 2020-12. `signals` are those that there are; an editor offers them by name.
pub fn schema<'s>(kind: Kind, signals: impl IntoIterator<Item = &'s str>) -> Json {
    let (shape, id, title) = match kind {
        Kind::Framework => (&FRAMEWORK, "framework", "A tactful framework"),
        Kind::Sheet => (&SHEET, "sheet", "A tactful cue sheet: one signal"),
        Kind::Lexicon => (&LEXICON, "lexicon", "A tactful lexicon: word lists and signals to share"),
    };
    let Json::Object(derived) = shape.schema() else { return shape.schema().clone() };
    let mut derived = derived.clone();
    let mut root = Map::new();
    root.insert("$schema".into(), derived.remove("$schema").unwrap_or_else(|| "https://json-schema.org/draft/2020-12/schema".into()));
    root.insert("$id".into(), format!("urn:tactful:{id}:{FORMAT_CURRENT}").into());
    root.insert("title".into(), title.into());
    derived.remove("title");
    root.extend(derived);
    let mut root = Json::Object(root);
    refine(&mut root, kind);
    let signals: Vec<&str> = signals.into_iter().collect();
    offer(&mut root, &signals);
    short_forms(&mut root);
    root
}

/// What must hold and is not in the shape, where `check` has words of its own for it.
fn refine(root: &mut Json, kind: Kind) {
    if kind == Kind::Framework {
        set(root, "/properties/format", json!({ "minimum": FORMAT_OLDEST, "maximum": FORMAT_CURRENT }));
        set(root, "/properties/scenarios", json!({ "minItems": 1 }));
        set(root, "/$defs/Scenario/properties/beats", json!({ "minItems": 1 }));
    }
    let rules: Vec<&str> = detectors::ALL.iter().map(|rule| rule.name).collect();
    set(root, "/$defs/RuleUse/properties/rule", json!({ "enum": rules }));
}

/// Names are offered and not demanded: a framework may have signals of its own.
fn offer(root: &mut Json, signals: &[&str]) {
    let names = json!({ "examples": signals });
    for place in ["Want/properties/skill", "Want/properties/avoid", "When/properties/heard/items", "When/properties/not_heard/items"] {
        set(root, &format!("/$defs/{place}"), names.clone());
    }
    for list in ["how", "avoid"] {
        set(root, &format!("/$defs/Expects/properties/{list}/items/anyOf/0"), names.clone());
    }
}

/// A text that stands for a mapping is told as what it stands for.
fn short_forms(root: &mut Json) {
    for (of, key) in [("CueEntry", "say"), ("Example", "reply"), ("Want", "skill")] {
        let what = root.pointer(&format!("/$defs/{of}/properties/{key}/description")).cloned();
        let Some(what) = what else { continue };
        describe(root, &format!("#/$defs/{of}"), &what);
    }
}

fn describe(node: &mut Json, link: &str, what: &Json) {
    if let Some([Json::Object(short), long]) = node.get_mut("anyOf").and_then(Json::as_array_mut).map(Vec::as_mut_slice)
        && long.get("$ref").and_then(Json::as_str) == Some(link)
    {
        short.insert("description".into(), what.clone());
    }
    match node {
        Json::Object(entries) => entries.values_mut().for_each(|value| describe(value, link, what)),
        Json::Array(items) => items.iter_mut().for_each(|value| describe(value, link, what)),
        _ => {}
    }
}

/// Adds to the schema at a place, where there is one.
fn set(root: &mut Json, place: &str, more: Json) {
    if let (Some(Json::Object(at)), Json::Object(more)) = (root.pointer_mut(place), more) {
        at.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Calls `found` for every schema of a key that an author writes, with where it is.
    fn each_key(node: &Json, place: &str, found: &mut dyn FnMut(&str, &Json)) {
        if let Some(properties) = node.get("properties").and_then(Json::as_object).filter(|_| node.get("type").is_some()) {
            properties.iter().for_each(|(key, schema)| found(&format!("{place}/{key}"), schema));
        }
        match node {
            Json::Object(entries) => entries.iter().for_each(|(key, value)| each_key(value, &format!("{place}/{key}"), found)),
            Json::Array(items) => items.iter().for_each(|value| each_key(value, place, found)),
            _ => {}
        }
    }

    #[test]
    fn everything_an_author_writes_is_described() {
        for kind in [Kind::Framework, Kind::Sheet, Kind::Lexicon] {
            let schema = schema(kind, []);
            let mut seen = 0;
            each_key(&schema, "", &mut |place, schema| {
                seen += 1;
                let text = schema["description"].as_str().unwrap_or_default();
                assert!(text.ends_with('.') && text.len() > 8, "{place}: {text:?}");
            });
            assert!(seen >= 2, "{seen}");
        }
    }

    #[test]
    fn names_of_rules_are_demanded_and_names_of_signals_offered() {
        let schema = schema(Kind::Framework, ["warmth", "ownership"]);
        assert_eq!(schema["$defs"]["Want"]["properties"]["skill"]["examples"], json!(["warmth", "ownership"]));
        assert_eq!(schema["$defs"]["Expects"]["properties"]["how"]["items"]["anyOf"][0]["examples"][0], "warmth");
        assert!(schema["$defs"]["RuleUse"]["properties"]["rule"]["enum"].as_array().unwrap().contains(&json!("question")));
        assert_eq!(schema["properties"]["format"]["maximum"], FORMAT_CURRENT);
    }

    #[test]
    fn a_short_form_says_what_it_is() {
        let schema = schema(Kind::Sheet, []);
        let cue = &schema["properties"]["cues"]["items"]["anyOf"][0];
        assert!(cue["description"].as_str().unwrap().starts_with("The pattern: "), "{cue}");
    }
}
