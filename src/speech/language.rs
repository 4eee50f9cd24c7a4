//! Can this text be heard at all: are there words, and are they English?

use super::lexicon::{is_function_word, is_word};
use super::text::Utterance;

/// Why a text can not be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing was typed.
    Silence,
    /// Signs or letters, but no words.
    NoWords,
    /// Words of another language.
    OtherLanguage,
}

/// Share of words that must be known for a text to count as English, 0.0..=1.0: our own judgement, 2026-11-22.
/// Typing errors and names leave English prose above it, other languages share a fifth of their short words at most.
const KNOWN_SHARE: f64 = 0.5;

/// Checks that a text can be heard by cues that were written in English.
pub fn readable(text: &Utterance) -> Result<(), Unreadable> {
    if text.text().trim().is_empty() {
        return Err(Unreadable::Silence);
    }
    let words: Vec<&str> = text.words().iter().map(|word| word.norm.as_str()).filter(|norm| norm.chars().any(char::is_alphabetic)).collect();
    if words.is_empty() {
        return Err(Unreadable::NoWords);
    }
    let known = text.words().iter().filter(|word| word.capital || is_english(&word.norm)).count();
    let total = text.words().len();
    if known as f64 >= KNOWN_SHARE * total as f64 {
        return Ok(());
    }
    // One or two unknown words are too few to name a language; letters in a heap are no language at all.
    let named = words.len() > 2 && words.iter().all(|word| looks_like_a_word(word));
    let other = || whatlang::detect(text.text()).is_some_and(|info| info.lang() != whatlang::Lang::Eng);
    Err(if named && other() { Unreadable::OtherLanguage } else { Unreadable::NoWords })
}

/// Short words are in too many languages to tell; of them only the English function words count.
fn is_english(norm: &str) -> bool {
    let short = norm.chars().count() <= 3;
    norm.chars().all(|c| c.is_ascii_digit())
        || is_function_word(norm)
        || (!short && is_word(norm))
        || matches!(norm, "ok" | "hi" | "yes" | "am" | "are" | "bye" | "car" | "day" | "bad" | "sad")
}

fn looks_like_a_word(norm: &str) -> bool {
    !norm.is_ascii() || norm.bytes().any(|b| b"aeiouy".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: Result<(), Unreadable>) {
        assert_eq!(readable(&Utterance::read(text)), expected, "{text}");
    }

    #[test]
    fn english_is_read_also_when_it_is_short_or_clumsy() {
        for text in [
            "ok",
            "Sorry!",
            "Sory to hear taht Marta",
            "I am very sorry for the delay of your car",
            "No.",
            "20 minutes",
            "car is come now please wait",
            "k thx",
        ] {
            reads(text, Ok(()));
        }
    }

    #[test]
    fn other_languages_are_named() {
        for text in [
            "Es tut mir sehr leid, dass Sie so lange warten mussten.",
            "Lo siento mucho, señora, ¿cómo puedo ayudarle?",
            "申し訳ございません、すぐに車を手配いたします",
            "Мне очень жаль, что вы ждали",
        ] {
            reads(text, Err(Unreadable::OtherLanguage));
        }
    }

    #[test]
    fn noise_is_not_a_language() {
        reads("", Err(Unreadable::Silence));
        reads(" \n\t", Err(Unreadable::Silence));
        reads("?!… 🙈", Err(Unreadable::NoWords));
        reads("sdfkjh xcvbn qwrtp zxcv", Err(Unreadable::NoWords));
        reads("1234", Err(Unreadable::NoWords));
    }
}
