//! The labelled service replies: whole, well formed, and labelled for every signal they are meant to measure.
//!
//! `open-…` are those to work with, and what weights are fitted on; `held-…` are measured and not read by those who write cues;
//! `sealed-…` neither read nor looked at before the end. `grep -h '"sealed-' tests/corpus/*.jsonl | tactful calibrate -` measures those.
#![expect(clippy::disallowed_methods, reason = "this test reads the corpus")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

const SIGNALS: [&str; 15] = [
    "check-in",
    "apology",
    "hollow-apology",
    "ownership",
    "blame-shift",
    "policy-wall",
    "commitment",
    "concrete",
    "dismissal",
    "over-promise",
    "personal",
    "looks-ahead",
    "script-speak",
    "jargon",
    "interrogation",
];

#[test]
fn every_reply_is_labelled_for_every_signal() {
    let mut ids = BTreeSet::new();
    let mut present: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for file in ["service.jsonl", "desks.jsonl"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(file);
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let reply: Value = serde_json::from_str(line).unwrap();
            let id = reply["id"].as_str().unwrap().to_owned();
            assert!(!reply["reply"].as_str().unwrap().trim().is_empty(), "{id}");
            let labels = reply["labels"].as_object().unwrap();
            assert_eq!(labels.len(), SIGNALS.len(), "{id}");
            let half = id.split('-').next().unwrap().to_owned();
            for signal in SIGNALS {
                let level = labels[signal].as_u64().unwrap();
                assert!(level <= 2, "{id}: {signal}");
                *present.entry((half.clone(), signal)).or_default() += usize::from(level > 0);
            }
            assert!(ids.insert(id), "an id stands twice");
        }
    }
    assert!(ids.len() >= 7_200);
    for ((half, signal), count) in present {
        assert!(count >= 10, "{half}: only {count} replies with {signal}");
    }
}
