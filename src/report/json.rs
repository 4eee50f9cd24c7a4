//! What other programs read: one JSON object a line (design section 9).

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::score::judgement::Criterion;
use crate::score::{Judgement, NotScored};
use crate::speech::evidence::{Heard, Reading};

/// Why there is no score, in two or three words.
pub fn why(why: NotScored) -> &'static str {
    match why {
        NotScored::Silence => "nothing typed",
        NotScored::NoWords => "no readable words",
        NotScored::OtherLanguage => "another language",
        NotScored::TooLong => "too long",
        NotScored::Skipped => "skipped",
    }
}

/// What was heard in one reply, as it is written out. Many thousand lines may be, so nothing is built in between.
#[derive(Debug, Serialize)]
pub struct HeardLine {
    id: Value,
    scored: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    signals: BTreeMap<String, Reading>,
}

/// What was heard in one reply.
pub fn heard(id: Value, heard: Result<Heard, NotScored>) -> HeardLine {
    match heard {
        Ok(heard) => HeardLine { id, scored: true, why: None, signals: heard.signals },
        Err(reason) => HeardLine { id, scored: false, why: Some(why(reason)), signals: BTreeMap::new() },
    }
}

/// How one reply was judged.
pub fn judged(id: &Value, judgement: &Judgement) -> Value {
    let score = match judgement {
        Judgement::NotScored(reason) => return json!({ "id": id, "scored": false, "why": why(*reason) }),
        Judgement::Scored(score) => score,
    };
    let mut out = Map::new();
    out.insert("id".into(), id.clone());
    out.insert("scored".into(), true.into());
    out.insert("score".into(), score.score.into());
    out.insert("how".into(), score.how.into());
    out.insert("what".into(), score.what.into());
    out.insert("pass".into(), score.pass.into());
    out.insert("skills".into(), criteria(&score.skills));
    out.insert("points".into(), criteria(&score.points));
    out.insert("pitfalls".into(), criteria(&score.pitfalls));
    if let Some(rung) = score.rung {
        out.insert("rung".into(), rung.into());
    }
    out.insert("missing".into(), score.missing().map(|criterion| criterion.id.as_str()).collect());
    out.insert("try".into(), score.advice.as_ref().map(|advice| advice.text.clone()).into());
    Value::Object(out)
}

fn criteria(criteria: &[Criterion]) -> Value {
    let one = |criterion: &Criterion| {
        json!({
            "id": criterion.id, "weight": criterion.weight, "level": criterion.level,
            "earned": criterion.earned, "evidence": criterion.evidence,
        })
    };
    criteria.iter().map(one).collect()
}

/// A value on one line.
pub fn line(value: &impl Serialize) -> String {
    // Our own types have no maps with keys that are not text, which is all that could go wrong.
    serde_json::to_string(value).unwrap_or_else(|error| json!({ "error": error.to_string() }).to_string())
}
