//! `tactful` alone: what is due today, and the way on.

use super::args::Args;
use super::drill::{self, Drill};
use super::offers::{Practice, title};
use super::{Exit, clock, desk, gather, journeys, print, progress, style};
use crate::framework::Shelf;
use crate::history::schedule;
use crate::report::home::{self, Home};
use crate::terminal::Answer;

/// Days that are looked back at.
const DAYS: i64 = 28;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// Minutes of practice that home offers at most.
const MINUTES: u32 = 5;
/// A first conversation.
const FIRST: &str = "check-in/first-call";

/// Where a choice leads.
enum Way {
    Drill(Box<Drill>),
    Progress,
    Leave,
}

/// `tactful`.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let known = Practice::read(args, shelf)?;
    let what = |what: &str| Way::Drill(Box::new(Drill { what: Some(what.to_owned()), minutes: MINUTES, ..Drill::default() }));
    let pick = || ("Pick a drill".to_owned(), Way::Drill(Box::default()));
    if known.store.counts()?.attempts == 0 {
        print(&home::welcome(style()))?;
        let first = ("Begin with a first conversation, about five minutes".to_owned(), what(FIRST));
        return ask(args, vec![first, pick(), ("Leave".to_owned(), Way::Leave)]);
    }
    let home = read(shelf, &known)?;
    print(&home::page(&home, style()))?;
    let mut choices = Vec::new();
    if !home.due.is_empty() {
        let name = format!("Practise what is due, about {}", crate::report::words::minutes(home.minutes));
        choices.push((name, Way::Drill(Box::new(Drill { due: true, minutes: MINUTES, ..Drill::default() }))));
    }
    choices.extend(home.visits.iter().map(|(line, command)| (line.clone(), what(named(command)))));
    choices.extend(home.stopped.iter().map(|(title, command)| (format!("Go on with: {title}"), what(named(command)))));
    choices.extend([pick(), ("See your progress".to_owned(), Way::Progress), ("Leave".to_owned(), Way::Leave)]);
    drop(known);
    ask(args, choices)
}

/// "tactful drill own-it/double-booked" as what is named in it.
fn named(command: &str) -> &str {
    command.rsplit(' ').next().unwrap_or_default()
}

/// Offers the ways on, where somebody sits; a pipe gets the commands.
fn ask(args: &Args, choices: Vec<(String, Way)>) -> anyhow::Result<Exit> {
    let names: Vec<String> = choices.iter().map(|(name, _)| name.clone()).collect();
    let Some(answer) = desk::ask(|desk| desk.pick("What would you like to do?", &names))? else {
        print(&home::commands(style()))?;
        return Ok(Exit::Fine);
    };
    match answer {
        Answer::Is(at) => match choices.into_iter().nth(at).map_or(Way::Leave, |(_, way)| way) {
            Way::Drill(chosen) => drill::run(args, &chosen),
            Way::Progress => progress::run(args, &progress::Progress::default()),
            Way::Leave => Ok(Exit::Fine),
        },
        Answer::Left => Ok(Exit::Fine),
        Answer::Interrupted => Ok(Exit::Interrupted),
    }
}

fn read(shelf: &Shelf, known: &Practice) -> anyhow::Result<Home> {
    let due = known.due();
    let steps = schedule::plan(&due, &known.units, &known.offers, known.today, schedule::fits(MINUTES, known.pace.0)).len();
    let visits = journeys::due(shelf, &known.store)?.into_iter().filter(|visit| visit.since >= 0);
    let stopped = known.store.stopped(None)?.filter(|stopped| stopped.beat.is_none());
    Ok(Home {
        due: due.iter().map(|due| title(shelf, &due.skill)).collect(),
        steps,
        minutes: schedule::minutes(steps, known.pace.0),
        measured: known.pace.1,
        next: schedule::next_day(&known.units, known.today).map(|day| day - known.today),
        visits: visits.map(|visit| (visit.line(), format!("tactful drill {}", visit.what))).collect(),
        stopped: stopped.map(|stopped| (stopped.title, format!("tactful drill {}/{}", stopped.framework, stopped.scenario))),
        days: days(known)?,
    })
}

/// On which of the last days something was said, where the reader is; the oldest first.
fn days(known: &Practice) -> anyhow::Result<Vec<bool>> {
    let clock = clock();
    let today = clock.day(clock.now);
    let practised: Vec<_> = known.store.times(clock.now - (DAYS + 1) * DAY)?.into_iter().map(|at| clock.day(at)).collect();
    let before = |days: i64| today.checked_sub(jiff::Span::new().days(days)).unwrap_or(today);
    Ok((0..DAYS).rev().map(|days| practised.contains(&before(days))).collect())
}
