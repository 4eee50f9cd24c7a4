//! What is due: when a skill should be practised again in a situation, and which exchanges to practise it in.
//!
//! The unit is a skill in a situation, which is a scenario with its persona. All that was practised of it on one day is one review;
//! FSRS-6 tells from the reviews how long it will last. Nothing here reads a clock: days are numbers since 1970.

use std::collections::{BTreeMap, BTreeSet};

use fsrs::{FSRS, MemoryState};

mod plan;

pub use plan::{Offer, PACE, Step, drill, fits, minutes, plan};

/// A share of a weight below this is "again"; our own judgement, 2026-11-28: less than half was not remembered.
pub const AGAIN_BELOW: f64 = 0.5;
/// Below this it is "hard"; our own judgement, 2026-11-28: heard, but in part.
pub const HARD_BELOW: f64 = 0.75;
/// From here on it is "easy"; our own judgement, 2026-11-28: nearly everything, without help.
pub const EASY_FROM: f64 = 0.95;
/// With help for more than this share of what was asked, a day is "hard" at best; our own judgement, 2026-11-28.
pub const HELPED: f64 = 0.5;
/// How likely a skill should still be there when it is due, 0.0..=1.0. Source: FSRS's own default.
pub const RETENTION: f32 = 0.9;
/// A skill is learned when it was practised with so many people; our own judgement, 2026-11-28: with one it may be the person.
pub const PEOPLE: usize = 2;

/// What was practised of a skill in a situation on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// The day, since 1970.
    pub day: i64,
    /// What was earned.
    pub earned: f64,
    /// Of so much.
    pub weight: f64,
    /// Of which with help.
    pub helped: f64,
}

impl Round {
    /// The share that was earned, 0.0..=1.0.
    pub fn share(&self) -> f64 {
        if self.weight > 0.0 { (self.earned / self.weight).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// How a day went, as FSRS wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Not remembered.
    Again,
    /// Remembered with effort, or with help.
    Hard,
    /// Remembered.
    Good,
    /// At once and whole.
    Easy,
}

impl Rating {
    /// How a day went.
    pub fn of(round: &Round) -> Self {
        let alone = match round.share() {
            share if share < AGAIN_BELOW => Self::Again,
            share if share < HARD_BELOW => Self::Hard,
            share if share < EASY_FROM => Self::Good,
            _ => Self::Easy,
        };
        let helped = round.weight > 0.0 && round.helped / round.weight > HELPED;
        match helped {
            true => alone.min(Self::Hard),
            // Some help keeps it from being easy.
            false if round.helped > 0.0 => alone.min(Self::Good),
            false => alone,
        }
    }
}

/// How well a skill is remembered in a situation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until it is remembered with [`RETENTION`] only.
    pub stability: f64,
    /// 1.0..=10.0.
    pub difficulty: f64,
    /// What the last day earned, 0.0..=1.0.
    pub share: f64,
    /// Days on which it was practised.
    pub reviews: u32,
    /// The last of them.
    pub last: i64,
    /// The day on which it is due.
    pub due: i64,
}

/// A skill in a situation.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The skill's id.
    pub skill: String,
    /// The framework's id.
    pub framework: String,
    /// The scenario's id.
    pub scenario: String,
    /// Who it was practised with.
    pub persona: String,
    /// How well it is remembered.
    pub memory: Memory,
}

/// Turns days of practice into memory.
#[derive(Default)]
pub struct Scheduler(FSRS);

impl Scheduler {
    /// How well something is remembered after these rounds, in the order of their days; none without any.
    pub fn learn(&self, rounds: &[Round]) -> Option<Memory> {
        let mut memory: Option<Memory> = None;
        for round in by_day(rounds) {
            memory = Some(self.review(memory, &round)?);
        }
        memory
    }

