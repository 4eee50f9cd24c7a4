//! Journeys: which visit a scenario is, what is remembered of the ones before, and which visits are due.

use super::offers::today;
use crate::drill::recall;
use crate::drill::way::Visit;
use crate::framework::Shelf;
use crate::framework::model::{Framework, Journey};
use crate::history::Store;
use crate::history::record::Whole;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// What a promise is heard by, the surer first.
const PROMISES: [&str; 2] = ["commitment", "ownership"];
/// So many promises are brought back: more would be a reckoning.
const MOST: usize = 2;

/// A later visit, if this scenario is one and the visit before it was practised.
pub(super) fn visit(store: &Store, framework: &Framework, scenario: usize) -> anyhow::Result<Option<Visit>> {
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
        promises: promises(&whole),
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

/// What was promised in a drill, as whole sentences.
fn promises(whole: &Whole) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for signal in PROMISES {
        for attempt in whole.attempts.iter().filter(|attempt| attempt.counts()) {
            let heard = attempt.criteria.iter().find(|criterion| criterion.id == signal && criterion.level > 0);
            let quote = heard.and_then(|criterion| criterion.quote.as_deref());
            let sentence = quote.map(|quote| recall::sentence(&attempt.reply, quote).to_owned());
            found.extend(sentence.filter(|sentence| !found.contains(sentence)));
        }
        // Only where nothing clearer was said is what was taken on a promise.
        if !found.is_empty() {
            break;
        }
    }
    found.truncate(MOST);
    found
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
