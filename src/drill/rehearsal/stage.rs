//! Many drills, and what came of them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::take::{Exchange, Take};
use super::trainee::{ALL, Trainee};
use crate::framework::finding::Finding;
use crate::path;
use crate::score::Course;

/// Drills that were played by simulated trainees.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rehearsal {
    /// All drills: by scenario, then by trainee, then by seed.
    pub takes: Vec<Take>,
}

/// What came of the drills of one kind of trainee in one scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// How many drills.
    pub drills: usize,
    /// The least, the middle and the most of their mean scores, 0.0..=100.0; none where nothing was scored.
    pub score: Option<[f64; 3]>,
    /// The least, the middle and the most trust at the end, 0..=100.
    pub trust: [i32; 3],
    /// How often each ending was reached: the beat and the number of its last reaction.
    pub endings: BTreeMap<(usize, Option<usize>), usize>,
}

impl Rehearsal {
    /// Plays every scenario of a framework `drills` times with each kind of trainee.
    pub fn play(course: &Course, drills: u64) -> Self {
        let course = course.clone().for_rehearsal();
        let scenarios = 0..course.framework().scenarios.len();
        let plays = scenarios
            .flat_map(|scenario| ALL.map(|trainee| (scenario, trainee)))
            .flat_map(|(scenario, trainee)| (0..drills).map(move |seed| (scenario, trainee, seed)));
        let plays: Vec<_> = plays.collect();
        // A scenario of the course is always there to be played.
        let takes = plays.into_par_iter().filter_map(|(scenario, trainee, seed)| Take::play(&course, scenario, trainee, seed).ok());
        Self { takes: takes.collect() }
    }

    /// How the drills of one kind of trainee in one scenario came out; none where there are none.
    pub fn spread(&self, scenario: usize, trainee: Trainee) -> Option<Spread> {
        let takes: Vec<&Take> = self.takes.iter().filter(|take| take.scenario == scenario && take.trainee == trainee).collect();
        let mut scores: Vec<f64> = takes.iter().filter_map(|take| take.score()).collect();
        scores.sort_by(f64::total_cmp);
        let mut trust: Vec<i32> = takes.iter().map(|take| take.trust).collect();
        trust.sort_unstable();
        let mut endings = BTreeMap::new();
        for last in takes.iter().filter_map(|take| take.exchanges.last()) {
            *endings.entry((last.beat, last.reaction)).or_default() += 1;
        }
        Some(Spread { drills: takes.len(), score: thirds(&scores), trust: thirds(&trust)?, endings })
    }

    /// What is odd: each drill without an end, each reaction that contradicts a score, once.
    pub fn odd(&self, course: &Course) -> Vec<Finding> {
        let mut found: BTreeMap<(usize, usize, Option<usize>), Finding> = BTreeMap::new();
        for take in &self.takes {
            if !take.finished {
                found.entry((take.scenario, 0, None)).or_insert_with(|| endless(course, take));
            }
            for exchange in &take.exchanges {
                if let Some((reaction, why)) = contradiction(course, take.scenario, exchange) {
                    found.entry((take.scenario, exchange.beat, Some(reaction))).or_insert_with(|| unfair(course, take, exchange, reaction, why));
                }
            }
        }
        found.into_values().collect()
    }
}

/// The first, the middle and the last of a sorted list.
fn thirds<T: Copy>(sorted: &[T]) -> Option<[T; 3]> {
    Some([*sorted.first()?, sorted[sorted.len() / 2], *sorted.last()?])
}

fn endless(course: &Course, take: &Take) -> Finding {
    let scenario = course.scenario(take.scenario);
    let way: Vec<&str> = take.exchanges.iter().map(|exchange| scenario.beats[exchange.beat].id.as_str()).collect();
    let message = format!("a {} trainee does not come to an end in {} exchanges", take.trainee, take.exchanges.len());
    let place = course.loaded().place(path!["scenarios", take.scenario, "id"]);
    let last = way[way.len().saturating_sub(6)..].join(" > ");
    Finding::error("T007", &course.loaded().source, place, message)
        .help(format!("it goes round: … {last}; add a reaction with `times` that leads on (seed {})", take.seed))
}

/// The reaction that says the opposite of the score, and how.
fn contradiction(course: &Course, scenario: usize, exchange: &Exchange) -> Option<(usize, &'static str)> {
    let (score, reaction) = (exchange.score?, exchange.reaction?);
    let pass = course.framework().pass;
    let moves = course.scenario(scenario).beats[exchange.beat].reacts.get(reaction)?.trust;
    match moves {
        ..=-1 if score >= pass && !exchange.pitfall => Some((reaction, "a reply that passes without a pitfall loses trust here")),
        1.. if score < pass / 2.0 => Some((reaction, "a reply under half of the pass mark wins trust here")),
        _ => None,
    }
}

fn unfair(course: &Course, take: &Take, exchange: &Exchange, reaction: usize, why: &str) -> Finding {
    let place = course.loaded().place(path!["scenarios", take.scenario, "beats", exchange.beat, "reacts", reaction, "trust"]);
    let score = exchange.score.unwrap_or_default();
    let help = format!("ask for more in its `when`, or let `trust` follow the score; “{}” scores {score:.0}", exchange.reply);
    Finding::error("T008", &course.loaded().source, place, why).help(help)
}
