//! Plays a saved drill again, and tells what comes out otherwise.

use serde::{Deserialize, Serialize};

use super::session::{Attempt, ENGINE, Session, SessionError, Turn};
use crate::score::judgement::Criterion;
use crate::score::{Course, Score};
use crate::speech::evidence::{Evidence, Level};

/// What came of playing a saved drill again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Replayed {
    /// Exchanges in the saved drill.
    pub turns: usize,
    /// Replies that were scored again.
    pub attempts: usize,
    /// The version of the program then and now, where they differ.
    pub engine: Option<(String, String)>,
    /// The framework's own text is another.
    pub rewritten: bool,
    /// The signals are others, or hear otherwise.
    pub retuned: bool,
    /// What is not as it was.
    pub differences: Vec<Difference>,
    /// Receipts that name another cue or another place, though the score is the same.
    pub receipts: usize,
}

impl Replayed {
    /// The same score again?
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Something that is not as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The exchange, from 1; 0 is the drill as a whole.
    pub turn: usize,
    /// What.
    pub what: Differs,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Differs {
    /// The drill does not come to this exchange, or to one that was not there.
    Course {
        /// The beat then; none if there was none.
        then: Option<String>,
        /// The beat now; none if there is none.
        now: Option<String>,
    },
    /// The person says something else.
    Line {
        /// Then.
        then: String,
        /// Now.
        now: String,
    },
    /// The reply is not the one that stands in the record of what was typed.
    Reply {
        /// In the drill.
        then: String,
        /// In the record.
        now: String,
    },
    /// The score.
    Score {
        /// Which try, from 1.
        no: usize,
        /// 0.0..=100.0, then; none if it was not scored.
        then: Option<f64>,
        /// Now.
        now: Option<f64>,
        /// What was heard otherwise.
        criteria: Vec<CriterionDiffers>,
    },
    /// The score of the whole drill; told with turn 0.
    Total {
        /// 0.0..=100.0, then.
        then: f64,
        /// Now.
        now: Option<f64>,
    },
    /// Trust after the reaction.
    Trust {
        /// 0..=100, then; none if there was no reaction.
        then: Option<i32>,
        /// Now.
        now: Option<i32>,
    },
}

/// A criterion that came out otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CriterionDiffers {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How clearly it was heard then; none if it did not count.
    pub then: Option<Level>,
    /// Now.
    pub now: Option<Level>,
    /// What it earned then and now.
    pub earned: (f64, f64),
}

/// Plays the record of what was typed again, and holds it against what was saved.
pub fn again(saved: &Session, course: &Course) -> Result<Replayed, SessionError> {
    let now = saved.start(course)?.after(&saved.log, course);
    let mut found = Replayed {
        turns: saved.turns.len(),
        attempts: 0,
        engine: (saved.engine != ENGINE).then(|| (saved.engine.clone(), ENGINE.to_owned())),
        rewritten: !saved.script.is_empty() && saved.script != course.script(),
        retuned: saved.fingerprint != course.fingerprint(),
        differences: Vec::new(),
        receipts: 0,
    };
    for at in 0..saved.turns.len().max(now.turns.len()) {
        found.turn(at + 1, saved.turns.get(at), now.turns.get(at));
    }
    Ok(found)
}

impl Replayed {
    fn differs(&mut self, turn: usize, what: Differs) {
        self.differences.push(Difference { turn, what });
    }

    fn turn(&mut self, number: usize, then: Option<&Turn>, now: Option<&Turn>) {
        let (Some(then), Some(now)) = (then, now) else {
            let id = |turn: Option<&Turn>| turn.map(|turn| turn.id.clone());
            return self.differs(number, Differs::Course { then: id(then), now: id(now) });
        };
        if then.id != now.id {
            return self.differs(number, Differs::Course { then: Some(then.id.clone()), now: Some(now.id.clone()) });
        }
        if then.line != now.line {
            self.differs(number, Differs::Line { then: then.line.clone(), now: now.line.clone() });
        }
        for no in 0..then.attempts.len().max(now.attempts.len()) {
            self.attempt(number, no + 1, then.attempts.get(no), now.attempts.get(no));
        }
        let trust = |turn: &Turn| turn.reaction.as_ref().map(|reaction| reaction.trust);
        if trust(then) != trust(now) {
            self.differs(number, Differs::Trust { then: trust(then), now: trust(now) });
        }
    }

    fn attempt(&mut self, turn: usize, no: usize, then: Option<&Attempt>, now: Option<&Attempt>) {
        self.attempts += 1;
        if let (Some(then), Some(now)) = (then, now)
            && then.reply != now.reply
        {
            return self.differs(turn, Differs::Reply { then: then.reply.clone(), now: now.reply.clone() });
        }
        let score = |attempt: Option<&Attempt>| attempt.and_then(|attempt| attempt.judgement.score().cloned());
        let (then, now) = (score(then), score(now));
        let criteria = criteria(then.as_ref(), now.as_ref());
        let number = |score: &Option<Score>| score.as_ref().map(|score| score.score);
        if !criteria.is_empty() || !close(number(&then), number(&now)) {
            self.differs(turn, Differs::Score { no, then: number(&then), now: number(&now), criteria });
        } else if let (Some(then), Some(now)) = (&then, &now) {
            self.receipts += moved(then, now);
        }
    }
}

