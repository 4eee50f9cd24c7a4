//! Many cues, found together in one pass over a text.
//!
//! Each cue is filed under the words it can begin with, and only tried where one of them stands. A typing error in a word
//! that no list knows is read as the one cue word it is an edit away from.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::cue::{Cue, CueError, CueFault};
use super::form::{is_auxiliary, openers};
use super::keys::{FREE, Hints, Key, Keys, hints_of};
use super::lexicon::{Lists, is_article, is_function_word};
use super::negation::is_negation;
use super::pattern::{Pattern, WordKeys};
use super::spelling::{self, Spelling, may_be_typo};
use super::text::{Kind, Sentence, Utterance, Word};

/// A cue found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Which cue: its number in the order they were given to [`Book::compile`].
    pub cue: usize,
    /// The words it covers.
    pub words: Range<usize>,
}

/// No text has so many sentences: what is found is looked for no further.
const FOUND: u32 = u32::MAX;

/// A set of compiled cues.
#[derive(Debug, Clone, Default)]
pub struct Book {
    keys: Keys,
    patterns: Vec<(usize, Pattern)>,
    /// Per key the patterns that can begin with it, and the hints of the words that can come second then.
    starts: Vec<Vec<(u32, Hints)>>,
    /// The same for those that stand at the start of a sentence.
    opens: Vec<Vec<(u32, Hints)>>,
    /// Per pattern: must the sentence be a question, or not?
    asks: Vec<Option<bool>>,
    /// The patterns that can begin with any word.
    anywhere: Vec<(u32, Hints)>,
    /// Per key the patterns that need it, or one of its kind, in the sentence.
    needed: Vec<Vec<u32>>,
    /// The patterns that are tried in every sentence.
    always: Vec<u32>,
    /// Made when the first unknown word is met.
    spelling: OnceLock<Spelling>,
}

impl Book {
    /// Compiles cues. Those with a fault are left out and returned with their number.
    pub fn compile<'c>(cues: impl IntoIterator<Item = &'c str>, lists: &Lists) -> (Self, Vec<(usize, CueError)>) {
        let (mut book, mut faults) = (Self::default(), Vec::new());
        for (number, text) in cues.into_iter().enumerate() {
            match book.compile_one(text, lists) {
                Ok(pattern) => book.patterns.push((number, pattern)),
                Err(error) => faults.push((number, error)),
            }
        }
        book.starts = vec![Vec::new(); book.keys.len()];
        book.opens = book.starts.clone();
        book.needed = vec![Vec::new(); book.keys.len()];
        book.asks = book.patterns.iter().map(|(_, pattern)| pattern.asks).collect();
        for (at, (_, pattern)) in (0u32..).zip(&book.patterns) {
            if pattern.starts_anywhere() {
                book.anywhere.push((at, FREE));
            } else {
                let starts = if pattern.at_start { &mut book.opens } else { &mut book.starts };
                pattern.starts().for_each(|(key, second)| starts[key as usize].push((at, second)));
            }
            match &pattern.needs {
                Some(keys) => keys.iter().for_each(|key| book.needed[*key as usize].push(at)),
                None => book.always.push(at),
            }
        }
        (book, faults)
    }

    fn compile_one(&mut self, text: &str, lists: &Lists) -> Result<Pattern, CueError> {
        let cue = Cue::read(text)?;
        Pattern::compile(&cue, &mut self.keys, lists).map_err(|mut error| {
            error.span = match &error.fault {
                CueFault::NoSuchList(name) | CueFault::ListInList(name) => {
                    let at = text.find(&format!("<{name}>")).unwrap_or(0);
                    at..at + name.len() + 2
                }
                _ => 0..text.len(),
            };
            error
        })
    }

    /// The cues heard in a text, each at the first place where it is meant, in the order of the cues.
    pub fn find(&self, text: &Utterance) -> Vec<Match> {
        find_all(&[(self, None)], text).pop().unwrap_or_default()
    }

    /// `wanted` says of each cue whether it is looked for; without it all are.
    fn find_read(&self, text: &Utterance, meant: &Corrections, wanted: Option<&[bool]>) -> Vec<Match> {
        let view = View::new(self, text, meant);
        let mut matches = Vec::new();
        // Per pattern the last sentence that it has any chance in; once it is found it needs no more.
        let mut chance = vec![0u32; self.patterns.len()];
        for (number, sentence) in (1u32..).zip(text.sentences()) {
            let question = sentence.kind == Kind::Question;
            let needed = sentence.words.clone().flat_map(|word| view.keys(word)).flat_map(|key| &self.needed[*key as usize]);
            for at in needed.chain(&self.always).map(|at| *at as usize) {
                let is_wanted = || wanted.is_none_or(|wanted| wanted[self.patterns[at].0]);
                if chance[at] != FOUND && self.asks[at].is_none_or(|asks| asks == question) && is_wanted() {
                    chance[at] = number;
                }
            }
            let opening = view.opening(sentence);
            for start in sentence.words.clone().filter(|word| !text.words()[*word].quoted) {
                let keys = view.keys(start);
                let opens = if opening.contains(&start) { keys } else { &[] };
                let after = view.hints_after(start, sentence);
                let begin = keys.iter().flat_map(|key| &self.starts[*key as usize]).chain(opens.iter().flat_map(|key| &self.opens[*key as usize]));
                for (at, second) in begin.chain(&self.anywhere) {
                    let at = *at as usize;
                    if chance[at] != number || second & after == 0 {
                        continue;
                    }
                    let (cue, pattern) = &self.patterns[at];
                    let fits = !pattern.at_start || opening.contains(&start);
                    if let Some(words) = fits.then(|| view.match_at(start, pattern, sentence)).flatten() {
                        chance[at] = FOUND;
                        matches.push(Match { cue: *cue, words });
                    }
                }
            }
        }
        matches.sort_by_key(|found| found.cue);
        matches
    }

    fn spelling(&self) -> &Spelling {
        self.spelling.get_or_init(|| Spelling::new(&self.keys))
    }
}

