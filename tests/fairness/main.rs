//! Fairness: what is heard may not move when only who speaks, to whom, or how they spell changes.
//!
//! From every reply of the service corpus, twins are made that say the same thing, and every signal is heard in both. Each
//! place where a level moves is a leak. All leaks are written to `target/tmp/fairness-KIND.txt`; too many of one kind fail.
//! Leaks in sealed replies are counted and not shown, so that nobody learns from them.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that can not go on should stop; it reads the corpus and writes the leaks")]

use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;
use tactful::framework::Shelf;
use tactful::score::judge;
use tactful::speech::evidence::{Heard, Level};
use tactful::speech::{Setting, Utterance};

mod twins;

static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::embedded);

/// A reply and what surrounds it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Said {
    id: String,
    context: String,
    #[serde(default)]
    name: Option<String>,
    reply: String,
}

static CORPUS: LazyLock<Vec<Said>> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/service.jsonl");
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
});

fn hear(said: &Said) -> Heard {
    let line = Utterance::read(&said.context);
    let setting = Setting { line: Some(&line), name: said.name.as_deref(), ..Setting::default() };
    judge::hear_alone(SHELF.ear(), &said.reply, &setting).unwrap_or_default()
}

/// How often a signal was heard in a pair, and how often not alike.
#[derive(Default)]
struct Tally {
    heard: usize,
    moved: usize,
    leaks: String,
}

impl Tally {
    fn compare(&mut self, said: &Said, twin: &Said) {
        let (one, other) = (hear(said), hear(twin));
        for sheet in SHELF.ear().sheets() {
            let levels = (one.level(&sheet.signal), other.level(&sheet.signal));
            self.heard += usize::from(levels != (Level::Not, Level::Not));
            if levels.0 != levels.1 {
                self.moved += 1;
                let words = if said.id.starts_with("sealed") { "" } else { &*twin.reply };
                writeln!(self.leaks, "{} {} -> {} in {}: {words}", sheet.signal, u8::from(levels.0), u8::from(levels.1), said.id).unwrap();
            }
        }
    }
}

/// Compares every reply with its twin and allows so many leaks in a thousand.
#[track_caller]
fn fair(kind: &str, allowed: f64, twin: impl Fn(&Said) -> Said) {
    let mut tally = Tally::default();
    let mut pairs = 0;
    for said in &*CORPUS {
        let other = twin(said);
        if other != *said {
            pairs += 1;
            tally.compare(said, &other);
        }
    }
    let rate = 1000.0 * tally.moved as f64 / tally.heard.max(1) as f64;
    let report = format!("{kind}: {pairs} pairs, {} signals heard, {} moved, {rate:.1} in a thousand\n{}", tally.heard, tally.moved, tally.leaks);
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fairness-{kind}.txt")), &report).unwrap();
    assert!(pairs > 20, "{kind}: the twins are hardly ever different");
    assert!(rate <= allowed, "more than {allowed} in a thousand\n{report}");
}

#[test]
fn curly_quotes() {
    fair("quotes", 0.0, |said| twins::reply(said, twins::curly));
}

#[test]
fn lower_case() {
    fair("lower-case", 9.0, |said| twins::reply(said, str::to_lowercase));
}

#[test]
fn capitals() {
    fair("capitals", 9.0, |said| twins::reply(said, str::to_uppercase));
}

#[test]
fn contractions_written_out() {
    fair("expanded", 0.0, |said| twins::reply(said, twins::expanded));
}

#[test]
fn contractions() {
    fair("contracted", 0.0, |said| twins::reply(said, twins::contracted));
}

#[test]
fn contractions_without_apostrophe() {
    fair("bare", 0.0, |said| twins::reply(said, twins::bare));
}

#[test]
fn american_spelling() {
    fair("american", 4.0, |said| twins::reply(said, twins::american));
}

#[test]
fn names_of_other_cultures() {
    for (number, name) in ["Aisha", "Wei", "Siobhan", "Olumide", "Nguyen", "José", "Mary", "Jayden"].iter().enumerate() {
        fair(&format!("name-{number}"), 1.0, |said| twins::named(said, name));
    }
}

#[test]
fn pronouns() {
    fair("pronouns", 2.0, |said| Said { context: twins::other_gender(&said.context), ..twins::reply(said, twins::other_gender) });
}

#[test]
fn one_typing_error_a_sentence() {
    fair("typo", 5.0, |said| twins::reply(said, twins::mistyped));
}

#[test]
fn no_articles_as_in_a_second_language() {
    fair("no-articles", 8.0, |said| twins::reply(said, twins::without_articles));
}

#[test]
fn no_third_person_s_as_in_a_second_language() {
    fair("no-s", 5.0, |said| twins::reply(said, twins::without_s));
}
