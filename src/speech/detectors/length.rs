//! Length: how much is said at once.
//!
//! Source: chunk and check (Calgary-Cambridge; AHRQ teach-back). The numbers are our own judgement, 2026-11-22: people
//! speak about 150 words a minute, so 120 words are most of a minute without the other saying a word.

use super::{Found, Listening};

/// From here a reply is long, in words.
const LONG: usize = 120;
/// From here it is far too long.
const FAR_TOO_LONG: usize = 200;

pub(super) fn many_words(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words().len();
    let times = if words > FAR_TOO_LONG { 2.0 } else { 1.0 };
    // The quote shows where it became too long, not all of it.
    (words > LONG).then(|| Found { words: LONG..(LONG + 8).min(words), times })
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn long_and_far_too_long() {
        let times = |words: usize| heard("many-words", &"word ".repeat(words), &Setting::default()).1;
        assert_eq!((times(120), times(121), times(200), times(5000)), (0.0, 1.0, 1.0, 2.0));
    }
}
