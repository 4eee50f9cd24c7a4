//! Length: how much is said at once.
//!
//! Source: chunk and check (Calgary-Cambridge; AHRQ teach-back). The numbers are our own judgement, 2026-11-22: people
//! speak about 150 words a minute, so 120 words are most of a minute without the other saying a word.

use super::{Found, Listening};

/// From here a reply is long, in words: a minute of unhurried talk.
const LONG: usize = 140;
/// From here it is far too long: a minute and a half.
const FAR_TOO_LONG: usize = 210;

pub(super) fn many_words(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words().len();
    if words <= LONG {
        return None;
    }
    let times = if words <= FAR_TOO_LONG { 1.0 } else { 2.0 };
    // The quote shows where it became too long, not all of it.
    Some(Found { words: LONG..(LONG + 8).min(words), times })
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn long_and_far_too_long() {
        let times = |words: usize| heard("many-words", &"word ".repeat(words), &Setting::default()).1;
        assert_eq!((times(140), times(141), times(210), times(5000)), (0.0, 1.0, 1.0, 2.0));
    }
}
