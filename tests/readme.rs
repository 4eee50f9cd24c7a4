//! The README shows what the program does: each of its `console` blocks is run, and the two commands it promises are there.
//!
//! A line that starts with `$ ` is a command, what follows is its output; `...` on a line of its own stands for any lines.
//! `TACTFUL_BLESS=1 cargo test --test readme` writes the outputs anew, to be read before they are kept.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "this test reads the README and runs its commands")]

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a command of the README prints, run by a shell as a reader would, with the program on its path.
fn run(command: &str, home: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_tactful"));
    let path =
        std::env::join_paths(std::iter::once(binary.parent().unwrap().to_path_buf()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap()))).unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(root())
        .env("PATH", path)
        .env("TACTFUL_HOME", home)
        .env("COLUMNS", "80")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A `console` block of a Markdown file: its commands, each with the output that is shown.
fn block(text: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((command, output))) if command.ends_with('\\') && output.is_empty() => {
                command.push('\n');
                command.push_str(line);
            }
            (None, Some((_, output))) => {
                output.push_str(line);
                output.push('\n');
            }
            (None, None) => panic!("a console block starts with a command: {line}"),
        }
    }
    commands
}

fn check(file: &str) {
    let path = root().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let home = tempfile::tempdir().unwrap();
    let bless = std::env::var_os("TACTFUL_BLESS").is_some();
    let mut fresh = text.clone();
    let mut blocks = 0;
    for part in text.split("```console\n").skip(1) {
        let (shown, _) = part.split_once("```").unwrap();
        blocks += 1;
        let mut written = String::new();
        for (command, expected) in block(shown) {
            let output = run(&command, home.path());
            if bless && !expected.contains("...\n") {
                written.push_str(&format!("$ {command}\n{output}"));
                continue;
            }
            written.push_str(&format!("$ {command}\n{expected}"));
            snapbox::Assert::new().eq(output, expected);
        }
        if bless {
            fresh = fresh.replacen(&format!("```console\n{shown}```"), &format!("```console\n{written}```"), 1);
        }
    }
    assert!(blocks > 0, "{file} has no console block");
    if bless {
        std::fs::write(path, fresh).unwrap();
    }
}

#[test]
fn the_blocks_of_the_readme_are_true() {
    check("README.md");
}

#[test]
fn the_readme_names_the_commands_that_set_everything_up() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for command in ["cargo run --release -- drill", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.contains("cargo test"), "CI runs the README's test command");
}
