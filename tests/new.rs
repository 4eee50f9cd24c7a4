//! `tactful new`: whatever a coach chooses, the draft passes `check` and `test` as it stands.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "these tests read what was written, and fail where it is not there")]

use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, LazyLock};

use tactful::framework::load::{self, File};
use tactful::framework::{Finding, Shelf, Source, check};
use tactful::report::draft::framework::{Plan, draft};
use tactful::score::{Course, hardness, trial};
use tactful::speech::sheet::Group;

static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::embedded);

fn plan(skills: &[&str]) -> Plan {
    Plan {
        id: "the-late-bed".into(),
        title: "The late \"bed\": again".into(),
        you_are: "the desk".into(),
        customer: "Lena Ortiz".into(),
        feels: "worried".into(),
        skills: skills.iter().map(|skill| (*skill).to_owned()).collect(),
        story: None,
    }
}

/// Everything that is wrong with a draft, and the draft.
fn faults(skills: &[&str]) -> (Vec<Finding>, String) {
    let source = Source::new("draft.yaml", draft(&plan(skills), SHELF.ear()));
    let mut found = check::source(&source, &SHELF);
    if let Ok(File::Framework(framework)) = load::file(&source) {
        let course = Course::new(&framework, &SHELF);
        found.extend(trial::framework(&course).failed);
    }
    (found, source.text.clone())
}

fn skills() -> Vec<&'static str> {
    SHELF.ear().sheets().filter(|sheet| !matches!(sheet.group, Group::Pitfall | Group::Neutral)).map(|sheet| sheet.signal.as_str()).collect()
}

#[test]
fn each_skill_can_be_chosen() {
    let mut wrong = Vec::new();
    for skill in skills() {
        let (found, text) = faults(&[skill]);
        wrong.extend(found.iter().map(|finding| format!("{skill}: {} {} | {}", finding.code, finding.message, &text[finding.span.clone()])));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_drafted_where_nobody_chooses_can_not_be_cheated() {
    let source = Source::new("draft.yaml", draft(&plan(&["acknowledge-feeling", "ownership", "check-in"]), SHELF.ear()));
    let Ok(File::Framework(framework)) = load::file(&source) else { panic!("a framework") };
    assert_eq!(hardness::framework(&Course::new(&framework, &SHELF)).failed, []);
}

#[test]
fn any_skill_goes_with_any_other() {
    let skills = skills();
    let mut wrong = Vec::new();
    for (at, first) in skills.iter().enumerate().step_by(3) {
        // Each skill meets each other one in some draft: five at a time, at growing distances.
        let chosen: Vec<&str> =
            (0..5).map(|step| skills[(at + step * (at % 7 + 1)) % skills.len()]).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        let (found, text) = faults(&chosen);
        wrong.extend(found.iter().map(|finding| format!("{first} {chosen:?}: {} {} | {}", finding.code, finding.message, &text[finding.span.clone()])));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn tactful(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tactful")).args(arguments).current_dir(folder).env("TACTFUL_HOME", folder.join("home")).output().unwrap()
}

#[test]
fn a_framework_is_written_tested_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let output = tactful(folder.path(), &["new", "--title", "Räder & Co.", "--customer", "Dr. Ada Okafor", "--skills", "apology,commitment"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(folder.path().join("r-der-co.yaml")).unwrap();
    assert!(text.starts_with("# yaml-language-server: $schema=") && text.contains("Dr. Ada Okafor"), "{text}");
    for command in ["check", "test"] {
        assert!(tactful(folder.path(), &[command, "r-der-co.yaml"]).status.success());
    }
    let again = tactful(folder.path(), &["new", "--title", "Räder & Co."]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(folder.path().join("r-der-co.yaml")).unwrap(), text);
}

#[test]
fn a_signal_is_written_and_heard() {
    let folder = tempfile::tempdir().unwrap();
    let said = ["new", "--signal", "--title", "Offers a seat", "--says", "Please, sit down for a moment!", "--near-miss", "You can't sit there."];
    assert!(tactful(folder.path(), &said).status.success());
    assert!(tactful(folder.path(), &["test", "offers-a-seat.yaml"]).status.success());
    let heard = tactful(folder.path(), &["hear", "--frameworks", "offers-a-seat.yaml", "Please sit down for a moment, Ana."]);
    assert!(String::from_utf8_lossy(&heard.stdout).contains("offers-a-seat"));
}

#[test]
fn what_can_not_be_drafted_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let told = |arguments: &[&str]| {
        let output = tactful(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(told(&["new", "--skills", "warmht"]).contains("did you mean `warmth`?"));
    assert!(told(&["new", "--skills", "blame-shift"]).contains("is a pitfall"));
    assert!(told(&["new", "--title", "…"]).contains("no letters"));
    let shelf = Arc::new(Shelf::embedded());
    assert!(shelf.framework("late-bed").is_none());
}
