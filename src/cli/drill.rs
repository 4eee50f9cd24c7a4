//! `tactful drill`: practise.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufReader, IsTerminal, Write};

use anyhow::Context;

use super::args::Args;
use super::conversation::{self, Target};
use super::keep::{self, Keeper, Label};
use super::{Exit, desk, gather, journeys, past, practice, style};
use crate::drill::session::Fit;
use crate::drill::{Event, Session, SessionError, Way};
use crate::framework::Shelf;
use crate::history::record::{Branch, Whole};
use crate::history::{Home, Store};
use crate::report::page::Style;
use crate::terminal::json::Json;
use crate::terminal::lines::Lines;
use crate::terminal::screen::Screen;
use crate::terminal::{self, Answer, Desk, Ending, Player};

/// Where a newcomer begins.
const FIRST: &str = "check-in/first-call";

/// What `tactful drill` is asked.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "Examples:
  tactful drill                                 pick one
  tactful drill own-it/double-booked            this one
  tactful drill --from last/2                   back to turn 2 of the last one, to say it otherwise
  tactful drill --due                           single exchanges: what is due today, in five minutes
  tactful drill --skill open-question           single exchanges that train one skill
  printf 'reply\\nreply\\n' | tactful drill own-it/double-booked --seed 1 --plain
  echo '{\"event\":\"reply\",\"text\":\"…\"}' | tactful drill own-it/double-booked --json

While you practise: /hint /again /why /skip /undo /stop")]
pub(super) struct Drill {
    /// Which one: FRAMEWORK or FRAMEWORK/SCENARIO
    pub(super) what: Option<String>,
    /// Practise what is due today, one exchange at a time
    #[arg(long, conflicts_with_all = ["what", "from", "skill"])]
    pub(super) due: bool,
    /// Practise one skill, one exchange at a time, across frameworks
    #[arg(long, value_name = "SIGNAL", conflicts_with_all = ["what", "from"])]
    pub(super) skill: Option<String>,
    /// With --due or --skill: as much as fits into so many minutes
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=120))]
    pub(super) minutes: u32,
    /// Go back to a turn of an earlier drill and say it otherwise: DRILL/TURN
    #[arg(long, value_name = "DRILL/TURN", conflicts_with_all = ["what", "seed"])]
    pub(super) from: Option<String>,
    /// Choose the variants of lines by this number, so that a drill can be had again
    #[arg(long)]
    pub(super) seed: Option<u64>,
    /// Plain lines in and out, without prompts
    #[arg(long)]
    pub(super) plain: bool,
    /// One JSON event a line in, its effects on one line out
    #[arg(long, conflicts_with = "plain")]
    pub(super) json: bool,
    /// Show no numbers while practising
    #[arg(long)]
    pub(super) quiet_scores: bool,
    /// Keep nothing on the disk
    #[arg(long)]
    pub(super) no_save: bool,
}

/// `tactful drill [FRAMEWORK[/SCENARIO]]`.
pub(super) fn run(args: &Args, drill: &Drill) -> anyhow::Result<Exit> {
    let (shelf, what) = match &drill.what {
        Some(what) => gather::shelf_and_name(args, what).map(|(shelf, what)| (shelf, Some(what)))?,
        None => (gather::shelf(args)?, None),
    };
    let drill = &Drill { what, ..drill.clone() };
    let style = Style { numbers: !drill.quiet_scores, ..style() };
    if drill.json {
        return piped(args, shelf, drill, &mut Json { input: io::stdin().lock(), output: io::stdout().lock() });
    }
    if !drill.plain && desk::has_screen() {
        let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        return in_person(args, shelf, drill, &mut Screen::new(style, colour));
    }
    let echo = !io::stdin().is_terminal();
    let mut lines = Lines::new(BufReader::new(io::stdin()), anstream::stdout().lock(), style, echo);
    if echo { piped(args, shelf, drill, &mut lines) } else { in_person(args, shelf, drill, &mut lines) }
}

