//! Words that are not the speaker's own: pasted from the customer, from a sample answer, or said before.
//!
//! Source: authenticity, in own words and not a script (design section 1); the lengths are our own judgement, 2026-11-22.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Found, Listening};
use crate::speech::setting::Setting;
use crate::speech::text::Utterance;

/// So many words in a row are not alike by chance; fewer can be a formula that everybody uses, with a name at its end.
const RUN: usize = 14;
/// A whole sentence of so many words is not alike by chance. Shorter ones ("Is there anything else?") belong to everybody.
pub const SENTENCE: usize = 6;
/// For a sentence that is said twice in one drill.
const REPEATED: usize = 4;

/// The words of a reply that stand in somebody else's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Borrowed {
    /// Pasted from the customer's line.
    pub line: Vec<Range<usize>>,
    /// Pasted from a sample answer or hint.
    pub samples: Vec<Range<usize>>,
}

impl Borrowed {
    /// All of them.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.line.iter().chain(&self.samples).cloned()
    }
}

/// Finds what is borrowed in a reply.
pub fn find(reply: &Utterance, setting: &Setting) -> Borrowed {
    let line = setting.line.map(std::slice::from_ref).unwrap_or_default();
    Borrowed { line: copied(reply, line, &[]), samples: copied(reply, setting.samples, setting.given) }
}

/// The runs of words that stand in these sources too, and not in what was given to the speaker.
fn copied(reply: &Utterance, sources: &[Utterance], given: &[Utterance]) -> Vec<Range<usize>> {
    if sources.is_empty() || reply.words().is_empty() {
        return Vec::new();
    }
    let sources_norms: Vec<Vec<&str>> = sources.iter().map(norms).collect();
    let runs: FxHashSet<&[&str]> = sources_norms.iter().flat_map(|source| source.windows(RUN)).collect();
    let sentences: FxHashSet<String> = sources.iter().flat_map(|source| source.sentences().iter().map(|s| source.said(s))).collect();

    let given: Vec<Vec<&str>> = given.iter().map(norms).collect();
    let given: FxHashSet<&[&str]> = given.iter().flat_map(|text| text.windows(RUN)).collect();

    let own = norms(reply);
    let mut marked = vec![false; own.len()];
    for (at, window) in own.windows(RUN).enumerate() {
        if runs.contains(window) && !given.contains(window) {
            marked[at..at + RUN].fill(true);
        }
    }
    for sentence in reply.sentences() {
        if sentence.words.len() >= SENTENCE && sentences.contains(&reply.said(sentence)) {
            marked[sentence.words.clone()].fill(true);
        }
    }
    let mut ranges = Vec::new();
    let mut start = 0;
    for run in marked.chunk_by(|a, b| a == b) {
        if run[0] {
            ranges.push(start..start + run.len());
        }
        start += run.len();
    }
    ranges
}

fn norms(text: &Utterance) -> Vec<&str> {
    text.words().iter().map(|word| word.norm.as_str()).collect()
}

pub(super) fn pasted_line(heard: &Listening) -> Option<Found> {
    weigh(heard, &heard.borrowed.line)
}

pub(super) fn pasted_sample(heard: &Listening) -> Option<Found> {
    weigh(heard, &heard.borrowed.samples)
}

/// Once for a part of the reply, twice for half of it or more.
fn weigh(heard: &Listening, ranges: &[Range<usize>]) -> Option<Found> {
    let first = ranges.first()?.clone();
    let words: usize = ranges.iter().map(ExactSizeIterator::len).sum();
    Some(Found { words: first, times: if words * 2 >= heard.reply.words().len() { 2.0 } else { 1.0 } })
}

pub(super) fn said_before(heard: &Listening) -> Option<Found> {
    said_in(heard, heard.setting.before, REPEATED)
}

pub(super) fn said_often(heard: &Listening) -> Option<Found> {
    said_in(heard, heard.setting.often, SENTENCE)
}

/// The first sentence of so many words that stands in one of these too.
fn said_in(heard: &Listening, texts: &[Utterance], least: usize) -> Option<Found> {
    let said: FxHashSet<String> = texts.iter().flat_map(|text| text.sentences().iter().map(|s| text.said(s))).collect();
    let mut again = heard.reply.own_sentences().filter(|s| s.words.len() >= least && said.contains(&heard.reply.said(s)));
    again.next().map(|sentence| Found::once(sentence.words.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use super::*;

    #[test]
    fn pasted_words_are_found_and_common_ones_are_not() {
        let sample = [Utterance::read("I am sorry you stood there with Ana for so long. Is there anything else?")];
        let setting = Setting { samples: &sample, ..Setting::default() };
        assert_eq!(heard("pasted-sample", "i'm sorry you stood there with Ana for so long!", &setting).1, 2.0);
        assert_eq!(heard("pasted-sample", "Is there anything else?", &setting).1, 0.0);
        assert_eq!(heard("pasted-sample", "I am sorry that you stood there with Ana.", &setting).1, 0.0);
    }

    #[test]
    fn the_customers_words_pasted_back_are_found() {
        let line = Utterance::read("Forty minutes I've been standing here. Nobody answers your phone.");
        let setting = Setting { line: Some(&line), ..Setting::default() };
        assert_eq!(heard("pasted-line", "Forty minutes I have been standing here", &setting).1, 2.0);
        assert_eq!(heard("pasted-line", "Forty minutes you have been standing there, and nobody picks up.", &setting).1, 0.0);
    }

    #[test]
    fn the_same_sentence_twice_is_noticed() {
        let before = [Utterance::read("I will sort this out. Thanks.")];
        let setting = Setting { before: &before, ..Setting::default() };
        assert_eq!(heard("said-before", "Thanks. I'll sort this out!", &setting).0, "I'll sort this out");
        assert_eq!(heard("said-before", "Thanks.", &setting).1, 0.0);
    }

    #[test]
    fn a_sentence_of_every_drill_is_noticed_unless_everybody_says_it() {
        let often = [Utterance::read("Give me a moment to look at it."), Utterance::read("How does that sound?")];
        let setting = Setting { often: &often, ..Setting::default() };
        assert_eq!(heard("said-often", "OK. Give me a moment to look at it!", &setting).0, "Give me a moment to look at it");
        assert_eq!(heard("said-often", "How does that sound?", &setting).1, 0.0);
    }
}
