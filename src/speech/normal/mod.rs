//! The normal form of words: what makes "I'm", "Im" and "I’m" the same, and "apologize" and "apologise".
//!
//! One raw token becomes one or more normal words. Cues go through the same door as replies, so an author may write
//! a phrase in any of its spellings.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::lexicon::is_word;

mod bare;

/// Lower case, NFC, straight quotes.
pub fn plain(raw: &str) -> String {
    if raw.bytes().all(|b| b.is_ascii_lowercase()) {
        return raw.to_owned();
    }
    raw.nfc().flat_map(char::to_lowercase).map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '`' | '´') { '\'' } else { c }).collect()
}

/// The normal words of one raw token; `next` is the plain form of the word right after it, which tells "it's been" from "it's me".
pub fn words(token: &str, next: Option<&str>) -> Vec<String> {
    let token = token.trim_matches('\'');
    if let Some((first, second)) = bare::contraction(token, next) {
        return vec![first.to_owned(), second.to_owned()];
    }
    if let Some(long) = SPELLED_OUT.get(token) {
        return long.split(' ').map(str::to_owned).collect();
    }
    let Some((base, tail)) = token.split_once('\'') else { return vec![fold(token)] };
    let both = |second: &str| vec![fold(base), second.to_owned()];
    match tail {
        "m" => both("am"),
        "re" => both("are"),
        "ve" => both("have"),
        "ll" => both("will"),
        "d" => both("would"),
        "t" if base.len() > 1 && base.ends_with('n') => vec![fold(&base[..base.len() - 1]), "not".to_owned()],
        "s" if HOLDS_IS.contains(&base) => both(is_or_has(next)),
        "s" | "" => vec![fold(base)],
        _ => vec![fold(&token.replace('\'', ""))],
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

/// Contractions and short forms that always mean the same.
static SPELLED_OUT: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| include_str!("short_forms.txt").lines().filter_map(|line| line.split_once(": ")).collect());

/// One word: elongations shortened ("soooo"), British and American spelling made one.
pub fn fold(word: &str) -> String {
    let word = shorten(word);
    match american(&word) {
        Some(us) => us.to_owned(),
        None => fold_endings(word),
    }
}

/// A stem of a cue, folded as the words are that begin with it: "cancell" and "colour" are where the spellings have parted.
pub fn fold_stem(stem: &str) -> String {
    let from = SPELLINGS.partition_point(|(uk, _)| *uk < stem);
    if let Some((uk, us)) = SPELLINGS.get(from).filter(|(uk, us)| uk.starts_with(stem) && uk.len() >= us.len()) {
        let shared = uk.bytes().zip(us.bytes()).take_while(|(a, b)| a == b).count();
        if stem.len() > shared {
            return us[..stem.len() - (uk.len() - us.len())].to_owned();
        }
    }
    match stem.strip_suffix('z') {
        Some(root) if stem.len() > 4 && root.ends_with(['i', 'y']) => format!("{root}s"),
        _ => stem.to_owned(),
    }
}

/// British and American spellings, sorted by the British one.
static SPELLINGS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| include_str!("spellings.txt").lines().filter_map(|line| line.split_once(' ')).collect());

/// The American spelling of a British word.
fn american(word: &str) -> Option<&'static str> {
    SPELLINGS.binary_search_by_key(&word, |(uk, _)| uk).ok().map(|at| SPELLINGS[at].1)
}

/// "-ize", "-yze" and their kin to the British ending, which is the same as folding the other way and loses less.
fn fold_endings(word: String) -> String {
    const ENDINGS: [(&str, &str); 8] =
        [("ize", "ise"), ("izes", "ises"), ("ized", "ised"), ("izing", "ising"), ("ization", "isation"), ("yze", "yse"), ("yzed", "ysed"), ("yzing", "ysing")];
    if word.len() > 5 {
        for (from, to) in ENDINGS {
            if let Some(root) = word.strip_suffix(from) {
                return format!("{root}{to}");
            }
        }
    }
    word
}

/// "soooo" to "so", "gooood" to "good": a letter three times or more is shortened to the form that is a word.
fn shorten(word: &str) -> String {
    let stretched = word.as_bytes().windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_alphabetic());
    if !stretched {
        return word.to_owned();
    }
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
        assert_eq!(words(&plain(token), None).join(" "), expected);
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
        assert_eq!(words("it's", Some("been")), ["it", "has"]);
        assert_eq!(words("it's", Some("late")), ["it", "is"]);
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
            assert!(fold(word).starts_with(&fold_stem(stem)), "{stem} {word}: {} {}", fold(word), fold_stem(stem));
        }
    }
}
