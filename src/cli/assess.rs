//! `tactful assess`: the same exchanges each time, without help, to compare with the last time.

use std::hash::{Hash, Hasher};
use std::io::{self, BufReader, IsTerminal};

use siphasher::sip::SipHasher13;

use super::args::Args;
use super::drill::{self, Drill};
use super::keep::{self, Label};
use super::offers::{Practice, offers, title};
use super::{Exit, clock, conversation, desk, gather, now, practice, print, style};
use crate::drill::{Course, Session, Way};
use crate::framework::Shelf;
use crate::history::measure;
use crate::history::record::{Kind, Mode, Whole};
use crate::history::schedule::{self, Offer, skill_of};
use crate::history::store::Measured;
use crate::report::assess::{self, Answered};
use crate::terminal::lines::Lines;
use crate::terminal::screen::Screen;
use crate::terminal::{Ending, Player};

/// What `tactful assess` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful assess own-it                    now, and again in a month
  tactful assess own-it --plain < replies.txt

The exchanges are chosen so that each skill of the framework is asked for up to three times, in at most eight exchanges out of
different scenarios, and they stay the same as long as the framework does. A difference is told only where there are three replies
or more on both sides.")]
pub(super) struct Assess {
    /// Which framework
    framework: String,
    /// Plain lines in and out, without prompts
    #[arg(long)]
    plain: bool,
    /// Keep nothing on the disk
    #[arg(long)]
    no_save: bool,
}

/// `tactful assess FRAMEWORK`.
pub(super) fn run(args: &Args, assess: &Assess) -> anyhow::Result<Exit> {
    let (shelf, name) = gather::shelf_and_name(args, &assess.framework)?;
    let course = conversation::target(shelf, &name)?.course;
    let all = offers(course.framework());
    let set = measure::choose(&all);
    anyhow::ensure!(!set.is_empty(), "`{name}` asks for no skill, so there is nothing to measure");
    let known = Practice::read(args, shelf)?;
    let scenarios: std::collections::BTreeSet<_> = set.iter().map(|offer| &offer.scenario).collect();
    let minutes = schedule::minutes(set.len(), known.pace.0);
    print(&assess::opening(&course.framework().title, set.len(), scenarios.len(), minutes, style()))?;
    let earlier = known.store.measured(&course.framework().id)?;
    drop(known);
    let started = now();
    let (played, ending) = play(assess, &course, &set, started)?;
    if !played.is_empty() {
        tell(shelf, &course, &played, set.len(), (started, &earlier))?;
    }
    Ok(drill::exit(ending))
}

/// The seed is the framework's own: the same lines each time.
fn seed(framework: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    framework.hash(&mut hasher);
    hasher.finish() >> 32
}

fn play(assess: &Assess, course: &Course, set: &[&Offer], started: i64) -> anyhow::Result<(Vec<Session>, Ending)> {
    if !assess.plain && desk::has_screen() {
        let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        return each(assess, course, set, started, &mut Screen::new(style(), colour));
    }
    let echo = !io::stdin().is_terminal();
    each(assess, course, set, started, &mut Lines::new(BufReader::new(io::stdin()), anstream::stdout().lock(), style(), echo))
}

/// Plays one after another, until it is stopped. Gives those that were answered.
fn each(assess: &Assess, course: &Course, set: &[&Offer], started: i64, player: &mut dyn Player) -> anyhow::Result<(Vec<Session>, Ending)> {
    let drill = Drill { no_save: assess.no_save, ..Drill::default() };
    let mut played = Vec::new();
    for (at, offer) in set.iter().enumerate() {
        let way = Way::measured(&offer.beat, (at + 1, set.len()));
        let session = Session::on_the_way(course, &offer.scenario, seed(&offer.framework), way)?;
        let label = Label { id: keep::random_id(), started, mode: Mode::Assess, branch: None };
        let (session, ending) = practice::one(session, course, &drill, label, player)?;
        if session.turns.iter().any(|turn| !turn.attempts.is_empty()) {
            played.push(session);
        }
        if ending != Ending::Finished {
            return Ok((played, ending));
        }
    }
    Ok((played, Ending::Finished))
}

fn tell(shelf: &Shelf, course: &Course, played: &[Session], of: usize, (started, earlier): (i64, &[Measured])) -> anyhow::Result<()> {
    let label = Label { id: keep::random_id(), started, mode: Mode::Assess, branch: None };
    let now: Vec<Measured> = played.iter().flat_map(|session| measured(&keep::whole(session, Some(course), &label, started))).collect();
    let comparison = measure::compare(&now, earlier);
    let answered = played.iter().filter_map(|session| {
        let turn = session.turns.first()?;
        let attempt = turn.counted()?;
        Some(Answered { place: format!("{}/{}", session.scenario, turn.id), reply: &attempt.reply, judgement: &attempt.judgement })
    });
    let answered: Vec<Answered> = answered.collect();
    print(&assess::page(&answered, of, &comparison, &|skill| title(shelf, skill), &clock(), style()))?;
    Ok(())
}

/// What one exchange measured, as the history would tell it.
fn measured(whole: &Whole) -> Vec<Measured> {
    let mut all = Vec::new();
    for attempt in whole.attempts.iter().filter(|attempt| attempt.counts()) {
        all.extend(attempt.criteria.iter().filter(|criterion| criterion.kind == Kind::Skill).map(|criterion| Measured {
            started: whole.drill.started,
            scenario: whole.drill.scenario.clone(),
            beat: attempt.beat.clone(),
            print: attempt.print.clone(),
            skill: skill_of(&criterion.id).to_owned(),
            earned: criterion.earned,
            weight: criterion.weight,
            score: attempt.score,
        }));
    }
    all
}
