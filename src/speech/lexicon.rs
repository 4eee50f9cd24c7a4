//! What is known about single words: the common English words, and the small words that carry the grammar.
//!
//! `words.txt` is SCOWL's small list (British and American), sorted; its notice stands in `words.LICENSE`. Named
//! word lists such as `<feeling>` are data of the frameworks folder and reach this room as a [`Lists`] value.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Named word lists for cues: the list's name, and its entries in cue syntax (words, stems, phrases).
pub type Lists = BTreeMap<String, Vec<String>>;

static WORDS: &str = include_str!("words.txt");
static FUNCTION_WORDS: &str = include_str!("function_words.txt");

/// Is this, in lower case, a common English word?
///
/// A search over the sorted text itself, so that nothing is built when the program starts.
pub fn is_word(word: &str) -> bool {
    let (mut low, mut high) = (0, WORDS.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = WORDS[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = WORDS[middle..].find('\n').map_or(WORDS.len(), |at| middle + at);
        match WORDS[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Is this a word that carries grammar rather than content: "the", "you", "can"?
pub fn is_function_word(word: &str) -> bool {
    static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FUNCTION_WORDS.split_whitespace().collect());
    SET.contains(word)
}

/// The stem under which two forms of a content word are the same: "waiting", "waited" and "wait".
pub fn stem(word: &str) -> String {
    thread_local! {
        static STEMMER: rust_stemmers::Stemmer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::English);
    }
    STEMMER.with(|stemmer| stemmer.stem(word).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_last_and_middle_words_are_found() {
        for word in [WORDS.lines().next().unwrap(), WORDS.lines().last().unwrap(), "frustrated", "apologise", "apologize"] {
            assert!(is_word(word), "{word}");
        }
        for word in ["", "frustrted", "zzz", "a\nb", "é"] {
            assert!(!is_word(word), "{word}");
        }
    }

    #[test]
    fn the_list_is_sorted_so_that_the_search_is_right() {
        assert!(WORDS.lines().is_sorted());
    }
}
