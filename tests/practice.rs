//! What a trainee does with the history, as a shell sees it: list, show, why, replay, go back, journal, export and import.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads and writes files, and fails where it cannot")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SORRY: &str = "Marta, I'm so sorry. We gave your car away, that was our mistake.";
const RUDE: &str = "You should have booked earlier.";
const PROMISE: &str = "I'll ring you in ten minutes, and the car comes at nine. Is that alright for you?";
const DRILL: &str = "own-it/double-booked";

/// A trainee, with a home and nothing in it.
struct Trainee(TempDir);

struct Came {
    code: i32,
    out: String,
    err: String,
}

impl Came {
    #[track_caller]
    fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    #[track_caller]
    fn says(&self, code: i32, out: &[&str], err: &[&str]) {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        out.iter().for_each(|text| assert!(self.out.contains(text), "`{text}` is not in\n{}", self.out));
        err.iter().for_each(|text| assert!(self.err.contains(text), "`{text}` is not in\n{}", self.err));
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

impl Trainee {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.0.path()).env("TACTFUL_HOME", self.home()).env("COLUMNS", "80").env("TZ", "UTC");
        ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"].iter().for_each(|name| {
            command.env_remove(name);
        });
        command
    }

    fn fed_to(&self, mut command: Command, input: &str) -> Came {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that does not read its input has closed the pipe.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Came { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn fed(&self, arguments: &[&str], input: &str) -> Came {
        self.fed_to(self.command(env!("CARGO_BIN_EXE_tactful"), arguments), input)
    }

    fn run(&self, arguments: &[&str]) -> Came {
        self.fed(arguments, "")
    }

    /// Practises from a pipe.
    #[track_caller]
    fn practise(&self, replies: &[&str]) -> String {
        self.fed(&["drill", DRILL, "--seed", "1", "--plain"], &replies.join("\n")).ok()
    }

    /// The id of the last drill, shortened.
    fn last(&self) -> String {
        let out = self.run(&["export", "--drill", "last"]).ok();
        serde_json::from_str::<Value>(&out).unwrap()["drill"]["id"].as_str().unwrap()[..8].to_owned()
    }
}

#[test]
fn what_is_practised_is_listed_and_shown() {
    let at = Trainee::new();
    at.run(&["history"]).says(0, &["Nothing has been practised yet"], &[]);
    assert!(!at.home().exists(), "asking makes nothing");
    at.practise(&[SORRY, RUDE, "/undo", "/hint", PROMISE]);
    let list = at.run(&["history", "list"]).ok();
    assert!(list.contains("own-it/double-booked") && list.contains("today ") && list.contains("stopped, can go on"), "{list}");
    let id = at.last();
    assert!(list.contains(&id), "{list}");
    let show = at.run(&["history", "show", &id]).ok();
    for text in ["The double-booked transfer", "with Marta Reyes", SORRY, "taken back", "with help", "trust 40 -> "] {
        assert!(show.replace("\n   ", " ").contains(text), "`{text}` is not in\n{show}");
    }
    at.run(&["history", "show", "ffff"]).says(2, &[], &["there is no drill `ffff` (`tactful history list` shows all)"]);
    at.practise(&[SORRY]);
    at.run(&["history", "delete", "last"]).says(2, &[], &["`--yes` deletes without asking"]);
    at.run(&["history", "delete", "last", &at.last(), "--yes"]).says(0, &["1 drill deleted"], &[]);
    assert_eq!(at.last(), id);
}

#[test]
fn nothing_is_kept_before_the_first_reply_or_where_nothing_may_be_kept() {
    let at = Trainee::new();
    at.practise(&[]);
    at.practise(&["/hint", "/skip", "Das ist mir leider völlig egal, ich habe heute keine Zeit für Sie."]);
    at.fed(&["drill", DRILL, "--plain", "--no-save"], SORRY).ok();
    assert!(!at.home().exists());
    at.practise(&[SORRY]);
    let files = |at: &Trainee| std::fs::read_dir(at.home()).unwrap().count();
    let before = (files(&at), at.last());
    at.fed(&["drill", DRILL, "--plain", "--no-save"], SORRY).ok();
    at.fed(&["drill", "--from", "last/1", "--plain", "--no-save"], SORRY).ok();
    assert_eq!((files(&at), at.last()), before);
}

#[test]
fn every_point_has_its_receipt_also_of_what_passed() {
    let at = Trainee::new();
    at.run(&["why"]).says(2, &[], &["there is no drill yet", "tactful drill"]);
    at.practise(&[SORRY, RUDE]);
    let why = at.run(&["why"]).ok();
    for text in ["own-it/double-booked", SORRY, RUDE, "Apology", "“sorry”", "signals/apology.yaml:", "own-it.yaml:", "Together ", "Scored by tactful "] {
        assert!(why.replace("\n   ", " ").contains(text), "`{text}` is not in\n{why}");
    }
    let second = at.run(&["why", "last/2"]).ok();
    assert!(second.contains(RUDE) && !second.contains("I'm so sorry"), "{second}");
    at.run(&["why", "last/9"]).says(2, &[], &["this drill has no turn 9; its last is 3"]);
    at.run(&["why", "last/zero"]).says(2, &[], &["`zero` is not a turn"]);
}

#[test]
fn a_drill_comes_to_the_same_score_again_or_says_exactly_what_differs() {
    let at = Trainee::new();
    at.practise(&[SORRY, RUDE, "/undo", "/hint", PROMISE, "/again", SORRY]);
    at.run(&["replay", "last", "--verify"]).says(0, &["the same score again, "], &[]);
    let line = at.run(&["export", "--drill", "last"]).ok();
    std::fs::write(at.path("drill.jsonl"), &line).unwrap();
    at.run(&["replay", "drill.jsonl", "--verify"]).says(0, &["the same score again"], &[]);
    at.fed(&["replay", "-", "--verify"], &line).says(0, &["the same score again"], &[]);

    let spoiled = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&line).unwrap();
        change(&mut value["drill"]);
        at.fed(&["replay", "-", "--verify"], &value.to_string())
    };
    spoiled(&|drill| drill["attempts"][0]["judgement"]["scored"]["score"] = 99.5.into()).says(
        1,
        &["not as it was", "turn 1: scored 99.5, now it is 60.0"],
        &[],
    );
    spoiled(&|drill| drill["attempts"][0]["score"] = 99.5.into()).says(1, &["turn 1: scored 99.5, now it is 60.0"], &[]);
    spoiled(&|drill| drill["score"] = 99.5.into()).says(1, &["the whole drill: 99.5 is written down"], &[]);
    spoiled(&|drill| drill["attempts"][0]["reply"] = "Something kinder.".into()).says(1, &["turn 1: the reply says “Something kinder.”"], &[]);
    spoiled(&|drill| drill["session"]["log"][1]["text"] = RUDE.into()).says(1, &["turn 1: the reply says", RUDE], &[]);
    spoiled(&|drill| drill["session"]["engine"] = "0.0.1".into()).says(0, &["the same score again", "scored by tactful 0.0.1, played again by "], &[]);
    spoiled(&|drill| drill["session"]["framework"] = "gone".into()).says(1, &[], &["line 1: the framework `gone` is not here"]);
    at.fed(&["replay", "-", "--verify"], "nonsense\n").says(2, &[], &["line 1: ", "there is no drill in `-`"]);
    at.run(&["replay", "nowhere.jsonl", "--verify"]).says(2, &[], &["there is no file `nowhere.jsonl`"]);
}

