//! A cue made quick: a small automaton over words, held in the bits of two or three integers.
//!
//! Each word place of a cue is one bit (Glushkov's construction). A step over one word of the text is a few bitwise
//! operations, every match is at most [`MAX_PLACES`] words long, and there is no backtracking: time grows with the
//! length of the text, whatever the pattern.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cue::{Cue, CueError, CueFault, Node};
use super::lexicon::{Lists, is_article, is_function_word};
use super::normal;

/// How many word places one cue may have: the bits of the integer that holds the state.
pub const MAX_PLACES: usize = 128;

/// How much more often a word that carries grammar is met than another.
const COMMON_WORD: u32 = 100;
/// How often an entry of a list is met, on average.
const COMMON_ENTRY: u32 = 2;

/// Something that a word can be: a word, a word that starts so, a member of a list.
pub type Key = u32;

/// A list, as patterns see it.
#[derive(Debug, Clone)]
struct List {
    /// The key of its words.
    key: Key,
    /// The entries that are more than one word.
    phrases: Arc<[Vec<Node<'static>>]>,
    /// Has it an article among its words?
    article: bool,
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

    /// The key of a node that is a single word place, if it is one.
    fn single(&mut self, node: &Node) -> Option<Key> {
        match node {
            Node::Word(word) => Some(self.word(word)),
            Node::Stem(stem) => Some(self.stem(stem)),
            Node::Digits => Some(self.digits()),
            _ => None,
        }
    }

    /// A list by its name.
    fn list(&mut self, name: &str, lists: &Lists) -> Result<List, CueFault> {
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
    fn needs(&mut self, nodes: &[Node], lists: &Lists, needs: &mut Vec<Key>) -> bool {
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
    }
}

/// A compiled cue.
#[derive(Debug, Clone)]
pub struct Pattern {
    first: u128,
    last: u128,
    follow: Vec<u128>,
    /// Per key the places it may stand at, sorted by key.
    masks: Vec<(Key, u128)>,
    /// A bit for each key: most words of a text are none of a pattern's, and seen to be so at once.
    hints: u64,
    gaps: u128,
    /// The sentence must start with it.
    pub at_start: bool,
    /// The sentence must end with it.
    pub at_end: bool,
    /// The sentence must be a question, or must not.
    pub asks: Option<bool>,
    /// Words after the match that belong to it: a gap at the end of the cue.
    pub tail: usize,
    /// One of these must be in the sentence; none where nothing can be told.
    pub needs: Option<Vec<Key>>,
    /// The hints of the words that can come second; [`FREE`] among them where a match may end with its first, or go on with any.
    pub second: u64,
}

impl Pattern {
    /// Compiles a cue; its keys are added to `keys`.
    pub fn compile(cue: &Cue, keys: &mut Keys, lists: &Lists) -> Result<Self, CueError> {
        let mut nodes = cue.nodes.as_slice();
        let mut tail = 0;
        while let [rest @ .., Node::Gap(words)] = nodes {
            tail += usize::from(*words);
            nodes = rest;
        }
        while let [Node::Gap(_), rest @ ..] = nodes {
            nodes = rest;
        }
        let whole = |fault| CueError { fault, span: 0..0 };
        let mut builder = Builder { keys, lists, stands: Vec::with_capacity(32), gaps: 0, follow: Vec::with_capacity(16) };
        let part = builder.sequence(nodes).map_err(whole)?;
        let Builder { mut stands, gaps, follow, .. } = builder;
        if follow.len() > MAX_PLACES {
            return Err(whole(CueFault::TooLong(follow.len())));
        }
        stands.sort_unstable();
        let places = |stands: &[(Key, u32)]| stands.iter().fold(0, |places, (_, at)| places | 1u128 << at);
        let masks: Vec<(Key, u128)> = stands.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, places(same))).collect();
        let mut needs = Vec::new();
        let needs = keys.needs(nodes, lists, &mut needs).then_some(needs);
        let hints = hints_of(masks.iter().map(|(key, _)| *key));
        let Cue { at_start, at_end, asks, .. } = *cue;
        let mut pattern = Self { first: part.first, last: part.last, follow, masks, hints, gaps, at_start, at_end, asks, tail, needs, second: FREE };
        let next = pattern.after(part.first);
        if part.first & part.last == 0 && next & gaps == 0 {
            pattern.second = hints_of(pattern.masks.iter().filter(|(_, places)| places & next != 0).map(|(key, _)| *key));
        }
        Ok(pattern)
    }

    /// The keys of the words with which a match can begin.
    pub fn starts(&self) -> impl Iterator<Item = Key> {
        self.masks.iter().filter(|(_, places)| places & self.first != 0).map(|(key, _)| *key)
    }

    /// Can a match begin with any word at all, as `[so] .. sorry` does?
    pub fn starts_anywhere(&self) -> bool {
        self.first & self.gaps != 0
    }

    /// The length in words of the longest match that starts at the first of `words`; `stops` tells words that nothing may
    /// cover, `negation` those that a gap may not jump over. 0: no match.
    pub fn longest<'w>(&self, words: impl Iterator<Item = WordKeys<'w>>) -> usize {
        let mut state = self.first;
        let mut longest = 0;
        for (at, word) in words.enumerate() {
            if word.stop {
                break;
            }
            // Nobody need say "the" to be heard: an article is read over, and takes no place of a gap.
            let over = if word.article && at > 0 { state } else { 0 };
            let mut fits = if word.negation { 0 } else { self.gaps };
            for key in word.keys.iter().filter(|key| self.hints & hint(**key) != 0) {
                if let Ok(found) = self.masks.binary_search_by_key(key, |mask| mask.0) {
                    fits |= self.masks[found].1;
                }
            }
            let now = state & fits;
            if now & self.last != 0 {
                longest = at + 1;
            }
            state = self.after(now) | over;
            if state == 0 {
                break;
            }
        }
        longest
    }

    fn after(&self, mut places: u128) -> u128 {
        let mut next = 0;
        while places != 0 {
            next |= self.follow[places.trailing_zeros() as usize];
            places &= places - 1;
        }
        next
    }
}

