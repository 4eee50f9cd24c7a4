//! One step of a drill: what an event leads to where the session stands.

use super::effect::{Effect, Landed, Line, Note, Reaction, Scene};
use super::event::Event;
use super::reaction::{self, Situation};
use super::session::{Attempt, Phase, Session, Turn};
use super::variants;
use crate::framework::model::{Ask, Beat, Scenario};
use crate::score::advice::first_name;
use crate::score::bounds::MAX_TRUST;
use crate::score::judge;
use crate::score::{Course, Judgement, Moment, NotScored};
use crate::speech::Utterance;
use crate::speech::evidence::{Level, Purpose};

/// A step under way.
struct Play<'c> {
    session: Session,
    course: &'c Course,
    number: usize,
    effects: Vec<Effect>,
}

/// What an event leads to in this scenario: the session after it, and what is to be shown.
pub(super) fn step(session: Session, event: Event, course: &Course, scenario: usize) -> (Session, Vec<Effect>) {
    let mut play = Play { session, course, number: scenario, effects: Vec::new() };
    play.take(event);
    (play.session, play.effects)
}

impl Play<'_> {
    fn scenario(&self) -> &Scenario {
        self.course.scenario(self.number)
    }

    fn beat(&self) -> &Beat {
        &self.scenario().beats[self.session.beat]
    }

    fn show(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn note(&mut self, note: Note) {
        self.show(Effect::Note { note });
    }

    fn take(&mut self, event: Event) {
        match (event, self.session.phase) {
            (Event::Hint | Event::Again | Event::Why | Event::Undo, _) if self.session.way.silent => self.note(Note::Measuring),
            (Event::Begin, Phase::Start) => self.begin(),
            (Event::Begin | Event::Resume, _) => self.resume(),
            (Event::Stop, _) => self.show(Effect::Stopped),
            (Event::Undo, _) => self.undo(),
            (Event::Why, _) => self.why(),
            (_, Phase::Start) => self.note(Note::ReplyFirst),
            (_, Phase::Over) => self.note(Note::Over),
            (Event::Reply { text }, Phase::Reply) => self.reply(text),
            (Event::Reply { text }, Phase::Landed) => self.next_then_reply(text),
            (Event::Reply { text }, Phase::Reflection) => self.reflected(Event::Reply { text }),
            (Event::Next | Event::Skip, Phase::Reflection) => self.reflected(Event::Next),
            (Event::Hint, Phase::Reply) => self.hint(),
            (Event::Again, Phase::Landed) => self.again(),
            (Event::Again, _) => self.note(Note::NothingToTryAgain),
            (Event::Hint, _) => self.note(Note::NoHint),
            (Event::Next | Event::Skip, Phase::Landed) => self.go_on(),
            (Event::Skip, Phase::Reply) => self.skip(),
            (Event::Next, Phase::Reply) => self.note(Note::ReplyFirst),
        }
    }

    fn begin(&mut self) {
        self.session.log.push(Event::Begin);
        let scene = self.scene();
        self.show(Effect::Scene(scene));
        let only = self.session.way.only.as_deref().and_then(|beat| self.scenario().beat(beat));
        self.enter(only.unwrap_or(self.session.first));
    }

    fn scene(&self) -> Scene {
        let scenario = self.scenario();
        Scene {
            framework: self.course.framework().title.clone(),
            title: scenario.title.clone(),
            you_are: scenario.you_are.clone(),
            name: scenario.persona.name.clone(),
            feels: self.session.feels.clone(),
            trust: self.session.trust,
            facts: self.facts(),
            beats: if self.session.way.only.is_some() { 1 } else { scenario.beats.len() },
            place: self.session.way.place,
            before: self.before(),
            visit: self.session.way.visit.as_ref().map(|visit| (visit.number, visit.of)),
        }
    }

    /// What the person said just before a beat that is played alone: the line before it, and the reaction that leads here.
    fn before(&self) -> Vec<String> {
        let Some(beat) = self.session.way.only.as_deref().and_then(|beat| self.scenario().beat(beat)) else { return Vec::new() };
        let scenario = self.scenario();
        let leads = |from: usize| scenario.beats[from].reacts.iter().find(|react| scenario.next(from, react) == Some(beat));
        let Some((from, react)) = (0..beat).rev().find_map(|from| Some((from, leads(from)?))) else { return Vec::new() };
        [&scenario.beats[from].line, &react.says].into_iter().filter_map(|lines| lines.first().cloned()).collect()
    }

    /// What the trainee is told about the person. What was told in an earlier visit is theirs to remember.
    fn facts(&self) -> Vec<String> {
        let known = self.course.known_facts(self.number);
        let Some(visit) = &self.session.way.visit else { return known };
        let facts = &self.scenario().persona.facts;
        let is_told = |says: &String| facts.iter().any(|fact| fact.says == *says && visit.told.contains(&fact.id));
        known.into_iter().filter(|says| !is_told(says)).collect()
    }

    /// Shows where a drill stands, without changing it.
    fn resume(&mut self) {
        let scene = self.scene();
        self.show(Effect::Scene(scene));
        match self.session.phase {
            Phase::Start => self.note(Note::ReplyFirst),
            Phase::Reply => self.show_line(),
            Phase::Landed => {
                self.show_said();
                self.show_landed();
            }
            Phase::Reflection => self.show_end(),
            Phase::Over => self.note(Note::Over),
        }
    }

    fn enter(&mut self, beat: usize) {
        self.session.beat = beat;
        let id = self.beat().id.clone();
        let line = self.variant(&format!("{id}/line"), &self.beat().line.0.clone());
        self.session.turns.push(Turn { beat, id, line, hints: 0, attempts: Vec::new(), skipped: false, reaction: None });
        self.session.phase = Phase::Reply;
        self.show_line();
    }

    fn variant(&mut self, place: &str, variants: &[String]) -> String {
        let uses = self.session.uses.entry(place.to_owned()).or_default();
        let chosen = variants::choose(variants, self.session.seed, &format!("{}/{place}", self.session.scenario), *uses).to_owned();
        *uses += 1;
        chosen
    }

    /// What the person said last.
    fn show_said(&mut self) {
        let Some(turn) = self.session.turns.last() else { return };
        let line = Line { name: self.scenario().persona.name.clone(), says: turn.line.clone(), feels: self.session.feels.clone(), trust: self.session.trust };
        self.show(Effect::Line(line));
    }

    fn show_line(&mut self) {
        let Some(turn) = self.session.turns.last() else { return };
        let again = !turn.attempts.is_empty();
        self.show_said();
        let text = prompt(self.beat(), &self.scenario().persona.name);
        self.show(Effect::Prompt { text, again });
    }

    fn moment(&self) -> Moment {
        let turns = &self.session.turns;
        let line = turns.last().map_or("", |turn| turn.line.as_str());
        // The attempt that counts is what was said; a second try at the same line repeats nothing.
        let before = turns.iter().take(turns.len().saturating_sub(1)).filter_map(|turn| turn.attempts.last());
        Moment {
            scenario: self.number,
            beat: self.session.beat,
            line: Utterance::read(line),
            before: before.map(|attempt| Utterance::read(&attempt.reply)).collect(),
            often: self.session.way.often.iter().map(|sentence| Utterance::read(sentence)).collect(),
            fresh: true,
        }
    }

    fn reply(&mut self, text: String) {
        let judgement = judge::judge(self.course, &self.moment(), &text);
        if let Judgement::NotScored(why) = judgement {
            return self.not_scored(why);
        }
        let turns = self.session.turns.len();
        let withdrawn = self.session.withdrawn.contains(&turns.saturating_sub(1));
        let Some(turn) = self.session.turns.last_mut() else { return };
        let assisted = turn.hints > 0 || !turn.attempts.is_empty() || withdrawn;
        turn.attempts.push(Attempt { reply: text.clone(), judgement, assisted });
        self.session.phase = Phase::Landed;
        self.session.log.push(Event::Reply { text });
        if self.session.way.silent {
            return self.end();
        }
        self.show_landed();
    }

    fn not_scored(&mut self, why: NotScored) {
        self.show(Effect::NotScored { why });
        let again = self.session.turns.last().is_some_and(|turn| !turn.attempts.is_empty());
        let text = prompt(self.beat(), &self.scenario().persona.name);
        self.show(Effect::Prompt { text, again });
    }

    fn show_landed(&mut self) {
        let Some((attempt, last)) = self.session.turns.last().and_then(|turn| Some((turn.attempts.len(), turn.attempts.last()?))) else { return };
        let landed = Landed { reply: last.reply.clone(), judgement: last.judgement.clone(), attempt, assisted: last.assisted };
        self.show(Effect::Landed(landed));
    }

    fn next_then_reply(&mut self, text: String) {
        self.go_on();
        match self.session.phase {
            Phase::Reply => self.reply(text),
            Phase::Reflection => self.reflected(Event::Reply { text }),
            _ => {}
        }
    }

    /// The person reacts to what was said last, and the conversation goes on.
    fn go_on(&mut self) {
        self.session.log.push(Event::Next);
        let moment = self.moment();
        let Some(Judgement::Scored(score)) = self.session.turns.last().and_then(|turn| turn.attempts.last()).map(|last| last.judgement.clone()) else { return };
        let reply = Utterance::read(self.session.turns.last().and_then(|turn| turn.attempts.last()).map_or("", |last| last.reply.as_str()));
        let heard = judge::hear(self.course, &moment, &reply);
        let points = self.course.points(&reply);
        let covered = self.course.framework().what.iter().zip(&points).filter(|(_, (level, _))| *level > Level::Not).map(|(point, _)| point.id.as_str());
        let visit = self.session.turns.iter().filter(|turn| turn.beat == self.session.beat).count();
        let situation =
            Situation { heard: &heard, covered: covered.collect(), score: &score, trust: self.session.trust, visit: u32::try_from(visit).unwrap_or(u32::MAX) };
        match reaction::choose(self.beat(), &situation) {
            Some(chosen) => self.react(chosen),
            None => self.end(),
        }
    }

    fn react(&mut self, chosen: usize) {
        let react = self.beat().reacts[chosen].clone();
        let says = self.variant(&format!("{}/reacts/{chosen}", self.beat().id), &react.says.0);
        let trust_before = self.session.trust;
        self.session.trust = (trust_before + react.trust).clamp(0, MAX_TRUST);
        if let Some(feels) = &react.feels {
            self.session.feels.clone_from(feels);
        }
        let name = self.scenario().persona.name.clone();
        let reaction = Reaction { name, says, trust_before, trust: self.session.trust, feels: self.session.feels.clone() };
        if let Some(turn) = self.session.turns.last_mut() {
            turn.reaction = Some(reaction.clone());
        }
        self.show(Effect::Reaction(reaction));
        let next = self.scenario().next(self.session.beat, &react);
        match next.filter(|_| self.session.way.only.is_none()) {
            Some(beat) => self.enter(beat),
            None => self.end(),
        }
    }

    fn end(&mut self) {
        // One exchange alone is looked back at together with its neighbours.
        if self.session.way.only.is_some() {
            self.session.phase = Phase::Over;
            return;
        }
        self.session.phase = Phase::Reflection;
        self.show_end();
    }

    fn show_end(&mut self) {
        let debrief = self.session.debrief(self.course);
        let question = debrief.reflect.clone();
        self.show(Effect::Debrief(Box::new(debrief)));
        self.show(Effect::Reflect { question });
    }

    fn reflected(&mut self, event: Event) {
        self.session.log.push(event);
        self.session.phase = Phase::Over;
        self.show(Effect::Done);
    }

    fn hint(&mut self) {
        let hints = self.beat().hints.clone();
        let Some(turn) = self.session.turns.last_mut() else { return };
        match hints.get(turn.hints) {
            Some(text) => {
                turn.hints += 1;
                let left = hints.len() - turn.hints;
                self.session.log.push(Event::Hint);
                self.show(Effect::Hint { text: text.clone(), left });
            }
            None => self.note(Note::NoHint),
        }
    }

    fn again(&mut self) {
        self.session.log.push(Event::Again);
        self.session.phase = Phase::Reply;
        self.show_line();
    }

    /// Going past an exchange moves no trust and earns nothing; the last resort says where it goes on.
    fn skip(&mut self) {
        self.session.log.push(Event::Skip);
        if let Some(turn) = self.session.turns.last_mut() {
            turn.skipped = true;
        }
        let next = self.beat().reacts.last().and_then(|react| self.scenario().next(self.session.beat, react));
        // A last resort that leads back would ask the same for ever.
        let alone = self.session.way.only.is_some();
        let onward = next
            .filter(|_| !alone)
            .filter(|next| *next > self.session.beat)
            .or(Some(self.session.beat + 1))
            .filter(|next| !alone && *next < self.scenario().beats.len());
        match onward {
            Some(beat) => self.enter(beat),
            None => self.end(),
        }
    }

    fn why(&mut self) {
        let last = self.session.turns.iter().rev().find_map(|turn| turn.attempts.last());
        match last.map(|attempt| attempt.judgement.clone()) {
            Some(judgement) => self.show(Effect::Receipts { judgement }),
            None => self.note(Note::NothingScored),
        }
    }

    /// Takes the last reply back: the drill is played again up to it.
    fn undo(&mut self) {
        let last = self.session.log.iter().rposition(|event| matches!(event, Event::Reply { .. } | Event::Skip));
        let Some(last) = last.filter(|_| self.session.phase != Phase::Over) else { return self.note(Note::NothingToUndo) };
        let Ok(start) = self.session.start(self.course) else { return };
        let mut before = start.after(&self.session.log[..last], self.course);
        if !before.keep_scores_of(&self.session) {
            return self.note(Note::NothingToUndo);
        }
        let turn = before.turns.len().saturating_sub(1);
        if !before.withdrawn.contains(&turn) {
            before.withdrawn.push(turn);
        }
        self.session = before;
        self.note(Note::Undone);
        self.show_line();
    }
}

/// What is asked for, in a sentence.
fn prompt(beat: &Beat, name: &str) -> String {
    let name = first_name(name);
    match (beat.ask, beat.purpose) {
        (Some(Ask::CheckIn), Some(Purpose::Understanding)) => format!("Ask {name} a check-in question: is it clear?"),
        (Some(Ask::CheckIn), Some(Purpose::Needs)) => format!("Ask {name} a check-in question: is it what they need?"),
        (Some(Ask::CheckIn), Some(Purpose::Feelings)) => format!("Ask {name} a check-in question: how is it for them?"),
        (Some(Ask::CheckIn), Some(Purpose::Agreement)) => format!("Ask {name} a check-in question: are you agreed?"),
        (Some(Ask::CheckIn), None) => format!("Ask {name} a check-in question."),
        (Some(Ask::CloseLoop), _) => format!("Act on {name}'s answer, and check again."),
        (None, _) => format!("What do you say to {name}?"),
    }
}
