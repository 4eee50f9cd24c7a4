//! The look back: what went well, what was missed, and the one thing to practise next.

use serde::{Deserialize, Serialize};

use super::recall;
use super::session::{Phase, Session, Turn};
use super::variants;
use crate::score::judgement::Criterion;
use crate::score::{Course, Score};
use crate::speech::Utterance;

/// The look back at a drill. Only first attempts count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Debrief {
    /// The scenario was played to its end.
    pub finished: bool,
    /// The mean score, 0.0..=100.0; none if nothing was scored.
    pub score: Option<f64>,
    /// The mean of the how, 0.0..=100.0.
    pub how: Option<f64>,
    /// The mean of the what, 0.0..=100.0.
    pub what: Option<f64>,
    /// Did the mean reach the pass mark?
    pub pass: bool,
    /// Exchanges that were scored.
    pub scored: usize,
    /// Of these, how many with a hint, or after a reply was taken back.
    pub assisted: usize,
    /// Exchanges that were skipped.
    pub skipped: usize,
    /// Each skill that was asked for, in the order it was met.
    pub skills: Vec<Skill>,
    /// Pitfalls, with how often each was met.
    pub pitfalls: Vec<(String, usize)>,
    /// The moments that deserved an answer.
    pub opportunities: Vec<Opportunity>,
    /// Rungs of the check-in questions, in order, 0..=4.
    pub rungs: Vec<u8>,
    /// Trust at the start and at the end, 0..=100.
    pub trust: (i32, i32),
    /// The reply that moved trust most.
    pub moved: Option<Moved>,
    /// What was promised in the visit before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise>,
    /// What to practise next.
    pub practise: Option<Practise>,
    /// A question to reflect on.
    pub reflect: String,
}

/// A skill over a whole drill.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Skill {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The mean share that was earned, 0.0..=1.0.
    pub share: f64,
    /// How often it was asked for.
    pub asked: usize,
    /// The line in which it was heard best.
    pub best: Option<String>,
    /// The sum of the weights that were not earned: what practice could win.
    lost: f64,
}

/// What became of a moment that deserved an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Met {
    /// Answered at once.
    Met,
    /// Answered later.
    Late,
    /// Not answered.
    Missed,
    /// Pushed away.
    Denied,
}

/// A moment that deserved an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opportunity {
    /// The exchange, from 1.
    #[serde(default)]
    pub turn: usize,
    /// What was said.
    pub quote: String,
    /// What became of it.
    pub met: Met,
    /// The words that answered, or pushed away.
    pub words: Option<String>,
}

/// A promise of the visit before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    /// What was said then.
    pub quote: String,
    /// The reply that came back to it.
    pub taken_up: Option<String>,
}

/// The reply that moved trust most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// What was said.
    pub reply: String,
    /// By how much, in points of trust.
    pub by: i32,
}

/// What to practise next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Practise {
    /// The skill or pitfall.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How.
    pub text: String,
}

/// Pitfalls with which a moment is pushed away rather than missed.
const DENYING: [&str; 5] = ["dismissal", "blame-shift", "policy-wall", "understand-but", "false-reassurance"];

/// Looks back at a session.
pub fn look_back(session: &Session, course: &Course) -> Debrief {
    let scores: Vec<&Score> = session.turns.iter().filter_map(|turn| turn.counted()?.judgement.score()).collect();
    let mean = |values: Vec<f64>| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    let score = mean(scores.iter().map(|score| score.score).collect());
    let skills = skills(&scores);
    let pitfalls = pitfalls(&scores);
    let counted = session.turns.iter().filter_map(Turn::counted);
    let start = session.start(course).map_or(session.trust, |start| start.trust);
    let promises = session.visit().map_or(&[][..], |visit| &visit.promises);
    Debrief {
        finished: matches!(session.phase, Phase::Reflection | Phase::Over),
        score,
        how: mean(scores.iter().filter_map(|score| score.how).collect()),
        what: mean(scores.iter().filter_map(|score| score.what).collect()),
        pass: score.is_some_and(|score| score >= course.framework().pass),
        scored: scores.len(),
        assisted: counted.filter(|attempt| attempt.assisted).count(),
        skipped: session.turns.iter().filter(|turn| turn.skipped).count(),
        practise: practise(course, &scores, &skills),
        opportunities: recall::facts(session, course).into_iter().chain(opportunities(session, course)).collect(),
        promises: promises.iter().map(|quote| Promise { quote: quote.clone(), taken_up: recall::taken_up(session, quote) }).collect(),
        rungs: scores.iter().filter_map(|score| score.rung).collect(),
        trust: (start, session.trust),
        moved: moved(session),
        reflect: variants::choose(&REFLECTIONS.map(String::from), session.seed, &session.scenario, 0).to_owned(),
        pitfalls,
        skills,
    }
}

/// Questions to reflect on, written by us.
const REFLECTIONS: [&str; 6] = [
    "Which of your sentences would you like to hear if you were in their place?",
    "When did you notice what they felt, and what told you?",
    "What will you say differently in your next real conversation?",
    "Where did you want to fix something before you had heard it all?",
    "Which question of yours brought you the most, and why?",
    "What did this person need that nobody had asked for?",
];

