//! The history as commands need it: opened, with what earlier releases left taken over, and drills by their shortened names.

use anyhow::{Context, anyhow, bail};

use super::args::Args;
use super::gather;
use super::keep::{self, Label};
use crate::drill::{Session, habits};
use crate::framework::Shelf;
use crate::history::record::{Mode, Whole};
use crate::history::store::Found;
use crate::history::{Home, Store};
use crate::report::words;
use crate::score::Course;

/// Opens the history in this home, and makes it where there is none.
pub(super) fn open<'s>(home: &Home, shelf: impl FnOnce() -> anyhow::Result<&'s Shelf>) -> anyhow::Result<Store> {
    let mut store = keep::told(home.open()?);
    if !store.has_taken_over()? {
        let old = home.old();
        let shelf = if old.sessions.is_empty() { None } else { Some(shelf()?) };
        let drills = old.sessions.into_iter().filter_map(|(id, at, session)| taken_over(id, at, session, shelf)).collect::<Vec<_>>();
        store.take_over(&drills, &old.entries)?;
    }
    Ok(store)
}

fn taken_over(id: String, at: i64, session: serde_json::Value, shelf: Option<&Shelf>) -> Option<Whole> {
    let session: Session = serde_json::from_value(session).ok()?;
    let course = shelf.and_then(|shelf| Some(Course::new(shelf.framework(&session.framework)?, shelf)));
    // Of a framework that has changed since, nothing more is known than what the session says.
    let course = course.filter(|course| session.fits(course).is_ok());
    let label = Label { id, started: at, mode: Mode::Drill, branch: None };
    Some(keep::whole(&session, course.as_ref(), &label, at))
}

/// Opens the history to read it. Where there is none it is empty, and nothing is made.
pub(super) fn read(args: &Args) -> anyhow::Result<Store> {
    match gather::home().filter(Home::has_history) {
        Some(home) => open(&home, || gather::shelf(args)),
        None => Ok(Store::in_memory()?),
    }
}

/// Opens the history to write to it.
pub(super) fn write(args: &Args) -> anyhow::Result<Store> {
    let home = gather::home().context("there is no folder for your data; name one with TACTFUL_HOME")?;
    open(&home, || gather::shelf(args))
}

/// What the trainee says in one drill after another.
pub(super) fn habits(store: &Store) -> anyhow::Result<Vec<String>> {
    Ok(habits::often(&store.said(habits::DRILLS)?))
}

/// The drill that a name means: a shortened id, or `last`.
pub(super) fn drill(store: &Store, name: &str) -> anyhow::Result<Whole> {
    let id = id(store, name)?;
    store.drill(&id)?.ok_or_else(|| unknown(name))
}

/// The whole id that a name means.
pub(super) fn id(store: &Store, name: &str) -> anyhow::Result<String> {
    if name == "last" {
        return store.last()?.ok_or_else(|| anyhow!("there is no drill yet; `tactful drill` is the way to the first"));
    }
    match store.find(name)? {
        Found::One(id) => Ok(id),
        Found::None => Err(unknown(name)),
        Found::Several(ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| id.get(..12).unwrap_or(id)).collect();
            bail!("`{name}` is the beginning of several drills: {}", words::list(&ids))
        }
    }
}

fn unknown(name: &str) -> anyhow::Error {
    anyhow!("there is no drill `{name}` (`tactful history list` shows all)")
}

/// "DRILL/TURN" as its two parts; without a turn it is all of them.
pub(super) fn place(name: &str) -> anyhow::Result<(&str, Option<usize>)> {
    match name.split_once('/') {
        None => Ok((name, None)),
        Some((drill, turn)) => {
            let number = turn.parse().ok().filter(|turn| *turn > 0);
            Ok((drill, Some(number.with_context(|| format!("`{turn}` is not a turn; the first is 1, as in {drill}/1"))?)))
        }
    }
}

/// The framework of a drill as it is today, ready to judge.
pub(super) fn course(shelf: &Shelf, framework: &str) -> anyhow::Result<Course> {
    let found = shelf.framework(framework).ok_or_else(|| anyhow!("the framework `{framework}` is not here; `--frameworks` says where it is"))?;
    Ok(Course::new(found, shelf))
}
