//! Taking up what the other person just said.
//!
//! Source: Huang et al. 2017 (follow-up questions build on the partner's last content); MITI 4.2.1 (reflections).

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::{Found, Listening};
use crate::speech::content::{is_content, root};
use crate::speech::normal;
use crate::speech::spelling::may_be_typo;
use crate::speech::text::{Kind, Sentence, Word};

/// A word of the reply that the line holds too: where it stands, and its root.
pub(super) type TakenUp = (usize, String);

pub(super) fn mirrors(heard: &Listening) -> Option<Found> {
    let fits = |sentence: &&Sentence| sentence.kind == Kind::Statement && in_sentence(heard, sentence).count() >= 2;
    heard.reply.own_sentences().find(fits).map(|sentence| Found::once(sentence.words.clone()))
}

pub(super) fn takes_up(heard: &Listening) -> Option<Found> {
    let shared = heard.taken_up();
    let (first, _) = shared.first()?;
    let roots: BTreeSet<&str> = shared.iter().map(|(_, root)| root.as_str()).collect();
    // The two words may stand far apart; the quote shows the first of them with what stands between in its sentence.
    let sentence = heard.reply.sentences().iter().find(|sentence| sentence.words.contains(first))?;
    let (last, _) = in_sentence(heard, sentence).last()?;
    Some(Found { words: *first..last + 1, times: if roots.len() > 1 { 2.0 } else { 1.0 } })
}

pub(super) fn asks_about(heard: &Listening) -> Option<Found> {
    let fits = |sentence: &&Sentence| sentence.kind == Kind::Question && in_sentence(heard, sentence).next().is_some();
    heard.reply.own_sentences().find(fits).map(|sentence| Found::once(sentence.words.clone()))
}

fn in_sentence<'h>(heard: &'h Listening, sentence: &Sentence) -> impl Iterator<Item = &'h TakenUp> {
    let words = sentence.words.clone();
    heard.taken_up().iter().filter(move |(at, _)| words.contains(at))
}

/// All the words of the reply that take up the line.
pub(super) fn find(heard: &Listening) -> Vec<TakenUp> {
    let Some(line) = content(heard) else { return Vec::new() };
    let words = heard.reply.words().iter().enumerate();
    words.filter(|(_, word)| !word.quoted && is_content(&word.norm)).filter_map(|(at, word)| Some((at, taken_up(word, &line)?))).collect()
}

/// The stems of the words that carry the content of the customer's line. Their own name is none of it: to say it is to greet.
fn content(heard: &Listening) -> Option<FxHashSet<String>> {
    let name: Vec<String> = heard.setting.name.unwrap_or_default().split_whitespace().map(|part| normal::plain(part).into_owned()).collect();
    let words = heard.setting.line?.words().iter().filter(|word| is_content(&word.norm) && !name.contains(&word.norm));
    Some(words.map(|word| root(&word.norm)).collect())
}

/// The root that a word shares with the line, also where it is mistyped.
fn taken_up(word: &Word, line: &FxHashSet<String>) -> Option<String> {
    let root = root(&word.norm);
    if line.contains(&root) {
        return Some(root);
    }
    let near = |theirs: &&String| strsim::osa_distance(theirs, &root) == 1;
    may_be_typo(word).then(|| line.iter().filter(near).min().cloned()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn words_of_the_line_are_taken_up_in_any_form() {
        let line = Utterance::read("I have been waiting forty minutes and my daughter is asleep.");
        let setting = Setting { line: Some(&line), ..Setting::default() };
        assert_eq!(heard("takes-up-line", "You waited with your daughter.", &setting), ("waited with your daughter".into(), 2.0));
        assert_eq!(heard("takes-up-line", "Your duaghter first.", &setting).0, "duaghter");
        assert_eq!(heard("takes-up-line", "Your wait is over.", &setting), ("wait".into(), 1.0));
        assert_eq!(heard("takes-up-line", "I have been there.", &setting).1, 0.0);
        assert_eq!(heard("asks-about-line", "Is she still asleep?", &setting).1, 1.0);
        assert_eq!(heard("asks-about-line", "She is asleep.", &setting).1, 0.0);
        assert_eq!(heard("mirrors-words", "Forty minutes with her asleep.", &setting).1, 1.0);
        assert_eq!(heard("takes-up-line", "You waited.", &Setting::default()).1, 0.0);
    }
}
