//! Golden drills, each run three ways: through the session, saved and loaded after each step, and through the real binary.
//!
//! `NAME.in` holds what is typed, with the drill and the seed in its first line; `NAME.txt` is the whole play. A plain run never
//! writes; `TACTFUL_BLESS=1 cargo test --test transcripts` writes the plays anew, to be read before they are kept.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "this test reads its transcripts and runs the binary")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tactful::drill::session::Phase;
use tactful::drill::{Effect, Event, Session};
use tactful::framework::Shelf;
use tactful::report::Style;
use tactful::score::Course;
use tactful::terminal::lines::Lines;
use tactful::terminal::{self, Input, Player};

struct Drill {
    framework: String,
    scenario: String,
    seed: u64,
    typed: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts")
}

/// "# own-it/double-booked seed 1", then what is typed.
fn read(path: &Path) -> Drill {
    let text = std::fs::read_to_string(path).unwrap();
    let (head, typed) = text.split_once('\n').unwrap();
    let (what, seed) = head.trim_start_matches("# ").split_once(" seed ").unwrap();
    let (framework, scenario) = what.split_once('/').unwrap();
    Drill { framework: framework.into(), scenario: scenario.into(), seed: seed.parse().unwrap(), typed: typed.into() }
}

fn course(drill: &Drill) -> Course {
    let shelf = Shelf::embedded();
    Course::new(shelf.framework(&drill.framework).unwrap(), &shelf)
}

fn player(drill: &Drill) -> Lines<&[u8], Vec<u8>> {
    Lines::new(drill.typed.as_bytes(), Vec::new(), Style::new(80), true)
}

fn plain(output: &[u8]) -> String {
    anstream::adapter::strip_str(std::str::from_utf8(output).unwrap()).to_string()
}

/// The way a drill is played.
fn through_the_session(drill: &Drill) -> String {
    let course = course(drill);
    let session = Session::new(&course, &drill.scenario, drill.seed).unwrap();
    let mut player = player(drill);
    let (last, _) = terminal::play(session, Event::Begin, &course, &mut player, &mut |_| Ok(())).unwrap();
    let replayed = Session::replay(&course, &drill.scenario, drill.seed, &last.log).unwrap();
    assert_eq!((replayed.turns, replayed.trust), (last.turns.clone(), last.trust), "a saved drill replays to the same score");
    plain(&player.into_output())
}

/// The same with the session written out and read again after every step.
fn saved_and_loaded(drill: &Drill) -> String {
    let course = course(drill);
    let mut session = Session::new(&course, &drill.scenario, drill.seed).unwrap();
    let mut player = player(drill);
    let mut event = Event::Begin;
    loop {
        let (next, effects) = session.step(event, &course);
        session = serde_json::from_str(&serde_json::to_string(&next).unwrap()).unwrap();
        assert_eq!(session, next);
        let effects: Vec<Effect> = serde_json::from_str(&serde_json::to_string(&effects).unwrap()).unwrap();
        player.show(&effects).unwrap();
        if session.is_over() {
            return plain(&player.into_output());
        }
        let Some(next) = asked(&mut player, &session, &course) else { return plain(&player.into_output()) };
        event = next;
    }
}

/// What is typed next; none when the input is at its end.
fn asked(player: &mut Lines<&[u8], Vec<u8>>, session: &Session, course: &Course) -> Option<Event> {
    loop {
        match player.ask(session.phase).unwrap() {
            Input::Event(event) => return Some(event),
            Input::Help(unknown) => player.help(unknown.as_deref()).unwrap(),
            Input::End if matches!(session.phase, Phase::Landed | Phase::Reflection) => return Some(Event::Next),
            Input::End | Input::Interrupted => {
                player.show(&[Effect::Debrief(Box::new(session.debrief(course))), Effect::Stopped]).unwrap();
                return None;
            }
        }
    }
}

fn through_the_binary(drill: &Drill) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tactful"))
        .args(["drill", &format!("{}/{}", drill.framework, drill.scenario), "--plain", "--seed", &drill.seed.to_string()])
        .current_dir(home.path())
        .env("TACTFUL_HOME", home.path())
        .env("COLUMNS", "80")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(drill.typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_plays_are_as_they_were() {
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "in")).collect();
    names.sort();
    assert!(names.len() >= 4, "some golden drills");
    for path in names {
        let drill = read(&path);
        let play = through_the_session(&drill);
        assert_eq!(play, saved_and_loaded(&drill), "{} saved and loaded", path.display());
        assert_eq!(play, through_the_binary(&drill), "{} through the binary", path.display());
        let golden = path.with_extension("txt");
        if std::env::var_os("TACTFUL_BLESS").is_some() {
            std::fs::write(&golden, &play).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        snapbox::assert_data_eq!(play, snapbox::Data::text(expected).raw());
    }
}
