//! The drill as a person sees it: the real program in a pseudo-terminal, and the screen that comes of it.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test looks at the clock and at the disk, and fails where it cannot")]

use std::path::Path;

use portable_pty::PtySize;
use tactful::history::Home;
use tactful::history::record::State;
use tempfile::TempDir;

mod pty;

use pty::{TACTFUL, Terminal, many};

const DRILL: &str = "check-in/first-call";
const REPLY: &str = "I can see you are nervous, Tomasz. The grey cable goes into the wall.";
const DOWN: &str = "\x1b[B";
const ESC: &str = "\x1b";

const MENU: &str = "arrows to move, Enter to choose";
const PROMPT: &str = "type your reply, or /hint /skip /undo /stop /help";
const REFLECT: &str = "a thought for yourself, or Enter to finish";

/// A drill on a screen of 80 by 24.
fn drill(home: &TempDir, arguments: &[&str]) -> Terminal {
    Terminal::start((80, 24), home.path(), &[], TACTFUL, &[&["drill"], arguments].concat())
}

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The drills that were stopped and kept.
fn kept(home: &TempDir) -> usize {
    let home = Home::new(home.path());
    if !home.has_history() {
        return 0;
    }
    home.open().unwrap().store.drills(None).unwrap().iter().filter(|drill| drill.state == State::Stopped).count()
}

fn whole_drill(size: (u16, u16)) {
    let home = home();
    let mut at = Terminal::start(size, home.path(), &[], TACTFUL, &["drill", "--seed", "1"]);
    at.wait("Which one would you like to practise?");
    at.ready(MENU);
    at.press("\r");
    at.wait("You talk with Tomasz Nowak, who feels nervous.");
    let replies = [
        REPLY,
        "Before Zosia's call depends on it: how would you tell her what goes where?",
        "Starting from the beginning three times must have been exhausting. I will ring you myself on Saturday.",
        "While the coffee is brewing, Tomasz, what else would help you before Sunday?",
    ];
    for (number, reply) in replies.iter().enumerate() {
        at.ready(PROMPT);
        at.say(reply);
        at.until("feedback", |screen| screen.contains("of 100") && screen.trim_end().ends_with(&format!("[{MENU}]")));
        if number == 0 {
            assert_eq!(kept(&home), 1, "what was said is on the disk before anything else is asked");
        }
        at.press("\r");
    }
    let screen = at.ready(REFLECT);
    assert!(screen.contains("To think about: "), "{screen}");
    at.say("I wanted to fix it before I had heard it all.");
    at.wait("Well practised.");
    assert_eq!(at.exit_code().0, 0);
    assert_eq!(kept(&home), 0, "a finished drill is not waiting to go on");
}

#[test]
fn a_drill_is_picked_from_the_menu_and_played_to_the_end() {
    whole_drill((80, 24));
}

#[test]
fn a_wide_screen_plays_the_same() {
    whole_drill((120, 40));
}

#[test]
fn esc_once_shows_what_can_be_done_and_twice_stops() {
    let home = home();
    let mut at = drill(&home, &[DRILL]);
    at.ready(PROMPT);
    at.press("I am so");
    at.wait("> I am so");
    at.press(ESC);
    at.wait("Esc once more stops the drill.");
    // What was typed is still there, and another key takes the Esc back only when something is said.
    let screen = at.ready(PROMPT);
    assert!(screen.contains("/again") && screen.matches("> I am so").count() == 2, "{screen}");
    at.press(ESC);
    at.wait("Stopped. See you soon.");
    assert_eq!(at.exit_code().0, 0);
}

#[test]
fn the_menu_says_why_tries_again_and_stops() {
    let home = home();
    let mut at = drill(&home, &[DRILL]);
    at.ready(PROMPT);
    at.say(REPLY);
    at.ready(MENU);
    at.press(&format!("{DOWN}{DOWN}\r"));
    at.wait("Why this score");
    at.until("the menu again", |screen| screen.contains("Together") && screen.trim_end().ends_with(&format!("[{MENU}]")));
    at.press(&format!("{DOWN}\r"));
    at.wait("(another try; the first one counts)");
    at.ready(PROMPT);
    // The arrow up brings back what was said, to make it better.
    at.press("\x1b[A");
    at.wait("> I can see you are nervous, Tomasz.");
    at.say(" Wait five minutes.");
    at.wait("Another try: kept, and the first one counts.");
    at.ready(MENU);
    at.press(ESC);
    at.wait("Esc once more stops the drill.");
    at.ready(MENU);
    at.press(ESC);
    at.wait("goes on from here.");
    assert_eq!(at.exit_code().0, 0);
}

