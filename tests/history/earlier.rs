//! Files of earlier versions: the database from version 1 on, and the files of the release before there was one.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Home, State};

/// A database of version 1, as that version wrote it.
const VERSION_1: &str = include_str!("version-1.sql");

#[test]
fn a_step_that_was_released_is_not_changed() {
    assert!(VERSION_1.contains(include_str!("../../src/history/store/steps/1.sql")), "what is to be different is a new step");
}

#[test]
fn a_database_of_version_1_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let file = rusqlite::Connection::open(folder.path().join("history.db")).unwrap();
    file.execute_batch(VERSION_1).unwrap();
    file.close().unwrap();
    let opened = Home::new(folder.path()).open().unwrap();
    assert_eq!(opened.aside, None);
    let store = opened.store;
    let drills = store.drills(None).unwrap();
    let told: Vec<(&str, State)> = drills.iter().map(|drill| (drill.scenario.as_str(), drill.state)).collect();
    assert_eq!(told, [("first-call", State::Finished), ("double-booked", State::Stopped)]);
    let whole = store.drill(&drills[1].id).unwrap().unwrap();
    let replies: Vec<&str> = whole.attempts.iter().map(|attempt| attempt.reply.as_str()).collect();
    assert_eq!(replies, ["Marta, I'm so sorry. We gave your car away.", "The car comes at nine."]);
    assert_eq!((whole.drill.seed, whole.attempts[0].criteria.len(), whole.opportunities.len()), (u64::MAX, 2, 1));
    assert_eq!(store.entries().unwrap()[0].text, "A thought");
}

/// The files of the release before the database, as that release wrote them.
fn leave_old_files(home: &Path) {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/history/before");
    std::fs::create_dir_all(home.join("stopped")).unwrap();
    std::fs::copy(old.join("own-it.double-booked.json"), home.join("stopped/own-it.double-booked.json")).unwrap();
    std::fs::copy(old.join("journal.jsonl"), home.join("journal.jsonl")).unwrap();
    std::fs::write(home.join("stopped/own-it.torn.json"), "{ torn").unwrap();
}

fn tactful(home: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tactful"))
        .args(arguments)
        .current_dir(home)
        .env("TACTFUL_HOME", home)
        .env("COLUMNS", "80")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_the_release_before_the_database_left_is_taken_over_once_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    leave_old_files(folder.path());
    let list = tactful(folder.path(), &["history"]);
    assert!(list.contains("own-it/double-booked") && list.contains("stopped, can go on"), "{list}");
    let show = tactful(folder.path(), &["history", "show", "last"]);
    assert!(show.contains("Marta Reyes") && show.contains("I'm so sorry, Marta."), "{show}");
    let journal = tactful(folder.path(), &["journal"]);
    assert!(journal.contains("own-it/seventeen-candles") && journal.contains("Listen longer."), "{journal}");
    assert!(folder.path().join("stopped/own-it.double-booked.json").exists() && folder.path().join("journal.jsonl").exists());

    let store = Home::new(folder.path()).open().unwrap().store;
    assert_eq!((store.drills(None).unwrap().len(), store.entries().unwrap().len()), (1, 1));
    let id = store.last().unwrap().unwrap();
    store.delete(&id).unwrap();
    drop(store);
    assert!(tactful(folder.path(), &["history"]).contains("Nothing has been practised yet"), "what was deleted does not come back");
}
