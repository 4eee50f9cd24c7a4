//! Plain words: short, and in sentences that one can follow.
//!
//! Source: AHRQ Health Literacy Universal Precautions Toolkit, tool 4 (plain, everyday words; short sentences).

use super::{Found, Listening};
use crate::speech::lexicon::is_article;

/// Fewer words than this, articles apart, prove nothing.
const ENOUGH_WORDS: usize = 7;
/// Letters per word, on average: everyday English stays below (our own judgement, 2026-11-22, to be reviewed).
const LETTERS: f64 = 5.0;
/// Words per sentence, on average; articles are not counted here either.
const SENTENCE: usize = 17;
/// A long word is one of so many letters; more than one in twelve words is too much.
const LONG_WORD: usize = 11;

pub(super) fn short_words(heard: &Listening) -> Option<Found> {
    // Who leaves the articles out speaks no less plainly.
    let words: Vec<_> = heard.reply.words().iter().filter(|word| !word.quoted && !is_article(&word.norm)).collect();
    let sentences = heard.reply.own_sentences().count();
    if words.len() < ENOUGH_WORDS || words.len() > SENTENCE * sentences {
        return None;
    }
    let letters: usize = words.iter().map(|word| word.norm.chars().count()).sum();
    let long = words.iter().filter(|word| word.norm.chars().count() >= LONG_WORD).count();
    (letters as f64 <= LETTERS * words.len() as f64 && long * 12 <= words.len()).then(|| Found::once(0..heard.reply.words().len()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn plain_speech_is_told_from_officialese() {
        let plain = |text: &str| heard("short-words", text, &Setting::default()).1 > 0.0;
        assert!(plain("I will call you back by noon, and then we look at it again."));
        assert!(!plain("Pursuant to our documentation, reimbursement necessitates additional authorisation."));
        assert!(!plain("Call me."));
    }
}
