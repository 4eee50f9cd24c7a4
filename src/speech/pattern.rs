//! A cue made quick: a small automaton over words, held in the bits of two or three integers.
//!
//! Each word place of a cue is one bit (Glushkov's construction). A step over one word of the text is a few bitwise
//! operations, every match is at most [`MAX_PLACES`] words long, and there is no backtracking: time grows with the
//! length of the text, whatever the pattern.

use super::cue::{Cue, CueError, CueFault, Node};
use super::keys::{FREE, Hints, Key, Keys, List, hint, hints_of, is_article_node};
use super::lexicon::Lists;

/// How many word places one cue may have: the bits of the integer that holds the state.
pub const MAX_PLACES: usize = 128;

/// A compiled cue.
#[derive(Debug, Clone)]
pub struct Pattern {
    first: u128,
    last: u128,
    follow: Vec<u128>,
    /// What may stand at any of its places, sorted; close together, because most are only looked at.
    keys: Vec<Key>,
    /// Per key the places it may stand at.
    places: Vec<u128>,
    /// A bit for each key: most words of a text are none of a pattern's, and seen to be so at once.
    hints: Hints,
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
        // Words before a cue may be any; at the start of a sentence they are counted.
        while let [Node::Gap(_), rest @ ..] = nodes
            && !cue.at_start
        {
            nodes = rest;
        }
        let whole = |fault| CueError { fault, span: 0..0 };
        let mut builder = Builder { keys, lists, stands: Vec::with_capacity(32), gaps: 0, follow: Vec::with_capacity(16), must_lead: must_lead(nodes) };
        let part = builder.sequence(nodes, true).map_err(whole)?;
        let Builder { mut stands, gaps, follow, .. } = builder;
        if follow.len() > MAX_PLACES {
            return Err(whole(CueFault::TooLong(follow.len())));
        }
        stands.sort_unstable();
        let places = |stands: &[(Key, u32)]| stands.iter().fold(0, |places, (_, at)| places | 1u128 << at);
        let (own, places): (Vec<Key>, Vec<u128>) = stands.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, places(same))).unzip();
        let mut needs = Vec::new();
        let needs = keys.needs(nodes, lists, &mut needs).then_some(needs);
        let hints = hints_of(own.iter().copied());
        let Cue { at_start, at_end, asks, .. } = *cue;
        Ok(Self { first: part.first, last: part.last, follow, keys: own, places, hints, gaps, at_start, at_end, asks, tail, needs })
    }

    /// The keys of the words with which a match can begin, and the hints of those that can come second then: [`FREE`] where it may end
    /// with its first or go on with any word.
    pub fn starts(&self) -> impl Iterator<Item = (Key, Hints)> {
        self.keys.iter().zip(&self.places).filter(|(_, places)| *places & self.first != 0).map(|(key, places)| (*key, self.second(places & self.first)))
    }

    fn second(&self, first: u128) -> Hints {
        let next = self.after(first);
        if first & self.last == 0 && next & self.gaps == 0 { hints_of(self.keys_at(next)) } else { FREE }
    }

    /// The keys that may stand at one of these places.
    fn keys_at(&self, wanted: u128) -> impl Iterator<Item = Key> {
        self.keys.iter().zip(&self.places).filter(move |(_, places)| *places & wanted != 0).map(|(key, _)| *key)
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
                if let Ok(found) = self.keys.binary_search(key) {
                    fits |= self.places[found];
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

/// "(the|your) night": of two words the first may not be left out where it says more than an article, or any night would be heard.
fn must_lead(nodes: &[Node]) -> bool {
    matches!(nodes, [Node::OneOf(choice), _] if !choice.words.iter().all(is_article_node) || !choice.phrases.is_empty())
}

struct Builder<'a> {
    keys: &'a mut Keys,
    lists: &'a Lists,
    /// Which word may stand at which place.
    stands: Vec<(Key, u32)>,
    gaps: u128,
    /// For each place those that may come next.
    follow: Vec<u128>,
    /// The first node of the cue may not be left out.
    must_lead: bool,
}

impl Builder<'_> {
    /// A new place where nothing stands yet; places too many get no bit, and are refused at the end.
    fn place(&mut self) -> Part {
        self.follow.push(0);
        let bit = 1u128.checked_shl(self.last_place()).unwrap_or(0);
        Part { first: bit, last: bit, empty: false }
    }

    /// Where a cue ends with an article, a noun may stand without it: "give me the key", "give me key".
    fn admit_noun(&mut self, ends_with_article: bool) {
        if ends_with_article {
            let noun = self.keys.noun();
            self.admit(noun);
        }
    }

    fn last_place(&self) -> u32 {
        u32::try_from(self.follow.len() - 1).unwrap_or(u32::MAX)
    }

    /// Lets a word stand at the place that was made last.
    fn admit(&mut self, key: Key) {
        self.stands.push((key, self.last_place()));
    }

    /// `closes`: nothing of the cue comes after these.
    fn sequence(&mut self, nodes: &[Node], closes: bool) -> Result<Part, CueFault> {
        let last = nodes.len().saturating_sub(1);
        let must_lead = std::mem::take(&mut self.must_lead);
        nodes.iter().enumerate().try_fold(Part::NOTHING, |whole, (at, node)| {
            let (part, article) = self.node(node, closes && at == last)?;
            // A choice with an article in it may be left out where something follows: "(the|my) car" hears "car".
            let may_go = article && (at < last || is_article_node(node)) && !(must_lead && at == 0);
            let part = if may_go { part.or(Part::NOTHING) } else { part };
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
    fn node(&mut self, node: &Node, closes: bool) -> Result<(Part, bool), CueFault> {
        match node {
            Node::List(name) => {
                let List { key, phrases, article, .. } = self.keys.list(name, self.lists)?;
                let part = self.place();
                self.admit(key);
                self.admit_noun(article && closes);
                Ok((self.or_phrases(part, &phrases, closes)?, article))
            }
            Node::OneOf(choice) => {
                let article = choice.words.iter().any(is_article_node);
                let part = if choice.words.is_empty() { Part::NO_WAY } else { self.words(&choice.words) };
                self.admit_noun(article && closes);
                let part = self.or_phrases(part, &choice.phrases, closes)?;
                Ok((if choice.optional { part.or(Part::NOTHING) } else { part }, article))
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
    fn or_phrases(&mut self, part: Part, phrases: &[Vec<Node>], closes: bool) -> Result<Part, CueFault> {
        phrases.iter().try_fold(part, |whole, phrase| Ok(whole.or(self.sequence(phrase, closes)?)))
    }
}
