//! The normal form of words: what makes "I'm", "Im" and "I’m" the same, and "apologize" and "apologise".
//!
//! One raw token becomes one or more normal words. Cues go through the same door as replies, so an author may write
//! a phrase in any of its spellings.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::speech::lexicon::is_word;

mod bare;

/// Lower case, NFC, straight quotes.
pub fn plain(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'\'') {
        return Cow::Borrowed(raw);
    }
    raw.nfc().flat_map(char::to_lowercase).map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '`' | '´') { '\'' } else { c }).collect()
}

/// The normal words of one raw token; `next` is the plain form of the word right after it, which tells "it's been" from "it's me".
pub fn words<'t>(token: &'t str, next: Option<&str>) -> impl Iterator<Item = Cow<'t, str>> {
    let (first, more) = expand(token.trim_matches('\''), next);
    std::iter::once(first).chain(more.split_ascii_whitespace().map(Cow::Borrowed))
}

/// Is this a token whose words depend on the word after it?
pub fn needs_next(token: &str) -> bool {
    token.ends_with("'s") || bare::is_candidate(token)
}

/// The first word that a token stands for, and what follows it.
fn expand<'t>(token: &'t str, next: Option<&str>) -> (Cow<'t, str>, &'static str) {
    if let Some((first, second)) = bare::contraction(token, next) {
        return (Cow::Borrowed(first), second);
    }
    if let Some((first, more)) = OTHER_FORMS.get(token) {
        return (Cow::Borrowed(first), more);
    }
    let Some((base, tail)) = token.split_once('\'') else { return (fold_by_rule(token), "") };
    match tail {
        "m" => (fold(base), "am"),
        "re" => (fold(base), "are"),
        "ve" => (fold(base), "have"),
        "ll" => (fold(base), "will"),
        "d" => (fold(base), "would"),
        "t" if base.len() > 1 && base.ends_with('n') => (fold(&base[..base.len() - 1]), "not"),
        "s" if HOLDS_IS.contains(&base) => (fold(base), is_or_has(next)),
        "s" | "" => (fold(base), ""),
        _ => (Cow::Owned(fold(&token.replace('\'', "")).into_owned()), ""),
    }
}

/// What "'s" stands for before this word: "it has been", "it is me".
fn is_or_has(next: Option<&str>) -> &'static str {
    if next.is_some_and(|next| PARTICIPLES.contains(&next)) { "has" } else { "is" }
}

const HOLDS_IS: &[&str] = &[
    "it",
    "he",
    "she",
    "that",
    "this",
    "there",
    "here",
    "what",
    "who",
    "how",
    "where",
    "when",
    "why",
    "everything",
    "something",
    "nothing",
    "everyone",
    "someone",
    "one",
];

const PARTICIPLES: &[&str] = &["been", "got", "had", "gone", "happened", "done", "taken", "made", "come", "changed", "left", "become"];

/// Contractions, short forms and British spellings that always mean the same: the first word of each, and the others.
static OTHER_FORMS: LazyLock<FxHashMap<&str, (&str, &str)>> = LazyLock::new(|| {
    let forms = include_str!("short_forms.txt").lines().filter_map(|line| line.split_once(": "));
    let forms = forms.map(|(short, long)| (short, long.split_once(' ').unwrap_or((long, ""))));
    forms.chain(SPELLINGS.iter().map(|(uk, us)| (*uk, (*us, "")))).collect()
});

/// One word: elongations shortened ("soooo"), British and American spelling made one.
pub fn fold(word: &str) -> Cow<'_, str> {
    match OTHER_FORMS.get(word) {
        Some((first, "")) => Cow::Borrowed(first),
        _ => fold_by_rule(word),
    }
}

/// Folds a word that is in no list.
fn fold_by_rule(word: &str) -> Cow<'_, str> {
    if is_stretched(word) { Cow::Owned(fold(&shorten(word)).into_owned()) } else { fold_ending(word) }
}