/// A copy of the shipped framework in which Marta is someone else, or the apology counts more.
fn changed(at: &Trainee, name: &str, from: &str, to: &str) -> String {
    let shipped = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks/own-it.yaml")).unwrap();
    assert!(shipped.contains(from));
    std::fs::write(at.path(name), shipped.replace(from, to)).unwrap();
    name.to_owned()
}

#[test]
fn a_changed_framework_is_said_and_found_by_the_replay() {
    let at = Trainee::new();
    at.practise(&[SORRY, PROMISE]);
    let heavier = changed(&at, "heavier.yaml", "skill: apology, weight: ", "skill: apology, weight: 1");
    at.run(&["replay", "last", "--verify", "--frameworks", &heavier]).says(
        1,
        &["not as it was", "the framework has changed since", "turn 1: scored 60.0, now it is"],
        &[],
    );
    let moved = changed(&at, "moved.yaml", "# ", "#  ");
    at.run(&["replay", "last", "--verify", "--frameworks", &moved]).says(0, &["the same score again", "the framework has changed since"], &[]);
    let other = changed(&at, "other.yaml", "Forty minutes I've been", "An hour I've been");
    at.fed(&["drill", "--from", "last/2", "--plain", "--frameworks", &other], PROMISE).says(2, &[], &["`own-it` has changed since this drill was saved"]);
}

#[test]
fn the_customers_seat_tells_what_they_felt_and_which_line_moved_them() {
    let at = Trainee::new();
    at.practise(&[SORRY, PROMISE]);
    let told = at.run(&["replay"]).ok();
    for text in [
        "In the seat of Marta Reyes",
        "I came to you angry.",
        "What I needed: ",
        "it reached me: “sorry”",
        "I still waited for: ",
        "How far I trusted you",
        "The line that opened me up (+15): ",
    ] {
        assert!(told.contains(text), "`{text}` is not in\n{told}");
    }
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    let line = at.run(&["export", "--drill", "last"]).ok();
    assert_eq!(at.fed(&["replay", "-"], &line).ok(), told, "a file tells the same");
}

