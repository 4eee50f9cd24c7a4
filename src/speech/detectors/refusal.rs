//! A bare refusal: told by what is missing in it, which no phrase can hear.
//!
//! Source: no justice without an explanation and a way on (Tax, Brown & Chandrashekaran 1998).

use super::{Found, Listening};
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
    let unable = words.windows(2).any(|pair| matches!(pair, ["can" | "could" | "may", "not"]));
    let unwilling = words.windows(3).any(|three| matches!(three, ["i" | "we" | "they" | "it" | "system", "do" | "does" | "will", "not"]));
    let ruled = words.iter().any(|word| matches!(*word, "must" | "only" | "unable" | "impossible" | "mandatory" | "required" | "compulsory" | "prohibited"));
    // "No receipt, no refund", and not "No, it is on the left".
    let barred = matches!(own.as_slice(), [no, next, _, ..] if matches!(no.norm.as_str(), "no" | "nothing" | "none") && no.clause == next.clause);
    unable || unwilling || ruled || barred
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
        for other in ["We don't hold tables. Shall I ring you?", "No, it is on the left.", "The table is free.", "No problem.", "Where is it?"] {
            assert_eq!(heard("no-way-on", other, &Setting::default()).1, 0.0, "{other}");
        }
    }
}