/// Numbers that were written down and read again are the same to the last digit; a sum in another order may not be.
pub fn close(then: Option<f64>, now: Option<f64>) -> bool {
    /// A difference that nobody sees, in points.
    const NOTHING: f64 = 1e-9;
    match (then, now) {
        (Some(then), Some(now)) => (then - now).abs() <= NOTHING,
        (None, None) => true,
        _ => false,
    }
}

fn all(score: Option<&Score>) -> Vec<&Criterion> {
    score.into_iter().flat_map(|score| score.skills.iter().chain(&score.points).chain(&score.pitfalls)).collect()
}

fn criteria(then: Option<&Score>, now: Option<&Score>) -> Vec<CriterionDiffers> {
    let (then, now) = (all(then), all(now));
    let differs = |id: &str, title: &str, was: Option<&Criterion>, is: Option<&Criterion>| {
        let earned = (was.map_or(0.0, |c| c.earned), is.map_or(0.0, |c| c.earned));
        let (was, is) = (was.map(|c| c.level), is.map(|c| c.level));
        let same = was == is && close(Some(earned.0), Some(earned.1));
        (!same).then(|| CriterionDiffers { id: id.to_owned(), title: title.to_owned(), then: was, now: is, earned })
    };
    let known = then.iter().map(|c| differs(&c.id, &c.title, Some(c), now.iter().find(|other| other.id == c.id).copied()));
    let fresh = now.iter().filter(|c| !then.iter().any(|other| other.id == c.id)).map(|c| differs(&c.id, &c.title, None, Some(c)));
    known.chain(fresh).flatten().collect()
}

/// How many receipts of an equal score are not the same.
fn moved(then: &Score, now: &Score) -> usize {
    let receipts = |score: &Score| all(Some(score)).into_iter().flat_map(|c| c.evidence.clone()).collect::<Vec<Evidence>>();
    let now = receipts(now);
    receipts(then).iter().filter(|evidence| !now.contains(evidence)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drill::Event;
    use crate::framework::Shelf;
    use crate::score::Judgement;

    fn played() -> (Session, Course) {
        let shelf = Shelf::embedded();
        let course = Course::new(shelf.framework("own-it").unwrap(), &shelf);
        let say = |text: &str| Event::Reply { text: text.into() };
        let events =
            [Event::Begin, Event::Hint, say("ok"), Event::Again, say("I'm so sorry, Marta. That was our mistake."), Event::Next, say("At nine."), Event::Next];
        let start = Session::new(&course, "double-booked", 3).unwrap();
        (events.into_iter().fold(start, |session, event| session.step(event, &course).0), course)
    }

    #[test]
    fn a_drill_comes_to_the_same_score_again() {
        let (saved, course) = played();
        let found = again(&saved, &course).unwrap();
        assert!(found.is_same() && found.engine.is_none() && !found.rewritten && !found.retuned, "{found:?}");
        assert_eq!((found.turns, found.attempts, found.receipts), (3, 3, 0));
    }

    #[test]
    fn what_was_changed_in_a_saved_drill_is_found_exactly() {
        let (saved, course) = played();
        let differences = |change: fn(&mut Session)| {
            let mut changed = saved.clone();
            change(&mut changed);
            again(&changed, &course).unwrap().differences
        };
        let found = differences(|saved| saved.turns[0].attempts[1].reply = "I never said this.".into());
        assert!(matches!(found.as_slice(), [Difference { turn: 1, what: Differs::Reply { .. } }]), "{found:?}");
        let found = differences(|saved| {
            let Judgement::Scored(score) = &mut saved.turns[1].attempts[0].judgement else { panic!("it is scored") };
            score.score += 20.0;
            score.skills[0].level = Level::Clear;
            score.skills[0].earned = score.skills[0].weight + 1.0;
        });
        assert!(matches!(found.as_slice(), [Difference { turn: 2, what: Differs::Score { no: 1, criteria, .. } }] if criteria.len() == 1), "{found:?}");
        let found = differences(|saved| saved.turns[0].line = "Another line.".into());
        assert!(matches!(found.as_slice(), [Difference { turn: 1, what: Differs::Line { .. } }]), "{found:?}");
        let found = differences(|saved| saved.turns[0].reaction.as_mut().unwrap().trust = 99);
        assert!(matches!(found.as_slice(), [Difference { turn: 1, what: Differs::Trust { then: Some(99), .. } }]), "{found:?}");
        let found = differences(|saved| saved.turns.truncate(2));
        assert!(matches!(found.as_slice(), [Difference { turn: 3, what: Differs::Course { then: None, .. } }]), "{found:?}");
    }

    #[test]
    fn a_receipt_that_points_elsewhere_changes_no_score() {
        let (mut saved, course) = played();
        let Judgement::Scored(score) = &mut saved.turns[0].attempts[1].judgement else { panic!("it is scored") };
        let criterion = score.skills.iter_mut().find(|criterion| !criterion.evidence.is_empty()).unwrap();
        criterion.evidence[0].at.line += 2;
        let found = again(&saved, &course).unwrap();
        assert_eq!((found.is_same(), found.receipts), (true, 1));
    }
}
