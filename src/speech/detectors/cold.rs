//! Replies that leave the other person alone: a bare refusal, a question that accuses, a few words to somebody in distress.
//!
//! What these have in common is what is missing in them, which no phrase can hear. Source: no justice without an explanation
//! and a way on (Tax, Brown & Chandrashekaran 1998); dismissal as the opposite of empathic opportunities taken (Suchman et al. 1997).

use super::opening::carries_feeling;
use super::{Found, Listening};
use crate::speech::form::openers;
use crate::speech::text::{Kind, Sentence};

/// Signals that lead on or show that somebody listens: with one of them a reply leaves nobody alone.
const HANDS: &[&str] = &[
    "acknowledge-feeling",
    "apology",
    "appreciation",
    "asks-permission",
    "check-in",
    "commitment",
    "encouragement",
    "looks-ahead",
    "ownership",
    "personal",
    "reflection",
    "small-gesture",
    "understanding",
    "warmth",
];

fn offers_a_hand(heard: &Listening) -> bool {
    HANDS.iter().any(|signal| heard.first_heard.contains_key(signal))
}

fn asks(heard: &Listening) -> bool {
    heard.reply.own_sentences().any(|sentence| sentence.kind == Kind::Question)
}

/// "Photo ID or nothing." "All complaints in writing."
pub(super) fn no_way_on(heard: &Listening) -> Option<Found> {
    if offers_a_hand(heard) || asks(heard) {
        return None;
    }
    heard.reply.own_sentences().find(|sentence| refuses(heard, sentence)).map(|sentence| Found::once(sentence.words.clone()))
}

fn refuses(heard: &Listening, sentence: &Sentence) -> bool {
    let words: Vec<&str> = heard.reply.own_words_of(sentence).iter().map(|word| word.norm.as_str()).collect();
    let pair = |one: &[&str], two: &[&str]| words.windows(2).any(|pair| one.contains(&pair[0]) && two.contains(&pair[1]));
    pair(&["can", "could", "may", "do", "does", "will", "would", "am", "is", "are"], &["not"])
        || pair(&["has", "have", "need", "needs"], &["to"])
        || words.iter().any(|word| matches!(*word, "no" | "must" | "only" | "nothing" | "none" | "never" | "unable" | "impossible" | "mandatory" | "required"))
}

/// "Did you share your PIN?" "Why didn't you order sooner?": asked of somebody who complains, with nothing said first.
pub(super) fn accusing_question(heard: &Listening) -> Option<Found> {
    heard.setting.line?;
    if offers_a_hand(heard) {
        return None;
    }
    heard.reply.own_sentences().find(|sentence| accuses(heard, sentence)).map(|sentence| Found::once(sentence.words.clone()))
}

fn accuses(heard: &Listening, sentence: &Sentence) -> bool {
    let own = heard.reply.own_words_of(sentence);
    let words: Vec<&str> = own[openers(&own)..].iter().map(|word| word.norm.as_str()).collect();
    let asked = match words.as_slice() {
        ["did" | "were" | "was", "you" | "your", ..] | ["did" | "were", "not", "you", ..] => true,
        ["why" | "how", "did" | "were", "you", ..] | ["why" | "how", "did" | "were", "not", "you", ..] => true,
        ["have" | "had", "you", "not" | "been" | "even" | "actually" | "changed" | "dropped" | "given" | "shared", ..] => true,
        ["are", "you", "sure" | "certain" | "quite", ..] => true,
        _ => false,
    };
    asked && sentence.kind == Kind::Question
}

/// "It's on the website.", to somebody who cries.
pub(super) fn bare_to_feeling(heard: &Listening) -> Option<Found> {
    /// Longer replies may say something.
    const FEW_WORDS: usize = 7;
    let words = heard.reply.words();
    let bare = (1..=FEW_WORDS).contains(&words.len()) && heard.setting.line.is_some_and(carries_feeling);
    (bare && !offers_a_hand(heard) && !asks(heard)).then(|| Found::once(0..words.len()))
}
