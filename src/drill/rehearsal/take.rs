//! One drill, played by a simulated trainee.

use super::trainee::Trainee;
use crate::drill::session::{Phase, Session};
use crate::drill::{Event, SessionError};
use crate::score::Course;

/// What came of one drill.
#[derive(Debug, Clone, PartialEq)]
pub struct Take {
    /// The number of the scenario.
    pub scenario: usize,
    /// Who played.
    pub trainee: Trainee,
    /// With which seed.
    pub seed: u64,
    /// Did it come to an end?
    pub finished: bool,
    /// The exchanges, in order.
    pub exchanges: Vec<Exchange>,
    /// Trust at the end, 0..=100.
    pub trust: i32,
}

/// One exchange of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// The number of the beat.
    pub beat: usize,
    /// What was said; empty where nothing was.
    pub reply: String,
    /// The score, 0.0..=100.0; none where nothing was scored.
    pub score: Option<f64>,
    /// Was a pitfall heard?
    pub pitfall: bool,
    /// The number of the reaction; none where the exchange was skipped.
    pub reaction: Option<usize>,
}

impl Take {
    /// Plays a scenario to its end, or until it is clear that it goes round and round.
    pub fn play(course: &Course, scenario: usize, trainee: Trainee, seed: u64) -> Result<Self, SessionError> {
        let beats = &course.scenario(scenario).beats;
        // Each beat may be visited a few times; more than that goes round in circles.
        let most = beats.len() * 4 + 4;
        let session = Session::new(course, &course.scenario(scenario).id, seed)?;
        let mut take = Self { scenario, trainee, seed, finished: false, exchanges: Vec::new(), trust: session.trust };
        let (mut session, _) = session.step(Event::Begin, course);
        while session.phase == Phase::Reply && take.exchanges.len() < most {
            let beat = session.beat;
            let visit = take.exchanges.iter().filter(|exchange| exchange.beat == beat).count();
            let reply = trainee.reply(&beats[beat], visit, seed).unwrap_or_default().into_owned();
            let (next, exchange) = exchange(session, course, beat, reply);
            session = next;
            take.exchanges.push(exchange);
        }
        take.finished = session.phase != Phase::Reply;
        take.trust = session.trust;
        Ok(take)
    }

    /// The mean score, 0.0..=100.0; none where nothing was scored.
    pub fn score(&self) -> Option<f64> {
        let scores: Vec<f64> = self.exchanges.iter().filter_map(|exchange| exchange.score).collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
    }
}

fn exchange(session: Session, course: &Course, beat: usize, reply: String) -> (Session, Exchange) {
    let mut exchange = Exchange { beat, reply, score: None, pitfall: false, reaction: None };
    let (session, _) = session.step(Event::Reply { text: exchange.reply.clone() }, course);
    let attempt = session.turns.last().and_then(|turn| turn.attempts.last());
    let Some(score) = attempt.and_then(|attempt| attempt.judgement.score()) else {
        return (session.step(Event::Skip, course).0, exchange);
    };
    exchange.score = Some(score.score);
    exchange.pitfall = !score.pitfalls.is_empty();
    let (after, _) = session.step(Event::Next, course);
    let reacts = format!("{}/reacts/", session.turns.last().map_or("", |turn| turn.id.as_str()));
    let told = after.uses.iter().find(|(place, uses)| place.starts_with(&reacts) && session.uses.get(*place) != Some(uses));
    exchange.reaction = told.and_then(|(place, _)| place[reacts.len()..].parse().ok());
    (after, exchange)
}
