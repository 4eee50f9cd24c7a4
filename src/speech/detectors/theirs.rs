//! What is the other person's own: taken up from how they spoke of it.
//!
//! Source: SERVQUAL, individual attention (Parasuraman, Zeithaml & Berry 1988).

use std::collections::HashSet;

use super::{Found, Listening};
use crate::speech::content::is_content;
use crate::speech::lexicon::stem;
use crate::speech::text::Word;

/// Things of the desk rather than of the person, though they say "my": "my order", "my bill".
#[rustfmt::skip]
const OF_THE_DESK: &[&str] = &[
    "account", "bill", "booking", "call", "card", "complaint", "delivery", "email", "form", "invoice", "letter", "line", "meal", "money", "name", "number", "one",
    "order", "own", "parcel", "password", "payment", "question", "refund", "reservation", "room", "table", "ticket", "time", "way",
];

/// A reply that takes up what stands behind "my" or "our" in the line: "my mother's ring", "your mother's ring".
pub(super) fn takes_up_own(heard: &Listening) -> Option<Found> {
    let line = heard.setting.line?.words();
    let owned = |pair: &[Word]| matches!(pair[0].norm.as_str(), "my" | "our") && is_content(&pair[1].norm) && !OF_THE_DESK.contains(&&*pair[1].norm);
    let theirs: HashSet<String> = line.windows(2).filter(|pair| owned(pair)).map(|pair| stem(&pair[1].norm)).collect();
    let is_theirs = |word: &Word| !word.quoted && is_content(&word.norm) && theirs.contains(&stem(&word.norm));
    let at = heard.reply.words().iter().position(is_theirs)?;
    Some(Found::once(at..at + 1))
}

/// The line speaks of somebody close, and the reply goes on speaking of them: "my son came home with a bite", "how is he now?".
pub(super) fn speaks_of_theirs(heard: &Listening) -> Option<Found> {
    #[rustfmt::skip]
    const CLOSE: &[&str] = &[
        "mother", "mum", "mom", "father", "dad", "daughter", "son", "wife", "husband", "partner", "brother", "sister", "grandmother", "grandfather", "gran", "nan",
        "granddad", "grandson", "granddaughter", "girl", "boy", "baby", "child", "kid", "friend", "neighbor", "dog", "cat", "aunt", "uncle", "niece", "nephew",
    ];
    let line = heard.setting.line?.words();
    let close = line.windows(2).any(|pair| matches!(pair[0].norm.as_str(), "my" | "our") && CLOSE.contains(&&*pair[1].norm));
    let them = |word: &Word| !word.quoted && matches!(word.norm.as_str(), "he" | "she" | "him" | "her" | "his");
    let at = close.then(|| heard.reply.words().iter().position(them)).flatten()?;
    Some(Found::once(at..at + 1))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn what_they_called_theirs_is_taken_up() {
        let line = Utterance::read("My mother lost our ring, and the bill is wrong.");
        let setting = Setting { line: Some(&line), ..Setting::default() };
        assert_eq!(heard("takes-up-own", "I found the ring.", &setting).0, "ring");
        assert_eq!(heard("takes-up-own", "The bill is right.", &setting).0, "");
        assert_eq!(heard("speaks-of-theirs", "Is she all right?", &setting).0, "she");
        assert_eq!(heard("speaks-of-theirs", "Are you all right?", &setting).0, "");
        assert_eq!(heard("speaks-of-theirs", "Is she all right?", &Setting::default()).0, "");
    }
}
