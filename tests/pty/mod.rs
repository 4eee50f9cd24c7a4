//! The real program in a pseudo-terminal, and the screen that comes of it.
#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

pub(crate) const TACTFUL: &str = env!("CARGO_BIN_EXE_tactful");
/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal shows, and every byte that came to it.
pub(crate) struct Shown {
    pub(crate) parser: vt100::Parser,
    pub(crate) bytes: Vec<u8>,
}

/// A program in a terminal of its own.
pub(crate) struct Terminal {
    pub(crate) master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pub(crate) shown: Arc<Mutex<Shown>>,
}

impl Terminal {
    pub(crate) fn start(size: (u16, u16), home: &Path, environment: &[(&str, &str)], program: &str, arguments: &[&str]) -> Self {
        let (cols, rows) = size;
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(home);
        ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"].iter().for_each(|name| command.env_remove(name));
        command.env("TERM", "xterm-256color");
        command.env("TACTFUL_HOME", home);
        environment.iter().for_each(|(name, value)| command.env(name, value));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let shown = Arc::new(Mutex::new(Shown { parser: vt100::Parser::new(many(rows), many(cols), 0), bytes: Vec::new() }));
        let (mut reader, sink) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&shown));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let mut shown = sink.lock().unwrap();
                shown.parser.process(&buffer[..count]);
                shown.bytes.extend_from_slice(&buffer[..count]);
            }
        });
        Self { keys: pair.master.take_writer().unwrap(), master: pair.master, child, shown }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub(crate) fn say(&mut self, reply: &str) {
        self.press(reply);
        self.press("\r");
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.press(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Kills the program at once, as a power cut would.
    pub(crate) fn kill(&mut self) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-9", &id]).status().unwrap().success());
        self.child.wait().unwrap();
    }

    pub(crate) fn screen(&self) -> String {
        self.shown.lock().unwrap().parser.screen().contents()
    }

    /// Everything since the beginning, escape codes and all.
    pub(crate) fn everything(&self) -> String {
        String::from_utf8_lossy(&self.shown.lock().unwrap().bytes).into_owned()
    }

    #[track_caller]
    pub(crate) fn until(&self, what: &str, seen: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            if seen(&screen) {
                return screen;
            }
            assert!(start.elapsed() < PATIENCE, "waited for {what}; the screen is\n{screen}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    pub(crate) fn wait(&self, text: &str) -> String {
        self.until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen ends with a menu or a prompt that has this help line, and nothing typed.
    #[track_caller]
    pub(crate) fn ready(&self, help: &str) -> String {
        self.until(help, |screen| screen.trim_end().lines().last().is_some_and(|line| line.contains(help)))
    }

    #[track_caller]
    pub(crate) fn exit_code(mut self) -> (u32, String) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.exit_code(), self.until("the last words", |screen| !screen.is_empty()));
            }
            assert!(start.elapsed() < PATIENCE, "it does not end; the screen is\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

pub(crate) fn many(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}
