//! Words that answer nothing: a thing that is itself, and the customer's own word thrown back.
//!
//! Source: dismissive responses to complaints (Bylund & Makoul 2002, level 0); the forms are our own judgement, 2026-11-28.

use super::cold::kindnesses;
use super::{Found, Listening};
use crate::speech::content::is_content;
use crate::speech::lexicon::{is_article, stem};
use crate::speech::text::{Kind, Word};

/// "Closed is closed", "the rules are the rules", "kerbside means kerbside", "if it is full it is full".
pub(super) fn same_thing_twice(heard: &Listening) -> Option<Found> {
    heard.reply.own_sentences().find_map(|sentence| {
        let words: Vec<(usize, &Word)> =
            sentence.words.clone().map(|at| (at, &heard.reply.words()[at])).filter(|(_, word)| !word.quoted && !is_article(&word.norm)).collect();
        let at = words.windows(3).position(|three| is_itself(three[0].1, three[1].1, three[2].1))?;
        Some(Found::once(words[at].0..words[at + 2].0 + 1))
    })
}

fn is_itself(thing: &Word, link: &Word, again: &Word) -> bool {
    let links = matches!(link.norm.as_str(), "is" | "are" | "means" | "mean" | "was" | "equals");
    // "That is that", "who is who" and "what is what" are ways of speaking.
    links && thing.norm == again.norm && (is_content(&thing.norm) || thing.norm.starts_with(|c: char| c.is_ascii_digit()))
}

/// More words than this ask something of their own.
const A_WORD_OR_TWO: usize = 4;

/// "Everything? Including the plug?": the first sentence only throws a word of the line back, and nothing kind follows.
pub(super) fn throws_back(heard: &Listening) -> Option<Found> {
    let line = heard.setting.line?.words();
    let first = heard.reply.own_sentences().next()?;
    let own = heard.reply.own_words_of(first);
    let theirs = |word: &&&Word| line.iter().any(|said| said.norm == word.norm || stem(&said.norm) == stem(&word.norm));
    let content = own.iter().filter(|word| is_content(&word.norm)).count();
    let echoed = own.iter().filter(|word| is_content(&word.norm)).filter(theirs).count();
    let only_echo = first.kind == Kind::Question && own.len() <= A_WORD_OR_TWO && content > 0 && echoed == content;
    (only_echo && kindnesses(heard) == 0).then(|| Found::once(first.words.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn a_thing_that_is_itself_says_nothing() {
        let hears = |text: &str| heard("same-thing-twice", text, &Setting::default()).0;
        assert_eq!(hears("Sorry, closed is closed."), "closed is closed");
        assert_eq!(hears("The deadline was the deadline."), "deadline was the deadline");
        assert_eq!(hears("The shop is closed."), "");
        assert_eq!(hears("Well, that is that."), "");
    }

    #[test]
    fn a_word_thrown_back_is_heard() {
        let line = Utterance::read("I have tried everything with the printer.");
        let setting = Setting { line: Some(&line), ..Setting::default() };
        assert_eq!(heard("throws-back", "Everything? Including the plug?", &setting).0, "Everything");
        assert_eq!(heard("throws-back", "Which printer is it? The old one?", &setting).0, "");
    }
}