#[test]
fn commands_answer_even_where_they_do_nothing() {
    let home = home();
    let mut at = drill(&home, &[DRILL]);
    for (typed, answer) in [
        ("/hint", "Hint: "),
        ("/why", "No reply has been scored yet."),
        ("/undo", "There is no reply to take back yet."),
        ("/again", "There is no reply to try again yet."),
        ("/nonsense", "There is no /nonsense."),
        ("/help", "past this one"),
        ("", "Nothing was typed"),
        ("/skip", "Ask Tomasz a check-in question"),
    ] {
        at.ready(PROMPT);
        at.say(typed);
        at.wait(answer);
    }
    at.ready(PROMPT);
    at.say("/stop");
    at.wait("Stopped. See you soon.");
    assert_eq!(at.exit_code().0, 0);
}

#[test]
fn ctrl_c_leaves_the_terminal_in_order_and_the_drill_goes_on_later() {
    let home = home();
    let line = |screen: &str| screen.lines().find(|line| line.contains("big")).map(str::to_owned);
    let script = format!("'{TACTFUL}' drill {DRILL}; echo code=$?; stty -a");
    let mut at = Terminal::start((80, 40), home.path(), &[], "sh", &["-c", &script]);
    at.ready(PROMPT);
    at.say(REPLY);
    at.ready(MENU);
    at.press("\r");
    at.wait("Ask Tomasz a check-in question");
    let said = line(&at.ready(PROMPT));
    assert!(said.is_some());
    at.press("half a sen");
    at.wait("> half a sen");
    at.press("\x03");
    at.wait("code=130");
    let screen = at.wait("icanon");
    assert!(screen.contains("goes on from here") && !screen.contains("-icanon") && !screen.contains("-echo "), "{screen}");
    drop(at);

    let mut at = Terminal::start((80, 40), home.path(), &[], TACTFUL, &["drill", DRILL]);
    at.wait("You stopped this one in the middle. Go on with it?");
    at.press("\r");
    at.wait("Ask Tomasz a check-in question");
    assert_eq!(line(&at.ready(PROMPT)), said, "the same line as before");
    at.press("\x03");
    assert_eq!(at.exit_code().0, 130);

    let mut at = Terminal::start((80, 40), home.path(), &[], TACTFUL, &["drill", DRILL]);
    at.wait("Go on with it?");
    at.press("\x03");
    let (code, screen) = at.exit_code();
    assert!(code == 130 && !screen.contains("Tomasz"), "Ctrl-C is not a yes: {screen}");
    assert_eq!(kept(&home), 1);
}

#[test]
fn a_drill_that_was_killed_goes_on_where_it_was() {
    let home = home();
    let mut at = drill(&home, &[DRILL]);
    at.ready(PROMPT);
    at.say(REPLY);
    at.ready(MENU);
    at.kill();
    drop(at);
    assert_eq!(kept(&home), 1, "what was answered is on the disk");

    let mut at = drill(&home, &[DRILL]);
    at.wait("You stopped this one in the middle. Go on with it?");
    at.press("\r");
    let screen = at.ready(MENU);
    assert!(screen.contains("“grey cable goes into the wall”"), "the reply and how it landed are there: {screen}");
}

#[test]
fn a_program_that_is_told_to_go_leaves_the_terminal_in_order() {
    let home = home();
    let script = format!("'{TACTFUL}' drill {DRILL} </dev/tty & echo pid=$!; wait $!; echo code=$?; stty -a </dev/tty");
    let mut at = Terminal::start((80, 40), home.path(), &[], "sh", &["-c", &script]);
    let screen = at.ready(PROMPT);
    let pid: String = screen.split("pid=").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
    at.press("half a sen");
    at.wait("> half a sen");
    assert!(std::process::Command::new("kill").arg(&pid).status().unwrap().success());
    at.wait("code=143");
    let screen = at.wait("icanon");
    assert!(!screen.contains("-icanon") && !screen.contains(PROMPT), "{screen}");
}

