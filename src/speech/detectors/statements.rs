//! Statements about the other person.
//!
//! Source: a statement about "you" that is not advice is a reflection more often than not (MITI 4.2.1, Moyers et al.).

use super::{Found, Listening};
use crate::speech::form::openers;
use crate::speech::text::{Kind, Word};

/// Words after "you" that tell the other person what to do.
const ADVISING: &[&str] = &["should", "must", "could", "can", "might", "may", "need", "ought", "shall", "better", "will"];

/// What of "your …" is the person and their life, and not the order, the room or the bill.
#[rustfmt::skip]
const OF_THE_PERSON: &[&str] = &[
    "mother", "mum", "mom", "father", "dad", "parents", "daughter", "daughters", "son", "sons", "child", "children", "kid", "kids", "baby", "wife", "husband",
    "partner", "brother", "sister", "family", "friend", "friends", "boy", "girl", "colleague", "colleagues", "team", "boss", "manager", "neighbor", "dog", "cat",
    "mind", "heart", "head", "hands", "body", "back", "pain", "health", "sleep", "life", "day", "night", "morning", "evening", "week", "weekend", "time",
    "work", "job", "home", "patience", "trust", "feeling", "feelings", "anger", "frustration", "worry", "fear", "concern", "disappointment", "grief", "hope",
    "wish", "plan", "plans", "goal", "point", "question", "experience", "wedding", "birthday", "anniversary", "holiday", "loss", "privacy", "whole", "first",
];

pub(super) fn about_you(heard: &Listening) -> Option<Found> {
    heard.reply.own_sentences().filter(|sentence| sentence.kind == Kind::Statement).find_map(|sentence| {
        let words = heard.reply.own_words_of(sentence);
        is_about_you(&words[openers(&words)..]).then(|| Found::once(sentence.words.clone()))
    })
}

fn is_about_you(words: &[&Word]) -> bool {
    let rest: Vec<&str> = words.iter().map(|word| word.norm.as_str()).collect();
    match rest.as_slice() {
        ["it" | "that" | "this", "sounds" | "seems" | "looks" | "feels", next @ ..] | ["sounds" | "seems" | "looks" | "feels", next @ ..] => {
            next.iter().any(|word| matches!(*word, "you" | "your" | "yours" | "yourself" | "nobody"))
        }
        ["because", "you", next @ ..] => says_of_you(next),
        // "You know, …" and "you see, …" only fill a pause.
        ["you", "know" | "see"] => false,
        ["you", "know" | "see", after, ..] if words[2].clause != words[1].clause || matches!(*after, "i" | "we" | "it" | "the" | "this" | "that" | "what") => {
            false
        }
        ["you", next @ ..] => says_of_you(next),
        ["your", noun, _, ..] => OF_THE_PERSON.contains(noun),
        ["what", "i", "am", "hearing", ..] | ["i", "hear", "that", "you", ..] | ["i", "hear", "you", ..] => true,
        _ => false,
    }
}

/// Does what follows "you" say something of them, and not what they are to do?
fn says_of_you(next: &[&str]) -> bool {
    match next {
        [] | ["too" | "bet"] | ["are", "welcome", ..] => false,
        ["have" | "are" | "had" | "do", "to" | "better", ..] | ["do", "not", "have" | "need", "to", ..] | ["are", "going", "to", "have", ..] => false,
        [first, ..] => !ADVISING.contains(first),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn a_statement_about_you_is_heard_and_advice_is_not() {
        for yes in [
            "So you waited the whole night.",
            "It sounds like nobody told you.",
            "You feel let down.",
            "Your daughter is asleep.",
            "And now you are stuck there.",
            "Because you waited.",
        ] {
            assert!(heard("you-statement", yes, &Setting::default()).1 > 0.0, "{yes}");
        }
        for no in [
            "You should call them.",
            "You need to wait.",
            "Did you wait?",
            "I waited for you.",
            "Thank you.",
            "You know, it rains a lot here.",
            "You have to wait.",
        ] {
            assert_eq!(heard("you-statement", no, &Setting::default()).1, 0.0, "{no}");
        }
    }

    #[test]
    fn news_of_the_order_is_not_about_you() {
        for no in ["Your room is ready.", "Your refund was sent.", "It sounds like the printer again.", "You're welcome.", "\"You are late\" is what he said."]
        {
            assert_eq!(heard("you-statement", no, &Setting::default()).1, 0.0, "{no}");
        }
        assert!(heard("you-statement", "You know how long it took.", &Setting::default()).1 > 0.0);
    }
}
