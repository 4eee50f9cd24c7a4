//! `tactful watch`: files are saved as editors save them, and the few lines that come of it are waited for.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test writes files, looks at the clock, and fails where it cannot")]

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

#[cfg(unix)]
mod pty;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);
/// A framework of one scenario, whose examples do what they should.
const DESK: &str = include_str!("../examples/returns-desk.yaml");
const FINE: &str = "desk.yaml  12 examples, all as they should be";

/// Somebody at work in a folder, beside a program that watches it.
struct Beside {
    folder: TempDir,
    child: Child,
    printed: Arc<Mutex<String>>,
    /// How much of it was waited for already.
    seen: usize,
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tactful"));
    command.arg("watch").args(arguments).current_dir(folder).env("TACTFUL_HOME", folder.join("home"));
    command.env_remove("CLICOLOR_FORCE").env("COLUMNS", "80");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Beside {
    /// Watches these paths of a folder that holds these files.
    fn watch(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, text)| write(&folder.path().join(name), text));
        let mut child = command(folder.path(), arguments).spawn().unwrap();
        let printed = Arc::new(Mutex::new(String::new()));
        let (mut output, sink) = (child.stdout.take().unwrap(), Arc::clone(&printed));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                sink.lock().unwrap().push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
        });
        Self { folder, child, printed, seen: 0 }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self, name: &str, text: &str) {
        write(&self.path(name), text);
    }

    fn fresh(&self) -> String {
        self.printed.lock().unwrap()[self.seen..].to_owned()
    }

    /// Waits until something new is printed that holds these words, and gives all that came with it.
    #[track_caller]
    fn wait(&mut self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let fresh = self.fresh();
            // A block is whole when its last line is.
            if fresh.contains(words) && fresh.ends_with('\n') {
                self.seen += fresh.len();
                return fresh;
            }
            assert!(start.elapsed() < PATIENCE, "waited for `{words}`; what came is\n{fresh}");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The desk with an example that nothing hears.
fn slipped() -> String {
    DESK.replacen("accepts: [\"", "accepts: [\"The moon is made of cheese.\", \"", 1)
}

#[test]
fn a_save_is_told_with_what_became_worse_and_better() {
    let mut at = Beside::watch(&[("desk.yaml", DESK)], &["desk.yaml"]);
    at.wait("1 file, 12 examples: all as they should be");
    at.save("desk.yaml", &slipped());
    let worse = at.wait("help: ");
    assert!(worse.contains("desk.yaml  1 example not as it should be\n") && worse.contains("error[T001]") && worse.contains("desk.yaml:15:15"), "{worse}");
    // What is still wrong is counted and not shown again.
    at.save("desk.yaml", &slipped().replace("title: The boots from an aunt", "title: Boots"));
    let still = at.wait("(as before)");
    assert!(!still.contains("error["), "{still}");
    at.save("desk.yaml", DESK);
    let better = at.wait("mended");
    assert!(better.contains(FINE) && better.contains("+ mended: “The moon is made of cheese.”"), "{better}");
}

#[test]
fn each_line_starts_with_the_time_of_day() {
    let mut at = Beside::watch(&[("desk.yaml", DESK)], &["desk.yaml"]);
    let first = at.wait("all as they should be");
    let time = first.lines().find(|line| line.contains("12 examples")).unwrap().split_whitespace().next().unwrap().to_owned();
    let digits: Vec<&str> = time.split(':').collect();
    assert!(digits.len() == 3 && digits.iter().all(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())), "{time}");
}

#[test]
fn a_half_written_file_is_one_line_and_is_told_once() {
    let mut at = Beside::watch(&[("desk.yaml", DESK)], &["desk.yaml"]);
    at.wait("all as they should be");
    let half = format!("{DESK}journeys: [{{ id: \"x");
    at.save("desk.yaml", &half);
    let told = at.wait("half written");
    assert!(told.lines().count() <= 2 && !told.contains("error["), "{told}");
    // The same slip, a letter further: silence, until the file is whole again.
    at.save("desk.yaml", &format!("{half}y"));
    thread::sleep(Duration::from_millis(600));
    at.save("desk.yaml", &DESK.replace("title: The boots from an aunt", "title: Boots"));
    let whole = at.wait("as they should be");
    assert!(!whole.contains("half written") && whole.contains(FINE), "{whole}");
}