/// The hints of several keys in one.
pub fn hints_of(keys: impl Iterator<Item = Key>) -> u64 {
    keys.fold(0, |hints, key| hints | hint(key))
}

fn hint(key: Key) -> u64 {
    1 << (key % (u64::BITS - 1))
}

/// The hint that stands for no key: a pattern with it may go on with any word, or with none.
pub const FREE: u64 = 1 << (u64::BITS - 1);

/// A word of a text as a pattern sees it.
#[derive(Debug, Clone, Copy)]
pub struct WordKeys<'a> {
    /// What it is.
    pub keys: &'a [Key],
    /// Nothing may match here.
    pub stop: bool,
    /// No gap may jump over it.
    pub negation: bool,
    /// It may be read over.
    pub article: bool,
}

/// A stretch of an automaton.
#[derive(Clone, Copy)]
struct Part {
    /// The places it can start at.
    first: u128,
    /// The places it can end at.
    last: u128,
    /// Nothing of it need be there.
    empty: bool,
}

impl Part {
    /// No words at all.
    const NOTHING: Self = Self { first: 0, last: 0, empty: true };
    /// No way to match yet: the start of a choice.
    const NO_WAY: Self = Self { first: 0, last: 0, empty: false };

    /// This part or the other.
    fn or(self, other: Self) -> Self {
        Self { first: self.first | other.first, last: self.last | other.last, empty: self.empty || other.empty }
    }
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
fn is_article_node(node: &Node) -> bool {
    matches!(node, Node::Word(word) if is_article(word))
}

struct Builder<'a> {
    keys: &'a mut Keys,
    lists: &'a Lists,
    /// Which word may stand at which place.
    stands: Vec<(Key, u32)>,
    gaps: u128,
    /// For each place those that may come next.
    follow: Vec<u128>,
}

impl Builder<'_> {
    /// A new place where nothing stands yet; places too many get no bit, and are refused at the end.
    fn place(&mut self) -> Part {
        self.follow.push(0);
        let bit = 1u128.checked_shl(self.last_place()).unwrap_or(0);
        Part { first: bit, last: bit, empty: false }
    }

    fn last_place(&self) -> u32 {
        u32::try_from(self.follow.len() - 1).unwrap_or(u32::MAX)
    }

    /// Lets a word stand at the place that was made last.
    fn admit(&mut self, key: Key) {
        self.stands.push((key, self.last_place()));
    }

    fn sequence(&mut self, nodes: &[Node]) -> Result<Part, CueFault> {
        let last = nodes.len().saturating_sub(1);
        nodes.iter().enumerate().try_fold(Part::NOTHING, |whole, (at, node)| {
            let (part, article) = self.node(node)?;
            // A choice with an article in it may be left out where something follows: "(the|my) car" hears "car".
            let part = if article && (at < last || is_article_node(node)) { part.or(Part::NOTHING) } else { part };
            Ok(self.join(whole, part))
        })
    }

    fn join(&mut self, a: Part, b: Part) -> Part {
        let mut ends = a.last;
        while ends != 0 {
            self.follow[ends.trailing_zeros() as usize] |= b.first;
            ends &= ends - 1;
        }
        let first = a.first | if a.empty { b.first } else { 0 };
        let last = b.last | if b.empty { a.last } else { 0 };
        Part { first, last, empty: a.empty && b.empty }
    }

    /// The automaton of a node, and whether an article is one of its ways.
    fn node(&mut self, node: &Node) -> Result<(Part, bool), CueFault> {
        match node {
            Node::List(name) => {
                let List { key, phrases, article, .. } = self.keys.list(name, self.lists)?;
                let part = self.place();
                self.admit(key);
                Ok((self.or_phrases(part, &phrases)?, article))
            }
            Node::OneOf(choice) => {
                let part = if choice.words.is_empty() { Part::NO_WAY } else { self.words(&choice.words) };
                let part = self.or_phrases(part, &choice.phrases)?;
                Ok((if choice.optional { part.or(Part::NOTHING) } else { part }, choice.words.iter().any(is_article_node)))
            }
            Node::Gap(words) => {
                let gap = (0..*words).fold(Part::NOTHING, |whole, _| {
                    let step = Part { empty: true, ..self.place() };
                    self.gaps |= step.first;
                    self.join(whole, step)
                });
                Ok((gap, false))
            }
            Node::Word(_) | Node::Stem(_) | Node::Digits => Ok((self.words(std::slice::from_ref(node)), is_article_node(node))),
        }
    }

    /// One place where any of these words may stand.
    fn words(&mut self, words: &[Node]) -> Part {
        let part = self.place();
        for word in words {
            if let Some(key) = self.keys.single(word) {
                self.admit(key);
            }
        }
        part
    }

    /// This part, or one of these phrases.
    fn or_phrases(&mut self, part: Part, phrases: &[Vec<Node>]) -> Result<Part, CueFault> {
        phrases.iter().try_fold(part, |whole, phrase| Ok(whole.or(self.sequence(phrase)?)))
    }
}
