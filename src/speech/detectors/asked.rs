//! What the customer's line asks for, where that changes what an answer means.

use super::{Found, Listening};
use crate::speech::text::Kind;

/// The line asks what will be: "Will it be ready?", "Is it safe?", "Are you sure?". A flat answer to that is a promise.
pub(super) fn asked_for_certainty(heard: &Listening) -> Option<Found> {
    #[rustfmt::skip]
    const CERTAIN: &[&str] = &["will", "would", "safe", "sure", "promise", "definitely", "certain", "guarantee", "going", "ever", "again", "worry", "chance", "likely"];
    let line = heard.setting.line?;
    let asks = |sentence: &&_| line.words_of(sentence).iter().any(|word| CERTAIN.contains(&word.norm.as_str()));
    line.sentences().iter().filter(|sentence| sentence.kind == Kind::Question).find(asks)?;
    let words = heard.reply.words().len();
    (words > 0).then(|| Found::once(0..words))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn a_question_about_what_will_be_is_told_from_others() {
        let hears = |line: &str| {
            let line = Utterance::read(line);
            heard("asked-for-certainty", "It does.", &Setting { line: Some(&line), ..Setting::default() }).1
        };
        assert_eq!((hears("Will it work on Monday?"), hears("Is it really safe?")), (1.0, 1.0));
        assert_eq!((hears("Where is my car?"), hears("It will rain.")), (0.0, 0.0));
    }
}
