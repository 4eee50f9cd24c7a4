//! The session: where a drill stands, and how one step leads to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::debrief::{self, Debrief};
use super::effect::{Effect, Note, Reaction};
use super::event::Event;
use super::play;
use crate::score::{Course, Judgement};

/// The version of the saved form of a session. It is raised when an older program could not read it.
pub const SESSION_FORMAT: u32 = 1;

/// Where a drill stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The version of this form.
    pub format: u32,
    /// The version of the program that scored it.
    pub engine: String,
    /// The framework's id.
    pub framework: String,
    /// Fingerprint of the framework and its signals.
    pub fingerprint: String,
    /// The scenario's id.
    pub scenario: String,
    /// Chooses among variants.
    pub seed: u64,
    /// The beat it begins with: another than the first only where an author tries one out.
    #[serde(default, skip_serializing_if = "is_first")]
    pub first: usize,
    /// What is awaited.
    pub phase: Phase,
    /// The number of the beat.
    pub beat: usize,
    /// How much the person trusts, 0..=100.
    pub trust: i32,
    /// What the person feels.
    pub feels: String,
    /// The exchanges so far; the last is the one under way.
    pub turns: Vec<Turn>,
    /// How often a list of variants was used.
    pub uses: BTreeMap<String, u32>,
    /// Turns in which a reply was taken back.
    pub withdrawn: Vec<usize>,
    /// Everything that happened and changed something.
    pub log: Vec<Event>,
}

/// What is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// The beginning.
    Start,
    /// A reply.
    Reply,
    /// That the feedback is read.
    Landed,
    /// A reflection.
    Reflection,
    /// Nothing more.
    Over,
}

/// One exchange.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// The number of the beat.
    pub beat: usize,
    /// Its id.
    pub id: String,
    /// What the person said.
    pub line: String,
    /// How many hints were shown.
    pub hints: usize,
    /// The replies; the first counts.
    pub attempts: Vec<Attempt>,
    /// The trainee went past it.
    pub skipped: bool,
    /// How the person reacted.
    pub reaction: Option<Reaction>,
}

impl Turn {
    /// The attempt that counts.
    pub fn counted(&self) -> Option<&Attempt> {
        self.attempts.first()
    }
}

/// One judged reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// What was said.
    pub reply: String,
    /// The score and its reasons.
    pub judgement: Judgement,
    /// A hint or an earlier try helped.
    pub assisted: bool,
}

/// Why a session can not be played.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SessionError {
    /// The framework has no such scenario.
    #[error("`{framework}` has no scenario `{scenario}`")]
    NoScenario {
        /// The framework.
        framework: String,
        /// The scenario.
        scenario: String,
    },
    /// Saved for another framework, or for an earlier state of it.
    #[error("`{0}` has changed since this drill was saved")]
    Changed(String),
    /// Saved by a newer program.
    #[error("this drill was saved by a newer tactful (format {0})")]
    Newer(u32),
}

fn is_first(beat: &usize) -> bool {
    *beat == 0
}

impl Session {
    /// A drill that is about to begin.
    pub fn new(course: &Course, scenario: &str, seed: u64) -> Result<Self, SessionError> {
        let framework = &course.framework().id;
        let Some(found) = course.framework().scenario(scenario) else {
            return Err(SessionError::NoScenario { framework: framework.clone(), scenario: scenario.to_owned() });
        };
        Ok(Self {
            format: SESSION_FORMAT,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            framework: framework.clone(),
            fingerprint: course.fingerprint(),
            scenario: scenario.to_owned(),
            seed,
            first: 0,
            phase: Phase::Start,
            beat: 0,
            trust: found.persona.trust,
            feels: found.persona.feels.clone(),
            turns: Vec::new(),
            uses: BTreeMap::new(),
            withdrawn: Vec::new(),
            log: Vec::new(),
        })
    }

    /// A drill that begins in the middle, at a beat of this number.
    pub fn starting_at(course: &Course, scenario: &str, beat: usize, seed: u64) -> Result<Self, SessionError> {
        let session = Self::new(course, scenario, seed)?;
        let beats = course.framework().scenario(scenario).map_or(0, |scenario| scenario.beats.len());
        Ok(Self { first: beat.min(beats.saturating_sub(1)), ..session })
    }

    /// Can this saved session go on with this course?
    pub fn fits(&self, course: &Course) -> Result<(), SessionError> {
        if self.format > SESSION_FORMAT {
            return Err(SessionError::Newer(self.format));
        }
        let scenario = course.framework().scenario(&self.scenario);
        let sound =
            scenario.is_some_and(|scenario| self.beat.max(self.first) < scenario.beats.len() && self.turns.iter().all(|turn| turn.beat < scenario.beats.len()));
        if self.fingerprint == course.fingerprint() && self.framework == course.framework().id && sound {
            Ok(())
        } else {
            Err(SessionError::Changed(self.framework.clone()))
        }
    }

    /// One step. A step that makes no sense where the drill stands changes nothing and says so.
    pub fn step(&self, event: Event, course: &Course) -> (Self, Vec<Effect>) {
        let Some(number) = course.framework().scenarios.iter().position(|scenario| scenario.id == self.scenario) else {
            return (self.clone(), vec![Effect::Note { note: Note::Over }]);
        };
        play::step(self.clone(), event, course, number)
    }

