//! Every command as a shell sees it: arguments and standard input in; standard output, standard error and exit code out.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads and writes files, and fails where it cannot")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const BEAT: &str = "check-in/first-call/wires";
const GOOD: &str = "I can see you are nervous, Tomasz. Grey belongs in the wall socket, white in the mains, and it needs five minutes.";
const WEAK: &str = "Oh, that is easy.";

/// What came of a command.
struct Came {
    code: i32,
    out: String,
    err: String,
}

/// A place to run commands in, with nobody's own files.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tactful"));
        command.args(arguments).current_dir(self.path()).env("TACTFUL_HOME", self.path().join("home"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn with(&self, environment: &[(&str, &str)], arguments: &[&str], input: impl AsRef<[u8]>) -> Came {
        let mut child = self.command(arguments).envs(environment.iter().copied()).spawn().unwrap();
        // A command that does not read its input has closed the pipe.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        came(&child.wait_with_output().unwrap())
    }

    fn fed(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Came {
        self.with(&[], arguments, input)
    }

    fn run(&self, arguments: &[&str]) -> Came {
        self.fed(arguments, "")
    }
}

fn came(output: &Output) -> Came {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Came { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
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

    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
    }
}

#[test]
fn exit_codes_say_fine_to_improve_and_could_not() {
    let at = Place::new();
    at.run(&["score", BEAT, "--reply", GOOD]).says(0, &["It lands: "], &[]);
    at.run(&["score", BEAT, "--reply", WEAK]).says(1, &["Not yet: ", "Try: "], &[]);
    at.run(&["score", BEAT, "--nonsense"]).says(2, &[], &["--nonsense"]);
    at.run(&["lisst"]).says(2, &[], &["'list'"]);
    at.run(&["score", "chek-in", "--reply", GOOD]).says(2, &[], &["there is no framework `chek-in`; did you mean `check-in`?"]);
    at.run(&["score", "check-in/frist-call", "--reply", GOOD]).says(2, &[], &["there is no scenario `frist-call`; did you mean `first-call`?"]);
    at.run(&["score", "check-in/first-call/wire", "--reply", GOOD]).says(2, &[], &["there is no beat `wire`; did you mean `wires`?"]);
    at.run(&["drill", "chek-in"]).says(2, &[], &["did you mean `check-in`?"]);
    at.run(&["show", "warmht"]).says(2, &[], &["did you mean `warmth`?"]);
    at.run(&["show", "check-in/frist-call"]).says(2, &[], &["did you mean `first-call`?"]);
    at.run(&["explain", "F999"]).says(2, &[], &["there is no finding `F999`"]);
    at.run(&["score", BEAT, "nowhere.txt"]).says(2, &[], &["`nowhere.txt`"]);
    at.run(&["check", "nowhere.yaml"]).says(2, &[], &["nowhere.yaml"]);
}

#[test]
fn what_is_not_scored_says_why_and_has_no_number() {
    let at = Place::new();
    let came = at.run(&["score", BEAT, "--reply", "Das ist mir leider völlig egal, ich habe heute keine Zeit für Sie."]);
    came.says(1, &["another language"], &[]);
    assert!(!came.out.contains("of 100"), "{}", came.out);
    at.run(&["score", BEAT]).says(1, &["Nothing was typed"], &[]);
    at.run(&["hear"]).says(0, &["Nothing was typed"], &[]);
}

#[test]
fn hear_says_what_is_heard_and_where() {
    let at = Place::new();
    let out = at.run(&["hear", "I'm so sorry you had to wait, Marta."]).ok();
    assert!(out.contains("+ Warmth") && out.contains("“so sorry”") && out.contains("warmth.yaml:"), "{out}");
    assert_eq!(at.fed(&["hear"], "I'm so sorry you had to wait, Marta.").ok(), out, "from a pipe it is the same");
    let alone = at.run(&["hear", "An hour is far too long."]).ok();
    let with_line = at.run(&["hear", "--line", "I waited an hour!", "An hour is far too long."]).ok();
    assert_ne!(alone, with_line, "what was said before matters");
}

#[test]
fn many_replies_are_heard_in_order_and_bad_lines_answered_in_their_place() {
    let at = Place::new();
    let mut input = "\u{feff}{\"id\": \"a\", \"reply\": \"Ça va, José? I’m so sorry you had to wait 👋 , really.\"}\n".as_bytes().to_vec();
    input.extend_from_slice(b"{\"id\": 2, \"context\": \"I waited an hour!\", \"reply\": \"An hour is far too long.\", \"labels\": {\"warmth\": 1}}\r\n");
    input
        .extend_from_slice(b"\n{broken\n\xff\xfe\n{\"id\": \"no reply\"}\n{\"id\": null, \"reply\": \"\"}\n{\"id\": \"last\", \"reply\": \"Take your time.\"}");
    at.write("many.jsonl", &input);
    let came = at.fed(&["hear", "--jsonl"], &input);
    came.says(1, &[], &[]);
    let lines = came.lines();
    let order: Vec<String> = lines.iter().map(|line| if line["error"].is_null() { line["id"].to_string() } else { format!("line {}", line["line"]) }).collect();
    assert_eq!(order, ["\"a\"", "2", "line 4", "line 5", "line 6", "null", "\"last\""]);
    assert_eq!(lines[3]["error"], "the line is not UTF-8");
    assert!(lines[4]["error"].as_str().unwrap().contains("missing field `reply` at column"), "{}", lines[4]);
    assert_eq!((&lines[5]["scored"], &lines[5]["why"]), (&Value::Bool(false), &Value::from("nothing typed")));

    let reply = "Ça va, José? I’m so sorry you had to wait 👋 , really.";
    let signals = lines[0]["signals"].as_object().unwrap();
    assert!(signals.contains_key("warmth"), "{signals:?}");
    for evidence in signals.values().flat_map(|signal| signal["evidence"].as_array().unwrap()) {
        let place = |name: &str| usize::try_from(evidence[name].as_u64().unwrap()).unwrap();
        assert_eq!(reply.get(place("start")..place("end")), evidence["text"].as_str(), "offsets are bytes of the reply");
        assert!(evidence["cue"].is_string() && evidence["at"].as_str().unwrap().contains(".yaml:"));
    }
    assert_eq!(at.run(&["hear", "--jsonl", "many.jsonl"]).out, came.out, "a file is heard like a pipe");
    assert_eq!(at.run(&["hear", "--jsonl"]).ok(), "", "nothing in, nothing out");
}

#[test]
fn an_answer_comes_before_the_next_line_is_asked() {
    let at = Place::new();
    let mut child = at.command(&["hear", "--jsonl"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(input, "{{\"id\": {number}, \"reply\": \"Take your time.\"}}").unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], number);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn many_replies_are_scored_as_lines_and_as_a_table() {
    let at = Place::new();
    let said = |id: &str, reply: &str| format!("{{\"id\": {id}, \"reply\": {reply:?}}}\n");
    let input = [said("\"=HYPERLINK(1)\"", GOOD), said("-5", WEAK), "nonsense\n".to_owned(), said("\"a,b\\\"c\"", "")].concat();
    at.write("many.jsonl", &input);

    let came = at.run(&["score", BEAT, "--jsonl", "many.jsonl"]);
    came.says(1, &[], &[]);
    let lines = came.lines();
    assert_eq!(lines.len(), 4);
    assert!(lines[0]["pass"] == true && lines[0]["score"].as_f64().unwrap() >= 70.0, "{}", lines[0]);
    assert!(lines[1]["pass"] == false && lines[1]["try"].is_string() && !lines[1]["missing"].as_array().unwrap().is_empty(), "{}", lines[1]);
    assert_eq!(lines[2]["line"], 3);
    assert!(lines[3]["scored"] == false && lines[3]["score"].is_null());

    let came = at.fed(&["score", BEAT, "--jsonl", "--csv"], &input);
    came.says(1, &["line 3: "], &[]);
    let mut table = csv::Reader::from_reader(came.out.as_bytes());
    let rows: Vec<Vec<String>> = table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let ids: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(ids, ["'=HYPERLINK(1)", "-5", "", "a,b\"c"], "text is never a formula, a number stays one");
    assert!(rows[0][5] == "true" && rows[1][5] == "false" && rows[3][7] == "nothing typed", "{}", came.out);
    at.run(&["score", "check-in/first-call", "--jsonl", "many.jsonl"]).says(2, &[], &["FRAMEWORK/SCENARIO/BEAT"]);
}

#[test]
fn a_conversation_is_scored_from_a_file() {
    let at = Place::new();
    at.write("call.txt", format!("# Monday\nTomasz: Hello.\nYou: {GOOD}\nTomasz: Good.\nYou: Do you understand?\n"));
    let came = at.run(&["score", "check-in/first-call", "call.txt"]);
    came.says(0, &["You: I can see you are nervous", "You: Do you understand?", "So far", "2 replies scored"], &[]);
    let why = at.run(&["score", "check-in/first-call", "call.txt", "--why"]);
    assert!(why.out.contains("Why this score") && why.out.contains("check-in.yaml:"), "{}", why.out);
    at.fed(&["score", "check-in/first-call"], format!("{WEAK}\n")).says(1, &["Not there yet"], &[]);
    at.run(&["score", "check-in/first-call", "nothing.txt"]).says(2, &[], &["nothing.txt"]);
    at.fed(&["score", "check-in/first-call"], "").says(2, &[], &["start the lines of the trainee with `You:`"]);
}

#[test]
fn what_there_is_is_listed_and_shown() {
    let at = Place::new();
    let list = at.run(&["list"]).ok();
    assert!(list.contains("check-in/first-call") && list.contains("own-it/double-booked"), "{list}");
    let home = at.run(&[]).ok();
    assert!(home.contains("Welcome") && home.contains("tactful drill check-in/first-call") && home.contains("tactful list"), "{home}");
    let signals = at.run(&["list", "--signals"]).ok();
    assert!(signals.contains("Pitfalls") && signals.contains("blame-shift"), "{signals}");
    let framework = at.run(&["show", "own-it"]).ok();
    assert!(framework.contains("Scenarios") && framework.contains("Sources"), "{framework}");
    let scenario = at.run(&["show", "own-it/double-booked"]).ok();
    assert!(scenario.contains("Marta Reyes") && scenario.contains("tactful drill own-it/double-booked"), "{scenario}");
    let signal = at.run(&["show", "warmth"]).ok();
    assert!(signal.contains("Heard in") && signal.contains("Not heard in"), "{signal}");
}

#[test]
fn a_signal_is_explained_even_where_a_framework_has_its_name() {
    let at = Place::new();
    let signal = at.run(&["explain", "check-in"]).ok();
    assert!(signal.starts_with("Checking in  check-in\n") && signal.contains("Source: ") && signal.contains("Heard in"), "{signal}");
    let framework = at.run(&["show", "check-in"]).ok();
    assert!(framework.contains("Scenarios") && framework.contains("tactful explain check-in"), "{framework}");
}

#[test]
fn the_help_of_each_command_has_an_example() {
    let at = Place::new();
    for command in ["drill", "list", "show", "hear", "score", "check", "test", "explain", "watch", "schema", "pack", "completions", "man"] {
        let help = at.run(&[command, "--help"]).ok();
        assert!(help.contains("Examples:\n") && help.contains(&format!("\n  tactful {command}")), "{help}");
    }
    assert!(at.run(&["--help"]).ok().contains("Start with: tactful drill"));
    assert!(at.run(&["--version"]).ok().starts_with("tactful "));
}

#[test]
fn colour_is_there_only_where_it_is_wanted() {
    let at = Place::new();
    let coloured = |environment: &[(&str, &str)], arguments: &[&str]| at.with(environment, arguments, "").ok().contains('\x1b');
    assert!(!coloured(&[], &["list"]), "a pipe has no colour");
    assert!(coloured(&[], &["list", "--color", "always"]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &["list"]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &["list"]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["list", "--color", "never"]));
    assert!(!coloured(&[("NO_COLOR", "1")], &["list"]));
    assert!(!coloured(&[("TERM", "dumb")], &["show", "warmth"]));
    let plain = at.run(&["show", "warmth"]).ok();
    let painted = at.run(&["show", "warmth", "--color", "always"]).ok();
    assert_eq!(anstream::adapter::strip_str(&painted).to_string(), plain, "colour adds nothing but colour");
}

#[test]
fn pages_are_as_wide_as_columns_says_and_no_wider_than_is_read_well() {
    let at = Place::new();
    let widest = |columns: &str| at.with(&[("COLUMNS", columns)], &["show", "own-it"], "").ok().lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest("40") <= 40 && (60..=96).contains(&widest("500")) && widest("nonsense") <= 80);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let at = Place::new();
    let many = format!("{{\"id\": 1, \"reply\": {GOOD:?}}}\n").repeat(60);
    at.write("many.jsonl", &many);
    for arguments in [
        &["list"][..],
        &["show", "check-in"],
        &["hear", "--jsonl", "many.jsonl"],
        &["score", BEAT, "--jsonl", "many.jsonl"],
        &["score", BEAT, "--jsonl", "many.jsonl", "--csv"],
        &["drill"],
        &["--help"],
    ] {
        let mut child = at.command(arguments).spawn().unwrap();
        drop(child.stdin.take());
        // The reader goes before the first word is written.
        drop(child.stdout.take());
        let came = came(&child.wait_with_output().unwrap());
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn a_drill_from_a_pipe_reads_lines_and_always_begins_anew() {
    let at = Place::new();
    let typed = format!("/hint\n{GOOD}\n/why\n\nHow would you tell Zosia what goes where?\n");
    let arguments = ["drill", "check-in/first-call", "--seed", "1"];
    let out = at.fed(&arguments, &typed).ok();
    for text in ["Hint: ", "> I can see you are nervous", "Why this score", "> How would you tell Zosia", "So far", "2 replies scored"] {
        assert!(out.contains(text), "`{text}` is not in\n{out}");
    }
    assert_eq!(at.fed(&arguments, &typed).ok(), out, "the same input, the same output, whatever is in the history");
    let unsaved = Place::new();
    assert_eq!(unsaved.fed(&[&arguments[..], &["--no-save"]].concat(), &typed).ok(), out);
    assert!(at.path().join("home/history.db").exists() && !unsaved.path().join("home").exists(), "kept, unless nothing may be kept");
    let quiet = at.fed(&["drill", "--quiet-scores", "--plain"], &typed).ok();
    assert!(!quiet.contains("of 100") && !quiet.contains('%'), "{quiet}");
    assert!(at.run(&["drill"]).ok().contains("Two wires and a granddaughter"), "without a name a pipe gets the first drill");
}

#[test]
fn a_drill_for_programs_speaks_json_only() {
    let at = Place::new();
    let mut input = format!("{{\"event\": \"reply\", \"text\": {GOOD:?}}}\n\n{{\"event\": \"jump\"}}\nnonsense\n").into_bytes();
    input.extend_from_slice(b"{\"event\": \"reply\", \"text\": \"\xff\"}\n{\"event\": \"next\"}\n{\"event\": \"stop\"}\n");
    let came = at.fed(&["drill", "check-in/first-call", "--json", "--seed", "1"], &input);
    came.says(0, &[], &[]);
    let lines = came.lines();
    let first = |line: &Value| line["effects"][0]["effect"].as_str().unwrap_or("error").to_owned();
    let kinds: Vec<String> = lines.iter().map(first).collect();
    assert_eq!(kinds, ["scene", "landed", "error", "error", "error", "reaction", "stopped"]);
    let errors: Vec<&str> = lines.iter().filter_map(|line| line["error"].as_str()).collect();
    assert!(errors.len() == 3 && errors[0].contains("unknown variant `jump`") && errors[0].contains("`reply`"), "{errors:?}");
    let ended = at.run(&["drill", "check-in/first-call", "--json"]);
    ended.says(0, &[], &[]);
    assert_eq!(ended.lines().last().map(first).as_deref(), Some("stopped"), "the end of the input stops the drill");
    at.run(&["drill", "--json", "--plain"]).says(2, &[], &["--plain"]);
}

#[test]
fn a_broken_framework_is_left_out_and_the_others_work() {
    let at = Place::new();
    at.write("mine/broken.yaml", "format: 1\nid: broken\nnonsense: yes\n");
    at.run(&["list", "--frameworks", "mine"]).says(0, &["check-in/first-call"], &["mine/broken.yaml is left out: ", "see `tactful check mine/broken.yaml`"]);
    at.run(&["score", BEAT, "--reply", GOOD, "--frameworks", "mine/broken.yaml"]).says(0, &["It lands"], &["is left out"]);
    at.run(&["show", "broken", "--frameworks", "mine"]).says(2, &[], &["there is no framework and no signal `broken`"]);
    at.run(&["drill", "broken", "--frameworks", "mine"]).says(2, &[], &["`mine/broken.yaml` has findings"]);
    at.run(&["check", "mine/broken.yaml"]).says(1, &["mine/broken.yaml", "nonsense"], &[]);
    at.run(&["test", "mine"]).says(1, &["nonsense"], &[]);
    at.run(&["list", "--frameworks", "nowhere"]).says(2, &[], &["nowhere"]);
}

/// A sheet with three cues, and replies in which people heard it or not.
fn to_learn(place: &Place) {
    place.write(
        "signals/seat.yaml",
        "signal: seat\ntitle: Offers a seat\nhears: The speaker offers a seat.\nsource: our own\ntry: Offer a seat.\ncues:\n  - \"sit down\"\n  # who says \
         please\n  - { say: please, weight: 0.5 }\n  - { say: \"sit there\", weight: 1 }\naccepts: [\"Please sit down.\"]\nrejects: [\"Sit there.\"]\n",
    );
    let labelled = |reply: &str, level: u8| format!("{{\"id\": 1, \"reply\": \"{reply}\", \"labels\": {{\"seat\": {level}}}}}\n").repeat(30);
    let replies = [("Please sit down, you look tired.", 2), ("You can sit down here.", 1), ("You can sit there and wait.", 0), ("Please wait.", 0)];
    place.write("replies.jsonl", replies.map(|(reply, level)| labelled(reply, level)).concat());
}

#[test]
fn weights_are_learned_from_labelled_replies() {
    let place = Place::new();
    to_learn(&place);
    let learned = place.run(&["--frameworks", "signals/seat.yaml", "learn", "replies.jsonl", "--signal", "seat"]);
    assert_eq!((learned.code, learned.err.as_str()), (0, ""));
    assert!(learned.out.contains("# who says please") && !learned.out.contains("say: \"sit there\", weight: 1 }"), "{}", learned.out);
    place.write("signals/seat.yaml", &learned.out);
    let agreed = place.run(&["--frameworks", "signals/seat.yaml", "calibrate", "replies.jsonl", "--format", "json"]);
    let agreed: Value = serde_json::from_str(&agreed.out).unwrap();
    assert_eq!(agreed["signals"]["seat"]["f1"].as_f64(), Some(1.0), "{agreed}");
    let again = place.run(&["--frameworks", "signals/seat.yaml", "learn", "replies.jsonl", "--signal", "seat"]);
    assert_eq!(again.code, 0, "what was learned is a sheet like any other");
}

#[test]
fn nothing_is_learned_from_nothing() {
    let place = Place::new();
    to_learn(&place);
    place.write("others.jsonl", "{\"id\": 1, \"reply\": \"Hi.\", \"labels\": {\"warmth\": 1}}\n");
    let one_sided = place.run(&["--frameworks", "signals/seat.yaml", "learn", "others.jsonl", "--signal", "seat"]);
    assert!(one_sided.code == 2 && one_sided.err.contains("and some that have not"), "{}", one_sided.err);
    let unknown = place.run(&["learn", "others.jsonl", "--signal", "chair"]);
    assert!(unknown.code == 2 && unknown.err.contains("there is no signal `chair`"), "{}", unknown.err);
    assert_eq!(place.run(&["learn", "others.jsonl", "--signal", "warmth", "--present", "0"]).code, 2);
}