#[test]
fn an_editor_that_renames_into_place_and_one_that_writes_in_pieces_are_one_save_each() {
    let mut at = Beside::watch(&[("desk.yaml", DESK)], &["desk.yaml"]);
    at.wait("all as they should be");
    let changed = DESK.replace("title: The boots from an aunt", "title: Boots");
    at.save(".desk.yaml.swp", &changed);
    std::fs::rename(at.path("desk.yaml"), at.path("desk.yaml~")).unwrap();
    std::fs::rename(at.path(".desk.yaml.swp"), at.path("desk.yaml")).unwrap();
    let told = at.wait(FINE);
    assert!(!told.contains("gone") && told.matches("desk.yaml").count() == 1, "{told}");
    // Emptied, written in pieces, touched.
    at.save("desk.yaml", "");
    at.save("desk.yaml", &changed[..200]);
    at.save("desk.yaml", DESK);
    at.save("desk.yaml", DESK);
    let told = at.wait(FINE);
    assert_eq!(told.matches("desk.yaml").count(), 1, "{told}");
}

#[test]
fn new_and_removed_files_of_a_folder_are_noticed() {
    let mut at = Beside::watch(&[("desk/a.yaml", DESK)], &["desk"]);
    at.wait("1 file, 12 examples");
    at.save("desk/deeper/b.yaml", &slipped().replacen("id: returns-desk", "id: other-desk", 1));
    let new = at.wait("help: ");
    assert!(new.contains("b.yaml  1 example not as it should be"), "{new}");
    std::fs::remove_file(at.path("desk/deeper/b.yaml")).unwrap();
    at.wait("b.yaml  is gone");
    std::fs::remove_dir_all(at.path("desk")).unwrap();
    at.wait("a.yaml  is gone");
    // The folder comes back, and with it the watching.
    at.save("desk/a.yaml", DESK);
    at.wait("a.yaml  12 examples, all as they should be");
    at.save("desk/a.yaml", &slipped());
    at.wait("a.yaml  1 example not as it should be");
}

#[test]
fn a_signal_that_changes_tries_the_frameworks_that_use_it() {
    let signal = "signal: hums\ntitle: Humming\nhears: Hums.\nsource: us\ncues: [hm]\naccepts: [Hm.]\nrejects: [No hum.]\ntry: Hum.\n";
    let uses = DESK.replace("heard: [policy-wall]", "heard: [hums]");
    assert_ne!(uses, DESK);
    let mut at = Beside::watch(&[("w/use.yaml", &uses), ("w/hums.yaml", signal)], &["w"]);
    at.wait("2 files, 14 examples: all as they should be");
    // Another name: the framework that uses it is told of, though it was not saved.
    at.save("w/hums.yaml", &signal.replace("signal: hums", "signal: sighs"));
    let told = at.wait("there is no signal `hums`");
    assert!(told.contains("hums.yaml  ") && told.contains("use.yaml  1 error"), "{told}");
    at.save("w/hums.yaml", signal);
    let told = at.wait("mended");
    assert!(told.contains("use.yaml  "), "{told}");
}

#[test]
fn an_included_word_list_that_changes_tries_its_framework_again() {
    let desk = DESK.replacen("what:\n", "include: [shared/words.yaml]\nwhat:\n", 1).replacen("accepts: [\"", "accepts: [\"A pear, perhaps?\", \"", 1);
    let desk = desk.replacen("    cues:\n", "    cues:\n      - \"<fruit>\"\n", 1).replacen("    cues: [", "    cues: [\"<fruit>\", ", 1);
    let mut at = Beside::watch(&[("desk.yaml", &desk), ("shared/words.yaml", "lists: { fruit: [pear] }\n")], &["desk.yaml"]);
    at.wait("13 examples: all as they should be");
    at.save("shared/words.yaml", "lists: { fruit: [apple] }\n");
    let told = at.wait("help: ");
    assert!(told.contains("desk.yaml  1 example not as it should be"), "{told}");
    at.save("shared/words.yaml", "lists: { fruit: [apple, pear] }\n");
    at.wait("+ mended: “A pear, perhaps?”");
}

