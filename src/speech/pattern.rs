//! A cue made quick: a small automaton over words, held in the bits of two or three integers.
//!
//! Each word place of a cue is one bit (Glushkov's construction). A step over one word of the text is a few bitwise
//! operations, every match is at most [`MAX_PLACES`] words long, and there is no backtracking: time grows with the
//! length of the text, whatever the pattern.

use std::collections::HashMap;

use super::cue::{Cue, CueError, CueFault, Node};
use super::lexicon::{Lists, is_function_word};

/// How many word places one cue may have: the bits of the integer that holds the state.
pub const MAX_PLACES: usize = 128;

/// Something that a word can be: a word, a word that starts so, a member of a list.
pub type Key = u32;

/// The keys that the patterns of a book ask for.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    words: HashMap<String, Key>,
    stems: HashMap<String, Key>,
    lists: HashMap<String, (Key, Vec<Vec<Node>>)>,
    /// The lists that a word or stem belongs to.
    member_of: HashMap<Key, Vec<Key>>,
    digits: Option<Key>,
    next: Key,
}

impl Keys {
    fn fresh(&mut self) -> Key {
        self.next += 1;
        self.next - 1
    }

    /// How many keys there are; all are below this.
    pub fn len(&self) -> usize {
        self.next as usize
    }

    /// Has no pattern asked for anything yet?
    pub fn is_empty(&self) -> bool {
        self.next == 0
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
        key
    }

    fn stem(&mut self, stem: &str) -> Key {
        if let Some(key) = self.stems.get(stem) {
            return *key;
        }
        let key = self.fresh();
        self.stems.insert(stem.to_owned(), key);
        key
    }

    fn digits(&mut self) -> Key {
        if self.digits.is_none() {
            self.digits = Some(self.fresh());
        }
        self.digits.unwrap_or_default()
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

    /// The key of a list, and its entries of more than one word.
    fn list(&mut self, name: &str, lists: &Lists) -> Result<(Key, Vec<Vec<Node>>), CueFault> {
        if let Some(known) = self.lists.get(name) {
            return Ok(known.clone());
        }
        let entries = lists.get(name).ok_or_else(|| CueFault::NoSuchList(name.to_owned()))?;
        let key = self.fresh();
        let mut phrases = Vec::new();
        for entry in entries {
            let Ok(cue) = Cue::read(entry) else { continue };
            if names_list(&cue.nodes) {
                return Err(CueFault::ListInList(name.to_owned()));
            }
            match cue.nodes.as_slice() {
                [only] if !matches!(only, Node::List(_) | Node::OneOf(_) | Node::Gap(_)) => {
                    let member = self.single(only).unwrap_or_default();
                    self.member_of.entry(member).or_default().push(key);
                }
                _ => phrases.push(cue.nodes),
            }
        }
        self.lists.insert(name.to_owned(), (key, phrases.clone()));
        Ok((key, phrases))
    }

    /// Everything that a word of a text is, to these patterns.
    pub fn of(&self, norm: &str, found: &mut Vec<Key>) {
        found.clear();
        found.extend(self.words.get(norm));
        for (end, _) in norm.char_indices().skip(2).chain([(norm.len(), ' ')]) {
            found.extend(self.stems.get(&norm[..end]));
        }
        if norm.starts_with(|c: char| c.is_ascii_digit()) {
            found.extend(self.digits);
        }
        for at in 0..found.len() {
            if let Some(lists) = self.member_of.get(&found[at]) {
                found.extend(lists);
            }
        }
    }

    /// Does any pattern ask for this very word?
    pub fn knows(&self, norm: &str) -> bool {
        self.words.contains_key(norm)
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
    gaps: u128,
    /// Keys of which at least one is in every match.
    pub anchors: Vec<Key>,
    /// The sentence must start with it.
    pub at_start: bool,
    /// The sentence must end with it.
    pub at_end: bool,
    /// The sentence must be a question, or must not.
    pub asks: Option<bool>,
    /// Words after the match that belong to it: a gap at the end of the cue.
    pub tail: usize,
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
        let mut builder = Builder { keys, lists, places: Vec::new(), follow: Vec::new() };
        let part = builder.sequence(nodes).map_err(whole)?;
        let anchors = builder.anchors(nodes).map_err(whole)?;
        if builder.places.len() > MAX_PLACES {
            return Err(whole(CueFault::TooLong(builder.places.len())));
        }
        let Builder { places, follow, .. } = builder;
        let mut masks: Vec<(Key, u128)> = Vec::new();
        let mut gaps = 0;
        for (at, place) in places.iter().enumerate() {
            match place {
                None => gaps |= 1 << at,
                Some(place_keys) => masks.extend(place_keys.iter().map(|key| (*key, 1u128 << at))),
            }
        }
        masks.sort_unstable();
        masks.dedup_by(|b, a| {
            let same = a.0 == b.0;
            if same {
                a.1 |= b.1;
            }
            same
        });
        let Cue { at_start, at_end, asks, .. } = *cue;
        Ok(Self { first: part.first, last: part.last, follow, masks, gaps, anchors, at_start, at_end, asks, tail })
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
            let mut fits = if word.negation { 0 } else { self.gaps };
            for key in word.keys {
                if let Ok(found) = self.masks.binary_search_by_key(key, |mask| mask.0) {
                    fits |= self.masks[found].1;
                }
            }
            let now = state & fits;
            if now == 0 {
                break;
            }
            if now & self.last != 0 {
                longest = at + 1;
            }
            state = self.after(now);
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

/// A word of a text as a pattern sees it.
#[derive(Debug, Clone, Copy)]
pub struct WordKeys<'a> {
    /// What it is.
    pub keys: &'a [Key],
    /// Nothing may match here.
    pub stop: bool,
    /// No gap may jump over it.
    pub negation: bool,
}

fn names_list(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::List(_) => true,
        Node::OneOf(ways) => ways.iter().any(|way| names_list(way)),
        _ => false,
    })
}

