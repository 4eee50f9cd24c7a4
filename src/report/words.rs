//! Small phrases that several screens share.

use super::page::{Piece, Tone, piece};
use crate::drill::Note;
use crate::score::NotScored;
use crate::speech::evidence::Level;

/// "1 drill", "2 drills".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "1 minute", "5 minutes".
pub fn minutes(minutes: i64) -> String {
    count(usize::try_from(minutes).unwrap_or(0), "minute", "minutes")
}

/// "today", "tomorrow", "in 5 days".
pub fn in_days(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("in {days} days"),
    }
}

/// "a, b and c".
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => format!("{} and {}", most.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "), last.as_ref()),
    }
}

/// A number as it is shown: rounded, and never "-0".
pub fn points(number: f64) -> String {
    format!("{}", number.round() as i64)
}

/// A weight: at most one digit behind the point.
pub fn weight(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// The words in quotation marks, cut where they get long.
pub fn quote(words: &str, longest: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(longest).collect();
    if cut.len() == words.len() { format!("“{words}”") } else { format!("“{}…”", cut.trim_end()) }
}

/// Trust as a bar of ten places.
pub fn meter(trust: i32) -> String {
    let full = usize::try_from((trust + 5) / 10).unwrap_or(0).min(10);
    format!("[{}{}]", "#".repeat(full), "-".repeat(10 - full))
}

/// How trust is painted.
pub fn trust_tone(trust: i32) -> Tone {
    match trust {
        ..30 => Tone::Poor,
        30..60 => Tone::Fair,
        _ => Tone::Good,
    }
}

/// A title in the middle of a sentence.
pub fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A level as a mark that needs no colour.
pub fn mark(level: Level) -> Piece {
    match level {
        Level::Clear => piece("+", Tone::Good),
        Level::Some => piece("~", Tone::Fair),
        Level::Not => piece("-", Tone::Poor),
    }
}

/// A level in a word.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Clear => "clear",
        Level::Some => "some",
        Level::Not => "not heard",
    }
}

/// Why there is no score, kindly, and the way on.
pub fn not_scored(why: NotScored) -> &'static str {
    match why {
        NotScored::Silence => "Nothing was typed, so there is nothing to score. Type what you would say.",
        NotScored::NoWords => "There are no words in this that I can read, so it is not scored. Say it in a sentence.",
        NotScored::OtherLanguage => "This looks like another language. I only hear English here, so it is not scored rather than scored wrongly.",
        NotScored::TooLong => "That is longer than anybody could listen to (over 500 words), so it is not scored. Say the heart of it.",
        NotScored::Skipped => "Skipped, so it is not scored.",
    }
}

/// Why something had no effect.
pub fn note(note: Note) -> &'static str {
    match note {
        Note::NoHint => "There is no (further) hint here. Trust your ear.",
        Note::NothingToUndo => "There is no reply to take back yet.",
        Note::NothingScored => "No reply has been scored yet.",
        Note::NothingToTryAgain => "There is no reply to try again yet.",
        Note::ReplyFirst => "Type a reply first, or /skip.",
        Note::Over => "This drill is over.",
        Note::Measuring => "Not in an assessment: no hints, no second try, and the feedback comes at the end. Say what you would say.",
        Note::Undone => "Your last reply is taken back. What you say now counts as helped.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_like_speech() {
        assert_eq!((count(1, "beat", "beats"), count(0, "beat", "beats")), ("1 beat".into(), "0 beats".into()));
        assert_eq!((list(&["a"]), list(&["a", "b", "c"])), ("a".into(), "a, b and c".into()));
        assert_eq!((points(-0.2), points(69.5), weight(1.25), weight(2.0)), ("0".into(), "70".into(), "1.3".into(), "2".into()));
        assert_eq!((quote("a  b\nc", 20), quote("abcdef", 3)), ("“a b c”".into(), "“abc…”".into()));
    }
}
