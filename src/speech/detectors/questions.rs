//! Questions by their form.
//!
//! Source: Miller & Rollnick 2013 (open and closed questions); interrogation and stacked questions: Calgary-Cambridge,
//! the cone from open to closed, one at a time.

use super::{Found, Listening};
use crate::speech::form::{is_auxiliary, openers};
use crate::speech::text::{Kind, Sentence, Utterance};

pub(super) fn question(heard: &Listening) -> Option<Found> {
    questions(heard.reply).next().map(|sentence| Found::once(sentence.words.clone()))
}

pub(super) fn open_form(heard: &Listening) -> Option<Found> {
    questions(heard.reply).find(|sentence| is_open(heard.reply, sentence)).map(|sentence| Found::once(sentence.words.clone()))
}

pub(super) fn closed_form(heard: &Listening) -> Option<Found> {
    questions(heard.reply).find(|sentence| !is_open(heard.reply, sentence)).map(|sentence| Found::once(sentence.words.clone()))
}

pub(super) fn at_once(heard: &Listening) -> Option<Found> {
    let asked: Vec<&Sentence> = questions(heard.reply).collect();
    let (first, last) = (asked.first()?, asked.last()?);
    let times = match asked.len() {
        0 | 1 => return None,
        2 => 1.0,
        _ => 2.0,
    };
    Some(Found { words: first.words.start..last.words.end, times })
}

pub(super) fn barrage(heard: &Listening) -> Option<Found> {
    let asked: Vec<&Sentence> = questions(heard.reply).collect();
    let (first, last) = (asked.first()?, asked.last()?);
    (asked.len() >= 3 && heard.first_acknowledged().is_none()).then(|| Found::once(first.words.start..last.words.end))
}

fn questions(reply: &Utterance) -> impl Iterator<Item = &Sentence> {
    // "Right?" and "Ok?" behind a sentence belong to it and ask nothing of their own.
    reply.own_sentences().filter(|sentence| sentence.kind == Kind::Question || asks_to_tell(reply, sentence))
}

/// "Tell me more about it": a request in form, an open question in meaning.
fn asks_to_tell(reply: &Utterance, sentence: &Sentence) -> bool {
    let words = reply.own_words_of(sentence);
    let rest: Vec<&str> = words[openers(&words)..].iter().map(|word| word.norm.as_str()).filter(|norm| *norm != "please").collect();
    matches!(rest.as_slice(), ["tell" | "talk" | "walk" | "take" | "help", "me", "more" | "about" | "through" | "understand" | "what" | "how" | "why", ..])
}

/// Does any clause of a question begin openly: "And where you are now, what would help?"
fn is_open(reply: &Utterance, sentence: &Sentence) -> bool {
    let words = reply.own_words_of(sentence);
    if asks_to_tell(reply, sentence) {
        return true;
    }
    let mut starts: Vec<usize> = (1..words.len()).filter(|at| words[*at].clause != words[at - 1].clause).collect();
    starts.insert(0, openers(&words));
    starts.iter().any(|start| {
        let clause: Vec<&str> = words[*start..].iter().take(8).map(|word| word.norm.as_str()).collect();
        begins_openly(&clause)
    })
}

fn begins_openly(clause: &[&str]) -> bool {
    match clause {
        // "how many", "how long", "what time": a number answers.
        ["how", "many" | "much" | "long" | "old" | "often" | "far" | "soon" | "late", ..] => false,
        ["what", "time" | "day" | "date" | "number" | "name" | "colour" | "color" | "size", ..] => false,
        ["what" | "how" | "why" | "which" | "whose", ..] => true,
        // "where are you" wants a place, "who" a name, "when" a time: closed in meaning, though not by yes or no.
        ["in" | "to" | "from" | "for" | "with" | "about" | "of", "what" | "which" | "whose", ..] => true,
        // "can you tell me more", "would you help me understand": open behind a polite door.
        [aux, "you" | "i", rest @ ..] if is_auxiliary(aux) => matches!(
            rest,
            ["tell", "me", "more" | "about" | "what" | "how" | "why", ..]
                | ["tell", "me", "a", "bit" | "little", ..]
                | ["say", "more", ..]
                | ["help", "me", "understand", ..]
                | ["describe" | "explain", ..]
                | ["talk" | "walk" | "take", "me", "through", ..]
                | ["ask", "what" | "how" | "why" | "which", ..]
                | ["share", ..]
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    fn says(rule: &str, reply: &str) -> bool {
        heard(rule, reply, &Setting::default()).1 > 0.0
    }

    #[test]
    fn open_and_closed_are_told_apart() {
        for open in [
            "What would help most?",
            "So, how are you holding up",
            "Tell me more about it.",
            "Marta, which part is unclear?",
            "Can you tell me more?",
            "When you rang, what did they say?",
        ] {
            assert!(says("open-form", open) && !says("closed-form", open), "{open}");
        }
        for closed in ["Is it fixed?", "Have I explained that clearly?", "How many bags?", "You are at B, right?", "How long have you waited?"] {
            assert!(!says("open-form", closed) && says("closed-form", closed), "{closed}");
        }
    }

    #[test]
    fn several_at_once_are_counted() {
        assert_eq!(heard("questions-at-once", "Where? When?", &Setting::default()), ("Where? When".into(), 1.0));
        assert_eq!(heard("questions-at-once", "Is it? Was it? Will it?", &Setting::default()).1, 2.0);
        assert!(!says("questions-at-once", "It is. Was it?"));
        assert!(!says("questions-at-once", "Isn't she lovely! How old is she?"));
        assert!(!says("questions-at-once", "He asked \"who? when?\", and I ask you: where?"));
    }
}