    /// The same drill from its log: what a saved drill must come to again.
    pub fn replay(course: &Course, scenario: &str, seed: u64, log: &[Event]) -> Result<Self, SessionError> {
        let start = Self::new(course, scenario, seed)?;
        Ok(log.iter().fold(start, |session, event| session.step(event.clone(), course).0))
    }

    /// What the trainee wrote when the drill was over.
    pub fn reflection(&self) -> Option<&str> {
        match self.log.last() {
            Some(Event::Reply { text }) if self.is_over() => Some(text),
            _ => None,
        }
    }

    /// Is there nothing left to do?
    pub fn is_over(&self) -> bool {
        self.phase == Phase::Over
    }

    /// The look back.
    pub fn debrief(&self, course: &Course) -> Debrief {
        debrief::look_back(self, course)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Shelf;
    use crate::score::NotScored;

    fn course() -> Course {
        let shelf = Shelf::embedded();
        Course::new(shelf.framework("own-it").unwrap(), &shelf)
    }

    fn say(text: &str) -> Event {
        Event::Reply { text: text.into() }
    }

    fn after(course: &Course, events: &[Event]) -> (Session, Vec<Effect>) {
        let start = Session::new(course, "double-booked", 1).unwrap();
        events.iter().fold((start, Vec::new()), |(session, _), event| session.step(event.clone(), course))
    }

    #[test]
    fn the_first_attempt_counts_and_both_are_kept() {
        let (session, _) = after(&course(), &[Event::Begin, say("ok"), Event::Again, say("I'm so sorry, Marta, that was our mistake.")]);
        let attempts = &session.turns[0].attempts;
        assert_eq!((attempts.len(), attempts[0].assisted, attempts[1].assisted), (2, false, true));
        assert_eq!(session.turns[0].counted().map(|attempt| attempt.reply.as_str()), Some("ok"));
    }

    #[test]
    fn a_hint_marks_the_reply_as_helped() {
        let (session, _) = after(&course(), &[Event::Begin, Event::Hint, say("Where are you, Marta?")]);
        assert!(session.turns[0].attempts[0].assisted);
    }

    #[test]
    fn a_reply_that_was_taken_back_leaves_its_mark() {
        let (session, _) = after(&course(), &[Event::Begin, say("ok"), Event::Undo, say("I'm so sorry, Marta.")]);
        assert_eq!(session.turns[0].attempts.len(), 1);
        assert!(session.turns[0].attempts[0].assisted);
    }

    #[test]
    fn what_can_not_be_scored_does_not_count_and_is_asked_again() {
        let (session, effects) = after(&course(), &[Event::Begin, say("Es tut mir sehr leid, dass Sie warten mussten.")]);
        assert!(session.turns[0].attempts.is_empty());
        assert!(matches!(effects.as_slice(), [Effect::NotScored { why: NotScored::OtherLanguage }, Effect::Prompt { .. }]));
    }

    #[test]
    fn blame_costs_trust_and_leads_elsewhere() {
        let course = course();
        let (kind, _) =
            after(&course, &[Event::Begin, say("I'm so sorry, Marta, you must be exhausted. That was our mistake, I'll sort it out now."), Event::Next]);
        let (rude, _) = after(&course, &[Event::Begin, say("You should have booked earlier."), Event::Next]);
        assert!(kind.trust > 40 && rude.trust < 40, "{} {}", kind.trust, rude.trust);
        assert_ne!(kind.turns[1].id, rude.turns[1].id);
    }

    #[test]
    fn a_drill_can_begin_in_the_middle_and_goes_back_no_further() {
        let course = course();
        let begin = |beat| Session::starting_at(&course, "double-booked", beat, 1).unwrap().step(Event::Begin, &course).0;
        let session = begin(2);
        let id = &course.framework().scenario("double-booked").unwrap().beats[2].id;
        assert_eq!((session.beat, &session.turns[0].id, session.trust), (2, id, 40));
        let undone = session.step(say("I'm so sorry, Marta."), &course).0.step(Event::Undo, &course).0;
        assert_eq!((undone.beat, undone.turns.len(), undone.fits(&course)), (2, 1, Ok(())));
        assert!(begin(999).turns.len() == 1, "there is a last beat");
    }

    #[test]
    fn skipping_comes_to_the_end_and_counts_nothing() {
        let course = course();
        let (mut session, _) = after(&course, &[Event::Begin]);
        for _ in 0..50 {
            session = session.step(Event::Skip, &course).0;
        }
        assert!(session.is_over());
        let debrief = session.debrief(&course);
        assert_eq!((debrief.score, debrief.scored), (None, 0));
    }

    #[test]
    fn a_session_for_another_framework_is_refused() {
        let shelf = Shelf::embedded();
        let (session, _) = after(&course(), &[Event::Begin]);
        let other = Course::new(shelf.framework("check-in").unwrap(), &shelf);
        assert_eq!(session.fits(&other), Err(SessionError::Changed("own-it".into())));
        assert_eq!(session.fits(&course()), Ok(()));
    }

    #[test]
    fn an_event_that_makes_no_sense_says_so_and_changes_nothing() {
        let course = course();
        let (begun, _) = after(&course, &[Event::Begin]);
        for (event, note) in
            [(Event::Undo, Note::NothingToUndo), (Event::Why, Note::NothingScored), (Event::Again, Note::NothingToTryAgain), (Event::Next, Note::ReplyFirst)]
        {
            let (same, effects) = begun.step(event, &course);
            assert_eq!((same, effects), (begun.clone(), vec![Effect::Note { note }]));
        }
    }
}
