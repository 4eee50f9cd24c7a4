//! Typing errors: a word that no list knows is read as the one cue word it is an edit away from.

use rustc_hash::FxHashMap;

use super::keys::Keys;
use super::lexicon::{is_function_word, is_word};
use super::normal::unfold_ending;
use super::text::Word;

/// The cue words by their first and last two letters: an edit in a word of five letters leaves one of the two pairs whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelling {
    forms: Vec<Form>,
    by_head: FxHashMap<[char; 2], Vec<u32>>,
    by_tail: FxHashMap<[char; 2], Vec<u32>>,
    /// Stems by their first letter, which is hardly ever mistyped.
    stems: FxHashMap<char, Vec<String>>,
}

/// A cue word as it may be spelled.
#[derive(Debug, Clone)]
struct Form {
    spelled: String,
    /// The cue word, where this is its spelling on the other side of the ocean.
    means: Option<String>,
}

impl Form {
    fn word(&self) -> &str {
        self.means.as_ref().unwrap_or(&self.spelled)
    }
}

/// Shorter words have too many neighbours to be corrected.
const SHORTEST_TYPO: usize = 5;
/// Longer ones are no words.
const LONGEST_TYPO: usize = 30;

impl Spelling {
    /// The words and stems of a book.
    pub(super) fn new(keys: &Keys) -> Self {
        let mut spelling = Self::default();
        for word in keys.words().filter(|word| word.chars().count() + 1 >= SHORTEST_TYPO) {
            spelling.add(Form { spelled: word.to_owned(), means: None });
            if let Some(spelled) = unfold_ending(word) {
                spelling.add(Form { spelled, means: Some(word.to_owned()) });
            }
        }
        for stem in keys.stems().filter(|stem| stem.chars().count() >= SHORTEST_TYPO) {
            if let Some(first) = stem.chars().next() {
                spelling.stems.entry(first).or_default().push(stem.to_owned());
            }
        }
        spelling
    }

    fn add(&mut self, form: Form) {
        let (Some(head), Some(tail), Ok(number)) = (head(&form.spelled), tail(&form.spelled), u32::try_from(self.forms.len())) else { return };
        self.by_head.entry(head).or_default().push(number);
        self.by_tail.entry(tail).or_default().push(number);
        self.forms.push(form);
    }

    /// The cue words one edit away.
    fn near(&self, norm: &str) -> impl Iterator<Item = &str> {
        let lists = [head(norm).and_then(|pair| self.by_head.get(&pair)), tail(norm).and_then(|pair| self.by_tail.get(&pair))];
        let forms = lists.into_iter().flatten().flatten().map(|number| &self.forms[*number as usize]);
        forms.filter(move |form| is_one_edit(norm, &form.spelled)).map(Form::word)
    }

    /// The stems of cues that a word begins with, one edit away: "fustrated" and `frustrat*`.
    fn near_stems(&self, norm: &str) -> impl Iterator<Item = &str> {
        let begins = move |stem: &&str| {
            let length = stem.chars().count();
            (length - 1..=length + 1).any(|length| norm.char_indices().nth(length).is_some_and(|(end, _)| is_one_edit(&norm[..end], stem)))
        };
        let stems = norm.chars().next().and_then(|first| self.stems.get(&first));
        stems.into_iter().flatten().map(String::as_str).filter(begins)
    }
}

/// Can this word be a typing error: of a fair length, of letters, no name, and in no list of words?
pub(super) fn may_be_typo(word: &Word) -> bool {
    let norm = word.norm.as_str();
    let letters = norm.chars().take(LONGEST_TYPO + 1).count();
    let plain = !word.capital && (SHORTEST_TYPO..=LONGEST_TYPO).contains(&letters) && norm.chars().all(char::is_alphabetic);
    plain && !is_word(norm) && !is_function_word(norm)
}

/// The word or stem of all these books that a mistyped word must mean, if there is exactly one.
pub(super) fn meant<'s>(spellings: impl Iterator<Item = &'s Spelling> + Clone, norm: &str) -> Option<&'s str> {
    let one = |mut near: Vec<&'s str>| {
        near.sort_unstable();
        near.dedup();
        // Of several, two letters in the wrong order are the likeliest slip: "rigning" is "ringing" and not "reigning".
        let swapped: Vec<_> = near.iter().copied().filter(|word| is_swap(norm, word)).collect();
        if let [only] = swapped[..] { (1, Some(only)) } else { (near.len(), near.first().copied()) }
    };
    match one(spellings.clone().flat_map(|spelling| spelling.near(norm).collect::<Vec<_>>()).collect()) {
        (1, only) => only,
        (0, _) => match one(spellings.flat_map(|spelling| spelling.near_stems(norm).collect::<Vec<_>>()).collect()) {
            (1, only) => only,
            _ => None,
        },
        _ => None,
    }
}

fn head(word: &str) -> Option<[char; 2]> {
    let mut chars = word.chars();
    Some([chars.next()?, chars.next()?])
}

fn tail(word: &str) -> Option<[char; 2]> {
    let mut chars = word.chars().rev();
    Some([chars.next()?, chars.next()?])
}

/// The same letters in another order?
fn is_swap(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    a.len() == b.len() && sorted(a) == sorted(b)
}

/// One letter added, left out, changed, or swapped with its neighbour.
fn is_one_edit(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= 4 && strsim::osa_distance(a, b) == 1
}
