//! `tactful drill`: practise.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufReader, IsTerminal};

use anyhow::Context;

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
use crate::terminal::{self, Ending, Player};

/// Where a newcomer begins.
const FIRST: &str = "check-in/first-call";

/// `tactful drill [FRAMEWORK[/SCENARIO]]`.
pub(super) fn run(args: &Args, drill: &Drill) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let style = Style { numbers: !drill.quiet_scores, ..style() };
    if drill.json {
        return piped(&shelf, drill, &mut Json { input: io::stdin().lock(), output: io::stdout().lock() });
    }
    if has_screen(drill) {
        return on_screen(&shelf, drill, style);
    }
    let echo = !io::stdin().is_terminal();
    let mut lines = Lines::new(BufReader::new(io::stdin()), anstream::stdout().lock(), style, echo);
    if echo { piped(&shelf, drill, &mut lines) } else { kept(&shelf, drill, &mut lines) }
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

/// By a person on a plain terminal: kept, but goes on only on the screen, where it can be asked.
fn kept(shelf: &Shelf, drill: &Drill, player: &mut dyn Player) -> anyhow::Result<Exit> {
    let target = conversation::target(shelf, drill.what.as_deref().unwrap_or(FIRST))?;
    let session = begin(&target, drill)?;
    play(&target, session, Event::Begin, store(drill).as_ref(), player)
}

fn on_screen(shelf: &Shelf, drill: &Drill, style: Style) -> anyhow::Result<Exit> {
    let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    let mut screen = Screen::new(style, colour);
    let what = match &drill.what {
        Some(what) if what.contains('/') => what.clone(),
        what => match pick(shelf, what.as_deref(), &mut screen)? {
            Some(what) => what,
            None => return Ok(Exit::Fine),
        },
    };
    let target = conversation::target(shelf, &what)?;
    let store = store(drill);
    let (session, event) = begin_or_resume(&target, drill, store.as_ref(), &mut screen)?;
    play(&target, session, event, store.as_ref(), &mut screen)
}

fn store(drill: &Drill) -> Option<Store> {
    if drill.no_save { None } else { gather::store() }
}

/// Asks which scenario, of one framework or of all.
fn pick(shelf: &Shelf, framework: Option<&str>, screen: &mut Screen) -> anyhow::Result<Option<String>> {
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
    let choice = screen.pick("Which one would you like to practise?", names)?;
    Ok(choice.and_then(|choice| ids.into_iter().nth(choice)))
}

fn begin(target: &Target, drill: &Drill) -> anyhow::Result<Session> {
    // Any number will do where none is given; the standard library's hasher has a random one.
    let seed = drill.seed.unwrap_or_else(|| RandomState::new().hash_one(0) >> 32);
    Ok(Session::new(&target.course, &target.course.scenario(target.scenario).id, seed)?)
}

fn begin_or_resume(target: &Target, drill: &Drill, store: Option<&Store>, screen: &mut Screen) -> anyhow::Result<(Session, Event)> {
    let fresh = begin(target, drill)?;
    let Some(store) = store else { return Ok((fresh, Event::Begin)) };
    let (framework, scenario) = (fresh.framework.clone(), fresh.scenario.clone());
    match store.stopped::<Session>(&framework, &scenario).context("could not read the drill you stopped")? {
        Stopped::None => {}
        Stopped::Unreadable(path) => {
            anstream::eprintln!("The drill you stopped can not be read; it is kept as {}.", path.display());
        }
        Stopped::Drill(session) => match session.fits(&target.course) {
            Ok(()) if screen.yes("You stopped this one in the middle. Go on with it?")? => return Ok((*session, Event::Resume)),
            Ok(()) => {}
            Err(reason) => {
                let path = store.put_aside(&framework, &scenario)?;
                anstream::eprintln!("{reason}, so it starts again. The old one is kept as {}.", path.display());
            }
        },
    }
    Ok((fresh, Event::Begin))
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
        Ending::Finished => store.forget(&framework, &scenario)?,
        _ if begun => anstream::println!("`tactful drill {framework}/{scenario}` goes on from here."),
        _ => {}
    }
    Ok(exit(ending))
}

fn exit(ending: Ending) -> Exit {
    match ending {
        Ending::Finished | Ending::Stopped => Exit::Fine,
        Ending::Interrupted => Exit::Interrupted,
    }
}
