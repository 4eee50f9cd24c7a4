//! The one thing to try: what was tried out and raised the score most, and never what is already done.
//!
//! Source: Wang & Demszky 2023, 82 % of a language model's coaching tips were things already being done. So every piece of
//! advice is put to the test here: the reply with the change is scored before the advice is given.

use super::bounds::{EXAMPLES_TRIED, LEAST_GAIN};
use super::course::{Course, Moment};
use super::judge;
use super::judgement::{Advice, Criterion, Score};
use crate::framework::model::Ask;
use crate::speech::Utterance;
use crate::speech::evidence::Level;
use crate::speech::sheet::Example;
use crate::speech::shorthand::Short;
use crate::speech::text::Kind;

/// A change that could be tried: what it is about, the words of the advice, and the reply with it.
struct Change {
    id: String,
    text: String,
    reply: String,
}

/// The change that raises the score most; none where nothing does.
pub fn best(course: &Course, moment: &Moment, reply: &str, now: &Score) -> Option<Advice> {
    let mut tried = Vec::new();
    let mut compare = |change: Change, then: &Score| {
        // Where pitfalls cost more than was earned the score stands at 0 whatever one adds; unbounded it still tells what helps.
        let raised = judge::unbounded(course.framework(), then) - judge::unbounded(course.framework(), now);
        tried.push((raised, Advice { id: change.id, text: change.text, gain: then.score - now.score }));
    };
    for change in now.pitfalls.iter().filter_map(|pitfall| without(course, reply, pitfall)) {
        // Nothing may be left to score; then it is the same reply without its pitfalls.
        let rest = judge::score(course, moment, &Utterance::read(&change.reply));
        let silent = |_| judge::add_up(course.framework(), now.skills.clone(), now.points.clone(), Vec::new(), now.rung);
        compare(change, &rest.unwrap_or_else(silent));
    }
    let wanted = now.skills.iter().filter(|skill| skill.level < Level::Clear).flat_map(|skill| more(course, moment, reply, skill));
    let uncovered = now.points.iter().filter(|point| point.level < Level::Clear).flat_map(|point| covering(course, reply, point));
    for change in wanted.chain(uncovered) {
        if let Ok(then) = judge::score(course, moment, &Utterance::read(&change.reply)) {
            let then = with_only(course, now, &then, &change.id);
            compare(change, &then);
        }
    }
    // Of two that bring the same, the first: it stands earlier in the rubric, and pitfalls before all.
    let best = tried.into_iter().filter(|(raised, _)| *raised >= LEAST_GAIN).reduce(|best, next| if best.0 + SLACK >= next.0 { best } else { next });
    best.map(|(_, advice)| advice)
}

/// Two gains that differ by less are the same.
const SLACK: f64 = 1e-6;

/// The score of now with one criterion as it is then: an example that happens to do other things too proves nothing about them.
fn with_only(course: &Course, now: &Score, then: &Score, id: &str) -> Score {
    // A check-in brings its own parts with it.
    let concerned = |criterion: &Criterion| criterion.id == id || (id == "check-in" && criterion.id.starts_with("check-in-"));
    let pick = |now: &[Criterion], then: &[Criterion]| -> Vec<Criterion> {
        now.iter().map(|old| then.iter().find(|new| new.id == old.id && concerned(new)).unwrap_or(old).clone()).collect()
    };
    judge::add_up(course.framework(), pick(&now.skills, &then.skills), pick(&now.points, &then.points), now.pitfalls.clone(), now.rung)
}

/// The reply without the sentences in which a pitfall was heard.
fn without(course: &Course, reply: &str, pitfall: &Criterion) -> Option<Change> {
    let sheet = course.ear().sheet(&pitfall.id)?;
    let utterance = Utterance::read(reply);
    let guilty = |start: usize, end: usize| pitfall.evidence.iter().any(|e| e.weight > 0.0 && e.start < end && start < e.end);
    let kept: Vec<&str> = utterance.sentences().iter().filter(|s| !guilty(s.span.start, s.span.end)).map(|s| &reply[s.span.clone()]).collect();
    Some(Change { id: pitfall.id.clone(), text: sheet.advice.clone(), reply: kept.join(" ") })
}

