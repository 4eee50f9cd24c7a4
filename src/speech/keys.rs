//! What a word of a text is to the cues of a book: a word, a word that begins so, a number, a member of lists.
//!
//! Each of these is a key, a small number. Cues are compiled to keys, and so is each word of a text, once for all cues.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cue::{Cue, CueFault, Node};
use super::lexicon::{Lists, is_article, is_function_word};
use super::normal;

/// How much more often a word that carries grammar is met than another.
const COMMON_WORD: u32 = 100;
/// How often an entry of a list is met, on average.
const COMMON_ENTRY: u32 = 2;

/// Something that a word can be: a word, a word that starts so, a member of a list.
pub type Key = u32;

/// A list, as patterns see it.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// The key of its words.
    pub(super) key: Key,
    /// The entries that are more than one word.
    pub(super) phrases: Arc<[Vec<Node<'static>>]>,
    /// Has it an article among its words?
    pub(super) article: bool,
    /// One of these is there wherever an entry is.
    needs: Arc<[Key]>,
    /// How often any of those is met.
    common: u64,
}

/// The keys that the patterns of a book ask for.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    words: FxHashMap<String, Key>,
    stems: FxHashMap<String, Key>,
    lists: FxHashMap<String, List>,
    /// For each key the lists that it belongs to.
    member_of: Vec<Vec<Key>>,
    /// For each key how often it is met, roughly: to look first for what is rare.
    commonness: Vec<u32>,
    digits: Option<Key>,
    /// A noun that stands where its article was left out.
    noun: Option<Key>,
    /// No stem is longer, in bytes: a heap of letters a mile long is looked up no further.
    longest_stem: usize,
}

impl Keys {
    fn fresh(&mut self) -> Key {
        self.member_of.push(Vec::new());
        self.commonness.push(1);
        Key::try_from(self.member_of.len() - 1).expect("a book has fewer words than fit in memory, and so fewer than 2^32")
    }

    /// How many keys there are; all are below this.
    pub fn len(&self) -> usize {
        self.member_of.len()
    }

    /// Has no pattern asked for anything yet?
    pub fn is_empty(&self) -> bool {
        self.member_of.is_empty()
    }

    /// Does a pattern ask for this word by name?
    pub fn has_word(&self, norm: &str) -> bool {
        self.words.contains_key(norm)
    }

