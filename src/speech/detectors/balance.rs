//! Whom a reply speaks of: more of oneself, or more of the other.
//!
//! Source: people hear shared experience as understanding (EPITOME, interpretations; Sharma et al. 2020). A reply that
//! tells of "I" and "my" does so; one that is mostly about "you" and says "I" in passing advises, asks or wishes.

use super::{Found, Listening};
use crate::speech::text::{Utterance, Word};

/// A reply that speaks of them alone advises them from this length on, in words; from half of it on where it says "you" again and again.
const LONG: usize = 40;
/// So often is again and again.
const AGAIN: usize = 3;

pub(super) fn own_story(heard: &Listening) -> Option<Found> {
    let (own, theirs) = counted(heard);
    (own.len() > theirs.len() + 1).then(|| Found::once(own[0]..own[0] + 1))
}

pub(super) fn mostly_them(heard: &Listening) -> Option<Found> {
    let (own, theirs) = counted(heard);
    let words = heard.reply.words().len();
    let long = words > LONG || (words > LONG / 2 && theirs.len() >= AGAIN);
    (theirs.len() > own.len() && (!own.is_empty() || long)).then(|| Found::once(theirs[0]..theirs[0] + 1))
}

/// "Does anyone else have this?" "My hands do, every winter."
pub(super) fn lived_too(heard: &Listening) -> Option<Found> {
    let who_else = asks_who_else(heard);
    let (own, theirs) = counted(heard);
    let first = *own.first()?;
    (who_else && theirs.is_empty()).then(|| Found::once(first..first + 1))
}

/// Does the customer ask who else knows it?
pub(super) fn asks_who_else(heard: &Listening) -> bool {
    let words = heard.setting.line.map(Utterance::words).unwrap_or_default();
    words.windows(2).any(|pair| {
        let (first, second) = (pair[0].norm.as_str(), pair[1].norm.as_str());
        matches!((first, second), ("anyone" | "anybody" | "someone" | "somebody" | "everyone", "else") | ("just", "me") | ("only", "one"))
    })
}

/// Where the reply names the speaker, and where the other person.
fn counted(heard: &Listening) -> (Vec<usize>, Vec<usize>) {
    let words = heard.reply.words();
    let own = |at: &usize| !words[*at].quoted && is_own(&words[*at], words.get(at + 1));
    let theirs = |at: &usize| !words[*at].quoted && matches!(words[*at].norm.as_str(), "you" | "your" | "yours" | "yourself");
    ((0..words.len()).filter(own).collect(), (0..words.len()).filter(theirs).collect())
}

/// "I will" and "I can" tell what is going to be done, and "I see" and "I understand" are said of the other one.
fn is_own(word: &Word, next: Option<&Word>) -> bool {
    let tells = |next: &Word| {
        !matches!(
            next.norm.as_str(),
            "will"
                | "can"
                | "could"
                | "shall"
                | "would"
                | "see"
                | "know"
                | "understand"
                | "hear"
                | "imagine"
                | "realise"
                | "realize"
                | "appreciate"
                | "hope"
                | "wish"
        )
    };
    match word.norm.as_str() {
        "i" => next.is_none_or(tells),
        norm => matches!(norm, "me" | "my" | "mine" | "myself"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn a_story_of_ones_own_is_told_from_what_one_is_going_to_do() {
        let own = |text: &str| heard("own-story", text, &Setting::default()).1 > 0.0;
        assert!(own("I slept badly for a year, and my mother too.") && own("I had it myself, my mother too, and you are right."));
        let line = Utterance::read("Does anyone else wake at three?");
        let asked = Setting { line: Some(&line), ..Setting::default() };
        assert_eq!(heard("lived-too", "Mine is four.", &asked).1, 1.0);
        assert_eq!(heard("lived-too", "I think you are.", &asked).1, 0.0);
        assert_eq!(heard("lived-too", "Mine is four.", &Setting::default()).1, 0.0);
        assert!(!own("I will call and I can book it.") && !own("I had that, and you have it now."));
    }

    #[test]
    fn a_reply_about_the_other_one_is_told_by_its_words() {
        let them = |text: &str| heard("mostly-them", text, &Setting::default()).1 > 0.0;
        assert!(them("I think you should rest, and you know it."));
        assert!(!them("You must be tired.") && !them("I lost mine when I was as old as you."));
    }
}
