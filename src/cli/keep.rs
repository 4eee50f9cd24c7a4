//! Keeping a drill: a session of the room `drill` becomes what the history keeps, and back.

use std::hash::{BuildHasher, RandomState};
use std::io::Write;

use anyhow::Context;

use super::now;
use crate::drill::replay::{self, Difference, Differs};
use crate::drill::session::{Attempt, Phase, Turn};
use crate::drill::{Course, Debrief, Session, debrief, prints, saved};
use crate::history::record::{self, Branch, Criterion, Entry, EntryKind, Fate, Kind, Mode, Opportunity, Seconds, State, Whole};
use crate::history::{Home, Store, StoreError};
use crate::score::judgement::Criterion as Judged;

/// What the history knows of a drill besides its session.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// 32 hexadecimal digits.
    pub(super) id: String,
    /// When it began.
    pub(super) started: Seconds,
    /// Practice, or a measurement.
    pub(super) mode: Mode,
    /// Where it was branched off.
    pub(super) branch: Option<Branch>,
}

impl Label {
    /// A drill that begins now.
    pub(super) fn fresh(branch: Option<Branch>) -> Self {
        Self { id: random_id(), started: now(), mode: Mode::Drill, branch }
    }

    /// The label of a drill that was kept.
    pub(super) fn of(drill: &record::Drill) -> Self {
        Self { id: drill.id.clone(), started: drill.started, mode: drill.mode, branch: drill.branch.clone() }
    }

    /// Is this exchange, counted from 0, of its own, or a copy from where it was branched off?
    fn is_own(&self, turn: usize) -> bool {
        self.branch.as_ref().is_none_or(|branch| turn + 1 >= branch.turn)
    }
}

/// 128 random bits, as 32 hexadecimal digits.
pub(super) fn random_id() -> String {
    // The standard library's hashers have random keys.
    format!("{:016x}{:016x}", RandomState::new().hash_one(0), RandomState::new().hash_one(1))
}

/// A session as the history keeps it. Without a course, because the framework is gone, less is known of it.
pub(super) fn whole(session: &Session, course: Option<&Course>, label: &Label, at: Seconds) -> Whole {
    let debrief = course.map(|course| session.debrief(course));
    let scenario = course.and_then(|course| course.framework().scenario(&session.scenario));
    let drill = record::Drill {
        id: label.id.clone(),
        framework: session.framework.clone(),
        scenario: session.scenario.clone(),
        title: scenario.map_or(&session.scenario, |scenario| &scenario.title).clone(),
        persona: scenario.map_or(String::new(), |scenario| scenario.persona.name.clone()),
        seed: session.seed,
        started: label.started,
        ended: at,
        engine: session.engine.clone(),
        fingerprint: session.fingerprint.clone(),
        mode: label.mode,
        branch: label.branch.clone(),
        beat: session.way.only.clone(),
        // One exchange alone is done when it is answered.
        state: if session.is_over() || session.way.only.is_some() { State::Finished } else { State::Stopped },
        score: debrief.as_ref().and_then(|debrief| debrief.score),
        how: debrief.as_ref().and_then(|debrief| debrief.how),
        what: debrief.as_ref().and_then(|debrief| debrief.what),
        pass: debrief.as_ref().is_some_and(|debrief| debrief.pass),
        trust_start: debrief.as_ref().map_or(session.trust, |debrief| debrief.trust.0),
        trust_end: session.trust,
        session: saved::write(session),
    };
    let attempts = attempts(session, course, label, at);
    Whole { drill, attempts, opportunities: debrief.as_ref().map(opportunities).unwrap_or_default() }
}

/// The session of a drill that was kept.
pub(super) fn session(whole: &Whole) -> anyhow::Result<Session> {
    let stands = |kept: &&record::Attempt| kept.fate != Fate::Withdrawn;
    let judgement = |turn, no| whole.attempts.iter().filter(stands).find(|kept| (kept.turn, kept.no) == (turn, no)).map(|kept| kept.judgement.clone());
    saved::read(whole.drill.session.clone(), judgement).with_context(|| format!("drill {} can not be read by this tactful", short(&whole.drill.id)))
}