/// From a pipe: begins anew and asks nothing, so that the same input always gives the same output. What is practised is kept.
fn piped(args: &Args, shelf: &Shelf, drill: &Drill, player: &mut dyn Player) -> anyhow::Result<Exit> {
    if drill.due || drill.skill.is_some() {
        return practice::run(args, shelf, drill, player);
    }
    let (target, start) = match &drill.from {
        Some(from) => branch(args, shelf, from)?,
        None => {
            let target = conversation::target(shelf, drill.what.as_deref().unwrap_or(FIRST))?;
            let start = Start::fresh(begin(&target, drill, Way::default())?);
            (target, start)
        }
    };
    let mut keeper = Keeper::new(home(drill), None, &target.course, start.label, start.kept);
    let mut save = |session: &Session| {
        keeper.save(session);
        Ok(())
    };
    let (_, ending) = terminal::play(start.session, start.event, &target.course, player, &mut save)?;
    Ok(exit(ending))
}

/// By a person, who can be asked which drill, and whether to go on with the one that was stopped.
fn in_person(args: &Args, shelf: &Shelf, drill: &Drill, desk: &mut dyn Desk) -> anyhow::Result<Exit> {
    if drill.due || drill.skill.is_some() {
        return practice::run(args, shelf, drill, desk);
    }
    if let Some(from) = &drill.from {
        let (target, start) = branch(args, shelf, from)?;
        return play(&target, start, home(drill), None, desk);
    }
    let what = match &drill.what {
        Some(what) if what.contains('/') => what.clone(),
        what => match pick(shelf, what.as_deref(), desk)? {
            Answer::Is(what) => what,
            Answer::Left => return Ok(Exit::Fine),
            Answer::Interrupted => return Ok(Exit::Interrupted),
        },
    };
    let target = conversation::target(shelf, &what)?;
    let (home, store) = history(drill, shelf);
    match begin_or_resume(&target, drill, store.as_ref(), desk)? {
        Answer::Is(start) => play(&target, start, home, store, desk),
        Answer::Left => Ok(Exit::Fine),
        Answer::Interrupted => Ok(Exit::Interrupted),
    }
}

pub(super) fn home(drill: &Drill) -> Option<Home> {
    if drill.no_save { None } else { gather::home() }
}

