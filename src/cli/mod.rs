//! The commands: arguments, environment and clock come in here and nowhere else.
//!
//! `args` is what was typed, `gather` finds the files, and each command has a file of its own. A command returns an
//! [`Exit`]; what could not be done is an error, which [`run`] tells with the way out.
#![expect(clippy::disallowed_methods, reason = "this room talks to the outside")]

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::report::page::{Page, Style};
use crate::report::when::Clock;
use crate::terminal::{paint, screen_size};

mod args;
mod assess;
mod calibrate;
mod check;
mod completions;
mod conversation;
mod desk;
mod drill;
mod explain;
mod export;
mod gather;
mod hear;
mod history;
mod home;
mod import;
mod journal;
mod journeys;
mod keep;
mod labelled;
mod learn;
mod list;
mod man;
mod new;
mod offers;
mod pack;
mod past;
mod practice;
mod progress;
mod replay;
mod schema;
mod score;
mod show;
mod test;
mod watch;
mod why;

use args::{Args, Command};

/// What the program says to the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Fine.
    Fine = 0,
    /// Something to improve: findings, failed examples, a score under the pass mark.
    Improve = 1,
    /// Could not run.
    CouldNot = 2,
    /// Stopped by Ctrl-C; nothing is lost.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the program with these arguments, the first of which is its own name.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { Exit::CouldNot } else { Exit::Fine };
            // A closed pipe under `--help` is no error.
            let _ = error.print();
            return code.into();
        }
    };
    args.color.write_global();
    match command(&args) {
        Ok(exit) => exit.into(),
        Err(error) if is_closed_pipe(&error) => Exit::Fine.into(),
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "tactful: {error:#}");
            Exit::CouldNot.into()
        }
    }
}

fn command(args: &Args) -> anyhow::Result<Exit> {
    match &args.command {
        None => home::run(args),
        Some(Command::Drill(drill)) => drill::run(args, drill),
        Some(Command::Assess(assess)) => assess::run(args, assess),
        Some(Command::Progress(progress)) => progress::run(args, progress),
        Some(Command::List(list)) => list::run(args, list),
        Some(Command::Show(show)) => show::run(args, show),
        Some(Command::Hear(hear)) => hear::run(args, hear),
        Some(Command::Score(score)) => score::run(args, score),
        Some(Command::New(new)) => new::run(args, new),
        Some(Command::Check(check)) => check::run(args, check),
        Some(Command::Test(test)) => test::run(args, test),
        Some(Command::Watch(watch)) => watch::run(args, watch),
        Some(Command::Explain(explain)) => explain::run(args, explain),
        Some(Command::Schema(schema)) => schema::run(args, schema),
        Some(Command::Pack(pack)) => pack::run(args, pack),
        Some(Command::Calibrate(calibrate)) => calibrate::run(args, calibrate),
        Some(Command::Learn(learn)) => learn::run(args, learn),
        Some(Command::Why(why)) => why::run(args, why),
        Some(Command::Replay(replay)) => replay::run(args, replay),
        Some(Command::Journal(journal)) => journal::run(args, journal),
        Some(Command::History(history)) => history::run(args, history),
        Some(Command::Export(export)) => export::run(args, export),
        Some(Command::Import(import)) => import::run(args, import),
        Some(Command::Completions(completions)) => completions::run(completions),
        Some(Command::Man(man)) => man::run(man),
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}

/// When and where the reader is.
fn clock() -> Clock {
    Clock { now: now(), zone: jiff::tz::TimeZone::system() }
}

/// Seconds since 1970.
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// How pages are made: as wide as the terminal, or as `COLUMNS` says where there is none.
fn style() -> Style {
    /// Columns where nobody says how wide the screen is.
    const COLUMNS: usize = 80;
    if io::stdout().is_terminal() {
        return Style::new(screen_size().0);
    }
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    Style::new(columns.unwrap_or(COLUMNS))
}

/// Prints a page, in colour where that is wanted.
fn print(page: &Page) -> io::Result<()> {
    print_text(&paint::page(page))
}

fn print_text(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// May what goes to standard output be coloured?
fn is_coloured() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}
