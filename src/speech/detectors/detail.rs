//! Concrete details: numbers, times, names.
//!
//! Source: Packard & Berger 2021, concrete language shows that one listens.

use super::initials::{is_shouted, without_vowels};
use super::{Found, Listening};
use crate::speech::lexicon::{is_function_word, is_given_name, is_near_word, is_word};
use crate::speech::normal;
use crate::speech::text::Word;

pub(super) fn names_detail(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    let called: Vec<String> = heard.setting.name.unwrap_or_default().split_whitespace().map(|part| normal::plain(part).into_owned()).collect();
    // To call somebody by their name names nothing.
    let shouted = is_shouted(heard.reply.text());
    // Where all is in capitals only a word that nobody can say is known for initials.
    let initials = |word: &Word| without_vowels(&word.norm) || (!shouted && is_initials(&heard.reply.text()[word.span.clone()]));
    let is_named = |word: &Word| !word.quoted && !called.contains(&word.norm) && is_detail(word) && !initials(word);
    let named: Vec<bool> = words.iter().map(is_named).collect();
    // Words of one number ("9", "30") or of one name ("Harbour", "Cars") are one detail.
    let details: Vec<usize> = (0..words.len()).filter(|at| named[*at] && (*at == 0 || !named[at - 1])).collect();
    let (first, last) = (*details.first()?, *details.last()?);
    let sentence = heard.reply.sentences().iter().find(|sentence| sentence.words.contains(&first))?;
    let end = if sentence.words.contains(&last) { last + 1 } else { first + 1 };
    Some(Found { words: first..end, times: if details.len() > 1 { 2.0 } else { 1.0 } })
}

/// A number, a time or a name.
pub(super) fn is_detail(word: &Word) -> bool {
    is_number(&word.norm) || is_name(word)
}

fn is_number(norm: &str) -> bool {
    const NUMBERS: &[&str] = &[
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "hundred",
        "half",
        "tonight",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "noon",
        "midday",
        "midnight",
        "oclock",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let known = norm.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&norm);
    let mistyped = || norm.len() > 5 && !is_word(norm) && NUMBERS.iter().any(|number| strsim::osa_distance(number, norm) == 1);
    known || mistyped()
}

/// "RCD", "KYC": initials of the trade, and no name.
fn is_initials(typed: &str) -> bool {
    typed.chars().count() <= 5 && typed.chars().any(char::is_alphabetic) && !typed.chars().any(char::is_lowercase)
}

/// Endings of the long words of a trade, which no list of common words holds: "dermatitis", "actioned".
#[rustfmt::skip]
const OF_A_TRADE: &[&str] = &[
    "able", "age", "ally", "ated", "ation", "ations", "ed", "eral", "ergic", "ical", "ics", "ing", "ion", "ious", "ism", "itis", "ity", "ized", "ly", "ment", "ness",
    "nic", "ology", "osis", "ous", "ship", "tic", "tion", "ures",
];

/// A name is told by being in no list of words, however it is typed: many people never touch the shift key.
fn is_name(word: &Word) -> bool {
    let norm = word.norm.as_str();
    let letters = norm.chars().count() > 2 && norm.chars().all(char::is_alphabetic);
    let no_word = || !matches!(norm, "mrs" | "prof") && !is_function_word(norm) && !is_word(norm);
    let unknown = || no_word() && (word.capital || (!is_near_word(norm) && !OF_A_TRADE.iter().any(|ending| norm.ends_with(ending))));
    letters && (is_given_name(norm) || unknown())
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn details_are_counted() {
        let hears = |text: &str| heard("names-detail", text, &Setting::default());
        assert_eq!(hears("The grey Skoda is there in 9 minutes."), ("Skoda is there in 9".into(), 2.0));
        assert_eq!(hears("I'll call you tomorrow"), ("tomorrow".into(), 1.0));
        assert_eq!(hears("the grey skoda is there in 9 minutes").1, 2.0);
        assert_eq!((hears("Ask Bev.").0, hears("ask bev.").0), ("Bev".into(), "bev".into()));
        assert_eq!(hears("It's soon. I'll see, I'm sure").1, 0.0);
    }
}