/// A book, and of each of its cues whether it is looked for; without that all are.
pub type Asked<'b> = (&'b Book, Option<&'b [bool]>);

/// What is heard of several books in a text, book by book. A typing error is read by the words of all of them together.
pub fn find_all(books: &[Asked], text: &Utterance) -> Vec<Vec<Match>> {
    // A stem that the word begins with proves nothing: "inconevnience" begins as `incon*` does.
    let known = |word: &Word| books.iter().any(|(book, _)| book.keys.has_word(&word.norm));
    let unknown = text.words().iter().enumerate().filter(|(_, word)| may_be_typo(word) && !known(word));
    let meant = unknown.filter_map(|(at, word)| Some((at, spelling::meant(books.iter().map(|(book, _)| book.spelling()), &word.norm)?.to_owned())));
    let with_s = third_persons(text).filter(|(_, verb)| books.iter().any(|(book, _)| book.keys.has_word(verb)));
    let meant = with_s.chain(meant).collect();
    books.iter().map(|(book, wanted)| book.find_read(text, &meant, *wanted)).collect()
}

/// "He come", "it take": many say so who learned English later. The words after he, she and it, and what they are with an s.
fn third_persons(text: &Utterance) -> impl Iterator<Item = (usize, String)> {
    let words = text.words();
    let led = |at: usize| at > 0 && words[at - 1].clause == words[at].clause && takes_bare_verb(&words[at - 1].norm);
    let pairs = words.windows(2).enumerate().filter(|(_, pair)| matches!(pair[0].norm.as_str(), "he" | "she" | "it") && pair[0].clause == pair[1].clause);
    let bare = pairs.filter(move |(at, pair)| !led(*at) && pair[1].norm.len() > 2 && !pair[1].norm.ends_with('s') && !is_function_word(&pair[1].norm));
    bare.map(|(at, pair)| (at + 1, format!("{}s", pair[1].norm)))
}

/// "Does it mean", "let it go": here the verb has no s in any English.
fn takes_bare_verb(norm: &str) -> bool {
    is_auxiliary(norm) || matches!(norm, "let" | "make" | "makes" | "made" | "help" | "see" | "hear" | "watch" | "to" | "not")
}

/// The words of a text that are typing errors, or lack an s, by their number, and the cue words that they mean.
type Corrections = FxHashMap<usize, String>;

/// A text as the cues of one book see it: the keys of each word.
struct View<'t> {
    text: &'t Utterance,
    keys: Vec<Key>,
    words: Vec<Seen>,
}