#[test]
fn nothing_is_kept_where_nothing_may_be_kept() {
    let home = home();
    let mut at = drill(&home, &[DRILL, "--no-save"]);
    at.ready(PROMPT);
    at.say(REPLY);
    at.ready(MENU);
    at.press("\x03");
    assert_eq!(at.exit_code().0, 130);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_paste_of_several_lines_wide_letters_and_emoji_is_one_reply() {
    let home = home();
    let mut at = drill(&home, &[DRILL]);
    at.ready(PROMPT);
    at.paste("I see you are nervous, Tomasz 日本語 👩‍👩‍👧 é.\r\nThe grey one goes\tin the wall.\n\nBye.\n");
    let screen = at.wait("Bye.");
    assert!(screen.contains("  The grey one goes in the wall.\n  \n  Bye."), "{screen}");
    at.press("\x7f");
    at.say(" Now.");
    let screen = at.wait("And now?");
    assert!(screen.contains("> I see you are nervous, Tomasz 日本語"), "{screen}");
    assert!(screen.contains("Bye. Now.") && screen.contains("“grey one goes in the wall”"), "{screen}");
}

#[test]
fn a_paste_that_nobody_could_listen_to_leaves_the_screen_whole() {
    let home = home();
    let mut at = drill(&home, &[DRILL]);
    at.ready(PROMPT);
    let words: Vec<String> = (1..=5000).map(|number| format!("word{number}")).collect();
    at.paste(&words.join(" "));
    at.wait("word5000");
    assert!(at.ready(PROMPT).starts_with("What do you say to Tomasz?\n… "), "the end of the text fills the screen, and no more");
    at.press("\r");
    at.wait("That is longer than anybody could listen to");
    let screen = at.ready(PROMPT);
    assert!(screen.contains("… (5000 words)") && screen.contains("> word1 word2") && !screen.contains("word5000"), "{screen}");
    // The screen is intact: what comes next stands where it belongs.
    at.say(REPLY);
    let screen = at.wait("And now?");
    assert!(screen.contains(&format!("> {REPLY}")), "{screen}");
}

#[test]
fn a_screen_that_becomes_wider_shows_the_reply_once() {
    let home = home();
    let mut at = Terminal::start((50, 30), home.path(), &[], TACTFUL, &["drill", DRILL]);
    at.ready(PROMPT);
    let reply = "I can see you are nervous, Tomasz. Shall we go through the wires together?";
    at.press(reply);
    at.wait("  through the wires together?");
    at.shown.lock().unwrap().parser.screen_mut().set_size(many(30), many(100));
    at.master.resize(PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 }).unwrap();
    let screen = at.wait(&format!("> {reply}"));
    assert_eq!(screen.matches("together?").count(), 1, "{screen}");
    at.say("");
    let screen = at.wait("And now?");
    assert!(screen.lines().any(|line| line.trim_end().len() > 60), "pages are wider now: {screen}");
}

#[test]
fn without_colour_the_screen_has_none() {
    let colours = |environment: &[(&str, &str)]| {
        let home = home();
        let mut at = Terminal::start((80, 24), home.path(), environment, TACTFUL, &["drill", DRILL]);
        at.ready(PROMPT);
        at.say(REPLY);
        at.ready(MENU);
        let everything = at.everything();
        let codes: Vec<&str> = everything.split("\x1b[").skip(1).filter_map(|code| code.split_once('m')).map(|(code, _)| code).collect();
        codes.iter().filter(|code| code.chars().all(|c| c.is_ascii_digit() || c == ';')).count()
    };
    assert!(colours(&[]) > 10);
    assert_eq!(colours(&[("NO_COLOR", "1")]), 0);
}

#[test]
fn a_simple_terminal_gets_plain_lines_and_goes_on_later_too() {
    let home = home();
    let dumb = |arguments: &[&str]| Terminal::start((80, 60), home.path(), &[("TERM", "dumb")], TACTFUL, &[&["drill"], arguments].concat());
    let mut at = dumb(&[]);
    at.wait("Its number, or Enter to leave >");
    at.say("99");
    at.wait("There are 1 to ");
    at.say("1");
    at.wait("/help shows what else there is.");
    at.say(REPLY);
    at.wait("(Enter goes on) >");
    at.say("");
    at.wait("Ask Tomasz a check-in question");
    // Ctrl-D ends the input.
    at.press("\x04");
    at.wait("So far");
    assert!(!at.everything().contains('\x1b'), "no escape codes");
    let (code, screen) = at.exit_code();
    assert!(code == 0 && screen.contains("goes on from here"), "{screen}");

    let mut at = dumb(&[DRILL]);
    at.wait("Go on with it? (yes or no, Enter is yes) >");
    at.say("");
    at.wait("Ask Tomasz a check-in question");
    at.say("/stop");
    assert_eq!(at.exit_code().0, 0);
}

