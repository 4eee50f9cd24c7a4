//! A flat turn: a fact laid down, with nobody in it who does, offers or asks anything.
//!
//! Source: no justice without an explanation and a way on (Tax, Brown & Chandrashekaran 1998); passing over a cue is the first step
//! of denial (Bylund & Makoul 2002). The count of words is our own judgement, 2026-11-28, to be reviewed.

use super::cold::kindnesses;
use super::{Found, Listening, guesses};
use crate::speech::text::{Kind, Word};

/// More words than this explain something.
const FEW_WORDS: usize = 30;

/// "Olives have stones." to somebody who broke a tooth.
pub(super) fn flat_to_trouble(heard: &Listening) -> Option<Found> {
    heard.is_troubled().then(|| flat(heard)).flatten()
}

/// "One pillow a bed." to somebody who asked for another.
pub(super) fn flat_to_request(heard: &Listening) -> Option<Found> {
    const ASKS: &[&str] = &["can", "could", "may", "please", "need", "want", "like", "any", "possible"];
    let asks = |word: &Word| ASKS.contains(&word.norm.as_str());
    heard.setting.line.filter(|line| line.words().iter().any(asks)).and_then(|_| flat(heard))
}

/// Somebody was told that they did wrong, and says neither sorry nor what they will do about it.
pub(super) fn unowned_complaint(heard: &Listening) -> Option<Found> {
    const OWNS: &[&str] = &["apology", "ownership", "commitment"];
    let accuses = |word: &Word| matches!(word.norm.as_str(), "you" | "your" | "they" | "nobody" | "somebody");
    let accused = heard.is_troubled() && heard.setting.line.is_some_and(|line| line.words().iter().any(accuses));
    let owned = OWNS.iter().any(|signal| heard.first_heard.contains_key(signal)) || kindnesses(heard) > 1;
    (accused && !owned && !heard.reply.words().is_empty()).then(|| Found::once(0..heard.reply.words().len()))
}

fn flat(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    let acts = words.iter().any(|word| matches!(word.norm.as_str(), "i" | "we" | "me" | "us" | "let"));
    let states = heard.reply.own_sentences().all(|sentence| sentence.kind == Kind::Statement);
    let is_flat = !words.is_empty() && words.len() <= FEW_WORDS && !acts && states && kindnesses(heard) == 0 && !guesses::feels_with(heard);
    is_flat.then(|| Found::once(0..words.len()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[track_caller]
    fn hears(rule: &str, line: &str, reply: &str) -> bool {
        let line = Utterance::read(line);
        heard(rule, reply, &Setting { line: Some(&line), ..Setting::default() }).1 > 0.0
    }

    #[test]
    fn a_fact_laid_down_is_flat_and_one_with_a_way_on_is_not() {
        assert!(hears("flat-to-trouble", "I broke a tooth on this!", "Olives have stones."));
        assert!(hears("flat-to-request", "Could we have another pillow?", "One pillow a bed."));
        for reply in ["I'll fetch the dentist's number.", "Which tooth is it?", "Please sit down."] {
            assert!(!hears("flat-to-trouble", "I broke a tooth on this!", reply), "{reply}");
        }
        assert!(!hears("flat-to-trouble", "Where is the lift?", "Down the hall."));
    }

    #[test]
    fn a_complaint_is_owned_or_not() {
        assert!(hears("unowned-complaint", "Your driver never came.", "It was dark on that road."));
        assert!(!hears("unowned-complaint", "The lift broke down.", "It was old."));
    }
}
