//! A bare refusal: told by what is missing in it, which no phrase can hear.
//!
//! Source: no justice without an explanation and a way on (Tax, Brown & Chandrashekaran 1998).

use super::{Found, Listening, guesses};
use crate::speech::form::openers;
use crate::speech::text::{Kind, Sentence};

/// Signals that lead on or show that somebody listens, and faults that have a name of their own: with one of them a reply is
/// not merely bare.
const ELSE: &[&str] = &[
    "blame-shift",
    "dismissal",
    "over-promise",
    "false-reassurance",
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

fn says_more(heard: &Listening) -> bool {
    ELSE.iter().any(|signal| heard.first_heard.contains_key(signal))
}

fn asks(heard: &Listening) -> bool {
    heard.reply.own_sentences().any(|sentence| sentence.kind == Kind::Question)
}

/// "Photo ID or nothing." "All complaints in writing."
pub(super) fn no_way_on(heard: &Listening) -> Option<Found> {
    if says_more(heard) || asks(heard) {
        return None;
    }
    heard.reply.own_sentences().find(|sentence| refuses(heard, sentence)).map(|sentence| Found::once(sentence.words.clone()))
}

fn refuses(heard: &Listening, sentence: &Sentence) -> bool {
    let own = heard.reply.own_words_of(sentence);
    let words: Vec<&str> = own[openers(&own)..].iter().map(|word| word.norm.as_str()).collect();
    let at = |index: usize| words.get(index).copied().unwrap_or_default();
    let unable = (0..words.len()).any(|i| matches!(at(i), "can" | "could" | "may") && at(i + 1) == "not" && !NO_REFUSAL.contains(&at(i + 2)));
    let unwilling = (0..words.len()).any(|i| at(i + 2) == "not" && unwilling(at(i), at(i + 1), at(i + 3)));
    let ruled = (0..words.len()).any(|i| match at(i) {
        "must" => !guesses::is_guess(&words, i),
        // "It isn't only you", "if only"
        "only" => i == 0 || !matches!(at(i - 1), "not" | "if" | "the"),
        word => matches!(word, "unable" | "impossible" | "mandatory" | "required" | "compulsory" | "prohibited"),
    });
    // "No receipt, no refund", and not "No, it is on the left" nor "No problem at all"
    let barred = matches!(own.as_slice(), [no, next, _, ..]
        if matches!(no.norm.as_str(), "no" | "nothing" | "none") && no.clause == next.clause && !KIND_NO.contains(&next.norm.as_str()));
    unable || unwilling || ruled || barred
}

/// What one "can not" do and refuse nobody: "I can't blame you".
const NO_REFUSAL: &[&str] = &["argue", "bear", "believe", "blame", "imagine", "stand", "thank", "wait", "promise"];

/// What "no" stands before and bars nobody: "no wonder", "no it's not your fault", "no charge".
#[rustfmt::skip]
const KIND_NO: &[&str] = &[
    "bother", "charge", "cost", "doubt", "fault", "fee", "hurry", "matter", "money", "more", "need", "one", "pressure", "problem", "problems", "rush", "shame", "sorry",
    "surprise", "thanks", "thank", "trouble", "wonder", "worries", "worry", "i", "it", "its", "that", "thats", "this", "you", "we", "he", "she", "they", "of", "please",
];

/// "We do not take", "it will not let me". Of things that merely do not last, nothing is refused.
fn unwilling(who: &str, modal: &str, verb: &str) -> bool {
    let ours = matches!(who, "i" | "we" | "they" | "it" | "system") && matches!(modal, "do" | "does" | "will");
    ours && !matches!(verb, "last" | "blame" | "mind" | "know" | "want" | "think" | "hurt" | "feel" | "seem" | "leave" | "forget")
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn a_refusal_with_nothing_beside_it_is_bare() {
        for bare in ["We don't hold tables.", "Only on paper.", "No receipt, no refund.", "You can't take that in here."] {
            assert_eq!(heard("no-way-on", bare, &Setting::default()).1, 1.0, "{bare}");
        }
        for other in [
            "You must miss her.",
            "That must have been loud.",
            "You must be worn out.",
            "I can't blame you.",
            "No it was not your fault.",
            "If only.",
            "They won't last until May.",
        ] {
            assert_eq!(heard("no-way-on", other, &Setting::default()).1, 0.0, "{other}");
        }
        for bare in ["Claims must be signed.", "You must have a ticket."] {
            assert_eq!(heard("no-way-on", bare, &Setting::default()).1, 1.0, "{bare}");
        }
        for other in ["We don't hold tables. Shall I ring you?", "No, it is on the left.", "The table is free.", "No problem.", "Where is it?"] {
            assert_eq!(heard("no-way-on", other, &Setting::default()).1, 0.0, "{other}");
        }
    }
}
