//! Every fault that `check` finds, as its author sees it: a faulty file for each code, and what is said about it beside it.
//!
//! After a change of words look at the differences with `SNAPSHOTS=overwrite cargo test --test findings` and `git diff`; a plain run
//! never writes.
#![expect(clippy::disallowed_methods, reason = "these tests read the faulty files and the sources from the disk")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};
use tactful::drill::rehearsal::Rehearsal;
use tactful::framework::load::{self, File};
use tactful::framework::{Finding, Shelf, Source, check, codes};
use tactful::report::finding::{explanation, github, json, render, sarif, summary};
use tactful::score::{Course, hardness, trial};

static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::embedded);

/// The faulty files; `good.yaml` is the ground they stand on.
fn faulty() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir("tests/findings").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths
}

/// What is found in a file: by reading it, or for a `T` file by trying it.
fn found(path: &Path) -> Vec<Finding> {
    if name(path).starts_with('T') { tried(path) } else { read(path) }
}

/// A file under the name that it has on every system.
fn source(path: &Path) -> Arc<Source> {
    Source::new(format!("tests/findings/{}.yaml", name(path)), std::fs::read_to_string(path).expect("a file of this folder"))
}

fn read(path: &Path) -> Vec<Finding> {
    check::source(&source(path), &SHELF)
}

/// What is found in a file by trying it.
fn tried(path: &Path) -> Vec<Finding> {
    assert_eq!(read(path), [], "{} is meant to be wrong only when it is tried", path.display());
    let source = source(path);
    let Ok(File::Framework(framework)) = load::file(&source) else { panic!("{} is a framework", path.display()) };
    let course = Course::new(&framework, &SHELF);
    let mut found = trial::framework(&course).failed;
    if found.is_empty() {
        found = hardness::framework(&course).failed;
    }
    if found.is_empty() {
        found = Rehearsal::play(&course, 5).odd(&course);
    }
    found
}

fn said(findings: &[Finding]) -> String {
    format!("{}{}", render(findings, false), summary(findings, 1))
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[test]
fn each_fault_is_told_as_its_snapshot_says() {
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    let mut differences = Vec::new();
    for path in faulty() {
        let expected = Data::read_from(&path.with_extension("txt"), None).raw();
        if let Err(difference) = assert.try_eq(Some(&path.display()), said(&found(&path)).into(), expected) {
            differences.push(difference.to_string());
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn each_file_named_by_a_code_has_that_fault_and_no_other() {
    for path in faulty().iter().filter(|path| name(path).starts_with(['F', 'T']) && name(path).len() == 4) {
        let codes: BTreeSet<&str> = found(path).iter().map(|finding| finding.code).collect();
        assert_eq!(codes, BTreeSet::from([name(path).as_str()]), "{}", path.display());
    }
}

#[test]
fn each_finding_shows_a_way_out() {
    for finding in faulty().iter().flat_map(|path| found(path)) {
        assert!(finding.help.as_deref().is_some_and(|help| !help.is_empty()), "{finding:?}");
    }
}

/// Pieces that YAML, cues and ids stumble over.
const PIECES: &[&str] =
    &["\"", "'", "[", "}", ": ", "- ", "\n", "\t", "*a", "&a ", "~", "(", "<x>", "..12", "é日\u{301}", "\u{202e}", "|", "#", "-1", "1e999", "end", "\r\n"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_damage_to_a_file_is_too_odd_to_be_told(cuts in prop::collection::vec((0.0..1.0f64, 0..40usize, 0..PIECES.len()), 1..4), sheet in any::<bool>()) {
        let ground = if sheet { include_str!("findings/F030.yaml") } else { include_str!("findings/good.yaml") };
        let mut text = ground.to_owned();
        for (at, length, piece) in cuts {
            let start = text.floor_char_boundary((text.len() as f64 * at) as usize);
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, PIECES[piece]);
        }
        let source = Source::new("damaged.yaml", text);
        let findings = check::source(&source, &SHELF);
        for finding in &findings {
            prop_assert!(finding.source.text.get(finding.span.clone()).is_some(), "{finding:?}");
            prop_assert!(finding.help.is_some(), "{finding:?}");
        }
        prop_assert!(render(&findings, true).len() >= findings.len());
    }
}

#[test]
fn the_ground_is_sound_and_ten_mistakes_are_ten_findings() {
    assert_eq!(found(Path::new("tests/findings/good.yaml")), []);
    assert_eq!(tried(Path::new("tests/findings/sound.yaml")), []);
    assert_eq!(found(Path::new("tests/findings/ten.yaml")).len(), 10);
}

/// The codes in quotes in the sources of a folder: `"F012"`.
fn used(folder: &Path, codes: &mut BTreeSet<String>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            used(&path, codes);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("framework/codes.rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            let code = |word: &&str| word.len() == 4 && word.starts_with(['F', 'T']) && word[1..].bytes().all(|b| b.is_ascii_digit());
            let production = text.split("#[cfg(test)]").next().unwrap_or_default();
            codes.extend(production.split('"').filter(code).map(str::to_owned));
        }
    }
}

#[test]
fn each_code_is_explained_and_has_a_faulty_file() {
    let mut found = BTreeSet::new();
    used(Path::new("src"), &mut found);
    let known: BTreeSet<String> = codes::ALL.iter().map(|explanation| explanation.code.to_owned()).collect();
    assert_eq!(found.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "used and not explained");
    for code in &known {
        assert!(found.contains(code), "{code} is explained and not used");
        assert!(Path::new(&format!("tests/findings/{code}.yaml")).exists(), "{code}.yaml is missing");
    }
}

#[test]
fn an_explanation_reads_like_a_page() {
    let expected = Data::read_from(Path::new("tests/findings/explain-F020.txt"), None).raw();
    Assert::new().action_env(DEFAULT_ACTION_ENV).eq(explanation(codes::explain("F020").unwrap()), expected);
}

#[test]
fn every_format_holds_every_finding_and_sarif_fits_its_schema() {
    let mut schema: serde_json::Value = serde_json::from_str(include_str!("schemas/sarif-2.1.0.json")).expect("the schema of OASIS");
    // The pattern of a language tag in the schema is no regular expression; our logs have no language tags.
    for part in ["run", "toolComponent"] {
        schema["definitions"][part]["properties"]["language"].as_object_mut().expect("a mapping").remove("pattern");
    }
    let schema = jsonschema::validator_for(&schema).expect("a JSON Schema");
    for path in faulty() {
        let findings = found(&path);
        let log: serde_json::Value = serde_json::from_str(&sarif(&findings)).expect("JSON");
        let misfits: Vec<String> = schema.iter_errors(&log).map(|error| error.to_string()).collect();
        assert_eq!(misfits, Vec::<String>::new(), "{}", path.display());
        assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(findings.len()));
        let document: serde_json::Value = serde_json::from_str(&json(&findings, 1)).expect("JSON");
        assert_eq!(document["findings"].as_array().map(Vec::len), Some(findings.len()));
        assert_eq!(github(&findings).lines().count(), findings.len());
    }
    assert!(!schema.is_valid(&serde_json::json!({ "version": "2.1.0" })), "the schema refuses what is no log");
}
