//! What is known about single words: the common English words, and the small words that carry the grammar.
//!
//! `words.txt` is SCOWL's small list (British and American), sorted; its notice stands in `words.LICENSE`. Named
//! word lists such as `<feeling>` are data of the frameworks folder and reach this room as a [`Lists`] value.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Named word lists for cues: the list's name, and its entries in cue syntax (words, stems, phrases).
pub type Lists = BTreeMap<String, Vec<String>>;

static WORDS: &str = include_str!("words.txt");
static FUNCTION_WORDS: &str = include_str!("function_words.txt");

/// Is this, in lower case, a common English word?
pub fn is_word(word: &str) -> bool {
    from(word).lines().next() == Some(word)
}

/// Is this, in lower case, a common English word but for one typing error after its first two letters?
pub fn is_near_word(word: &str) -> bool {
    let Some((start, _)) = word.char_indices().nth(2).map(|(end, _)| word.split_at(end)) else { return false };
    let alike = from(start).lines().take_while(|known| known.starts_with(start));
    alike.filter(|known| known.len().abs_diff(word.len()) <= 1).any(|known| strsim::osa_distance(known, word) == 1)
}

/// The common words from this one on.
///
/// A search over the sorted text itself, so that nothing is built when the program starts.
fn from(word: &str) -> &'static str {
    let bytes = WORDS.as_bytes();
    let ends = |byte: &u8| *byte == b'\n';
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(ends).map_or(low, |at| low + at + 1);
        let end = bytes[middle..].iter().position(ends).map_or(bytes.len(), |at| middle + at);
        if &bytes[start..end] < word.as_bytes() {
            low = (end + 1).min(bytes.len());
        } else {
            high = start;
        }
    }
    &WORDS[low..]
}

/// Is this a word that carries grammar rather than content: "the", "you", "can"?
pub fn is_function_word(word: &str) -> bool {
    static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FUNCTION_WORDS.split_whitespace().collect());
    SET.contains(word)
}

/// Is this, in lower case, a name that people bear, with its accents or without? `names.txt` is a list of our own of given names from many
/// languages.
pub fn is_given_name(word: &str) -> bool {
    static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| include_str!("names.txt").split_whitespace().collect());
    let bare = || word.nfd().filter(|letter| !is_combining_mark(*letter)).collect::<String>();
    SET.contains(word) || (!word.is_ascii() && SET.contains(&*bare()))
}

/// Is this an article?
pub fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an")
}

/// The stem under which two forms of a content word are the same: "waiting", "waited" and "wait".
pub fn stem(word: &str) -> String {
    /// People use few words again and again; more than these are forgotten.
    const REMEMBERED: usize = 10_000;
    thread_local! {
        static STEMMER: rust_stemmers::Stemmer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::English);
        static STEMS: RefCell<FxHashMap<String, String>> = RefCell::default();
    }
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.get(word) {
            return stem.clone();
        }
        if stems.len() == REMEMBERED {
            stems.clear();
        }
        let stem = STEMMER.with(|stemmer| stemmer.stem(word).into_owned());
        stems.insert(word.to_owned(), stem.clone());
        stem
    })
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
    fn a_word_with_a_typing_error_is_near_one() {
        for word in ["delyaed", "ticktes", "waitng"] {
            assert!(!is_word(word), "{word}");
        }
        assert!(is_near_word("delyaed") && is_near_word("ticktes") && is_near_word("waitng"));
        assert!(!is_near_word("skoda") && !is_near_word("priya") && !is_near_word("") && !is_near_word("é"));
    }

    #[test]
    fn the_list_is_sorted_so_that_the_search_is_right() {
        assert!(WORDS.lines().is_sorted());
    }
}