/// A word of a text: where its keys end, and what it means to a pattern.
struct Seen {
    keys_end: usize,
    hints: Hints,
    stop: bool,
    negation: bool,
    article: bool,
}

impl<'t> View<'t> {
    fn new(book: &Book, text: &'t Utterance, meant: &Corrections) -> Self {
        let mut view = Self { text, keys: Vec::new(), words: Vec::with_capacity(text.words().len()) };
        let mut keys = Vec::new();
        for (at, word) in text.words().iter().enumerate() {
            for norm in std::iter::once(&word.norm).chain(meant.get(&at)) {
                book.keys.of(norm, &mut keys);
                view.keys.extend(&keys);
            }
            let from = view.words.last().map_or(0, |before| before.keys_end);
            view.words.push(Seen {
                keys_end: view.keys.len(),
                hints: hints_of(view.keys[from..].iter().copied()),
                stop: word.quoted,
                negation: is_negation(&word.norm),
                article: is_article(&word.norm),
            });
        }
        view
    }

    fn keys(&self, word: usize) -> &[Key] {
        let start = word.checked_sub(1).map_or(0, |before| self.words[before].keys_end);
        &self.keys[start..self.words[word].keys_end]
    }

    /// The hints of the word after this one: none at the end of a sentence, and all where it may be read over.
    fn hints_after(&self, word: usize, sentence: &Sentence) -> Hints {
        match self.words[..sentence.words.end].get(word + 1) {
            Some(next) if next.article => Hints::MAX,
            Some(next) => next.hints | FREE,
            None => FREE,
        }
    }

    /// The words at which a sentence may be said to start: behind quoted words, and behind its openers.
    fn opening(&self, sentence: &Sentence) -> Range<usize> {
        let words = self.text.words();
        let start = sentence.words.start + words[sentence.words.clone()].iter().take_while(|word| word.quoted).count();
        let opened = start + openers(&words[start..sentence.words.end]);
        let article = words[opened..sentence.words.end].first().is_some_and(|word| is_article(&word.norm));
        start..(opened + 1 + usize::from(article)).min(sentence.words.end)
    }

    /// The longest match of a pattern that starts at this word.
    fn match_at(&self, start: usize, pattern: &Pattern, sentence: &Sentence) -> Option<Range<usize>> {
        let rest = (start..sentence.words.end).map(|at| WordKeys {
            keys: self.keys(at),
            stop: self.words[at].stop,
            negation: self.words[at].negation,
            article: self.words[at].article,
        });
        let found = start..start + pattern.longest(rest);
        let meant = !found.is_empty() && self.is_meant(found.clone());
        let end = meant.then(|| self.with_tail(found.end, sentence.words.end, pattern.tail))?;
        (!pattern.at_end || end == sentence.words.end).then_some(start..end)
    }

    /// A match that a negation turns around is not meant, unless the negation that it holds itself was looked for.
    fn is_meant(&self, found: Range<usize>) -> bool {
        !self.text.words()[found.start].negated || self.words[found].iter().any(|word| word.negation)
    }