fn skills(scores: &[&Score]) -> Vec<Skill> {
    let mut skills: Vec<Skill> = Vec::new();
    let mut best: Vec<f64> = Vec::new();
    for criterion in scores.iter().flat_map(|score| &score.skills) {
        let share = if criterion.weight > 0.0 { criterion.earned / criterion.weight } else { 0.0 };
        let at = skills.iter().position(|skill| skill.id == criterion.id).unwrap_or_else(|| {
            skills.push(Skill { id: criterion.id.clone(), title: criterion.title.clone(), share: 0.0, asked: 0, best: None, lost: 0.0 });
            best.push(0.0);
            skills.len() - 1
        });
        let skill = &mut skills[at];
        skill.share = (skill.share * skill.asked as f64 + share) / (skill.asked + 1) as f64;
        skill.asked += 1;
        skill.lost += criterion.weight - criterion.earned;
        if share > best[at] {
            best[at] = share;
            skill.best = quoted(criterion);
        }
    }
    skills
}

fn quoted(criterion: &Criterion) -> Option<String> {
    criterion.best().map(|evidence| evidence.text.clone())
}

fn pitfalls(scores: &[&Score]) -> Vec<(String, usize)> {
    let mut pitfalls: Vec<(String, usize)> = Vec::new();
    for criterion in scores.iter().flat_map(|score| &score.pitfalls) {
        match pitfalls.iter_mut().find(|(title, _)| *title == criterion.title) {
            Some(known) => known.1 += 1,
            None => pitfalls.push((criterion.title.clone(), 1)),
        }
    }
    pitfalls
}

fn opportunities(session: &Session, course: &Course) -> Vec<Opportunity> {
    let Some(number) = course.framework().scenarios.iter().position(|scenario| scenario.id == session.scenario) else { return Vec::new() };
    let mut found = Vec::new();
    // What is not answered yet is not missed yet.
    for (at, turn) in session.turns.iter().enumerate().filter(|(_, turn)| turn.skipped || !turn.attempts.is_empty()) {
        let answers = |later: &Turn, which: usize| {
            let reply = Utterance::read(&later.counted()?.reply);
            course.answered(number, turn.beat, &reply).into_iter().nth(which)?.map(|evidence| evidence.text)
        };
        for (which, opportunity) in course.scenario(number).beats[turn.beat].opportunities.iter().enumerate() {
            let at_once = answers(turn, which);
            let later = || session.turns[at + 1..].iter().find_map(|later| answers(later, which));
            let (met, words) = match (at_once, denial(turn)) {
                (Some(words), _) => (Met::Met, Some(words)),
                (None, Some(words)) => (Met::Denied, Some(words)),
                (None, None) => later().map_or((Met::Missed, None), |words| (Met::Late, Some(words))),
            };
            found.push(Opportunity { turn: at + 1, quote: opportunity.quote.clone(), met, words });
        }
    }
    found
}

fn denial(turn: &Turn) -> Option<String> {
    let score = turn.counted()?.judgement.score()?;
    let pitfall = score.pitfalls.iter().find(|pitfall| DENYING.contains(&pitfall.id.as_str()))?;
    quoted(pitfall)
}

fn moved(session: &Session) -> Option<Moved> {
    let moves = session.turns.iter().filter_map(|turn| {
        let reaction = turn.reaction.as_ref()?;
        Some(Moved { reply: turn.attempts.last()?.reply.clone(), by: reaction.trust - reaction.trust_before })
    });
    // Of equal moves the first is the one that is remembered.
    moves.filter(|moved| moved.by != 0).fold(None, |best: Option<Moved>, moved| match best {
        Some(best) if best.by.abs() >= moved.by.abs() => Some(best),
        _ => Some(moved),
    })
}

/// The pitfall that cost most, or the skill that left most to win.
fn practise(course: &Course, scores: &[&Score], skills: &[Skill]) -> Option<Practise> {
    let cost = |id: &str| scores.iter().flat_map(|score| &score.pitfalls).filter(|p| p.id == id).map(|p| -p.earned).sum::<f64>();
    let pitfall = scores.iter().flat_map(|score| &score.pitfalls).max_by(|a, b| cost(&a.id).total_cmp(&cost(&b.id)));
    let skill = skills.iter().filter(|skill| skill.lost > 0.0).max_by(|a, b| a.lost.total_cmp(&b.lost));
    let (id, title) = match (pitfall, skill) {
        (Some(pitfall), Some(skill)) if cost(&pitfall.id) < skill.lost => (&skill.id, &skill.title),
        (Some(pitfall), _) => (&pitfall.id, &pitfall.title),
        (None, Some(skill)) => (&skill.id, &skill.title),
        (None, None) => return None,
    };
    // The parts of the check-in rubric are no signals of their own.
    let signal = if id.starts_with("check-in") { "check-in" } else { id.as_str() };
    let text = course.ear().sheet(signal).map_or_else(String::new, |sheet| sheet.advice.clone());
    Some(Practise { id: id.clone(), title: title.clone(), text })
}
