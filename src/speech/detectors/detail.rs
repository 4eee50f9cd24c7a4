//! Concrete details: numbers, times, names.
//!
//! Source: Packard & Berger 2021, concrete language shows that one listens.

use super::{Found, Listening};
use crate::speech::text::Word;

pub(super) fn names_detail(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    // Words of one number ("9", "30") or of one name ("Harbour", "Cars") are one detail.
    let details: Vec<usize> = (0..words.len()).filter(|at| is_detail(&words[*at]) && (*at == 0 || !is_detail(&words[at - 1]))).collect();
    let (first, last) = (*details.first()?, *details.last()?);
    let sentence = heard.reply.sentences().iter().find(|sentence| sentence.words.contains(&first))?;
    let end = if sentence.words.contains(&last) { last + 1 } else { first + 1 };
    Some(Found { words: first..end, times: if details.len() > 1 { 2.0 } else { 1.0 } })
}

pub(super) fn is_detail(word: &Word) -> bool {
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
        "today",
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
    let digits = word.norm.starts_with(|c: char| c.is_ascii_digit());
    // "I" is a capital in every sentence, and names no thing.
    let name = word.capital && !matches!(word.norm.as_str(), "i" | "am" | "will" | "would" | "have");
    !word.quoted && (digits || name || NUMBERS.contains(&word.norm.as_str()))
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
        assert_eq!(hears("It's soon. I'll see, I'm sure").1, 0.0);
    }
}
