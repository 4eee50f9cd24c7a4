//! The README and the guide show what the program does: each of their `console` blocks is run, and the two commands it promises are there.
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
fn run(command: &str, folder: &Path, home: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_tactful"));
    let path =
        std::env::join_paths(std::iter::once(binary.parent().unwrap().to_path_buf()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap()))).unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", path)
        .env("TACTFUL_HOME", home)
        .env("COLUMNS", "80")
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm")
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

/// Runs the blocks of a file in the order in which a reader meets them: what a `yaml` block names in its first line is saved, the
/// commands of a `console` block are run. `folder`: where the reader stands.
fn check(file: &str, folder: &Path) {
    let path = root().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let home = tempfile::tempdir().unwrap();
    let bless = std::env::var_os("TACTFUL_BLESS").is_some();
    let mut fresh = text.clone();
    let mut blocks = 0;
    for fenced in text.split("\n```").skip(1).step_by(2) {
        let (kind, shown) = fenced.split_once('\n').unwrap();
        match kind {
            "yaml" => save(shown, folder),
            "console" => {
                blocks += 1;
                let written = commands(shown, folder, home.path(), bless);
                fresh = fresh.replacen(&format!("```console\n{shown}\n```"), &format!("```console\n{written}```"), 1);
            }
            _ => {}
        }
    }
    assert!(blocks > 0, "{file} has no console block");
    if bless {
        std::fs::write(path, fresh).unwrap();
    }
}

/// Saves a file whose name stands in a comment on the first line of its block.
fn save(shown: &str, folder: &Path) {
    let Some((name, rest)) = shown.split_once('\n') else { return };
    let Some(name) = name.strip_prefix("# ").filter(|name| name.ends_with(".yaml")) else { return };
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, format!("{rest}\n")).unwrap();
}

/// Runs the commands of a block, and gives the block as it should be.
fn commands(shown: &str, folder: &Path, home: &Path, bless: bool) -> String {
    let mut written = String::new();
    for (command, expected) in block(shown) {
        let output = run(&command, folder, home);
        if bless && !expected.contains("...\n") {
            written.push_str(&format!("$ {command}\n{output}"));
            continue;
        }
        written.push_str(&format!("$ {command}\n{expected}"));
        snapbox::Assert::new().eq(output, expected);
    }
    written
}

#[test]
fn the_blocks_of_the_readme_are_true() {
    check("README.md", &root());
}

#[test]
fn who_follows_the_guide_word_by_word_ends_with_what_it_promises() {
    let folder = tempfile::tempdir().unwrap();
    check("frameworks/README.md", folder.path());
}

#[test]
fn the_framework_of_the_guide_is_the_one_of_the_examples() {
    let guide = std::fs::read_to_string(root().join("frameworks/README.md")).unwrap();
    let example = std::fs::read_to_string(root().join("examples/late-parcel.yaml")).unwrap();
    assert!(guide.contains(&format!("```yaml\n# late-parcel.yaml\n{example}```")), "the two differ");
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

#[test]
fn every_habit_is_trained_by_frameworks_that_exist_and_every_framework_trains_one() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let shelf = tactful::framework::Shelf::embedded();
    let table = readme.split("| habit |").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut named = std::collections::BTreeSet::new();
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(rows.len(), 17, "one row for each habit of the design");
    for row in rows {
        let frameworks: Vec<&str> = row.rsplit('|').nth(1).unwrap().split('`').skip(1).step_by(2).collect();
        let known: Vec<&&str> = frameworks.iter().filter(|id| shelf.framework(id).is_some()).collect();
        assert!(row.contains("all of them") || !frameworks.is_empty(), "{row}");
        assert!(known.len() == frameworks.len() || row.contains("tactful"), "{row}");
        named.extend(known.into_iter().copied());
    }
    let missing: Vec<&str> = shelf.frameworks().map(|framework| framework.value.id.as_str()).filter(|id| !named.contains(id)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "frameworks that no habit names");
}
