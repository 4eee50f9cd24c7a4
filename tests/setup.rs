//! What sets tactful up on a machine: completions for each shell, and manual pages.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "this test runs the program and reads what it wrote")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn run(at: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tactful")).args(arguments).current_dir(at.path()).env("TACTFUL_HOME", at.path()).output().unwrap()
}

fn out(at: &TempDir, arguments: &[&str]) -> String {
    let output = run(at, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that the help names.
fn commands(at: &TempDir) -> Vec<String> {
    let help = out(at, &["--help"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let list = list.split("\n\n").next().unwrap();
    let commands: Vec<String> =
        list.lines().filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert!(commands.len() > 10 && commands.contains(&"drill".to_owned()), "{commands:?}");
    commands.into_iter().filter(|command| command != "help").collect()
}

#[test]
fn each_shell_completes_every_command() {
    let at = tempfile::tempdir().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = out(&at, &["completions", shell]);
        for command in commands(&at) {
            assert!(script.contains(&command), "{shell} does not know {command}");
        }
        assert!(script.contains("--seed") || script.contains("l seed"), "{shell} knows no options");
    }
    let unknown = run(&at, &["completions", "tcsh"]);
    assert!(unknown.status.code() == Some(2) && String::from_utf8_lossy(&unknown.stderr).contains("zsh"), "the ones there are are named");
}

#[test]
fn bash_takes_its_script() {
    let at = tempfile::tempdir().unwrap();
    std::fs::write(at.path().join("tactful.bash"), out(&at, &["completions", "bash"])).unwrap();
    let asked = "source ./tactful.bash; COMP_WORDS=(tactful sch); COMP_CWORD=1; _tactful tactful sch tactful; echo ${COMPREPLY[@]}";
    let Ok(output) = Command::new("bash").args(["--norc", "-c", asked]).current_dir(at.path()).stdin(Stdio::null()).output() else { return };
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "schema", "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_manual_names_every_command_and_has_a_page_for_each() {
    let at = tempfile::tempdir().unwrap();
    let first = out(&at, &["man"]);
    assert!(first.contains(".TH tactful 1"), "{first}");
    let told = out(&at, &["man", "--out", "man/man1"]);
    let commands = commands(&at);
    for command in &commands {
        // In roff a hyphen is written with a backslash.
        assert!(first.contains(&format!("tactful\\-{command}(1)")), "{command} is not in the manual");
        let page = std::fs::read_to_string(at.path().join(format!("man/man1/tactful-{command}.1"))).unwrap();
        assert!(page.contains(".SH EXAMPLES") && page.contains(&format!("\n  tactful {}", command.replace('-', "\\-"))), "{page}");
    }
    let pages = std::fs::read_dir(at.path().join("man/man1")).unwrap().count();
    assert!(pages > commands.len() && told.contains(&format!("{pages} pages")), "{told}");
    assert!(Path::new(&at.path().join("man/man1/tactful.1")).exists());
}