#[test]
fn once_is_for_scripts() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("desk.yaml"), DESK);
    let run = |arguments: &[&str]| {
        let output = command(folder.path(), arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, out, _) = run(&["--once", "desk.yaml"]);
    assert!(code == Some(0) && out.contains("1 file, 12 examples: all as they should be"), "{out}");
    write(&folder.path().join("desk.yaml"), &slipped());
    let (code, out, _) = run(&["--once", "desk.yaml"]);
    assert!(code == Some(1) && out.contains("error[T001]"), "{out}");
    write(&folder.path().join("desk.yaml"), "a: [");
    assert_eq!(run(&["--once", "desk.yaml"]).0, Some(1));
    let (code, _, err) = run(&["nowhere.yaml"]);
    assert!(code == Some(2) && err.contains("there is no file or folder `nowhere.yaml`"), "{err}");
    let (code, _, err) = run(&[]);
    assert!(code == Some(2) && err.contains("nothing to watch"), "{err}");
}

#[test]
fn a_reader_that_goes_away_ends_it() {
    let mut at = Beside::watch(&[("desk.yaml", DESK)], &["desk.yaml"]);
    at.wait("all as they should be");
    let mut child = command(at.folder.path(), &["desk.yaml"]).spawn().unwrap();
    drop(child.stdout.take());
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < PATIENCE, "it does not end");
        // Each save makes it print.
        at.save("desk.yaml", &format!("{DESK}# {}\n", start.elapsed().as_nanos()));
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// With keys, in a terminal.
#[cfg(unix)]
mod keys {
    use super::pty::{TACTFUL, Terminal};
    use super::*;

    const KEYS: &str = "p play the beat under work, h hear a sentence, t test all again, q leave";

    fn start(script: &str) -> (TempDir, Terminal) {
        let home = tempfile::tempdir().unwrap();
        write(&home.path().join("desk.yaml"), DESK);
        let at = Terminal::start((80, 40), home.path(), &[], "sh", &["-c", script]);
        at.wait(KEYS);
        (home, at)
    }

    #[test]
    fn q_leaves_the_terminal_as_it_was() {
        for (key, code) in [("q", "code=0"), ("\x03", "code=130")] {
            let (_home, mut at) = start(&format!("'{TACTFUL}' watch desk.yaml; echo code=$?; stty -a"));
            at.press(key);
            at.wait(code);
            let screen = at.wait("icanon");
            assert!(!screen.contains("-icanon") && !screen.contains("-echo "), "{screen}");
        }
    }

    #[test]
    fn the_beat_under_work_is_played_and_nothing_is_kept() {
        let (home, mut at) = start(&format!("'{TACTFUL}' watch desk.yaml; echo code=$?"));
        let second = "I wouldn't want my aunt to find out, honestly.";
        assert!(DESK.contains(second));
        write(&home.path().join("desk.yaml"), &DESK.replace(second, "My aunt must not find out."));
        at.wait("desk.yaml  12 examples");
        at.press("p");
        at.wait("My aunt must not find out.");
        at.ready("type your reply, or /hint /skip /undo /stop /help");
        at.say("/stop");
        at.wait("Nothing of it is kept.");
        at.ready(KEYS);
        // Saves that come while somebody plays are not lost, and neither is the watching.
        write(&home.path().join("desk.yaml"), &slipped());
        at.wait("1 example not as it should be");
        at.press("q");
        at.wait("code=0");
        assert!(!home.path().join("stopped").exists(), "nothing is kept");
    }

    #[test]
    fn a_sentence_is_heard_and_all_is_tried_again() {
        // Ctrl-C while something is printed reaches the shell too, which is to live on and tell the code.
        let (_home, mut at) = start(&format!("trap : INT; '{TACTFUL}' watch desk.yaml; echo code=$?"));
        at.press("h");
        at.wait("a sentence to hear, Esc to leave");
        at.say("I'm so sorry you had to wait.");
        at.until("what is heard", |screen| screen.contains("“so sorry”") && screen.trim_end().ends_with(KEYS));
        at.press("h");
        at.ready("a sentence to hear, Esc to leave");
        at.press("\x1b");
        at.ready(KEYS);
        at.press("t");
        at.until("all tried again", |screen| screen.matches("12 examples: all as they should be").count() == 2);
        at.press("\x03");
        at.wait("code=130");
    }

    #[test]
    fn what_can_not_be_played_says_so() {
        let (home, mut at) = start(&format!("'{TACTFUL}' watch desk.yaml; echo code=$?"));
        write(&home.path().join("desk.yaml"), &DESK.replace("ask: check-in", "ask: checkin"));
        at.wait("error[F007]");
        at.press("p");
        at.wait("desk.yaml can be played when its errors are mended.");
        at.press("q");
        at.wait("code=0");
    }
}
