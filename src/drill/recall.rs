//! What was remembered from earlier visits: the facts that should come up again, and the promise that was made.

use std::collections::BTreeSet;

use super::debrief::{Met, Opportunity};
use super::session::Session;
use crate::framework::model::{Fact, Framework};
use crate::score::Course;
use crate::speech::Utterance;

/// The sentence of a reply in which these words stand.
pub fn sentence<'r>(reply: &'r str, words: &str) -> &'r str {
    let Some(at) = reply.find(words) else { return reply.trim() };
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let start = reply[..at].rfind(ends).map_or(0, |end| end + 1);
    let after = at + words.len();
    let end = reply[after..].find(ends).map_or(reply.len(), |end| after + end + 1);
    // The words may end with their sentence.
    let end = if words.ends_with(ends) { after } else { end };
    reply[start..end].trim()
}

/// Each fact that should come up again: met where the trainee brought it up, late where the person had to say it first.
pub(super) fn facts(session: &Session, course: &Course) -> Vec<Opportunity> {
    let Some(visit) = session.visit() else { return Vec::new() };
    let said = session.turns.iter().any(|turn| turn.skipped || !turn.attempts.is_empty());
    let facts = visit.recalls.iter().filter(|_| said).filter_map(|id| fact(course.framework(), &session.scenario, id));
    facts.map(|fact| recalled(session, course, fact)).collect()
}

/// A fact by its id: as this scenario has it, or any.
fn fact<'f>(framework: &'f Framework, scenario: &str, id: &str) -> Option<&'f Fact> {
    let here = framework.scenario(scenario).into_iter();
    here.chain(&framework.scenarios).flat_map(|scenario| &scenario.persona.facts).find(|fact| fact.id == id)
}

fn recalled(session: &Session, course: &Course, fact: &Fact) -> Opportunity {
    let hears = |text: &str| course.mentions(&fact.cues, &Utterance::read(text));
    let quote = format!("Earlier: {}", fact.says);
    let mut said_first = false;
    for (at, turn) in session.turns.iter().enumerate() {
        said_first |= hears(&turn.line).is_some();
        if let Some(words) = turn.counted().and_then(|attempt| hears(&attempt.reply)) {
            let met = if said_first { Met::Late } else { Met::Met };
            return Opportunity { turn: at + 1, quote, met, words: Some(words) };
        }
        said_first |= turn.reaction.as_ref().is_some_and(|reaction| hears(&reaction.says).is_some());
    }
    Opportunity { turn: session.turns.len(), quote, met: Met::Missed, words: None }
}

/// The reply that came back to a promise, if one did: it shares words with it that are not everybody's.
pub(super) fn taken_up(session: &Session, promise: &str) -> Option<String> {
    /// So many words in common are no accident; our own judgement, 2026-11-28.
    const COMMON: usize = 2;
    let promised = content(promise);
    let enough = COMMON.min(promised.len().max(1));
    let replies = session.turns.iter().filter_map(|turn| turn.counted());
    replies.map(|attempt| &attempt.reply).find(|reply| content(reply).intersection(&promised).count() >= enough).cloned()
}

/// Words that carry something: long enough, and not what every promise says.
fn content(text: &str) -> BTreeSet<String> {
    /// In letters.
    const SHORTEST: usize = 4;
    const EVERYBODYS: [&str; 24] = [
        "will", "that", "this", "with", "your", "have", "from", "then", "they", "them", "what", "when", "here", "there", "would", "could", "about", "myself",
        "before", "after", "just", "also", "back", "make",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() >= SHORTEST && !EVERYBODYS.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_quoted_as_a_whole_sentence() {
        let reply = "I'm so sorry. I'll ring you at five! Is that alright?";
        assert_eq!(sentence(reply, "ring you at five"), "I'll ring you at five!");
        assert_eq!(sentence(reply, "I'll ring you at five!"), "I'll ring you at five!");
        assert_eq!(sentence("I'll ring you", "ring"), "I'll ring you");
        assert_eq!(sentence(" all of it ", "not in it"), "all of it");
    }
}
