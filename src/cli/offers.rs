//! What there is to practise one exchange at a time, and what of it is due.

use super::{clock, past};
use crate::cli::args::Args;
use crate::drill::prints;
use crate::framework::Shelf;
use crate::framework::model::{Ask, Beat, Framework};
use crate::history::Store;
use crate::history::schedule::{self, Due, Offer, Unit};
use crate::history::store::Print;
use crate::score::rubric::Rubric;

/// What the history knows, held against what is on the shelf.
pub(super) struct Practice {
    /// The history.
    pub(super) store: Store,
    /// How well each skill is remembered where.
    pub(super) units: Vec<Unit>,
    /// Every exchange on the shelf.
    pub(super) offers: Vec<Offer>,
    /// The number of the day.
    pub(super) today: i64,
    /// How long an exchange takes, in seconds, and whether that was measured.
    pub(super) pace: (i64, bool),
}

impl Practice {
    /// Reads the history, and forgets what was practised in beats that read otherwise today.
    pub(super) fn read(args: &Args, shelf: &Shelf) -> anyhow::Result<Self> {
        let mut store = past::read(args)?;
        store.beats(&prints(shelf))?;
        let units = store.units()?;
        let pace = store.pace()?;
        let pace = (pace.unwrap_or(schedule::PACE), pace.is_some());
        Ok(Self { store, units, offers: shelf.frameworks().flat_map(|loaded| offers(&loaded.value)).collect(), today: today(), pace })
    }

    /// What is due today and can be practised here.
    pub(super) fn due(&self) -> Vec<Due> {
        let mut due = schedule::due(&self.units, self.today);
        due.retain(|due| self.offers.iter().any(|offer| offer.skills.contains(&due.skill)));
        due
    }
}

/// The number of the day, as the history counts them.
pub(super) fn today() -> i64 {
    /// Seconds of a day.
    const DAY: i64 = 86_400;
    clock().now.div_euclid(DAY)
}

/// Every exchange of a framework.
pub(super) fn offers(framework: &Framework) -> Vec<Offer> {
    let mut offers = Vec::new();
    for scenario in &framework.scenarios {
        for beat in &scenario.beats {
            offers.push(Offer {
                framework: framework.id.clone(),
                scenario: scenario.id.clone(),
                beat: beat.id.clone(),
                persona: scenario.persona.name.clone(),
                skills: skills(framework, beat),
            });
        }
    }
    offers
}

/// The skills that a beat asks for.
fn skills(framework: &Framework, beat: &Beat) -> Vec<String> {
    let rubric = Rubric::of(framework, beat);
    let asked: &[&str] = match rubric.ask {
        Some((Ask::CheckIn, _)) => &["check-in"],
        Some((Ask::CloseLoop, _)) => &["close-loop", "check-in"],
        None => &[],
    };
    let mut skills: Vec<String> = rubric.skills.into_iter().map(|(id, _)| id).collect();
    skills.extend(asked.iter().map(ToString::to_string));
    skills.sort_unstable();
    skills.dedup();
    skills
}

/// How every beat on the shelf reads.
fn prints(shelf: &Shelf) -> Vec<Print> {
    let mut all = Vec::new();
    for framework in shelf.frameworks().map(|loaded| &loaded.value) {
        for scenario in &framework.scenarios {
            all.extend(scenario.beats.iter().map(|beat| Print {
                framework: framework.id.clone(),
                scenario: scenario.id.clone(),
                beat: beat.id.clone(),
                print: prints::beat(framework, beat),
            }));
        }
    }
    all
}

/// The name of a skill on the screen.
pub(super) fn title(shelf: &Shelf, skill: &str) -> String {
    let own = || shelf.frameworks().flat_map(|loaded| &loaded.value.signals).find(|sheet| sheet.signal == skill);
    match skill {
        "close-loop" => "Closing the loop".to_owned(),
        "names-the-gap" => "Names what was lost".to_owned(),
        "explains-again" => "Explains it in other words".to_owned(),
        _ => shelf.sheet(skill).map(|loaded| &*loaded.value).or_else(own).map_or_else(|| skill.to_owned(), |sheet| sheet.title.clone()),
    }
}
