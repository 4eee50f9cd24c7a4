//! The session: where a drill stands, and how one step leads to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::debrief::{self, Debrief};
use super::effect::{Effect, Note, Reaction};
use super::event::Event;
use super::play;
use super::way::{Visit, Way};
use crate::score::{Course, Judgement};

/// The version of the saved form of a session. It is raised when an older program could not read it. Version 1 had no `script`, version 2 no `way`,
/// version 3 no habits.
pub const SESSION_FORMAT: u32 = 4;

/// The version of this program, whose hearing and scoring may differ from another's.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

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
    /// Fingerprint of the framework's own text; empty where an older program saved it.
    #[serde(default)]
    pub script: String,
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
    /// How it is played, where it is not a whole scenario on its own.
    #[serde(default, skip_serializing_if = "Way::is_plain")]
    pub way: Way,
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

/// How a saved session goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// As if it had never been stopped.
    Same,
    /// The framework is the same; the program or its signals are not, and may hear otherwise from here on.
    HeardAnew,
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
    /// The scenario has no such beat.
    #[error("`{scenario}` has no beat `{beat}`")]
    NoBeat {
        /// The scenario.
        scenario: String,
        /// The beat.
        beat: String,
    },
    /// Saved for another framework, or for an earlier state of it.
    #[error("`{0}` has changed since this drill was saved")]
    Changed(String),
    /// No such exchange was reached.
    #[error("this drill has no turn {0}")]
    NoTurn(usize),
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
        Self::on_the_way(course, scenario, seed, Way::default())
    }

    /// A drill that is about to begin, played in this way.
    pub fn on_the_way(course: &Course, scenario: &str, seed: u64, way: Way) -> Result<Self, SessionError> {
        let framework = &course.framework().id;
        let Some(found) = course.framework().scenario(scenario) else {
            return Err(SessionError::NoScenario { framework: framework.clone(), scenario: scenario.to_owned() });
        };
        if let Some(beat) = way.only.as_ref().filter(|beat| found.beat(beat).is_none()) {
            return Err(SessionError::NoBeat { scenario: scenario.to_owned(), beat: beat.clone() });
        }
        Ok(Self {
            format: SESSION_FORMAT,
            engine: ENGINE.to_owned(),
            framework: framework.clone(),
            fingerprint: course.fingerprint(),
            script: course.script(),
            scenario: scenario.to_owned(),
            seed,
            first: 0,
            phase: Phase::Start,
            beat: 0,
            trust: way.visit.as_ref().map_or(found.persona.trust, |visit| visit.trust(found.persona.trust)),
            feels: found.persona.feels.clone(),
            turns: Vec::new(),
            uses: BTreeMap::new(),
            withdrawn: Vec::new(),
            log: Vec::new(),
            way,
        })
    }

    /// A drill that begins in the middle, at a beat of this number.
    pub fn starting_at(course: &Course, scenario: &str, beat: usize, seed: u64) -> Result<Self, SessionError> {
        let session = Self::new(course, scenario, seed)?;
        let beats = course.framework().scenario(scenario).map_or(0, |scenario| scenario.beats.len());
        Ok(Self { first: beat.min(beats.saturating_sub(1)), ..session })
    }

    /// Can this saved session go on with this course, and how?
    pub fn fits(&self, course: &Course) -> Result<Fit, SessionError> {
        if self.format > SESSION_FORMAT {
            return Err(SessionError::Newer(self.format));
        }
        let changed = || SessionError::Changed(self.framework.clone());
        let scenario = course.framework().scenario(&self.scenario).filter(|_| self.framework == course.framework().id).ok_or_else(changed)?;
        let sound = self.beat.max(self.first) < scenario.beats.len() && self.turns.iter().all(|turn| turn.beat < scenario.beats.len());
        // An older program did not keep the script; then what was said must still be there.
        let said = |turn: &Turn| scenario.beats[turn.beat].id == turn.id && scenario.beats[turn.beat].line.0.contains(&turn.line);
        match sound {
            true if self.fingerprint == course.fingerprint() && self.engine == ENGINE => Ok(Fit::Same),
            true if self.script == course.script() => Ok(Fit::HeardAnew),
            true if self.script.is_empty() && self.turns.iter().all(said) => Ok(Fit::HeardAnew),
            _ => Err(changed()),
        }
    }

    /// The same drill, to go on with the program and the signals of today. What was scored stays as it was.
    #[must_use]
    pub fn brought_up(mut self, course: &Course) -> Self {
        self.format = SESSION_FORMAT;
        ENGINE.clone_into(&mut self.engine);
        self.fingerprint = course.fingerprint();
        self.script = course.script();
        self
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
        Ok(Self::new(course, scenario, seed)?.after(log, course))
    }

    /// This session after all of this has happened.
    #[must_use]
    pub fn after(self, log: &[Event], course: &Course) -> Self {
        log.iter().fold(self, |session, event| session.step(event.clone(), course).0)
    }

    /// The same drill before it began.
    pub fn start(&self, course: &Course) -> Result<Self, SessionError> {
        Ok(Self { first: self.first, ..Self::on_the_way(course, &self.scenario, self.seed, self.way.clone())? })
    }

    /// The earlier visits, where this is a later one of a journey.
    pub fn visit(&self) -> Option<&Visit> {
        self.way.visit.as_ref()
    }

    /// The same drill when this exchange, counted from 1, was about to be answered; to be said in other words.
    pub fn back_at(&self, turn: usize, course: &Course) -> Result<Self, SessionError> {
        let start = self.start(course)?;
        let steps = self.log.iter().scan(start.clone(), |session, event| {
            *session = session.step(event.clone(), course).0;
            Some(session.clone())
        });
        let there = |session: &Self| session.turns.len() == turn && session.phase == Phase::Reply;
        let mut back = steps.into_iter().find(there).ok_or(SessionError::NoTurn(turn))?;
        if !back.keep_scores_of(self) {
            return Err(SessionError::Changed(self.framework.clone()));
        }
        // The first try was in the other drill.
        if !back.withdrawn.contains(&(turn - 1)) {
            back.withdrawn.push(turn - 1);
        }
        Ok(back)
    }

    /// After the beginning of a drill was played again: what was scored in it stays as it was, also where the program of today would
    /// come to something else. False if it went another way and is not the same conversation.
    pub(super) fn keep_scores_of(&mut self, other: &Self) -> bool {
        let same = |(now, then): (&Turn, &Turn)| (&now.id, &now.line) == (&then.id, &then.line) && now.attempts.len() <= then.attempts.len();
        if self.turns.len() > other.turns.len() || !self.turns.iter().zip(&other.turns).all(same) {
            return false;
        }
        let Some((under_way, done)) = self.turns.split_last_mut() else { return true };
        let then = &other.turns[done.len()].attempts;
        let said = under_way.attempts.len();
        under_way.attempts.clone_from_slice(&then[..said]);
        done.clone_from_slice(&other.turns[..done.len()]);
        if let Some(reaction) = done.iter().rev().find_map(|turn| turn.reaction.as_ref()) {
            (self.trust, self.feels) = (reaction.trust, reaction.feels.clone());
        }
        self.withdrawn.clone_from(&other.withdrawn);
        true
    }

    /// What the trainee wrote when the drill was over.
    pub fn reflection(&self) -> Option<&str> {
        match self.log.last() {
            Some(Event::Reply { text }) if self.is_over() && self.way.only.is_none() => Some(text),
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
    fn one_beat_alone_begins_there_tells_what_was_said_before_and_ends_after_it() {
        let course = course();
        let start = Session::on_the_way(&course, "double-booked", 1, Way::only("plan", (1, 2))).unwrap();
        let (begun, effects) = start.step(Event::Begin, &course);
        let Some(Effect::Scene(scene)) = effects.first() else { panic!("it begins with its scene") };
        assert_eq!((scene.place, scene.beats, scene.before.len()), (Some((1, 2)), 1, 2));
        assert!(scene.before[0].contains("orty minutes"), "{:?}", scene.before);
        assert_eq!(begun.turns[0].id, "plan");
        let over =
            [say("It comes at nine, Marta. How does that work for you?"), Event::Next].into_iter().fold(begun, |session, event| session.step(event, &course).0);
        assert_eq!((over.is_over(), over.turns.len(), over.reflection()), (true, 1, None));
        let skipped = Session::on_the_way(&course, "double-booked", 1, Way::only("kerb", (1, 2))).unwrap().after(&[Event::Begin, Event::Skip], &course);
        assert!(skipped.is_over());
        let nowhere = Session::on_the_way(&course, "double-booked", 1, Way::only("nowhere", (1, 2)));
        assert_eq!(nowhere, Err(SessionError::NoBeat { scenario: "double-booked".into(), beat: "nowhere".into() }));
    }

    #[test]
    fn a_measured_beat_gives_no_help_and_no_feedback() {
        let course = course();
        let start = Session::on_the_way(&course, "double-booked", 1, Way::measured("kerb", (1, 1))).unwrap().step(Event::Begin, &course).0;
        for event in [Event::Hint, Event::Again, Event::Why, Event::Undo] {
            assert_eq!(start.step(event, &course), (start.clone(), vec![Effect::Note { note: Note::Measuring }]));
        }
        let (over, effects) = start.step(say("I'm so sorry, Marta."), &course);
        assert!(over.is_over() && effects.is_empty() && over.turns[0].attempts.len() == 1, "{effects:?}");
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
        assert_eq!((undone.beat, undone.turns.len(), undone.fits(&course)), (2, 1, Ok(Fit::Same)));
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
        assert_eq!(session.fits(&course()), Ok(Fit::Same));
    }

    #[test]
    fn an_update_of_the_program_does_not_end_a_drill() {
        let course = course();
        let (session, _) = after(&course, &[Event::Begin, say("ok"), Event::Next]);
        let updated = Session { engine: "0.0.1".into(), fingerprint: "other signals".into(), ..session.clone() };
        assert_eq!(updated.fits(&course), Ok(Fit::HeardAnew));
        assert_eq!(updated.clone().brought_up(&course).fits(&course), Ok(Fit::Same));
        let old = Session { format: 1, script: String::new(), ..updated.clone() };
        assert_eq!(old.fits(&course), Ok(Fit::HeardAnew), "saved before there were scripts");
        let mut elsewhere = old;
        elsewhere.turns[0].line = "What was said before the framework changed".into();
        assert_eq!(elsewhere.fits(&course), Err(SessionError::Changed("own-it".into())));
        let rewritten = Session { script: "another text".into(), ..updated };
        assert_eq!(rewritten.fits(&course), Err(SessionError::Changed("own-it".into())));
        let newer = Session { format: SESSION_FORMAT + 1, ..session };
        assert_eq!(newer.fits(&course), Err(SessionError::Newer(SESSION_FORMAT + 1)));
    }

    #[test]
    fn what_was_scored_before_an_update_stays_when_a_later_reply_is_taken_back() {
        let course = course();
        let (mut session, _) = after(&course, &[Event::Begin, say("ok"), Event::Next, say("It comes at nine, Marta.")]);
        let Judgement::Scored(score) = &mut session.turns[0].attempts[0].judgement else { panic!("it is scored") };
        score.score = 12.5;
        let before = session.turns[0].clone();
        let (undone, _) = session.step(Event::Undo, &course);
        assert_eq!((undone.turns.len(), &undone.turns[0]), (2, &before));
    }

    #[test]
    fn one_can_go_back_to_any_turn_and_say_it_otherwise() {
        let course = course();
        let (session, _) = after(&course, &[Event::Begin, say("ok"), Event::Next, say("It comes at nine, Marta."), Event::Next]);
        let back = session.back_at(2, &course).unwrap();
        assert_eq!((back.turns.len(), back.phase, back.turns[1].attempts.len()), (2, Phase::Reply, 0));
        assert_eq!((&back.turns[0], &back.turns[1].line), (&session.turns[0], &session.turns[1].line));
        let (other, _) = back.step(say("Exit B, at ten past nine; I'll ring you."), &course);
        assert!(other.turns[1].attempts[0].assisted, "the feedback of the first try is known");
        assert_eq!(session.back_at(9, &course), Err(SessionError::NoTurn(9)));
        assert_eq!(session.back_at(0, &course), Err(SessionError::NoTurn(0)));
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
