//! Assessments: which exchanges measure a framework, and what two measurements say about each other.

use std::collections::{BTreeMap, BTreeSet};

use super::record::Seconds;
use super::schedule::Offer;
use super::store::Measured;

/// Each skill is asked for so often, where the framework has that many exchanges; our own judgement, 2026-11-28.
pub const EACH: usize = 3;
/// An assessment has no more exchanges than this; our own judgement, 2026-11-28: ten minutes of quiet work.
pub const MOST: usize = 8;
/// Fewer replies say too little; our own judgement, 2026-11-28.
pub const ENOUGH: usize = 3;
/// A smaller difference of shares is about the same; our own judgement, 2026-11-28.
pub const MOVED: f64 = 0.15;

/// The exchanges that measure a framework, the same each time: one after another the one that asks for most of what was not asked for
/// often enough, from a scenario used least; of equals the first in the file. They are played in the order of the file.
pub fn choose(offers: &[Offer]) -> Vec<&Offer> {
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    let mut scenarios: BTreeMap<&str, usize> = BTreeMap::new();
    while chosen.len() < MOST {
        let gain = |offer: &Offer| offer.skills.iter().filter(|skill| asked.get(skill.as_str()).is_none_or(|times| *times < EACH)).count();
        let used = |offer: &Offer| scenarios.get(offer.scenario.as_str()).copied().unwrap_or(0);
        let open = offers.iter().enumerate().filter(|(at, offer)| !chosen.contains(at) && gain(offer) > 0);
        let Some((at, offer)) = open.min_by_key(|(at, offer)| (usize::MAX - gain(offer), used(offer), *at)) else { break };
        chosen.insert(at);
        offer.skills.iter().for_each(|skill| *asked.entry(skill).or_default() += 1);
        *scenarios.entry(&offer.scenario).or_default() += 1;
    }
    chosen.into_iter().map(|at| &offers[at]).collect()
}

/// A mean over some replies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// 0.0..=1.0.
    pub share: f64,
    /// Over so many replies.
    pub replies: usize,
}

/// What two measurements say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// There is nothing to compare with.
    First,
    /// Too few replies to tell.
    TooFew,
    /// It grew.
    Up,
    /// About the same.
    Same,
    /// It fell.
    Down,
}

impl Verdict {
    /// What these two means say.
    pub fn of(now: Mean, before: Option<Mean>) -> Self {
        let Some(before) = before else { return Self::First };
        match now.share - before.share {
            _ if now.replies < ENOUGH || before.replies < ENOUGH => Self::TooFew,
            by if by >= MOVED => Self::Up,
            by if by <= -MOVED => Self::Down,
            _ => Self::Same,
        }
    }
}

/// A skill in two assessments.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The skill's id.
    pub skill: String,
    /// Now.
    pub now: Mean,
    /// The last time.
    pub before: Option<Mean>,
}

/// An assessment beside the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// When the one before was; none if there is none with the same exchanges.
    pub before: Option<Seconds>,
    /// Exchanges answered now, and of these how many also then, reading the same.
    pub answered: usize,
    /// Of these, those that are compared.
    pub shared: usize,
    /// The mean score now, 0.0..=100.0, of those that are compared, or of all where nothing is.
    pub score: Option<f64>,
    /// The mean score then, of the same exchanges.
    pub score_before: Option<f64>,
    /// Skill by skill.
    pub rows: Vec<Row>,
}

type Place<'m> = (&'m str, &'m str, &'m str);

fn place(one: &Measured) -> Place<'_> {
    (&one.scenario, &one.beat, &one.print)
}

/// Holds an assessment against the latest one before it that has exchanges in common.
pub fn compare(now: &[Measured], earlier: &[Measured]) -> Comparison {
    let started = now.iter().map(|one| one.started).min();
    let places: BTreeSet<Place> = now.iter().map(place).collect();
    let usable = |one: &&Measured| started.is_some_and(|started| one.started < started) && places.contains(&place(one));
    let before = earlier.iter().filter(usable).map(|one| one.started).max();
    let then: Vec<&Measured> = earlier.iter().filter(|one| Some(one.started) == before && places.contains(&place(one))).collect();
    let shared: BTreeSet<Place> = then.iter().map(|one| place(one)).collect();
    let compared: Vec<&Measured> = now.iter().filter(|one| before.is_none() || shared.contains(&place(one))).collect();
    let means_before = means(&then);
    let rows = means(&compared).into_iter().map(|(skill, mean)| Row { before: means_before.get(&skill).copied(), skill, now: mean });
    Comparison { before, answered: places.len(), shared: shared.len(), score: score(&compared), score_before: score(&then), rows: rows.collect() }
}