/// The reply with examples of what was missing.
fn more(course: &Course, moment: &Moment, reply: &str, skill: &Criterion) -> Vec<Change> {
    let change = |text: &str, reply: String| Change { id: skill.id.clone(), text: text.to_owned(), reply };
    let ask = course.beat(moment).ask;
    match skill.id.as_str() {
        "check-in" if ask.is_some() => {
            let text = match (ask, skill.level) {
                (Some(Ask::CloseLoop), Level::Not) => "End by checking again: ask which part is clear now, and which is not yet.",
                (_, Level::Not) => "Ask a check-in question: own the clarity, and leave room for a no.",
                _ => "Ask it openly: begin with \"which part\", \"what\" or \"how\", so that a no is easy to say.",
            };
            let examples = course.ear().sheet("check-in").map(|sheet| sheet.accepts.as_slice()).unwrap_or_default();
            with_examples(reply, &clearest(course, "check-in", examples)).into_iter().map(|reply| change(text, reply)).collect()
        }
        "check-in-about-them" => {
            let persona = &course.scenario(moment.scenario).persona;
            let fact = persona.facts.first().map(|fact| fact.says.clone());
            let quote = course.beat(moment).opportunities.first().map(|opportunity| opportunity.quote.clone());
            let named = format!("{}, {reply}", persona.name);
            let text = format!("Make it about {}: use their name, or a word of what they told you.", first_name(&persona.name));
            let with = fact.or(quote).map(|said| format!("{reply} What about this: {said}?"));
            with.into_iter().chain([named]).map(|reply| change(&text, reply)).collect()
        }
        "check-in-one-at-a-time" => vec![change("Ask one question, and leave room for its answer.", last_question_only(reply))],
        "explains-again" => vec![change(
            "Explain it once more, in other and simpler words.",
            format!("{reply} Let me put it another way, one small step after the other, and slowly this time."),
        )],
        "names-the-gap" => {
            let text = "Name what was lost, in their own words, before you explain.";
            vec![change(text, format!("{reply} So what is not clear yet is this: {}.", moment.line.text()))]
        }
        id => {
            let Some(sheet) = course.ear().sheet(id) else { return Vec::new() };
            let replies = with_examples(reply, &clearest(course, id, &sheet.accepts));
            replies.into_iter().map(|reply| change(&sheet.advice, reply)).collect()
        }
    }
}

fn covering(course: &Course, reply: &str, point: &Criterion) -> Vec<Change> {
    let Some(written) = course.framework().point(&point.id) else { return Vec::new() };
    let text = written.advice.clone().unwrap_or_else(|| format!("Cover this too: {}.", written.title));
    let examples: Vec<&str> = written.accepts.iter().map(|example| example.reply.as_str()).collect();
    with_examples(reply, &examples).into_iter().map(|reply| Change { id: point.id.clone(), text: text.clone(), reply }).collect()
}

/// The examples that are heard most clearly when they stand alone.
fn clearest<'e>(course: &Course, id: &str, examples: &'e [Short<Example>]) -> Vec<&'e str> {
    let alone = |example: &Example| {
        let heard = course.ear().hear(&Utterance::read(&example.reply), &crate::speech::Setting::default());
        (heard.level(id), heard.signals.get(id).and_then(|reading| reading.rung))
    };
    let mut ranked: Vec<_> = examples.iter().map(|example| (alone(example), example.reply.as_str())).collect();
    ranked.sort_by_key(|(clear, _)| std::cmp::Reverse(*clear));
    ranked.into_iter().map(|(_, reply)| reply).collect()
}

fn with_examples(reply: &str, examples: &[&str]) -> Vec<String> {
    examples.iter().take(EXAMPLES_TRIED).map(|example| format!("{} {example}", closed(reply))).collect()
}

/// A reply whose last sentence is ended, so that what follows is a sentence of its own.
fn closed(reply: &str) -> String {
    let reply = reply.trim_end();
    if reply.ends_with(['.', '!', '?', '…']) || reply.is_empty() { reply.to_owned() } else { format!("{reply}.") }
}

fn last_question_only(reply: &str) -> String {
    let utterance = Utterance::read(reply);
    let questions: Vec<_> = utterance.sentences().iter().filter(|sentence| sentence.kind == Kind::Question).collect();
    let last = questions.last().map(|sentence| sentence.span.start);
    let kept = utterance.sentences().iter().filter(|s| s.kind != Kind::Question || Some(s.span.start) == last);
    kept.map(|sentence| &reply[sentence.span.clone()]).collect::<Vec<_>>().join(" ")
}

/// The name by which one would speak to a person: "Marta" of "Marta Reyes", all of "Mr Ito".
pub fn first_name(name: &str) -> &str {
    let titled = name.split('.').next().is_some_and(|first| matches!(first.split(' ').next(), Some("Mr" | "Mrs" | "Ms" | "Dr" | "Miss")));
    if titled { name } else { name.split(' ').next().unwrap_or(name) }
}
