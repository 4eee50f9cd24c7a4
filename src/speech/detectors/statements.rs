//! Statements about the other person.
//!
//! Source: a statement about "you" that is not advice is a reflection more often than not (MITI 4.2.1, Moyers et al.).

use super::{Found, Listening};
use crate::speech::form::openers;
use crate::speech::text::Kind;

/// Words after "you" that tell the other person what to do.
const ADVISING: &[&str] = &["should", "must", "could", "can", "might", "may", "need", "ought", "shall", "better", "will"];

pub(super) fn about_you(heard: &Listening) -> Option<Found> {
    heard.reply.own_sentences().filter(|sentence| sentence.kind == Kind::Statement).find_map(|sentence| {
        let words = heard.reply.words_of(sentence);
        let rest: Vec<&str> = words[openers(words)..].iter().map(|word| word.norm.as_str()).collect();
        let about = match rest.as_slice() {
            ["it" | "that", "sounds" | "seems" | "looks" | "feels", "like", next @ ..] | ["sounds" | "seems" | "looks" | "feels", "like", next @ ..] => {
                !next.is_empty()
            }
            ["you" | "your", next, _, ..] => !ADVISING.contains(next),
            ["what", "i", "am", "hearing", ..] | ["i", "hear", "that", "you", ..] | ["i", "hear", "you", ..] => true,
            _ => false,
        };
        about.then(|| Found::once(sentence.words.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn a_statement_about_you_is_heard_and_advice_is_not() {
        for yes in ["So you waited the whole night.", "It sounds like nobody told you.", "You feel let down.", "Your daughter is asleep."] {
            assert!(heard("you-statement", yes, &Setting::default()).1 > 0.0, "{yes}");
        }
        for no in ["You should call them.", "You need to wait.", "Did you wait?", "I waited for you.", "Thank you."] {
            assert_eq!(heard("you-statement", no, &Setting::default()).1, 0.0, "{no}");
        }
    }
}