/// A drill that was stopped after its first reply.
fn stopped(home: &TempDir, arguments: &[&str]) {
    let mut at = Terminal::start((80, 60), home.path(), &[("TERM", "dumb")], TACTFUL, &[&["drill", DRILL], arguments].concat());
    at.wait("/help shows what else there is.");
    at.say(REPLY);
    at.wait("(Enter goes on) >");
    at.say("/stop");
    let (code, screen) = at.exit_code();
    assert!(code == 0 && screen.contains("goes on from here"), "{screen}");
}

#[test]
fn a_drill_goes_on_after_an_update_of_the_program() {
    let home = home();
    stopped(&home, &[]);
    // As an earlier program would have left it: another version, and signals that hear otherwise.
    let file = rusqlite::Connection::open(home.path().join("history.db")).unwrap();
    let earlier = "UPDATE sessions SET session = json_set(session, '$.engine', '0.0.1', '$.fingerprint', 'other signals')";
    assert_eq!(file.execute(earlier, []).unwrap(), 1);
    drop(file);
    let mut at = drill(&home, &[DRILL]);
    let screen = at.wait("Go on with it?");
    assert!(screen.contains("tactful has learned since you stopped this one. What was scored stays"), "{screen}");
    at.press("\r");
    at.ready(MENU);
    at.press("\r");
    at.wait("Ask Tomasz a check-in question");
    at.ready(PROMPT);
    at.say("Before Zosia's call depends on it: how would you tell her what goes where?");
    at.ready(MENU);
    assert_eq!(kept(&home), 1, "it is still the same drill");
}

#[test]
fn a_drill_of_a_framework_that_changed_is_kept_and_begun_anew() {
    let home = home();
    stopped(&home, &[]);
    let shipped = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks/check-in.yaml")).unwrap();
    std::fs::write(home.path().join("changed.yaml"), format!("{shipped}\n# one more line\n")).unwrap();
    let arguments = [DRILL, "--frameworks", "changed.yaml"];
    let mut at = drill(&home, &arguments);
    let screen = at.wait("The old one stays in your history.");
    assert!(screen.replace('\n', " ").contains("`check-in` has changed since this drill was saved"), "{screen}");
    at.say("n");
    assert_eq!(at.exit_code().0, 0);
    assert_eq!(kept(&home), 1, "no means that nothing happens");

    let mut at = drill(&home, &arguments);
    at.wait("The old one stays in your history.");
    at.say("y");
    at.ready(PROMPT);
    at.say(REPLY);
    at.ready(MENU);
    at.press("\x03");
    assert_eq!(at.exit_code().0, 130);
    let store = Home::new(home.path()).open().unwrap().store;
    let states: Vec<State> = store.drills(None).unwrap().iter().map(|drill| drill.state).collect();
    assert_eq!(states, [State::Stopped, State::Left]);
}

#[test]
fn a_story_is_asked_for_in_three_questions_and_deleted_only_after_a_yes() {
    let home = home();
    let run = |arguments: &[&str]| Terminal::start((80, 24), home.path(), &[], TACTFUL, arguments);
    let mut at = run(&["journal", "add"]);
    for (question, answer) in [("What happened?", "A driver waited an hour."), ("What did you say?", "That's the rule."), ("What would you say now?", "")] {
        at.wait(question);
        at.ready("Enter goes on, Alt-Enter is a new line, Esc leaves");
        at.say(answer);
    }
    let screen = at.wait("Written down as ");
    let id: String = screen.split("Written down as ").nth(1).unwrap().chars().take(8).collect();
    assert_eq!(at.exit_code().0, 0);
    for (answer, left) in [("\r", 1), ("y\r", 0)] {
        let mut at = run(&["journal", "delete", &id]);
        at.wait("Delete it for good?");
        at.press(answer);
        assert_eq!(at.exit_code().0, 0);
        assert_eq!(Home::new(home.path()).open().unwrap().store.entries().unwrap().len(), left);
    }
    let mut at = run(&["journal", "add"]);
    at.wait("What happened?");
    at.press(ESC);
    assert_eq!(at.exit_code().0, 0);
}

#[test]
fn a_drill_is_deleted_only_after_a_yes() {
    let home = home();
    stopped(&home, &[]);
    for (answer, left) in [("\r", 1), ("\x03", 1), ("yes\r", 0)] {
        let mut at = Terminal::start((80, 24), home.path(), &[], TACTFUL, &["history", "delete", "last"]);
        let screen = at.wait("for good?");
        assert!(screen.replace('\n', " ").contains("(check-in/first-call, today"), "{screen}");
        at.press(answer);
        at.exit_code();
        assert_eq!(kept(&home), left);
    }
}