/// What stands beside a session says the same as the session; or here is what does not.
pub(super) fn beside(whole: &Whole, session: &Session, course: &Course) -> Vec<Difference> {
    let mut found = Vec::new();
    for kept in whole.attempts.iter().filter(|kept| kept.fate != Fate::Withdrawn) {
        let said = session.turns.get(kept.turn - 1).and_then(|turn| turn.attempts.get(kept.no - 1));
        let score = said.and_then(|said| said.judgement.score()).map(|score| score.score);
        let what = match said {
            Some(said) if said.reply == kept.reply && replay::close(score, kept.score) => continue,
            Some(said) if said.reply == kept.reply => Differs::Score { no: kept.no, then: kept.score, now: score, criteria: Vec::new() },
            said => Differs::Reply { then: kept.reply.clone(), now: said.map(|said| said.reply.clone()).unwrap_or_default() },
        };
        found.push(Difference { turn: kept.turn, what });
    }
    let total = session.debrief(course).score;
    let then = whole.drill.score.filter(|then| !replay::close(Some(*then), total));
    found.extend(then.map(|then| Difference { turn: 0, what: Differs::Total { then, now: total } }));
    found
}

/// An id as it is shown.
pub(super) fn short(id: &str) -> &str {
    /// Digits that tell drills apart for a lifetime.
    const DIGITS: usize = 8;
    id.get(..DIGITS).unwrap_or(id)
}

fn attempts(session: &Session, course: Option<&Course>, label: &Label, at: Seconds) -> Vec<record::Attempt> {
    let mut all = Vec::new();
    for (place, turn) in session.turns.iter().enumerate() {
        let print = course.and_then(|course| print(course, &session.scenario, turn.beat)).unwrap_or_default();
        let fate = if label.is_own(place) { Fate::Said } else { Fate::Copied };
        all.extend(
            turn.attempts
                .iter()
                .enumerate()
                .map(|(no, attempt)| self::attempt(session, (place, turn), (no, attempt), fate, at))
                .map(|attempt| record::Attempt { print: print.clone(), ..attempt }),
        );
    }
    all
}

/// How a beat reads today.
fn print(course: &Course, scenario: &str, beat: usize) -> Option<String> {
    let beat = course.framework().scenario(scenario)?.beats.get(beat)?;
    Some(prints::beat(course.framework(), beat))
}

fn attempt(session: &Session, (place, turn): (usize, &Turn), (no, attempt): (usize, &Attempt), fate: Fate, at: Seconds) -> record::Attempt {
    let score = attempt.judgement.score();
    // The person reacts to what was said last.
    let reaction = turn.reaction.as_ref().filter(|_| no + 1 == turn.attempts.len());
    record::Attempt {
        seq: 0,
        turn: place + 1,
        no: no + 1,
        beat: turn.id.clone(),
        print: String::new(),
        line: turn.line.clone(),
        at,
        reply: attempt.reply.clone(),
        score: score.map(|score| score.score),
        how: score.and_then(|score| score.how),
        what: score.and_then(|score| score.what),
        rung: score.and_then(|score| score.rung),
        pass: attempt.judgement.passes(),
        assisted: attempt.assisted,
        fate,
        trust_before: turn.reaction.as_ref().map_or(session.trust, |reaction| reaction.trust_before),
        trust_after: reaction.map(|reaction| reaction.trust),
        engine: session.engine.clone(),
        criteria: score
            .map(|score| criteria([(Kind::Skill, &score.skills), (Kind::Point, &score.points), (Kind::Pitfall, &score.pitfalls)]))
            .unwrap_or_default(),
        judgement: serde_json::to_value(&attempt.judgement).unwrap_or_default(),
    }
}

fn criteria(kinds: [(Kind, &Vec<Judged>); 3]) -> Vec<Criterion> {
    let one = |kind: Kind, judged: &Judged| Criterion {
        kind,
        id: judged.id.clone(),
        level: judged.level.into(),
        earned: judged.earned,
        weight: judged.weight,
        quote: judged.best().map(|evidence| evidence.text.clone()),
    };
    let mut all: Vec<Criterion> = kinds.into_iter().flat_map(|(kind, judged)| judged.iter().map(move |judged| one(kind, judged))).collect();
    // In the order in which the history gives them back.
    all.sort_by(|a, b| (a.kind.word(), &a.id).cmp(&(b.kind.word(), &b.id)));
    all
}