#[test]
fn one_can_go_back_and_say_it_otherwise_and_both_are_kept() {
    let at = Trainee::new();
    at.practise(&[SORRY, RUDE]);
    let first = at.last();
    let out = at.fed(&["drill", "--from", &format!("{first}/2"), "--plain"], PROMISE).ok();
    assert!(out.contains("And how do I know it really comes this time?") && !out.contains("Forty minutes"), "{out}");
    let list = at.run(&["history"]).ok();
    assert!(list.contains(&format!("from {first}/2")), "{list}");
    assert_ne!(at.last(), first);
    let exported = at.run(&["export", "--drill", "last"]).ok();
    let attempts = serde_json::from_str::<Value>(&exported).unwrap()["drill"]["attempts"].clone();
    let told: Vec<(&str, bool)> = attempts.as_array().unwrap().iter().map(|a| (a["fate"].as_str().unwrap(), a["assisted"].as_bool().unwrap())).collect();
    assert_eq!(told, [("copied", false), ("said", true)], "what was said before counts there, and one knows the feedback");
    at.run(&["replay", "last", "--verify"]).says(0, &["the same score again"], &[]);
    at.run(&["drill", "--from", &first]).says(2, &[], &["say which turn, 1 to 3"]);
    at.run(&["drill", "--from", &format!("{first}/9")]).says(2, &[], &["this drill has no turn 9"]);
    at.run(&["drill", DRILL, "--from", &first]).says(2, &[], &["--from"]);
}

#[test]
fn a_reflection_and_a_real_conversation_go_into_the_journal() {
    let at = Trainee::new();
    at.run(&["journal"]).says(0, &["Your journal is empty", "tactful journal add"], &[]);
    let skips = ["/skip"; 6];
    let typed = [&[SORRY][..], &skips, &["I'll listen a little longer next time."]].concat();
    at.practise(&typed);
    let journal = at.run(&["journal"]).ok();
    assert!(journal.contains("own-it/double-booked") && journal.contains("I'll listen a little longer next time."), "{journal}");
    assert!(at.run(&["history", "show", "last"]).ok().contains("listen a little longer"));
    let added =
        at.run(&["journal", "add", "--happened", "A driver was angry at the gate.", "--said", "Calm down.", "--now", "That gate cost you an hour."]).ok();
    assert!(added.starts_with("Written down as "), "{added}");
    at.run(&["journal", "add"]).says(2, &[], &["--happened"]);
    at.run(&["journal", "add", "--said", "Only this."]).says(2, &[], &["a story begins with what happened"]);
    let found = at.run(&["journal", "search", "DRIVER", "gate"]).ok();
    assert!(found.contains("a real conversation") && found.contains("I said: Calm down.") && !found.contains("longer"), "{found}");
    at.run(&["journal", "search", "nobody"]).says(0, &["No entry has all of these words."], &[]);
    let id: String = added.trim_start_matches("Written down as ").chars().take(8).collect();
    at.run(&["journal", "delete", &id]).says(2, &[], &["`--yes`"]);
    at.run(&["journal", "delete", &id, "--yes"]).says(0, &["Deleted."], &[]);
    assert!(!at.run(&["journal"]).ok().contains("driver"));
}

#[test]
fn what_was_exported_can_be_taken_in_elsewhere_with_nothing_doubled() {
    let (here, there) = (Trainee::new(), Trainee::new());
    here.practise(&[SORRY, RUDE, "/undo", PROMISE]);
    here.practise(&[SORRY]);
    here.run(&["journal", "add", "--happened", "A driver."]).ok();
    let all = here.run(&["export"]).ok();
    let out = there.fed(&["import", "-"], &all).ok();
    assert_eq!(out, "taken in: 2 drills and 1 entry of the journal\nhere already: 0 drills and 0 entries of the journal\n");
    assert_eq!(there.run(&["export"]).ok(), all, "the same, to the last letter");
    let out = there.fed(&["import", "-"], &all).ok();
    assert_eq!(out, "taken in: 0 drills and 0 entries of the journal\nhere already: 2 drills and 1 entry of the journal\n");
    assert_eq!(there.run(&["export"]).ok(), all);
    let bad = format!("nonsense\n\n{}\n{{\"format\": 2}}\n", all.lines().next().unwrap());
    there.fed(&["import", "-"], &bad).says(1, &["here already: 1 drill"], &["line 1 is left out: ", "line 4 is left out: written by a newer tactful"]);
    there.run(&["import", "nowhere.jsonl"]).says(2, &[], &["nowhere.jsonl"]);
}

