//! Statements for learning systems, as xAPI 1.0.3 (ADL) asks for them.
//!
//! A reply is "answered", a drill "completed" or, while it can go on, "suspended". The id of a statement is derived from what it tells,
//! so that the same history exported twice gives the same statements, and a learning system keeps each once.

use std::hash::Hasher;

use serde_json::{Map, Value, json};
use siphasher::sip128::{Hasher128, SipHasher13};

use super::when::iso;
use crate::history::record::{Attempt, Drill, Fate, State, Whole};

/// Who speaks, and the address that ids are built on.
#[derive(Debug, Clone)]
pub struct Sender {
    /// A name, or a mail address.
    pub actor: String,
    /// The address of the organisation, without a slash at the end.
    pub site: String,
}

const VERBS: &str = "http://adlnet.gov/expapi/verbs/";
const ACTIVITIES: &str = "http://adlnet.gov/expapi/activities/";

/// The statements about a drill: one for each reply that stands, and one for the drill.
pub fn statements(whole: &Whole, sender: &Sender) -> Vec<Value> {
    let drill = &whole.drill;
    let said = whole.attempts.iter().filter(|attempt| attempt.fate == Fate::Said);
    said.map(|attempt| answered(drill, attempt, sender)).chain([played(drill, sender)]).collect()
}

fn answered(drill: &Drill, attempt: &Attempt, sender: &Sender) -> Value {
    let mut result = Map::new();
    if let Some(score) = attempt.score {
        result.insert("score".into(), points(score));
        result.insert("success".into(), attempt.pass.into());
    }
    result.insert("response".into(), attempt.reply.clone().into());
    let extension = |name: &str, value: Value| (format!("{}/extensions/{name}", sender.site), value);
    let known = [("turn", json!(attempt.turn)), ("try", json!(attempt.no)), ("assisted", json!(attempt.assisted)), ("counts", json!(attempt.counts()))];
    let numbers = [("how", attempt.how), ("what", attempt.what)].into_iter().filter_map(|(name, value)| Some((name, json!(value?))));
    let extensions: Map<String, Value> = known.into_iter().chain(numbers).map(|(name, value)| extension(name, value)).collect();
    result.insert("extensions".into(), extensions.into());
    json!({
        "id": uuid(&[drill.id.as_bytes(), b"answered", &attempt.seq.to_be_bytes()]),
        "actor": actor(sender),
        "verb": verb("answered"),
        "object": activity(&format!("{}/{}/{}", place(sender, drill), drill.scenario, attempt.beat), &attempt.line, "question"),
        "result": result,
        "context": context(drill, sender, &json!({ "parent": [scenario(drill, sender)], "grouping": [framework(drill, sender)] })),
        "timestamp": iso(attempt.at),
    })
}

fn played(drill: &Drill, sender: &Sender) -> Value {
    let is_finished = drill.state == State::Finished;
    let mut result = Map::new();
    if let Some(score) = drill.score {
        result.insert("score".into(), points(score));
        // What is not over has neither succeeded nor failed.
        if is_finished {
            result.insert("success".into(), drill.pass.into());
        }
    }
    result.insert("completion".into(), is_finished.into());
    // A drill may be suspended more than once, each time with another score.
    let (word, when) = if is_finished { ("completed", 0) } else { ("suspended", drill.ended) };
    json!({
        "id": uuid(&[drill.id.as_bytes(), word.as_bytes(), &when.to_be_bytes()]),
        "actor": actor(sender),
        "verb": verb(word),
        "object": scenario(drill, sender),
        "result": result,
        "context": context(drill, sender, &json!({ "parent": [framework(drill, sender)] })),
        "timestamp": iso(drill.ended),
    })
}

/// A score of 0 to 100 points.
fn points(score: f64) -> Value {
    json!({ "scaled": score / 100.0, "raw": score, "min": 0, "max": 100 })
}

fn actor(sender: &Sender) -> Value {
    if sender.actor.contains('@') {
        return json!({ "objectType": "Agent", "mbox": format!("mailto:{}", sender.actor) });
    }
    json!({ "objectType": "Agent", "account": { "homePage": sender.site, "name": sender.actor } })
}

fn verb(word: &str) -> Value {
    json!({ "id": format!("{VERBS}{word}"), "display": { "en": word } })
}

fn place(sender: &Sender, drill: &Drill) -> String {
    format!("{}/frameworks/{}", sender.site, drill.framework)
}

fn framework(drill: &Drill, sender: &Sender) -> Value {
    activity(&place(sender, drill), &drill.framework, "course")
}

fn scenario(drill: &Drill, sender: &Sender) -> Value {
    activity(&format!("{}/{}", place(sender, drill), drill.scenario), &drill.title, "simulation")
}

fn activity(id: &str, name: &str, kind: &str) -> Value {
    json!({ "objectType": "Activity", "id": id, "definition": { "name": { "en": name }, "type": format!("{ACTIVITIES}{kind}") } })
}

fn context(drill: &Drill, sender: &Sender, activities: &Value) -> Value {
    json!({
        "registration": uuid(&[drill.id.as_bytes()]),
        "platform": format!("tactful {}", drill.engine),
        "language": "en",
        "contextActivities": activities,
        "extensions": { (format!("{}/extensions/fingerprint", sender.site)): drill.fingerprint, (format!("{}/extensions/mode", sender.site)): drill.mode.word() },
    })
}

/// A UUID that always comes of the same parts: its bits are pseudo-random (version 4), as every learning system accepts them.
fn uuid(parts: &[&[u8]]) -> String {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(&(part.len() as u64).to_be_bytes());
        hasher.write(part);
    }
    let hash = hasher.finish128();
    let (high, low) = (hash.h1 & !0xF000 | 0x4000, hash.h2 & !(0b11 << 62) | (0b10 << 62));
    format!("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF, low >> 48, low & 0xFFFF_FFFF_FFFF)
}
