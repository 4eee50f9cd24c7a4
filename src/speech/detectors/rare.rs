//! Words that few outside a trade know: "the firmware", "a stenosis", "your indemnity".
//!
//! Source: AHRQ Health Literacy Universal Precautions Toolkit, tool 4: plain words; the list of common words is SCOWL's small one.

use super::{Found, Listening};
use crate::speech::content::{root, roots};
use crate::speech::lexicon::{is_given_name, is_near_word, is_word};
use crate::speech::text::Word;

/// Letters of a word that is looked up; shorter ones are mostly sounds and names. Our own judgement, 2026-11-28.
const LETTERS: usize = 6;

/// A long word in no list of common words, that is no name, no typing error and not the customer's own; two or more count twice.
pub(super) fn rare_word(heard: &Listening) -> Option<Found> {
    let is_theirs = |word: &Word| heard.setting.line.is_some_and(|line| roots(line).contains(&root(&word.norm)));
    let is_rare = |word: &Word| !word.quoted && is_unknown(word) && !is_theirs(word);
    let words = heard.reply.words();
    let mut rare = (0..words.len()).filter(|at| is_rare(&words[*at]));
    let first = rare.next()?;
    let again = rare.any(|at| words[at].norm != words[first].norm);
    Some(Found { words: first..first + 1, times: if again { 2.0 } else { 1.0 } })
}

fn is_unknown(word: &Word) -> bool {
    let norm = word.norm.as_str();
    let is_long = norm.len() >= LETTERS && norm.bytes().all(|letter| letter.is_ascii_lowercase());
    is_long && !word.capital && !is_word(norm) && !is_given_name(norm) && !is_near_word(norm) && !is_joined(norm)
}

/// Two common words in one, "teatime": anybody can take it apart.
fn is_joined(norm: &str) -> bool {
    (3..=norm.len() - 3).any(|at| is_word(&norm[..at]) && is_word(&norm[at..]))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn words_of_a_trade_are_rare_and_those_of_everybody_are_not() {
        let hears = |text: &str| heard("rare-word", text, &Setting::default());
        assert_eq!(hears("It is a stenosis."), ("stenosis".into(), 1.0));
        assert_eq!(hears("A stenosis with tachycardia.").1, 2.0);
        for common in ["Come at teatime on Wednesday.", "Ask Marguerite at Wolverhampton.", "I apolgise for that.", "Thank you"] {
            assert_eq!(hears(common).0, "", "{common}");
        }
    }

    #[test]
    fn the_customers_own_words_are_known_to_them() {
        let line = Utterance::read("My stenosis is worse.");
        assert_eq!(heard("rare-word", "How is the stenosis?", &Setting { line: Some(&line), ..Setting::default() }).0, "");
    }
}
