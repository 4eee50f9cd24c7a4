//! Home, and what leads on from it, as a person sees it in a terminal.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test looks at the clock and at the disk, and fails where it cannot")]

use std::process::{Command, Stdio};

use tactful::history::record::{State, Whole};
use tactful::history::{Home, Store};
use tempfile::TempDir;

mod pty;

use pty::{TACTFUL, Terminal};

const MENU: &str = "arrows to move, Enter to choose";
const PROMPT: &str = "type your reply, or /hint /skip /undo /stop /help";
const DOWN: &str = "\x1b[B";
const SORRY: &str = "Marta, I'm so sorry. We gave your car away, that was our mistake.";

fn tactful(home: &TempDir, arguments: &[&str], input: &str) {
    use std::io::Write;
    let mut command = Command::new(TACTFUL);
    let mut child = command.args(arguments).env("TACTFUL_HOME", home.path()).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

fn store(home: &TempDir) -> Store {
    Home::new(home.path()).open().unwrap().store
}

/// Everything in this history happened so many days earlier.
fn days_ago(home: &TempDir, days: i64) {
    let mut store = store(home);
    let wholes: Vec<Whole> = store.ids().unwrap().iter().map(|id| store.drill(id).unwrap().unwrap()).collect();
    for mut whole in wholes {
        store.delete(&whole.drill.id).unwrap();
        let by = days * 86_400;
        (whole.drill.started, whole.drill.ended) = (whole.drill.started - by, whole.drill.ended - by);
        whole.attempts.iter_mut().for_each(|attempt| attempt.at -= by);
        store.keep(&whole).unwrap();
    }
}

fn open(home: &TempDir, arguments: &[&str]) -> Terminal {
    Terminal::start((80, 24), home.path(), &[], TACTFUL, arguments)
}

#[test]
fn a_newcomer_begins_with_enter() {
    let home = tempfile::tempdir().unwrap();
    let mut at = open(&home, &[]);
    let screen = at.ready(MENU);
    assert!(screen.contains("Welcome.") && screen.contains("Begin with a first conversation"), "{screen}");
    at.press("\r");
    at.wait("You talk with Tomasz Nowak");
    at.ready(PROMPT);
}

#[test]
fn what_is_due_is_one_key_away_and_stops_when_asked() {
    let home = tempfile::tempdir().unwrap();
    tactful(&home, &["drill", "own-it/double-booked", "--plain", "--seed", "1"], SORRY);
    days_ago(&home, 20);
    let mut at = open(&home, &[]);
    let screen = at.ready(MENU);
    for text in ["Due today: ", "Practise what is due, about ", "Go on with: The double-booked transfer", "See your progress", "Leave"] {
        assert!(screen.contains(text), "`{text}` is not in\n{screen}");
    }
    at.press("\r");
    at.wait("1 of ");
    at.ready(PROMPT);
    at.say("I'm so sorry, that was our mistake.");
    at.ready(MENU);
    at.press(&format!("{DOWN}{DOWN}{DOWN}{DOWN}\r"));
    at.wait("Well practised: 1 of ");
    assert_eq!(at.exit_code().0, 0);
    let alone = store(&home).drills(None).unwrap().into_iter().filter(|drill| drill.beat.is_some()).collect::<Vec<_>>();
    assert_eq!((alone.len(), alone[0].state), (1, State::Finished), "what was answered is kept, and nothing waits");
}

#[test]
fn leaving_leaves() {
    let home = tempfile::tempdir().unwrap();
    let mut at = open(&home, &[]);
    at.ready(MENU);
    at.press("\x1b");
    assert_eq!(at.exit_code().0, 0);
}

#[test]
fn a_customer_comes_back_and_the_trainee_is_to_remember() {
    let home = tempfile::tempdir().unwrap();
    let promise = "I'll order the softer tip today, and I'll ring you on Tuesday when it is here.";
    let mut replies = vec![promise];
    replies.extend(["/skip"; 12]);
    tactful(&home, &["drill", "whole-journey/first-fitting", "--plain", "--seed", "1"], &replies.join("\n"));
    assert_eq!(store(&home).drills(None).unwrap()[0].state, State::Finished);
    days_ago(&home, 9);
    let mut at = open(&home, &[]);
    let screen = at.ready(MENU);
    assert!(screen.contains("Teodora Ilieva comes back: A week later, the softer tip"), "{screen}");
    at.press("\x1b");
    assert_eq!(at.exit_code().0, 0);
    let mut at = open(&home, &["drill", "whole-journey/softer-tip", "--seed", "1"]);
    at.wait("You have met before: this is visit 2 of 3.");
    let screen = at.ready(PROMPT);
    assert!(!screen.contains("You know: taught choir"), "{screen}");
    at.say("Of course I remember you, Ms Ilieva. The choir, and thirty years of it.");
    at.ready(MENU);
    at.press("\r");
    for _ in 0..12 {
        at.until("the next", |screen| screen.trim_end().ends_with("/help]") || screen.trim_end().ends_with("/help") || screen.contains("To think about"));
        if at.screen().contains("To think about") {
            break;
        }
        at.say("/skip");
    }
    at.wait("Last time you said: ");
    let all = at.everything();
    assert!(all.contains("Earlier: taught choir for thirty years") && all.contains("I'll order the softer tip today, and I'll ring you on"), "{all}");
}

#[test]
fn a_simple_terminal_gets_the_same_in_plain_lines() {
    let home = tempfile::tempdir().unwrap();
    let mut at = Terminal::start((80, 24), home.path(), &[("TERM", "dumb")], TACTFUL, &[]);
    let screen = at.wait("Its number, or Enter to leave > ");
    assert!(screen.contains(" 1  Begin with a first conversation"), "{screen}");
    at.press("\r");
    assert!(!at.everything().contains('\x1b'), "no codes where they are not understood");
    assert_eq!(at.exit_code().0, 0);
}
