//! Speaking to this person: the name, and what is known of them.
//!
//! Source: SERVQUAL, individual attention (Parasuraman, Zeithaml & Berry 1988).

use std::borrow::Cow;

use super::{Found, Listening};
use crate::speech::lexicon::{is_function_word, is_given_name, is_word};
use crate::speech::normal;
use crate::speech::text::Word;

pub(super) fn name(heard: &Listening) -> Option<Found> {
    // "Mrs Reyes" and "Marta" are both Marta Reyes.
    let names: Vec<String> = heard
        .setting
        .name?
        .split_whitespace()
        .map(normal::plain)
        .filter(|name| name.chars().count() > 1 && !TITLES.contains(&name.trim_end_matches('.')))
        .map(Cow::into_owned)
        .collect();
    let at = heard.reply.words().iter().position(|word| !word.quoted && names.contains(&word.norm))?;
    Some(Found::once(at..at + 1))
}

const TITLES: &[&str] = &["mr", "mrs", "ms", "dr", "miss", "prof", "sir", "madam"];

/// Somebody is spoken to by name: "Sorry, Kayleigh", "Walter, bring it in", "Morning Mrs Lowe". Heard without knowing who it is: a name that
/// stands alone in its clause, behind a greeting or not. A name at the end of a letter is the speaker's own.
pub(super) fn speaks_by_name(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    let starts = (0..words.len()).filter(|at| *at == 0 || words[at - 1].clause != words[*at].clause);
    starts.into_iter().find_map(|start| {
        let clause = words[start..].chunk_by(|a, b| a.clause == b.clause).next()?;
        let called = start + clause.iter().position(|word| !GREETS.contains(&word.norm.as_str()))?;
        let end = start + clause.len();
        let is_signature = end == words.len() && called.checked_sub(1).is_some_and(|before| SIGNS.contains(&words[before].norm.as_str()));
        let is_own = words[called..end].iter().all(|word| !word.quoted);
        let alone = is_own && !is_signature && is_call(&words[called..end]);
        // "I'm so sorry Kayleigh"
        let behind = end - start > 1 && is_own && CALLS.contains(&words[end - 2].norm.as_str()) && is_call(&words[end - 1..end]);
        alone.then_some(called..end).or(behind.then_some(end - 1..end)).map(Found::once)
    })
}

/// A name, with or without a title and a surname, and nothing else.
fn is_call(words: &[Word]) -> bool {
    match words {
        [title, name] if TITLES.contains(&title.norm.as_str()) => !is_function_word(&name.norm),
        [name] => {
            !is_function_word(&name.norm)
                && if is_word(&name.norm) { is_given_name(&name.norm) && name.capital } else { is_given_name(&name.norm) || name.capital }
        }
        [name, surname] => is_given_name(&name.norm) && surname.capital,
        _ => false,
    }
}

/// What stands before a name without a comma.
#[rustfmt::skip]
const GREETS: &[&str] = &[
    "hi", "hello", "hey", "dear", "good", "morning", "afternoon", "evening", "sorry", "thanks", "thank", "you", "ok", "okay", "right", "yes", "no", "sure", "oh",
    "ah", "well", "so", "and", "but", "of", "course", "bye", "goodbye", "please", "cheers", "look", "listen", "welcome", "back", "alright", "now", "yeah",
];
/// What a name may follow without a comma in the middle of a turn.
const CALLS: &[&str] = &["sorry", "thanks", "hi", "hello", "morning", "welcome", "please", "bless"];
/// What stands before the name of the speaker.
const SIGNS: &[&str] = &["regards", "best", "cheers", "sincerely", "faithfully", "yours", "wishes", "thanks", "love"];

pub(super) fn fact(heard: &Listening) -> Option<Found> {
    heard.setting.facts?.find(heard.reply).into_iter().next().map(|found| Found::once(found.words))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Book, Setting};

    #[test]
    fn who_is_spoken_to_by_name_is_heard_without_knowing_them() {
        let hears = |text: &str| heard("speaks-by-name", text, &Setting::default()).0;
        assert_eq!(hears("I'm so sorry, Marta. It comes at nine."), "Marta");
        assert_eq!(hears("Walter, bring it in."), "Walter");
        assert_eq!(hears("Good morning Mrs Lowe, it comes at nine."), "Mrs Lowe");
        assert_eq!(hears("hello marta, it comes at nine"), "marta");
        assert_eq!((hears("I'm so sorry Kayleigh."), hears("That's ours, Hadiza.")), ("Kayleigh".into(), "Hadiza".into()));
        for nobody in ["Ask Marta for it.", "It comes at nine. Regards, Walter", "I'm Walter.", "Sorry, sir.", "No, will do."] {
            assert_eq!(hears(nobody), "", "{nobody}");
        }
    }

    #[test]
    fn names_and_facts_are_heard() {
        let (facts, _) = Book::compile(["(ana|daughter)"], &Default::default());
        let setting = Setting { name: Some("Mrs. Marta Reyes"), facts: Some(&facts), ..Setting::default() };
        assert_eq!(heard("mentions-name", "Thanks, marta!", &setting).0, "marta");
        assert_eq!(heard("mentions-name", "Sorry, Mrs Reyes.", &setting).0, "Reyes");
        assert_eq!(heard("mentions-name", "Sorry, Mrs Hall.", &setting).0, "");
        assert_eq!(heard("mentions-fact", "How is Ana's sleep?", &setting).0, "Ana's");
    }
}