#[test]
fn a_table_is_safe_for_spreadsheets_and_statements_are_for_learning_systems() {
    let at = Trainee::new();
    at.practise(&["=HYPERLINK(\"http://example.org\") I'm so sorry, Marta, that was our mistake.", PROMISE]);
    at.run(&["export", "--format", "csv", "--out", "table.csv"]).says(0, &[], &["1 drill written to table.csv"]);
    let mut table = csv::Reader::from_path(at.path("table.csv")).unwrap();
    let reply = table.headers().unwrap().iter().position(|name| name == "reply").unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert!(rows.len() == 2 && rows[0][reply].starts_with("'=HYPERLINK") && &rows[1][reply] == PROMISE, "{rows:?}");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '@', '\t', '\r'])), "{rows:?}");

    let out = at.run(&["export", "--format", "xapi", "--actor", "ana@example.org", "--site", "https://learn.example.org/"]).ok();
    let statements: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(statements.len(), 3);
    assert_eq!(statements[0]["actor"]["mbox"], "mailto:ana@example.org");
    assert_eq!(statements[0]["object"]["id"], "https://learn.example.org/frameworks/own-it/double-booked/kerb");
    assert_eq!(at.run(&["export", "--format", "xapi", "--actor", "ana@example.org", "--site", "https://learn.example.org"]).ok(), out);
    at.run(&["export", "--format", "xapi", "--site", "nowhere"]).says(2, &[], &["https://"]);
    assert_eq!(Trainee::new().run(&["export", "--format", "xapi"]).ok(), "[]\n");
}

#[test]
fn a_damaged_history_is_kept_aside_and_practice_goes_on() {
    let at = Trainee::new();
    at.practise(&[SORRY]);
    let garbage = "this is no database, ".repeat(400);
    std::fs::write(at.home().join("history.db"), &garbage).unwrap();
    let came = at.fed(&["drill", DRILL, "--seed", "1", "--plain"], SORRY);
    came.says(0, &["1 reply scored"], &["the history is damaged", "history.damaged-1.db", "a new one begins"]);
    assert_eq!(came.err.lines().count(), 1, "said once: {}", came.err);
    assert_eq!(std::fs::read_to_string(at.home().join("history.damaged-1.db")).unwrap(), garbage);
    at.run(&["history", "show", "last"]).says(0, &["I'm so sorry"], &[]);
}

#[test]
fn where_nothing_can_be_written_it_is_said_once_and_the_drill_goes_on() {
    let at = Trainee::new();
    std::fs::write(at.path("home"), "a file where the folder should be").unwrap();
    let came = at.fed(&["drill", DRILL, "--seed", "1", "--plain"], &[SORRY, PROMISE].join("\n"));
    came.says(0, &["2 replies scored"], &["The drill goes on; it is not saved."]);
    assert_eq!(came.err.lines().count(), 1, "{}", came.err);
}

#[cfg(unix)]
#[test]
fn a_full_disk_loses_what_does_not_fit_and_nothing_else() {
    let at = Trainee::new();
    at.practise(&[SORRY]);
    let (tactful, kept) = (env!("CARGO_BIN_EXE_tactful"), at.last());
    // No file may grow beyond what is there: to the program that is a full disk.
    let script = format!("trap '' XFSZ; ulimit -f 1; exec '{tactful}' drill {DRILL} --seed 1 --plain");
    let came = at.fed_to(at.command("sh", &["-c", &script]), &[SORRY, PROMISE].join("\n"));
    came.says(0, &["2 replies scored"], &["The drill goes on; it is not saved."]);
    assert_eq!(came.err.lines().count(), 1, "{}", came.err);
    assert_eq!(at.last(), kept, "what was there is still there");
    at.run(&["replay", "last", "--verify"]).says(0, &["the same score again"], &[]);
}

#[cfg(unix)]
#[test]
fn a_history_of_a_newer_tactful_is_left_alone() {
    let at = Trainee::new();
    at.practise(&[SORRY]);
    rusqlite::Connection::open(at.home().join("history.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    at.run(&["history"]).says(2, &[], &["written by a newer tactful"]);
    at.fed(&["drill", DRILL, "--plain"], SORRY).says(0, &["1 reply scored"], &["written by a newer tactful", "The drill goes on; it is not saved."]);
}

#[test]
fn the_help_of_each_command_has_an_example() {
    let at = Trainee::new();
    for command in ["why", "replay", "journal", "history", "export", "import"] {
        let help = at.run(&[command, "--help"]).ok();
        assert!(help.contains("Examples:\n") && help.contains(&format!("\n  tactful {command}")), "{help}");
    }
}
