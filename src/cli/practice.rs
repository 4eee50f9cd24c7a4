//! `tactful drill --due` and `--skill`: single exchanges, one after another.

use anyhow::bail;

use super::args::Args;
use super::conversation;
use super::drill::{self, Drill};
use super::keep::{Keeper, Label};
use super::offers::{Practice, title};
use super::{Exit, past, print, style};
use crate::drill::{Course, Event, Session, Way};
use crate::framework::Shelf;
use crate::framework::finding::did_you_mean;
use crate::history::schedule::{self, Step};
use crate::report::page::{Page, Style};
use crate::report::practice;
use crate::terminal::{self, Ending, Player};

/// Plays the exchanges that are due, or that train a skill.
pub(super) fn run(args: &Args, shelf: &Shelf, drill: &Drill, player: &mut dyn Player) -> anyhow::Result<Exit> {
    let known = Practice::read(args, shelf)?;
    let most = schedule::fits(drill.minutes, known.pace.0);
    let steps = match &drill.skill {
        Some(skill) => of_skill(shelf, &known, skill, most)?,
        None => schedule::plan(&known.due(), &known.units, &known.offers, known.today, most),
    };
    if steps.is_empty() {
        tell(drill, &practice::nothing_due(known.units.is_empty(), schedule::next_day(&known.units, known.today).map(|day| day - known.today), style()))?;
        return Ok(Exit::Fine);
    }
    let trained: Vec<String> = steps.iter().flat_map(|step| &step.trains).map(|skill| title(shelf, skill)).collect();
    tell(drill, &practice::opening(&trained, steps.len(), schedule::minutes(steps.len(), known.pace.0), style()))?;
    let often = past::habits(&known.store)?;
    drop(known);
    let (played, ending) = play(shelf, drill, &steps, &often, player)?;
    if !played.is_empty() {
        let after = Practice::read(args, shelf)?;
        let next = |skill: &str| after.units.iter().filter(|unit| unit.skill == skill).map(|unit| unit.memory.due - after.today).min();
        let scores = played.iter().filter_map(|session| session.turns.first()?.counted()?.judgement.score()).collect::<Vec<_>>();
        let numbers = Style { numbers: !drill.quiet_scores, ..style() };
        tell(drill, &practice::closing(&scores, steps.len(), &next, numbers))?;
    }
    Ok(drill::exit(ending))
}

/// A program reads effects, and nothing beside them.
fn tell(drill: &Drill, page: &Page) -> anyhow::Result<()> {
    if !drill.json {
        print(page)?;
    }
    Ok(())
}

fn of_skill(shelf: &Shelf, known: &Practice, skill: &str, most: usize) -> anyhow::Result<Vec<Step>> {
    let steps = schedule::drill(skill, &known.units, &known.offers, known.today, most);
    if steps.is_empty() {
        let skills = known.offers.iter().flat_map(|offer| &offer.skills).map(String::as_str);
        let near = did_you_mean(skill, skills).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        match shelf.sheet(skill) {
            Some(_) => bail!("no framework here asks for `{skill}`; `tactful explain {skill}` tells what it is"),
            None => bail!("no framework here asks for a skill `{skill}`{near}"),
        }
    }
    Ok(steps)
}

/// Plays one after another, until it is stopped. Gives those in which something was said.
fn play(shelf: &Shelf, drill: &Drill, steps: &[Step], often: &[String], player: &mut dyn Player) -> anyhow::Result<(Vec<Session>, Ending)> {
    let mut played = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let target = conversation::target(shelf, &format!("{}/{}", step.offer.framework, step.offer.scenario))?;
        let way = Way::only(&step.offer.beat, (at + 1, steps.len())).with_habits(often.to_vec());
        let session = Session::on_the_way(&target.course, &step.offer.scenario, drill::seed(drill), way)?;
        let (session, ending) = one(session, &target.course, drill, Label::fresh(None), player)?;
        if session.turns.iter().any(|turn| !turn.attempts.is_empty()) {
            played.push(session);
        }
        if ending != Ending::Finished {
            return Ok((played, ending));
        }
    }
    Ok((played, Ending::Finished))
}

/// Plays one exchange, and keeps it.
pub(super) fn one(session: Session, course: &Course, drill: &Drill, label: Label, player: &mut dyn Player) -> anyhow::Result<(Session, Ending)> {
    let mut keeper = Keeper::new(drill::home(drill), None, course, label, false);
    let mut save = |session: &Session| {
        keeper.save(session);
        Ok(())
    };
    Ok(terminal::play(session, Event::Begin, course, player, &mut save)?)
}
