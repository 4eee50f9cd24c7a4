//! The statements of `tactful export --format xapi`, against the rules of xAPI 1.0.3 (Data, part two): what a JSON Schema can say stands
//! in `statement.schema.json`, the rest is here.

use serde_json::Value;
use tactful::report::xapi::{self, Sender};

use super::{Drill, Fate, State, Whole, whole};

const SCHEMA: &str = include_str!("statement.schema.json");

fn sender(actor: &str) -> Sender {
    Sender { actor: actor.into(), site: "https://learn.example.org".into() }
}

/// Drills of all kinds: stopped and finished, with replies that were taken back or copied, scored and not.
fn drills() -> Vec<Whole> {
    let stopped = whole('a', 3);
    let mut finished = whole('b', 2);
    finished.drill.state = State::Finished;
    let mut mixed = whole('c', 3);
    mixed.attempts[0].fate = Fate::Copied;
    mixed.attempts[1].fate = Fate::Withdrawn;
    mixed.attempts[2].score = None;
    mixed.drill.score = None;
    vec![stopped, finished, mixed]
}

fn told(actor: &str) -> Vec<Value> {
    drills().iter().flat_map(|whole| xapi::statements(whole, &sender(actor))).collect()
}

#[test]
fn every_statement_is_valid() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for actor in ["trainee", "ana@example.org"] {
        for statement in told(actor) {
            let errors: Vec<String> = validator.iter_errors(&statement).map(|error| format!("{error} at {}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{errors:?}\n{statement:#}");
            let score = &statement["result"]["score"];
            let number = |name: &str| score[name].as_f64().unwrap();
            assert!(score.is_null() || (number("min") <= number("raw") && number("raw") <= number("max")), "{score}");
        }
    }
}

#[test]
fn the_schema_refuses_what_the_rules_refuse() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let good = told("trainee").remove(0);
    assert!(validator.is_valid(&good));
    type Spoil = fn(&mut Value);
    let bad: [(&str, Spoil); 12] = [
        ("no actor", |s| drop(s.as_object_mut().unwrap().remove("actor"))),
        ("no verb", |s| drop(s.as_object_mut().unwrap().remove("verb"))),
        ("an unknown property", |s| s["mood"] = "fine".into()),
        ("null", |s| s["result"]["response"] = Value::Null),
        ("an id that is no UUID", |s| s["id"] = "17".into()),
        ("two ways to name an agent", |s| s["actor"]["mbox"] = "mailto:ana@example.org".into()),
        ("an agent without a name", |s| drop(s["actor"].as_object_mut().unwrap().remove("account"))),
        ("a verb that is no IRI", |s| s["verb"]["id"] = "answered".into()),
        ("a scaled score over 1", |s| s["result"]["score"]["scaled"] = 66.6.into()),
        ("a time without a zone", |s| s["timestamp"] = "2026-11-28 18:00".into()),
        ("an extension that is no IRI", |s| s["result"]["extensions"]["turn"] = 1.into()),
        ("a language that is none", |s| s["verb"]["display"] = serde_json::json!({ "not a language": "answered" })),
    ];
    for (what, spoil) in bad {
        let mut statement = good.clone();
        spoil(&mut statement);
        assert!(!validator.is_valid(&statement), "{what} is let through");
    }
}

#[test]
fn the_same_history_gives_the_same_statements_each_with_its_own_id() {
    let ids: Vec<String> = told("trainee").iter().map(|statement| statement["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, told("ana@example.org").iter().map(|statement| statement["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>());
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    // Another time of stopping is another statement: a learning system keeps what it has under an id.
    let (first, later) = (whole('a', 1), Whole { drill: Drill { ended: 9_999, ..whole('a', 1).drill }, ..whole('a', 1) });
    let last = |whole: &Whole| xapi::statements(whole, &sender("trainee")).pop().unwrap()["id"].clone();
    assert_ne!(last(&first), last(&later));
}

#[test]
fn what_was_taken_back_or_copied_is_not_told() {
    let verbs: Vec<String> = told("trainee").iter().map(|statement| statement["verb"]["display"]["en"].as_str().unwrap().to_owned()).collect();
    assert_eq!(verbs, ["answered", "answered", "answered", "suspended", "answered", "answered", "completed", "answered", "suspended"]);
}