    /// The end of a match with the words that its closing gap takes in: no further than the clause.
    fn with_tail(&self, end: usize, limit: usize, tail: usize) -> usize {
        let words = self.text.words();
        let clause = words[end - 1].clause;
        let more = words[end..limit].iter().take(tail).take_while(|word| word.clause == clause && !word.quoted).count();
        end + more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists() -> Lists {
        Lists::from([("feeling".into(), vec!["angry".into(), "frustrat*".into(), "let down".into()])])
    }

    #[track_caller]
    fn hears(cue: &str, text: &str, expected: &str) {
        let (book, faults) = Book::compile([cue], &lists());
        assert_eq!(faults, []);
        let utterance = Utterance::read(text);
        let heard = book.find(&utterance).first().map_or("", |found| &text[utterance.span_of(found.words.clone())]);
        assert_eq!(heard, expected, "`{cue}` in {text:?}");
    }

    #[test]
    fn every_form_of_the_language_is_found() {
        hears("sorry to hear", "I'm so Sorry to hear it", "Sorry to hear");
        hears("frustrat*", "That is FRUSTRATING.", "FRUSTRATING");
        hears("you feel <feeling>", "You feel let down, I see", "You feel let down");
        hears("you feel <feeling>", "so you feel frustrated", "you feel frustrated");
        hears(
            "i will [personally] (sort|take care of) ..",
            "I'll personally take care of the refund today, ok",
            "I'll personally take care of the refund today",
        );
        hears("where .. car", "Where is your nice car", "Where is your nice car");
        hears("where .. car", "Where is your very nice old car", "");
        hears("where ..6 car", "Where is your very nice old car", "Where is your very nice old car");
        hears("in # minutes", "in 20 minutes", "in 20 minutes");
        hears("^ how are you", "Well, how are you", "how are you");
        hears("^ how are you", "That is how are you", "");
        hears("^ ..3 allocated", "So, seats are allocated", "So, seats are allocated");
        hears("^ ..3 allocated", "All of the good seats are allocated", "");
        hears("i can help?", "I can help.", "");
        hears("can help?", "Can I help? i can help?", "can help");
        hears("i can help.", "I can help.", "I can help");
    }

    #[test]
    fn articles_may_be_left_out() {
        hears("the car is here", "Car is here", "Car is here");
        hears("car is here", "The car is here", "car is here");
        hears("^ car is [a|the] here", "The car is here", "car is here");
        hears("in (a|two) minutes", "in minutes", "in minutes");
        hears("where .. car", "Where is the very nice car", "Where is the very nice car");
        hears("on the", "on it", "on");
        hears("give me (your|the)", "Give me key now", "Give me key");
        hears("give me (your|the)", "Give me to eat", "");
        hears("give me (your|the) key", "Give me book", "");
        hears("(the|your) night", "Good night", "");
        hears("(the|your) night was", "Night was long", "Night was");
    }

    #[test]
    fn a_third_person_needs_no_s() {
        hears("it takes # minutes", "It take 5 minutes", "It take 5 minutes");
        hears("(he|she) brings", "then she bring", "she bring");
        hears("it means", "What does it mean?", "");
        hears("it goes", "Let it go", "");
    }

    #[test]
    fn a_dollar_sign_ends_the_sentence() {
        hears("^ ok $ ?", "Is that ok? OK?", "OK");
        hears("^ ok $ ?", "So, ok?", "ok");
        hears("^ ok $ ?", "Ok, is it open?", "");
        hears("^ ok $ ?", "Ok.", "");
        hears("(sorry|sorry about that) $", "Sorry about that!!", "Sorry about that");
        hears("sorry $", "I'm sorry \"about that\"", "");
        hears("sorry .. $", "Sorry for that", "Sorry for that");
        hears("sorry .. $", "Sorry for the long night there", "");
        hears("that $.", "That is that.", "that");
    }

    #[test]
    fn what_is_negated_or_quoted_is_not_heard() {
        hears("understand", "I don't understand why", "");
        hears("understand", "I don't understand why, but I understand that", "understand");
        hears("not .. fault", "It is not your fault", "not your fault");
        hears("i .. understand", "I do not understand", "");
        hears("(not sure|sure)", "I am not sure", "not sure");
        hears("[not] fair", "That is not really fair", "");
        hears("(happy|no problem)", "I am not happy", "");
        hears("you .. no rush", "Never think you have no rush", "you have no rush");
        hears("sorry", "you wrote \"sorry\"", "");
        hears("sorry", "No, sorry", "sorry");
    }

    #[test]
    fn a_typing_error_costs_nothing() {
        hears("apologise", "I apolgise", "apolgise");
        hears("apologise", "I apologzie", "apologzie");
        hears("apologise", "I apoligize", "apoligize");
        hears("(frustrated|frustrat*) you", "I frustarted you", "frustarted you");
        hears("frustrat*", "how fustrating", "fustrating");
        hears("thanks", "thnaks", "thnaks");
        hears("thanks", "thinks", "");
        hears("eyes", "Mrs Reyes", "");
        hears("understand", "undrestand", "undrestand");
    }

    #[test]
    fn two_near_words_leave_a_typing_error_alone() {
        let (book, _) = Book::compile(["stated", "states"], &lists());
        assert_eq!(book.find(&Utterance::read("statex")), []);
    }

    #[test]
    fn unknown_lists_are_told() {
        let (_, faults) = Book::compile(["sorry", "you <mood>"], &lists());
        assert_eq!(faults, [(1, CueError { fault: CueFault::NoSuchList("mood".into()), span: 4..10 })]);
    }
}
