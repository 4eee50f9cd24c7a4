//! The examples work: the framework is sound, the conversation lands, the replies are judged as they should be.
#![expect(clippy::unwrap_used, reason = "a test that can not go on should stop")]

use std::process::{Command, Output};

fn tactful(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_tactful")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("TACTFUL_HOME", home.path()).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn every_example_framework_is_sound_and_does_what_it_says() {
    for command in ["check", "test"] {
        let output = tactful(&[command, "examples"]);
        assert!(output.status.success(), "{}", out(&output));
    }
}

#[test]
fn the_conversation_lands() {
    let output = tactful(&["score", "own-it/double-booked", "examples/call-with-marta.txt"]);
    assert!(output.status.success() && out(&output).contains("3 replies scored"), "{}", out(&output));
}

#[test]
fn of_the_replies_one_passes_two_do_not_and_one_is_not_scored() {
    let output = tactful(&["score", "own-it/double-booked/kerb", "--jsonl", "examples/replies.jsonl"]);
    let passes: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["pass"].clone()).collect();
    assert_eq!(passes, [true.into(), false.into(), false.into(), serde_json::Value::Null]);
}

#[test]
fn the_own_signal_is_heard_and_the_labelled_set_is_measured() {
    let heard = tactful(&["hear", "--frameworks", "examples/offers-a-seat.yaml", "Do have a seat, I'll bring you some water."]);
    assert!(out(&heard).contains("offers-a-seat"), "{}", out(&heard));
    let measured = tactful(&["calibrate", "examples/labelled.jsonl", "--format", "json"]);
    let figures: serde_json::Value = serde_json::from_slice(&measured.stdout).unwrap();
    assert!(figures.to_string().contains("ownership") && measured.status.success(), "{figures}");
}
