//! Speaking to this person: the name, and what is known of them.
//!
//! Source: SERVQUAL, individual attention (Parasuraman, Zeithaml & Berry 1988).

use std::borrow::Cow;

use super::{Found, Listening};
use crate::speech::normal;

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

pub(super) fn fact(heard: &Listening) -> Option<Found> {
    heard.setting.facts?.find(heard.reply).into_iter().next().map(|found| Found::once(found.words))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Book, Setting};

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
