//! Journeys: which visit a scenario is, what is remembered of the ones before, and which visits are due.

use super::offers::today;
use crate::drill::recall;
use crate::drill::way::Visit;
use crate::framework::journey::Journey;
use crate::framework::{Framework, Shelf};
use crate::history::Store;
use crate::history::record::Whole;
use crate::score::{Course, judge};
use crate::speech::Utterance;
use crate::speech::evidence::Level;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// What a promise is heard by, the surer first.
const PROMISES: [&str; 2] = ["commitment", "ownership"];
/// So many promises are brought back: more would be a reckoning.
const MOST: usize = 2;

/// A later visit, if this scenario is one and the visit before it was practised.
pub(super) fn visit(store: &Store, course: &Course, scenario: usize) -> anyhow::Result<Option<Visit>> {
    let framework = course.framework();
    let Some((journey, at)) = place(framework, &framework.scenarios[scenario].id) else { return Ok(None) };
    let before = &journey.visits[at - 1].scenario;
    let Some(summary) = store.finished(&framework.id, before)? else { return Ok(None) };
    let Some(whole) = store.drill(&summary.id)? else { return Ok(None) };
    let earlier = journey.visits[..at].iter().filter_map(|visit| framework.scenario(&visit.scenario));
    Ok(Some(Visit {
        number: at + 1,
        of: journey.visits.len(),
        told: earlier.flat_map(|scenario| &scenario.persona.facts).map(|fact| fact.id.clone()).collect(),
        recalls: journey.visits[at].recalls.clone(),
        promises: promises(course, &whole),
        left_with: whole.drill.trust_end,
    }))
}

/// The first journey in which a scenario is a later visit, and which one.
fn place<'f>(framework: &'f Framework, scenario: &str) -> Option<(&'f Journey, usize)> {
    framework.journeys.iter().find_map(|journey| {
        let at = journey.visits.iter().position(|visit| visit.scenario == scenario)?;
        (at > 0).then_some((journey, at))
    })
}

/// What was promised in a drill, as whole sentences; heard in every reply, also where nobody asked for a promise.
fn promises(course: &Course, whole: &Whole) -> Vec<String> {
    let Some(number) = course.framework().scenarios.iter().position(|scenario| scenario.id == whole.drill.scenario) else { return Vec::new() };
    let mut surest = (PROMISES.len(), Vec::new());
    for attempt in whole.attempts.iter().filter(|attempt| attempt.counts()) {
        let Some(beat) = course.scenario(number).beat(&attempt.beat) else { continue };
        let heard = judge::hear(course, &course.moment(number, beat), &Utterance::read(&attempt.reply));
        for (rank, signal) in PROMISES.iter().enumerate().take(surest.0 + 1) {
            let speaks = heard.evidence(signal).iter().filter(|evidence| evidence.weight > 0.0 && heard.level(signal) > Level::Not);
            let Some(best) = speaks.max_by(|a, b| a.weight.total_cmp(&b.weight)) else { continue };
            // Only where nothing clearer was said is what was taken on a promise.
            if rank < surest.0 {
                surest = (rank, Vec::new());
            }
            let sentence = recall::sentence(&attempt.reply, &best.text).to_owned();
            if !surest.1.contains(&sentence) {
                surest.1.push(sentence);
            }
            break;
        }
    }
    surest.1.truncate(MOST);
    surest.1
}

/// A visit that is due, or will be.
pub(super) struct DueVisit {
    /// FRAMEWORK/SCENARIO.
    pub(super) what: String,
    /// The scenario's title.
    pub(super) title: String,
    /// Who comes back.
    pub(super) persona: String,
    /// Which visit, of how many.
    pub(super) number: (usize, usize),
    /// Days since it became due; below 0 it is still to come.
    pub(super) since: i64,
}

/// The next visit of each journey that was begun, the longest due first.
pub(super) fn due(shelf: &Shelf, store: &Store) -> anyhow::Result<Vec<DueVisit>> {
    let mut all = Vec::new();
    for framework in shelf.frameworks().map(|loaded| &loaded.value) {
        for journey in &framework.journeys {
            all.extend(next(store, framework, journey)?);
        }
    }
    all.sort_by_key(|visit| -visit.since);
    Ok(all)
}

fn next(store: &Store, framework: &Framework, journey: &Journey) -> anyhow::Result<Option<DueVisit>> {
    let mut before: Option<i64> = None;
    for (at, visit) in journey.visits.iter().enumerate() {
        let played = store.finished(&framework.id, &visit.scenario)?.map(|summary| summary.ended);
        match (played, before) {
            // Played after the visit before it: the journey goes on from there.
            (Some(played), None) => before = Some(played),
            (Some(played), Some(earlier)) if played >= earlier => before = Some(played),
            (_, None) => return Ok(None),
            (_, Some(earlier)) => {
                let Some(scenario) = framework.scenario(&visit.scenario) else { return Ok(None) };
                return Ok(Some(DueVisit {
                    what: format!("{}/{}", framework.id, scenario.id),
                    title: scenario.title.clone(),
                    persona: scenario.persona.name.clone(),
                    number: (at + 1, journey.visits.len()),
                    since: today() - earlier.div_euclid(DAY) - i64::from(visit.days_later),
                }));
            }
        }
    }
    Ok(None)
}

impl DueVisit {
    /// "Teodora comes back".
    pub(super) fn line(&self) -> String {
        format!("{} comes back: {}  (visit {} of {})", self.persona, self.title, self.number.0, self.number.1)
    }
}