fn opportunities(debrief: &Debrief) -> Vec<Opportunity> {
    let met = |met| match met {
        debrief::Met::Met => record::Met::Met,
        debrief::Met::Late => record::Met::Late,
        debrief::Met::Missed => record::Met::Missed,
        debrief::Met::Denied => record::Met::Denied,
    };
    let one = |moment: &debrief::Opportunity| Opportunity { turn: moment.turn, quote: moment.quote.clone(), met: met(moment.met), words: moment.words.clone() };
    debrief.opportunities.iter().map(one).collect()
}

/// Keeps one drill while it is played. Practice goes on whatever the disk does.
pub(super) struct Keeper<'c> {
    home: Option<Home>,
    store: Option<Store>,
    course: &'c Course,
    label: Label,
    /// A stopped drill that this one takes the place of, once something was said.
    replaces: Option<String>,
    /// Something was written.
    kept: bool,
    /// It was said that nothing can be written.
    told: bool,
}

impl<'c> Keeper<'c> {
    /// Keeps a drill in this history; without a home it keeps nothing. `kept`: it is there already.
    pub(super) fn new(home: Option<Home>, store: Option<Store>, course: &'c Course, label: Label, kept: bool) -> Self {
        Self { home, store, course, label, replaces: None, kept, told: false }
    }

    /// What is kept takes the place of a drill that was stopped.
    pub(super) fn replacing(mut self, id: Option<String>) -> Self {
        self.replaces = id;
        self
    }

    /// The id of the drill, if all of it is on the disk.
    pub(super) fn id(&self) -> Option<&str> {
        (self.kept && !self.told).then_some(&self.label.id)
    }

    /// Writes the drill as it stands. Before the first reply there is nothing to keep.
    pub(super) fn save(&mut self, session: &Session) {
        let said = session.turns.iter().enumerate().any(|(place, turn)| self.label.is_own(place) && !turn.attempts.is_empty());
        let Some(home) = self.home.clone().filter(|_| said || self.kept) else { return };
        let whole = whole(session, Some(self.course), &self.label, now());
        let reflection = reflection(session, self.course, &self.label);
        let mut came = self.write(&home, &whole, reflection.as_ref());
        if came.as_ref().is_err_and(StoreError::is_damage) {
            // The damaged file is kept under another name, and practice goes on in a new one.
            self.store = None;
            came = home.anew().map(|opened| self.store = Some(told(opened))).and_then(|()| self.write(&home, &whole, reflection.as_ref()));
        }
        match came {
            Ok(()) => self.kept = true,
            Err(error) if !self.told => {
                self.told = true;
                say(&format!("tactful: {error}. The drill goes on; it is not saved."));
            }
            Err(_) => {}
        }
    }

    fn write(&mut self, home: &Home, whole: &Whole, reflection: Option<&Entry>) -> Result<(), StoreError> {
        let store = match &mut self.store {
            Some(store) => store,
            None => self.store.insert(told(home.open()?)),
        };
        store.keep(whole)?;
        if let Some(old) = self.replaces.take() {
            store.mark(&old, State::Left)?;
        }
        if let Some(entry) = reflection {
            store.note(entry)?;
        }
        Ok(())
    }
}

/// What was written when the drill was over, as an entry of the journal.
fn reflection(session: &Session, course: &Course, label: &Label) -> Option<Entry> {
    let text = session.reflection().filter(|_| session.phase == Phase::Over)?;
    Some(Entry {
        id: random_id(),
        at: now(),
        kind: EntryKind::Reflection,
        drill: Some(label.id.clone()),
        about: Some(format!("{}/{}", session.framework, session.scenario)),
        question: Some(session.debrief(course).reflect),
        text: text.to_owned(),
        said: None,
        now: None,
    })
}

/// The history that was opened; a damaged one is told of.
pub(super) fn told(opened: crate::history::store::Opened) -> Store {
    if let Some(path) = &opened.aside {
        say(&format!("tactful: the history is damaged and can not be read. It is kept as {}; a new one begins.", path.display()));
    }
    opened.store
}

/// Says something beside the drill; a stream that is closed does not want to hear it.
pub(super) fn say(what: &str) {
    let _ = writeln!(anstream::stderr(), "{what}");
}
