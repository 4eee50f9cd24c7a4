//! `tactful drill`: practise.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufReader, IsTerminal, Write};

use anyhow::Context;
use serde_json::json;

use super::args::{Args, Drill};
use super::conversation::{self, Target};
use super::{Exit, gather, style};
use crate::drill::{Event, Session};
use crate::framework::Shelf;
use crate::history::Store;
use crate::history::store::Stopped;
use crate::report::page::Style;
use crate::terminal::json::Json;
use crate::terminal::lines::Lines;
use crate::terminal::screen::Screen;
use crate::terminal::{self, Answer, Desk, Ending, Player};

/// Where a newcomer begins.
const FIRST: &str = "check-in/first-call";

/// `tactful drill [FRAMEWORK[/SCENARIO]]`.
pub(super) fn run(args: &Args, drill: &Drill) -> anyhow::Result<Exit> {
    let (shelf, what) = match &drill.what {
        Some(what) => gather::shelf_and_name(args, what).map(|(shelf, what)| (shelf, Some(what)))?,
        None => (gather::shelf(args)?, None),
    };
    let drill = &Drill { what, ..drill.clone() };
    let style = Style { numbers: !drill.quiet_scores, ..style() };
    if drill.json {
        return piped(shelf, drill, &mut Json { input: io::stdin().lock(), output: io::stdout().lock() });
    }
    if has_screen(drill) {
        let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        return in_person(shelf, drill, &mut Screen::new(style, colour));
    }
    let echo = !io::stdin().is_terminal();
    let mut lines = Lines::new(BufReader::new(io::stdin()), anstream::stdout().lock(), style, echo);
    if echo { piped(shelf, drill, &mut lines) } else { in_person(shelf, drill, &mut lines) }
}

/// Prompts need a terminal on both sides that can move its cursor.
fn has_screen(drill: &Drill) -> bool {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    !drill.plain && !dumb && io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal()
}

/// From a pipe: begins anew, keeps nothing, so that the same input always gives the same output.
fn piped(shelf: &Shelf, drill: &Drill, player: &mut dyn Player) -> anyhow::Result<Exit> {
    let target = conversation::target(shelf, drill.what.as_deref().unwrap_or(FIRST))?;
    let session = begin(&target, drill)?;
    play(&target, session, Event::Begin, None, player)
}

/// By a person, who can be asked which drill, and whether to go on with the one that was stopped.
fn in_person(shelf: &Shelf, drill: &Drill, desk: &mut dyn Desk) -> anyhow::Result<Exit> {
    let what = match &drill.what {
        Some(what) if what.contains('/') => what.clone(),
        what => match pick(shelf, what.as_deref(), desk)? {
            Answer::Is(what) => what,
            Answer::Left => return Ok(Exit::Fine),
            Answer::Interrupted => return Ok(Exit::Interrupted),
        },
    };
    let target = conversation::target(shelf, &what)?;
    let store = store(drill);
    match begin_or_resume(&target, drill, store.as_ref(), desk)? {
        Answer::Is((session, event)) => play(&target, session, event, store.as_ref(), desk),
        Answer::Left => Ok(Exit::Fine),
        Answer::Interrupted => Ok(Exit::Interrupted),
    }
}

fn store(drill: &Drill) -> Option<Store> {
    if drill.no_save { None } else { gather::store() }
}

/// Asks which scenario, of one framework or of all.
fn pick(shelf: &Shelf, framework: Option<&str>, desk: &mut dyn Desk) -> anyhow::Result<Answer<String>> {
    if let Some(id) = framework {
        // Tells what is wrong with an unknown name.
        conversation::target(shelf, id)?;
    }
    let mut ids = Vec::new();
    let mut names = Vec::new();
    for loaded in shelf.frameworks().filter(|loaded| framework.is_none_or(|id| loaded.value.id == id)) {
        for scenario in &loaded.value.scenarios {
            ids.push(format!("{}/{}", loaded.value.id, scenario.id));
            names.push(format!("{}  ({})", scenario.title, loaded.value.id));
        }
    }
    Ok(match desk.pick("Which one would you like to practise?", &names)? {
        Answer::Is(choice) => ids.into_iter().nth(choice).map_or(Answer::Left, Answer::Is),
        Answer::Left => Answer::Left,
        Answer::Interrupted => Answer::Interrupted,
    })
}

fn begin(target: &Target, drill: &Drill) -> anyhow::Result<Session> {
    // Any number will do where none is given; the standard library's hasher has a random one.
    let seed = drill.seed.unwrap_or_else(|| RandomState::new().hash_one(0) >> 32);
    Ok(Session::new(&target.course, &target.course.scenario(target.scenario).id, seed)?)
}

fn begin_or_resume(target: &Target, drill: &Drill, store: Option<&Store>, desk: &mut dyn Desk) -> anyhow::Result<Answer<(Session, Event)>> {
    let fresh = begin(target, drill)?;
    let Some(store) = store else { return Ok(Answer::Is((fresh, Event::Begin))) };
    let (framework, scenario) = (fresh.framework.clone(), fresh.scenario.clone());
    match store.stopped::<Session>(&framework, &scenario).context("could not read the drill you stopped")? {
        Stopped::None => {}
        Stopped::Unreadable(path) => tell(&format!("The drill you stopped can not be read; it is kept as {}.", path.display())),
        Stopped::Drill(session) => match session.fits(&target.course) {
            Ok(()) => match desk.yes("You stopped this one in the middle. Go on with it?")? {
                Answer::Is(true) => return Ok(Answer::Is((*session, Event::Resume))),
                Answer::Is(false) => {}
                Answer::Left => return Ok(Answer::Left),
                Answer::Interrupted => return Ok(Answer::Interrupted),
            },
            Err(reason) => {
                let path = store.put_aside(&framework, &scenario)?;
                tell(&format!("{reason}, so it starts again. The old one is kept as {}.", path.display()));
            }
        },
    }
    Ok(Answer::Is((fresh, Event::Begin)))
}

/// Says something beside the drill; a stream that is closed does not want to hear it.
fn tell(what: &str) {
    let _ = writeln!(anstream::stderr(), "{what}");
}

fn play(target: &Target, session: Session, first: Event, store: Option<&Store>, player: &mut dyn Player) -> anyhow::Result<Exit> {
    let (framework, scenario) = (session.framework.clone(), session.scenario.clone());
    let mut save = |session: &Session| match store {
        // Before the first reply there is nothing to lose, and an older drill may still be there.
        Some(store) if session.turns.iter().any(|turn| !turn.attempts.is_empty()) => store.keep(&framework, &scenario, session),
        _ => Ok(()),
    };
    let (session, ending) = terminal::play(session, first, &target.course, player, &mut save)?;
    let Some(store) = store else { return Ok(exit(ending)) };
    let begun = session.turns.iter().any(|turn| !turn.attempts.is_empty());
    match ending {
        Ending::Finished => {
            if let Some(text) = session.reflection() {
                let question = session.debrief(&target.course).reflect;
                store.note(&json!({ "at": now(), "drill": format!("{framework}/{scenario}"), "question": question, "text": text }))?;
            }
            store.forget(&framework, &scenario)?;
        }
        _ if begun => writeln!(anstream::stdout(), "`tactful drill {framework}/{scenario}` goes on from here.")?,
        _ => {}
    }
    Ok(exit(ending))
}

/// Seconds since 1970, as the journal keeps them.
fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn exit(ending: Ending) -> Exit {
    match ending {
        Ending::Finished | Ending::Stopped => Exit::Fine,
        Ending::Interrupted => Exit::Interrupted,
    }
}