    /// The words that patterns ask for by name.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// The stems that patterns ask for.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.keys().map(String::as_str)
    }

    fn word(&mut self, word: &str) -> Key {
        if let Some(key) = self.words.get(word) {
            return *key;
        }
        let key = self.fresh();
        self.words.insert(word.to_owned(), key);
        if is_function_word(word) {
            self.commonness[key as usize] = COMMON_WORD;
        }
        key
    }

    fn stem(&mut self, stem: &str) -> Key {
        if let Some(key) = self.stems.get(stem) {
            return *key;
        }
        let key = self.fresh();
        self.stems.insert(stem.to_owned(), key);
        self.longest_stem = self.longest_stem.max(stem.len());
        key
    }

    fn digits(&mut self) -> Key {
        let key = self.digits.unwrap_or_else(|| self.fresh());
        self.digits = Some(key);
        key
    }

    pub(super) fn noun(&mut self) -> Key {
        let key = self.noun.unwrap_or_else(|| self.fresh());
        self.noun = Some(key);
        key
    }

    /// The key of a node that is a single word place, if it is one.
    pub(super) fn single(&mut self, node: &Node) -> Option<Key> {
        match node {
            Node::Word(word) => Some(self.word(word)),
            Node::Stem(stem) => Some(self.stem(stem)),
            Node::Digits => Some(self.digits()),
            _ => None,
        }
    }

    /// A list by its name.
    pub(super) fn list(&mut self, name: &str, lists: &Lists) -> Result<List, CueFault> {
        if let Some(known) = self.lists.get(name) {
            return Ok(known.clone());
        }
        let entries = lists.get(name).ok_or_else(|| CueFault::NoSuchList(name.to_owned()))?;
        let key = self.fresh();
        let (mut phrases, mut article) = (Vec::new(), false);
        for entry in entries {
            article |= is_article(entry);
            if let Some(word) = single_word(entry) {
                let member = self.word(&word);
                self.member_of[member as usize].push(key);
                continue;
            }
            let Ok(cue) = Cue::read(entry) else { continue };
            match cue.nodes.as_slice() {
                [only] if let Some(member) = self.single(only) => self.member_of[member as usize].push(key),
                _ => {
                    let phrase: Option<Vec<_>> = cue.nodes.into_iter().map(Node::into_owned).collect();
                    phrases.push(phrase.ok_or_else(|| CueFault::ListInList(name.to_owned()))?);
                }
            }
        }
        self.commonness[key as usize] = u32::try_from(entries.len()).unwrap_or(u32::MAX / 2) * COMMON_ENTRY;
        let mut needs = vec![key];
        for phrase in &phrases {
            self.needs(phrase, lists, &mut needs);
        }
        let common = needs.iter().map(|key| u64::from(self.commonness[*key as usize])).sum();
        let known = List { key, phrases: phrases.into(), article, needs: needs.into(), common };
        self.lists.insert(name.to_owned(), known.clone());
        Ok(known)
    }

    /// Adds keys of which one must be there wherever these nodes match: those of the part that is rarest in talk. False where
    /// no part need be there.
    pub(super) fn needs(&mut self, nodes: &[Node], lists: &Lists, needs: &mut Vec<Key>) -> bool {
        let rarest = nodes.iter().filter_map(|node| Some((self.common(node, lists)?, node))).min_by_key(|(common, _)| *common);
        if let Some((_, node)) = rarest {
            self.needs_of(node, lists, needs);
        }
        rarest.is_some()
    }

    fn needs_of(&mut self, node: &Node, lists: &Lists, needs: &mut Vec<Key>) {
        match node {
            Node::Gap(_) => {}
            Node::Word(_) | Node::Stem(_) | Node::Digits => needs.extend(self.single(node)),
            Node::List(name) => needs.extend(self.list(name, lists).iter().flat_map(|list| list.needs.iter())),
            Node::OneOf(choice) => {
                needs.extend(choice.words.iter().filter_map(|word| self.single(word)));
                for phrase in &choice.phrases {
                    self.needs(phrase, lists, needs);
                }
            }
        }
    }

    /// How often that is met of which one must be there for a node; none for a node that need not be there.
    fn common(&mut self, node: &Node, lists: &Lists) -> Option<u64> {
        match node {
            Node::Gap(_) => None,
            Node::Word(_) | Node::Stem(_) | Node::Digits => self.common_word(node).filter(|_| !is_article_node(node)),
            Node::List(name) => self.list(name, lists).ok().filter(|list| !list.article).map(|list| list.common),
            Node::OneOf(choice) if choice.optional || choice.words.iter().any(is_article_node) => None,
            Node::OneOf(choice) => {
                let words: u64 = choice.words.iter().filter_map(|word| self.common_word(word)).sum();
                choice.phrases.iter().try_fold(words, |sum, phrase| Some(sum + phrase.iter().filter_map(|node| self.common(node, lists)).min()?))
            }
        }
    }

    fn common_word(&mut self, node: &Node) -> Option<u64> {
        self.single(node).map(|key| u64::from(self.commonness[key as usize]))
    }

    /// Everything that a word of a text is, to these patterns.
    pub fn of(&self, norm: &str, found: &mut Vec<Key>) {
        found.clear();
        found.extend(self.words.get(norm));
        let ends = norm.char_indices().map(|(end, _)| end).chain([norm.len()]);
        for end in ends.skip(2).take_while(|end| *end <= self.longest_stem) {
            found.extend(self.stems.get(&norm[..end]));
        }
        if norm.starts_with(|c: char| c.is_ascii_digit()) {
            found.extend(self.digits);
        }
        for at in 0..found.len() {
            found.extend(&self.member_of[found[at] as usize]);
        }
        found.extend(self.noun.filter(|_| may_be_noun(norm)));
    }
}

/// A bit for each key, many keys to a bit: where two share none, nothing is the same.
pub type Hints = u128;

/// The hints of several keys in one.
pub fn hints_of(keys: impl Iterator<Item = Key>) -> Hints {
    keys.fold(0, |hints, key| hints | hint(key))
}

pub(super) fn hint(key: Key) -> Hints {
    1 << (key % (Hints::BITS - 1))
}

/// The hint that stands for no key: a pattern with it may go on with any word, or with none.
pub const FREE: Hints = 1 << (Hints::BITS - 1);

/// Can this word stand where "the" was left out before it: no small word of grammar, no "-ing", "-ly" or "-ed"?
fn may_be_noun(norm: &str) -> bool {
    let formed = norm.ends_with("ing") || norm.ends_with("ly") || norm.ends_with("ed");
    norm.len() > 2 && !formed && norm.bytes().all(|b| b.is_ascii_lowercase()) && !is_function_word(norm)
}

/// An entry of a list that is one plain word, in its normal form; most are.
fn single_word(entry: &str) -> Option<Cow<'_, str>> {
    if entry.is_empty() || !entry.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut words = normal::words(entry, None);
    words.next().filter(|_| words.next().is_none())
}

/// Many who learned English later leave the articles out, and mean the same.
pub(super) fn is_article_node(node: &Node) -> bool {
    matches!(node, Node::Word(word) if is_article(word))
}
