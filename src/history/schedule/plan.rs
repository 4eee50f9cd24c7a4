//! Which exchanges to practise, and in what order.

use std::hash::{Hash, Hasher};

use siphasher::sip::SipHasher13;

use super::{Due, PEOPLE, Unit};

/// An exchange that could be practised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The framework's id.
    pub framework: String,
    /// The scenario's id.
    pub scenario: String,
    /// The beat's id.
    pub beat: String,
    /// Who one talks with.
    pub persona: String,
    /// The skills it asks for.
    pub skills: Vec<String>,
}

/// An exchange to practise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub offer: Offer,
    /// The skills that are practised in it because they are wanted.
    pub trains: Vec<String>,
}

/// Chooses exchanges, at most so many: each wanted skill in a situation it has not met while it was met with too few people, else where
/// it is due; and never one framework twice in a row where another has something to offer.
pub fn plan(wanted: &[Due], units: &[Unit], offers: &[Offer], today: i64, most: usize) -> Vec<Step> {
    let mut open: Vec<&Due> = wanted.iter().collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut rest: Vec<&Offer> = offers.iter().collect();
    while steps.len() < most && !open.is_empty() {
        let last = steps.last().map_or("", |step| step.offer.framework.as_str());
        let useful = |offer: &&Offer| worth(offer, &open, units) > 0;
        let other = |offer: &&Offer| offer.framework != last;
        let key = |offer: &&Offer| (other(offer), worth(offer, &open, units), salt(offer, today));
        let Some(chosen) = rest.iter().copied().filter(useful).max_by_key(key) else { break };
        let trains: Vec<String> = open.iter().filter(|due| chosen.skills.contains(&due.skill)).map(|due| due.skill.clone()).collect();
        open.retain(|due| !trains.contains(&due.skill));
        rest.retain(|offer| *offer != chosen);
        steps.push(Step { offer: chosen.clone(), trains });
    }
    steps
}

/// How much an exchange does for what is wanted: 0 is nothing.
fn worth(offer: &Offer, open: &[&Due], units: &[Unit]) -> usize {
    /// A skill is practised; practised where it should be; and it is the most pressing one.
    const PRACTISED: usize = 1;
    const WHERE: usize = 2;
    const PRESSING: usize = 2;
    let one = |(at, due): (usize, &&Due)| {
        if !offer.skills.contains(&due.skill) {
            return 0;
        }
        let here = (&offer.framework, &offer.scenario) == (&due.framework, &due.scenario);
        let there = if due.people < PEOPLE { !met(units, &due.skill, &offer.persona) } else { here };
        PRACTISED + if there { WHERE } else { 0 } + if at == 0 { PRESSING } else { 0 }
    };
    open.iter().enumerate().map(one).sum()
}

fn met(units: &[Unit], skill: &str, persona: &str) -> bool {
    units.iter().any(|unit| unit.skill == skill && unit.persona == persona)
}

/// Chooses exchanges that train one skill, at most so many: people not met with it first, and frameworks in turn.
pub fn drill(skill: &str, units: &[Unit], offers: &[Offer], today: i64, most: usize) -> Vec<Step> {
    let mut rest: Vec<&Offer> = offers.iter().filter(|offer| offer.skills.iter().any(|known| known == skill)).collect();
    rest.sort_by_key(|offer| (met(units, skill, &offer.persona), salt(offer, today)));
    let mut steps: Vec<Step> = Vec::new();
    while steps.len() < most && !rest.is_empty() {
        let last = steps.last().map(|step| step.offer.framework.clone());
        let at = rest.iter().position(|offer| last.as_ref() != Some(&offer.framework)).unwrap_or(0);
        steps.push(Step { offer: rest.remove(at).clone(), trains: vec![skill.to_owned()] });
    }
    steps
}

/// How long an exchange takes while nothing is known of the trainee, in seconds; our own judgement, 2026-11-28: to read, think, type, and
/// read the feedback.
pub const PACE: i64 = 75;

/// How many exchanges fit into so many minutes: at least one.
pub fn fits(minutes: u32, pace: i64) -> usize {
    usize::try_from(i64::from(minutes) * 60 / pace.max(1)).unwrap_or(usize::MAX).max(1)
}

/// How many minutes so many exchanges take: at least one.
pub fn minutes(steps: usize, pace: i64) -> i64 {
    let seconds = i64::try_from(steps).unwrap_or(i64::MAX).saturating_mul(pace);
    (seconds.saturating_add(59) / 60).max(1)
}

/// Among equals another one each day.
fn salt(offer: &Offer, today: i64) -> u64 {
    let mut hasher = SipHasher13::new();
    (today, &offer.framework, &offer.scenario, &offer.beat).hash(&mut hasher);
    hasher.finish()
}