/// The history, if there is one. One that can not be used is told of once, and practice goes on without.
fn history(drill: &Drill, shelf: &Shelf) -> (Option<Home>, Option<Store>) {
    let Some(home) = home(drill) else { return (None, None) };
    if !home.has_history() {
        return (Some(home), None);
    }
    match past::open(&home, || Ok(shelf)) {
        Ok(store) => (Some(home), Some(store)),
        Err(error) => {
            keep::say(&format!("tactful: {error:#}. The drill goes on; it is not saved."));
            (None, None)
        }
    }
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

fn begin(target: &Target, drill: &Drill, way: Way) -> anyhow::Result<Session> {
    Ok(Session::on_the_way(&target.course, &target.course.scenario(target.scenario).id, seed(drill), way)?)
}

/// What chooses among variants.
pub(super) fn seed(drill: &Drill) -> u64 {
    // Any number will do where none is given; the standard library's hasher has a random one.
    drill.seed.unwrap_or_else(|| RandomState::new().hash_one(0) >> 32)
}

/// Where a drill starts.
struct Start {
    session: Session,
    event: Event,
    label: Label,
    /// It is in the history already.
    kept: bool,
    /// A stopped drill that it takes the place of.
    replaces: Option<String>,
}

impl Start {
    fn fresh(session: Session) -> Self {
        Self { session, event: Event::Begin, label: Label::fresh(None), kept: false, replaces: None }
    }
}

fn begin_or_resume(target: &Target, drill: &Drill, store: Option<&Store>, desk: &mut dyn Desk) -> anyhow::Result<Answer<Start>> {
    // The customer remembers, and so should the trainee.
    let visit = store.map(|store| journeys::visit(store, &target.course, target.scenario)).transpose()?.flatten();
    let often = store.map(past::habits).transpose()?.unwrap_or_default();
    let fresh = Start::fresh(begin(target, drill, visit.map_or_else(Way::default, Way::later).with_habits(often))?);
    let place = (fresh.session.framework.as_str(), fresh.session.scenario.as_str());
    let Some(stopped) = store.map(|store| stopped(store, place)).transpose()?.flatten() else { return Ok(Answer::Is(fresh)) };
    let id = Some(stopped.drill.id.clone());
    let session = match keep::session(&stopped) {
        Ok(session) => session,
        Err(error) => {
            keep::say(&format!("{error:#}. It stays in your history, and a new one begins."));
            return Ok(Answer::Is(fresh));
        }
    };
    let (question, fits) = match session.fits(&target.course) {
        Ok(Fit::Same) => ("You stopped this one in the middle. Go on with it?", true),
        Ok(Fit::HeardAnew) => {
            keep::say("tactful has learned since you stopped this one. What was scored stays; from here on it may hear a little otherwise.");
            ("You stopped this one in the middle. Go on with it?", true)
        }
        Err(SessionError::Newer(_)) => {
            keep::say("You stopped this one with a newer tactful, which can go on with it. A new one begins.");
            return Ok(Answer::Is(fresh));
        }
        Err(reason) => {
            keep::say(&format!("You stopped this one in the middle, but {reason}."));
            ("Start it again? The old one stays in your history.", false)
        }
    };
    Ok(match (desk.yes(question)?, fits) {
        (Answer::Is(true), true) => {
            let session = session.brought_up(&target.course);
            Answer::Is(Start { session, event: Event::Resume, label: Label::of(&stopped.drill), kept: true, replaces: None })
        }
        (Answer::Is(false), true) | (Answer::Is(true), false) => Answer::Is(Start { replaces: id, ..fresh }),
        (Answer::Is(false), false) | (Answer::Left, _) => Answer::Left,
        (Answer::Interrupted, _) => Answer::Interrupted,
    })
}

/// The drill that was stopped in this scenario.
fn stopped(store: &Store, place: (&str, &str)) -> anyhow::Result<Option<Whole>> {
    match store.stopped(Some(place))? {
        Some(stopped) => Ok(store.drill(&stopped.id)?),
        None => Ok(None),
    }
}

/// A kept drill, back at one of its turns.
fn branch(args: &Args, shelf: &Shelf, from: &str) -> anyhow::Result<(Target, Start)> {
    let store = past::read(args)?;
    let (name, turn) = past::place(from)?;
    let whole = past::drill(&store, name)?;
    let session = keep::session(&whole)?;
    let turns = session.turns.len();
    let turn = turn.with_context(|| format!("say which turn, 1 to {turns}: `tactful drill --from {name}/{turns}`"))?;
    let target = conversation::target(shelf, &format!("{}/{}", session.framework, session.scenario))?;
    let back = session.back_at(turn, &target.course)?;
    let label = Label::fresh(Some(Branch { drill: whole.drill.id, turn }));
    Ok((target, Start { session: back, event: Event::Resume, label, kept: false, replaces: None }))
}

fn play(target: &Target, start: Start, home: Option<Home>, store: Option<Store>, desk: &mut dyn Desk) -> anyhow::Result<Exit> {
    let (framework, scenario) = (start.session.framework.clone(), start.session.scenario.clone());
    let mut keeper = Keeper::new(home, store, &target.course, start.label, start.kept).replacing(start.replaces);
    let mut save = |session: &Session| {
        keeper.save(session);
        Ok(())
    };
    let (_, ending) = terminal::play(start.session, start.event, &target.course, desk, &mut save)?;
    let Some(id) = keeper.id() else { return Ok(exit(ending)) };
    match ending {
        Ending::Finished => writeln!(anstream::stdout(), "Kept as {}: `tactful why` shows every point, `tactful replay` their side of it.", keep::short(id))?,
        _ => writeln!(anstream::stdout(), "`tactful drill {framework}/{scenario}` goes on from here.")?,
    }
    Ok(exit(ending))
}

pub(super) fn exit(ending: Ending) -> Exit {
    match ending {
        Ending::Finished | Ending::Stopped => Exit::Fine,
        Ending::Interrupted => Exit::Interrupted,
    }
}