/// A stretch of an automaton: the places it can start and end at.
#[derive(Clone, Copy)]
struct Part {
    first: u128,
    last: u128,
    empty: bool,
}

struct Builder<'a> {
    keys: &'a mut Keys,
    lists: &'a Lists,
    /// The keys of each place; none for a gap.
    places: Vec<Option<Vec<Key>>>,
    follow: Vec<u128>,
}

impl Builder<'_> {
    fn place(&mut self, keys: Option<Vec<Key>>) -> Part {
        let bit = 1u128.checked_shl(u32::try_from(self.places.len()).unwrap_or(u32::MAX)).unwrap_or(0);
        self.places.push(keys);
        self.follow.push(0);
        Part { first: bit, last: bit, empty: false }
    }

    fn sequence(&mut self, nodes: &[Node]) -> Result<Part, CueFault> {
        let mut whole = Part { first: 0, last: 0, empty: true };
        for node in nodes {
            let part = self.node(node)?;
            whole = self.join(whole, part);
        }
        Ok(whole)
    }

    fn join(&mut self, a: Part, b: Part) -> Part {
        let mut ends = a.last;
        while ends != 0 {
            self.follow[ends.trailing_zeros() as usize] |= b.first;
            ends &= ends - 1;
        }
        Part { first: a.first | if a.empty { b.first } else { 0 }, last: b.last | if b.empty { a.last } else { 0 }, empty: a.empty && b.empty }
    }

    fn node(&mut self, node: &Node) -> Result<Part, CueFault> {
        if let Some(key) = self.keys.single(node) {
            return Ok(self.place(Some(vec![key])));
        }
        match node {
            Node::List(name) => {
                let (key, phrases) = self.keys.list(name, self.lists)?;
                self.one_of(vec![key], &phrases)
            }
            Node::OneOf(ways) => {
                let (mut singles, mut others) = (Vec::new(), Vec::new());
                for way in ways {
                    match way.as_slice() {
                        [only] if self.keys.single(only).is_some() => singles.extend(self.keys.single(only)),
                        _ => others.push(way.clone()),
                    }
                }
                self.one_of(singles, &others)
            }
            Node::Gap(words) => {
                let mut whole = Part { first: 0, last: 0, empty: true };
                for _ in 0..*words {
                    let step = Part { empty: true, ..self.place(None) };
                    whole = self.join(whole, step);
                }
                Ok(whole)
            }
            Node::Word(_) | Node::Stem(_) | Node::Digits => Ok(self.place(None)),
        }
    }

    /// Words of which one stands here, or one of these phrases.
    fn one_of(&mut self, singles: Vec<Key>, phrases: &[Vec<Node>]) -> Result<Part, CueFault> {
        let mut whole = Part { first: 0, last: 0, empty: false };
        if !singles.is_empty() {
            whole = self.place(Some(singles));
        }
        for phrase in phrases {
            let way = self.sequence(phrase)?;
            whole = Part { first: whole.first | way.first, last: whole.last | way.last, empty: whole.empty || way.empty };
        }
        Ok(whole)
    }

    /// The rarest set of keys of which one is in every match: what the book looks for before it tries the pattern.
    fn anchors(&mut self, nodes: &[Node]) -> Result<Vec<Key>, CueFault> {
        let mut best: Option<(usize, Vec<Key>)> = None;
        for node in nodes {
            if let Some(found) = self.anchor(node)?
                && best.as_ref().is_none_or(|best| found.0 < best.0)
            {
                best = Some(found);
            }
        }
        Ok(best.map(|best| best.1).unwrap_or_default())
    }

    /// What a text must hold for this node, and how common that is (a rough rank).
    fn anchor(&mut self, node: &Node) -> Result<Option<(usize, Vec<Key>)>, CueFault> {
        const FUNCTION_WORD: usize = 50;
        if let Some(key) = self.keys.single(node) {
            let cost = match node {
                Node::Word(word) if is_function_word(word) => FUNCTION_WORD,
                Node::Stem(_) => 2,
                Node::Digits => 10,
                _ => 1,
            };
            return Ok(Some((cost, vec![key])));
        }
        let (mut cost, mut keys, ways) = match node {
            Node::List(name) => {
                let (key, phrases) = self.keys.list(name, self.lists)?;
                (15, vec![key], phrases)
            }
            Node::OneOf(ways) => (0, Vec::new(), ways.clone()),
            _ => return Ok(None),
        };
        for way in &ways {
            let mut best: Option<(usize, Vec<Key>)> = None;
            for node in way {
                if let Some(found) = self.anchor(node)?
                    && best.as_ref().is_none_or(|best| found.0 < best.0)
                {
                    best = Some(found);
                }
            }
            // A way that can be empty holds nothing for sure.
            let Some((way_cost, way_keys)) = best else { return Ok(None) };
            cost += way_cost;
            keys.extend(way_keys);
        }
        Ok(Some((cost, keys)))
    }
}
