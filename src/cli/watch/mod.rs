//! `tactful watch`: check and test at every save.
//!
//! `changes` notices that something was saved, `files` reads what the disk holds, `watched` knows how every file stands and what a
//! save changed, `work` where the author is, and `try_out` plays that beat and hears a sentence.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::args::Args;
use super::{Exit, desk, is_coloured, print, print_text, style};
use crate::report::finding;
use crate::report::page::{Page, Tone, piece, plain};
use crate::report::watch::{self, Part, What};
use crate::report::words;
use crate::terminal::keys::{Interrupts, Key, Keys};

mod changes;
mod files;
mod try_out;
mod watched;
mod work;

use changes::Changes;
use files::{Held, Meant};
use try_out::Stage;
use watched::Watched;

/// How long is waited for a key before the files get their turn, and the other way round.
const TURN: Duration = Duration::from_millis(100);
/// How long is waited at a time where there are no keys.
const REST: Duration = Duration::from_secs(1);

/// What `tactful watch` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful watch my.yaml              beside your editor: a few lines at every save
  tactful watch frameworks/ signals/
  tactful watch --once my.yaml       once, for scripts; exit code 1 where something is to be improved

Keys: p plays the beat whose lines changed last, h hears a sentence, t tests all again, q leaves")]
pub(super) struct Watch {
    /// Files or folders; without them your own
    paths: Vec<PathBuf>,
    /// Check and test once, and end
    #[arg(long)]
    once: bool,
}

/// `tactful watch [PATH…]`.
pub(super) fn run(args: &Args, watch: &Watch) -> anyhow::Result<Exit> {
    let meant = Meant::new(args, &watch.paths)?;
    let mut changes = Changes::new();
    if watch.once {
        let held = meant.read();
        let watched = Watched::new(&held);
        told(&held.troubles)?;
        let fine = held.troubles.is_empty() && watched.all().iter().all(|save| matches!(&save.what, What::Tried(tried) if tried.is_fine()));
        show(watch::all(&now(), &watched.all(), style()))?;
        return Ok(if fine { Exit::Fine } else { Exit::Improve });
    }
    // Watched before it is read: what is saved in between is not missed.
    changes.follow(meant.places(&[]));
    let held = meant.read();
    let keys = desk::has_screen();
    let (stage, interrupts) = (keys.then(Stage::new), keys.then(Interrupts::noted));
    let mut seat = Seat { watched: Watched::new(&held), meant, changes, troubles: BTreeSet::new(), stage, interrupts };
    seat.begin(&held)?;
    if seat.stage.is_some() { seat.with_keys() } else { seat.without_keys() }
}

/// Where the author sits, with everything that is watched.
struct Seat<'a> {
    meant: Meant<'a>,
    watched: Watched,
    changes: Changes,
    /// What could not be read and was told.
    troubles: BTreeSet<String>,
    /// Where something can be tried out; none without a terminal.
    stage: Option<Stage>,
    interrupts: Option<Interrupts>,
}

impl Seat<'_> {
    fn begin(&mut self, held: &Held) -> anyhow::Result<()> {
        let mut page = Page::new(style());
        page.text(&[
            piece(format!("Watching {}.", words::count(held.meant.len(), "file", "files")), Tone::Strong),
            plain(" Save one, and it is checked and tested."),
        ]);
        if !self.changes.is_told() {
            page.text(&[piece("This system does not tell of changes, so the files are looked at every second.", Tone::Faint)]);
        }
        print(&page)?;
        self.all(held)?;
        self.keys()
    }

    /// Says which keys there are.
    fn keys(&self) -> anyhow::Result<()> {
        if self.stage.is_some() {
            let mut page = Page::new(style());
            page.text(&[piece("p play the beat under work, h hear a sentence, t test all again, q leave", Tone::Faint)]);
            print(&page)?;
        }
        Ok(())
    }

    fn all(&mut self, held: &Held) -> anyhow::Result<()> {
        self.trouble(held)?;
        show(watch::all(&now(), &self.watched.all(), style()))?;
        self.follow();
        Ok(())
    }

    fn follow(&mut self) {
        self.changes.follow(self.meant.places(&self.watched.frameworks()));
    }

    /// Tells what can not be read, once. True where there is something.
    fn trouble(&mut self, held: &Held) -> anyhow::Result<bool> {
        told(&held.troubles.difference(&self.troubles).cloned().collect())?;
        self.troubles.clone_from(&held.troubles);
        Ok(!held.troubles.is_empty())
    }

    /// Something may have been saved.
    fn look(&mut self) -> anyhow::Result<()> {
        self.follow();
        let held = self.meant.read();
        // What can not be read is not gone: all stays as it was until it can.
        if self.trouble(&held)? {
            return Ok(());
        }
        let saves = self.watched.look(&held);
        self.follow();
        Ok(show(watch::saved(&now(), &saves, style()))?)
    }

    fn without_keys(&mut self) -> anyhow::Result<Exit> {
        loop {
            if self.changes.wait(REST) {
                self.look()?;
            }
        }
    }

    fn with_keys(&mut self) -> anyhow::Result<Exit> {
        loop {
            let key = self.key_or_save()?;
            match key {
                None => self.look()?,
                Some(Key::Letter('q')) => return Ok(Exit::Fine),
                Some(Key::Interrupted) => return Ok(Exit::Interrupted),
                Some(Key::Letter('t')) => {
                    let held = self.meant.read();
                    self.watched.again(&held);
                    self.all(&held)?;
                }
                Some(Key::Letter(letter @ ('p' | 'h'))) => {
                    if let Some(stage) = &mut self.stage {
                        if letter == 'p' { stage.play(&self.watched)? } else { stage.hear(&self.watched)? }
                    }
                    // What was meant for the drill does not end the watching.
                    self.interrupted();
                    self.keys()?;
                }
                Some(Key::Letter(_)) => self.keys()?,
            }
        }
    }

    /// Was Ctrl-C pressed while something was at work?
    fn interrupted(&self) -> bool {
        self.interrupts.as_ref().is_some_and(Interrupts::came)
    }

    /// Waits for a key, or none for a save. While it waits the terminal gives keys; before anything is printed it is as ever.
    fn key_or_save(&mut self) -> io::Result<Option<Key>> {
        let keys = Keys::open()?;
        loop {
            if self.interrupted() {
                return Ok(Some(Key::Interrupted));
            }
            if let Some(key) = keys.wait(TURN)? {
                return Ok(Some(key));
            }
            if self.changes.wait(Duration::ZERO) {
                return Ok(None);
            }
        }
    }
}

fn told(troubles: &BTreeSet<String>) -> io::Result<()> {
    troubles.iter().try_for_each(|trouble| print_text(&format!("{}  {trouble}\n", now())))
}

fn show(parts: Vec<Part>) -> io::Result<()> {
    for part in parts {
        match part {
            Part::Page(page) => print(&page)?,
            Part::Pictures(findings) => print_text(&finding::render(&findings, is_coloured()))?,
        }
    }
    Ok(())
}

/// The time of day.
fn now() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}