fn means(all: &[&Measured]) -> BTreeMap<String, Mean> {
    // The parts of one skill in one reply are one reply.
    let mut replies: BTreeMap<(&str, Place), (f64, f64)> = BTreeMap::new();
    for one in all {
        let sums = replies.entry((&one.skill, place(one))).or_default();
        sums.0 += one.earned;
        sums.1 += one.weight;
    }
    let mut shares: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for ((skill, _), (earned, weight)) in replies {
        shares.entry(skill.to_owned()).or_default().push(if weight > 0.0 { earned / weight } else { 0.0 });
    }
    let mean = |shares: Vec<f64>| Mean { share: shares.iter().sum::<f64>() / shares.len().max(1) as f64, replies: shares.len() };
    shares.into_iter().map(|(skill, shares)| (skill, mean(shares))).collect()
}

fn score(all: &[&Measured]) -> Option<f64> {
    let scores: BTreeMap<Place, f64> = all.iter().filter_map(|one| Some((place(one), one.score?))).collect();
    (!scores.is_empty()).then(|| scores.values().sum::<f64>() / scores.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(scenario: &str, beat: &str, skills: &[&str]) -> Offer {
        let skills = skills.iter().map(ToString::to_string).collect();
        Offer { framework: "f".into(), scenario: scenario.into(), beat: beat.into(), persona: "Ana".into(), skills }
    }

    fn measured(started: i64, beat: &str, print: &str, skill: &str, earned: f64) -> Measured {
        Measured {
            started,
            scenario: "s".into(),
            beat: beat.into(),
            print: print.into(),
            skill: skill.into(),
            earned,
            weight: 1.0,
            score: Some(earned * 100.0),
        }
    }

    #[test]
    fn the_set_asks_for_each_skill_often_enough_and_no_more() {
        let many: Vec<Offer> = (0..30).map(|at| offer(["a", "b", "c"][at % 3], &format!("b{at}"), &["warmth"])).collect();
        let chosen = choose(&many);
        assert_eq!(chosen.len(), EACH);
        assert_eq!(chosen.iter().map(|offer| &offer.scenario).collect::<BTreeSet<_>>().len(), 3, "from different scenarios");
        let wide: Vec<Offer> = (0..30).map(|at| offer("a", &format!("b{at}"), &[&format!("s{at}")])).collect();
        assert_eq!(choose(&wide).len(), MOST);
        assert_eq!(choose(&many), choose(&many));
        assert_eq!(choose(&[offer("a", "b", &[])]), Vec::<&Offer>::new());
    }

    #[test]
    fn only_exchanges_that_read_the_same_are_compared() {
        let earlier = [measured(1, "a", "p", "warmth", 0.0), measured(1, "b", "old", "warmth", 0.0), measured(5, "x", "p", "warmth", 1.0)];
        let now = [measured(9, "a", "p", "warmth", 1.0), measured(9, "b", "new", "warmth", 0.0)];
        let found = compare(&now, &earlier);
        assert_eq!((found.before, found.answered, found.shared), (Some(1), 2, 1));
        assert_eq!((found.score, found.score_before), (Some(100.0), Some(0.0)));
        assert_eq!(Verdict::of(found.rows[0].now, found.rows[0].before), Verdict::TooFew);
        let first = compare(&now, &[]);
        assert_eq!((first.before, first.shared, first.score), (None, 0, Some(50.0)));
        assert_eq!(Verdict::of(first.rows[0].now, first.rows[0].before), Verdict::First);
    }

    #[test]
    fn a_difference_is_told_only_where_there_is_enough_to_tell() {
        let mean = |share, replies| Mean { share, replies };
        let verdict = |now, before| Verdict::of(mean(now, 3), Some(mean(before, 3)));
        assert_eq!([verdict(0.9, 0.5), verdict(0.5, 0.9), verdict(0.5, 0.6)], [Verdict::Up, Verdict::Down, Verdict::Same]);
        assert_eq!(Verdict::of(mean(1.0, 2), Some(mean(0.0, 9))), Verdict::TooFew);
    }

    #[test]
    fn the_parts_of_the_check_in_are_one_reply() {
        let rows = means(&[&measured(1, "a", "p", "check-in", 1.0), &measured(1, "a", "p", "check-in", 0.0)]);
        assert_eq!(rows["check-in"], Mean { share: 0.5, replies: 1 });
    }
}