/// A stem of a cue, folded as the words are that begin with it: "cancell" and "colour" are where the spellings have parted.
pub fn fold_stem(stem: Cow<'_, str>) -> Cow<'_, str> {
    let from = SPELLINGS.partition_point(|(uk, _)| *uk < &*stem);
    if let Some((uk, us)) = SPELLINGS.get(from).filter(|(uk, us)| uk.starts_with(&*stem) && uk.len() >= us.len()) {
        let shared = uk.bytes().zip(us.bytes()).take_while(|(a, b)| a == b).count();
        if stem.len() > shared {
            return Cow::Borrowed(&us[..stem.len() - (uk.len() - us.len())]);
        }
    }
    match stem.strip_suffix('z') {
        Some(root) if stem.len() > 4 && root.ends_with(['i', 'y']) => Cow::Owned(format!("{root}s")),
        _ => stem,
    }
}

/// British and American spellings, sorted by the British one.
static SPELLINGS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| include_str!("spellings.txt").lines().filter_map(|line| line.split_once(' ')).collect());

/// Endings that Americans write with z, and the British ones that all are folded to: the other way would take "advise" along.
const ENDINGS: [(&str, &str); 8] =
    [("ize", "ise"), ("izes", "ises"), ("ized", "ised"), ("izing", "ising"), ("ization", "isation"), ("yze", "yse"), ("yzed", "ysed"), ("yzing", "ysing")];

/// "-ize", "-yze" and their kin to the British ending.
fn fold_ending(word: &str) -> Cow<'_, str> {
    if word.len() > 5 && word.contains('z') { swap_ending(word, ENDINGS.into_iter()).map_or(Cow::Borrowed(word), Cow::Owned) } else { Cow::Borrowed(word) }
}

/// The American spelling of a word whose ending was folded: what a typing error may be near to ("apologzie").
pub fn unfold_ending(word: &str) -> Option<String> {
    (word.len() > 5).then(|| swap_ending(word, ENDINGS.into_iter().map(|(us, uk)| (uk, us)))).flatten()
}

fn swap_ending<'e>(word: &str, mut endings: impl Iterator<Item = (&'e str, &'e str)>) -> Option<String> {
    endings.find_map(|(from, to)| word.strip_suffix(from).map(|root| format!("{root}{to}")))
}

/// Does a letter stand three times in a row?
fn is_stretched(word: &str) -> bool {
    word.as_bytes().windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_alphabetic())
}

/// "soooo" to "so", "gooood" to "good": a letter three times or more is shortened to the form that is a word.
fn shorten(word: &str) -> String {
    let twice = limit_runs(word, 2);
    if is_word(&twice) { twice } else { limit_runs(word, 1) }
}

/// Every run of a letter that is longer than two is cut to `keep` letters.
fn limit_runs(word: &str, keep: usize) -> String {
    let chars: Vec<char> = word.chars().collect();
    chars.chunk_by(|a, b| a == b).flat_map(|run| if run.len() > 2 { &run[..keep] } else { run }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(token: &str, expected: &str) {
        assert_eq!(words(&plain(token), None).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn contractions_with_and_without_apostrophe() {
        for (token, long) in [
            ("I'm", "i am"),
            ("I’m", "i am"),
            ("im", "i am"),
            ("dont", "do not"),
            ("can't", "can not"),
            ("won't", "will not"),
            ("you'd", "you would"),
            ("that's", "that is"),
            ("couldnt", "could not"),
            ("Ana's", "ana"),
            ("guests'", "guests"),
            ("gonna", "going to"),
            ("cannot", "can not"),
        ] {
            same(token, long);
        }
    }

    #[test]
    fn the_next_word_decides_what_a_contraction_means() {
        assert!(words("it's", Some("been")).eq(["it", "has"]));
        assert!(words("it's", Some("late")).eq(["it", "is"]));
    }

    #[test]
    fn spellings_and_elongations_fold() {
        for (token, folded) in [
            ("apologize", "apologise"),
            ("organization", "organisation"),
            ("colour", "color"),
            ("cancelled", "canceled"),
            ("soooo", "so"),
            ("goooood", "good"),
            ("sorryyy", "sorry"),
            ("your", "your"),
            ("size", "size"),
            ("1000", "1000"),
        ] {
            same(token, folded);
        }
    }

    #[test]
    fn stems_fold_as_their_words_do() {
        for (stem, word) in
            [("apologiz", "apologized"), ("colour", "coloured"), ("cancell", "cancelled"), ("frustrat", "frustrated"), ("organis", "organizing")]
        {
            assert!(fold(word).starts_with(&*fold_stem(stem.into())), "{stem} {word}: {} {}", fold(word), fold_stem(stem.into()));
        }
    }
}