    fn review(&self, before: Option<Memory>, round: &Round) -> Option<Memory> {
        let state = before.map(|memory| MemoryState { stability: memory.stability as f32, difficulty: memory.difficulty as f32 });
        let days = before.map_or(0, |memory| u32::try_from(round.day - memory.last).unwrap_or(0));
        // It refuses only numbers that are none, which never leave it.
        let next = self.0.next_states(state, RETENTION, days).ok()?;
        let next = match Rating::of(round) {
            Rating::Again => next.again,
            Rating::Hard => next.hard,
            Rating::Good => next.good,
            Rating::Easy => next.easy,
        };
        let interval = (next.interval.round() as i64).max(1);
        Some(Memory {
            stability: next.memory.stability.into(),
            difficulty: next.memory.difficulty.into(),
            share: round.share(),
            reviews: before.map_or(0, |memory| memory.reviews) + 1,
            last: round.day,
            due: round.day + interval,
        })
    }
}

/// One round for each day.
fn by_day(rounds: &[Round]) -> Vec<Round> {
    let mut days: BTreeMap<i64, Round> = BTreeMap::new();
    for round in rounds {
        let day = days.entry(round.day).or_insert(Round { day: round.day, earned: 0.0, weight: 0.0, helped: 0.0 });
        day.earned += round.earned;
        day.weight += round.weight;
        day.helped += round.helped;
    }
    days.into_values().collect()
}

/// The skill that a criterion stands for: the parts of the check-in rubric are no skills of their own.
pub fn skill_of(criterion: &str) -> &str {
    match criterion {
        "names-the-gap" | "explains-again" => "close-loop",
        part if part.starts_with("check-in-") => "check-in",
        skill => skill,
    }
}

/// A skill that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// The skill's id.
    pub skill: String,
    /// Where it is most pressing.
    pub framework: String,
    /// The scenario there.
    pub scenario: String,
    /// Days since it became due; 0 is today.
    pub since: i64,
    /// How likely it is still there, 0.0..=1.0.
    pub strength: f64,
    /// With how many people it was practised.
    pub people: usize,
}

/// What is due today, the most pressing first: each skill once, for where it is most pressing. What was practised today, in whatever
/// situation, waits for tomorrow.
pub fn due(units: &[Unit], today: i64) -> Vec<Due> {
    let mut skills: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
    units.iter().for_each(|unit| skills.entry(&unit.skill).or_default().push(unit));
    let mut all: Vec<Due> = skills.into_iter().filter_map(|(skill, units)| most_pressing(skill, &units, today)).collect();
    all.sort_by(|a, b| a.strength.total_cmp(&b.strength).then(a.skill.cmp(&b.skill)));
    all
}

fn most_pressing(skill: &str, units: &[&Unit], today: i64) -> Option<Due> {
    if units.iter().any(|unit| unit.memory.last >= today) {
        return None;
    }
    let strength = |unit: &Unit| strength(&unit.memory, today);
    let pressing = units.iter().filter(|unit| unit.memory.due <= today).min_by(|a, b| strength(a).total_cmp(&strength(b)))?;
    Some(Due {
        skill: skill.to_owned(),
        framework: pressing.framework.clone(),
        scenario: pressing.scenario.clone(),
        since: today - pressing.memory.due,
        strength: strength(pressing),
        people: people(units.iter().copied()),
    })
}

/// How likely something is still there, 0.0..=1.0.
pub fn strength(memory: &Memory, today: i64) -> f64 {
    let state = MemoryState { stability: memory.stability as f32, difficulty: memory.difficulty as f32 };
    let days = (today - memory.last).max(0) as f32;
    fsrs::current_retrievability(state, days, fsrs::FSRS6_DEFAULT_DECAY).into()
}

/// With how many people it was practised.
pub fn people<'u>(units: impl Iterator<Item = &'u Unit>) -> usize {
    units.map(|unit| unit.persona.as_str()).collect::<BTreeSet<_>>().len()
}

/// Is a skill learned: remembered, with [`PEOPLE`] or more? `units`: all of the skill.
pub fn is_learned<'u>(units: impl Iterator<Item = &'u Unit>, today: i64) -> bool {
    people(units.filter(|unit| unit.memory.due > today && unit.memory.share >= HARD_BELOW)) >= PEOPLE
}

/// The next day on which something is due after today.
pub fn next_day(units: &[Unit], today: i64) -> Option<i64> {
    units.iter().map(|unit| unit.memory.due.max(unit.memory.last + 1)).filter(|day| *day > today).min()
}

#[cfg(test)]
mod tests;
