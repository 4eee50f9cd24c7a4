//! The cue language: phrase patterns written by people who never saw a regular expression.
//!
//! This file reads a cue into a small tree and says, with the place inside the cue, what is wrong with it.
//! [`pattern`](super::pattern) makes it quick to find.

use std::borrow::Cow;
use std::ops::Range;

use thiserror::Error;

use super::normal;

/// A cue, read. It borrows the words that its author wrote in their normal form, which are most.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cue<'c> {
    /// What is to be found, word for word.
    pub nodes: Vec<Node<'c>>,
    /// `^`: the sentence starts here.
    pub at_start: bool,
    /// `$`: the sentence ends here.
    pub at_end: bool,
    /// `?` or `.`: the sentence is a question, or is not.
    pub asks: Option<bool>,
}

/// A part of a cue.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node<'c> {
    /// A word in its normal form.
    Word(Cow<'c, str>),
    /// The beginning of a word: `frustrat*`.
    Stem(Cow<'c, str>),
    /// A number written in digits: `#`.
    Digits,
    /// A word or phrase of a named list: `<feeling>`.
    List(&'c str),
    /// Up to so many words: `..`, `..6`.
    Gap(u8),
    /// One of these: `(late|held up)`.
    OneOf(Box<Choice<'c>>),
}

/// Ways of which one is there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice<'c> {
    /// Ways of a single word place, most of them.
    pub words: Vec<Node<'c>>,
    /// The others.
    pub phrases: Vec<Vec<Node<'c>>>,
    /// None of them need be there: `[really]`.
    pub optional: bool,
}

impl Node<'_> {
    /// The same, for longer than the text of the cue is there; none for the name of a list.
    pub(super) fn into_owned(self) -> Option<Node<'static>> {
        let all = |nodes: Vec<Self>| nodes.into_iter().map(Self::into_owned).collect::<Option<Vec<_>>>();
        Some(match self {
            Self::Word(word) => Node::Word(Cow::Owned(word.into_owned())),
            Self::Stem(stem) => Node::Stem(Cow::Owned(stem.into_owned())),
            Self::Digits => Node::Digits,
            Self::List(_) => return None,
            Self::Gap(words) => Node::Gap(words),
            Self::OneOf(choice) => {
                let Choice { words, phrases, optional } = *choice;
                Node::OneOf(Box::new(Choice { words: all(words)?, phrases: phrases.into_iter().map(all).collect::<Option<_>>()?, optional }))
            }
        })
    }

    /// Is this one word place?
    fn is_single(&self) -> bool {
        matches!(self, Self::Word(_) | Self::Stem(_) | Self::Digits)
    }
}

/// What is wrong with a cue.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CueFault {
    /// Nothing to find.
    #[error("the cue needs at least one word that must be there")]
    NoWord,
    /// A bracket without its partner.
    #[error("`{0}` has no partner")]
    Unpaired(char),
    /// `()` or `(a|)`.
    #[error("one of the choices is empty")]
    EmptyChoice,
    /// `fru*strated`, `* late`.
    #[error("`*` must stand at the end of a stem of two letters or more")]
    LooseStar,
    /// `<Feeling words>`.
    #[error("a list is written `<name>`, in lower case letters and hyphens")]
    BadList,
    /// `..0`, `..12`.
    #[error("a gap is `..` or `..1` to `..9`")]
    BadGap,
    /// `^` in the middle.
    #[error("`^` belongs at the very start")]
    LooseStart,
    /// `?`, `.` or `$` in the middle.
    #[error("`{0}` belongs at the very end")]
    LooseEnd(char),
    /// A sign that is neither a word nor part of the language.
    #[error("`{0}` can not be said")]
    Unspoken(char),
    /// A list nobody defined.
    #[error("there is no word list `{0}`")]
    NoSuchList(String),
    /// A list whose entries name lists.
    #[error("an entry of the word list `{0}` names a list itself")]
    ListInList(String),
    /// Too many places.
    #[error("the cue has {0} word places, at most {max} fit", max = super::pattern::MAX_PLACES)]
    TooLong(usize),
    /// Groups in groups in groups.
    #[error("groups stand more than {MAX_DEPTH} deep in each other")]
    TooDeep,
}

impl CueFault {
    /// The way out, in one line.
    pub fn help(&self) -> String {
        match self {
            Self::NoWord => "add a word outside of `[ ]` and `..`".into(),
            Self::Unpaired('(' | ')') => "write the choices as `(late|held up)`".into(),
            Self::Unpaired(_) => "write what may be there as `[really]` and a list as `<feeling>`".into(),
            Self::EmptyChoice => "use `[word]` for a word that may be left out".into(),
            Self::LooseStar => "write `frustrat*` for every word that starts so, and `..` for words in between".into(),
            Self::BadList => "for example `<feeling>`".into(),
            Self::BadGap => "`..` stands for up to 3 words, `..6` for up to 6".into(),
            Self::LooseStart => "make two cues of it, or move `^` to the front".into(),
            Self::LooseEnd('$') => "`$` says that the sentence ends; only `?` or `.` may stand after it".into(),
            Self::LooseEnd(_) => "make two cues of it, or move the mark to the end".into(),
            Self::Unspoken(_) => "write the words as they are said; only letters, digits and the signs of the cue language fit".into(),
            Self::NoSuchList(_) => "define the list in an included lexicon, or write the words as `(one|two)`".into(),
            Self::ListInList(_) => "write the words of the inner list out".into(),
            Self::TooLong(_) => "make two cues of it".into(),
            Self::TooDeep => "make two cues of it".into(),
        }
    }
}

/// What is wrong, and where in the cue (bytes).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct CueError {
    /// What.
    pub fault: CueFault,
    /// Where.
    pub span: Range<usize>,
}

/// How deep groups may stand in each other.
const MAX_DEPTH: usize = 8;

impl<'c> Cue<'c> {
    /// Reads a cue as it was written.
    pub fn read(text: &'c str) -> Result<Self, CueError> {
        let mut reader = Reader { text, at: 0, depth: 0 };
        reader.skip_blanks();
        let at_start = reader.take('^');
        let mut nodes = Vec::with_capacity(8);
        reader.sequence(&[], &mut nodes)?;
        let (at_end, asks) = reader.end_marks()?;
        if !nodes.iter().any(must_have_word) {
            return Err(CueError { fault: CueFault::NoWord, span: 0..text.len() });
        }
        Ok(Self { nodes, at_start, at_end, asks })
    }
}

/// Can this part only be matched by at least one real word?
fn must_have_word(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Stem(_) | Node::Digits | Node::List(_) => true,
        Node::Gap(_) => false,
        Node::OneOf(choice) => !choice.optional && choice.phrases.iter().all(|way| way.iter().any(must_have_word)),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    /// The next sign that is not blank.
    fn skip_blanks(&mut self) -> Option<char> {
        loop {
            let sign = self.peek()?;
            if !sign.is_whitespace() {
                return Some(sign);
            }
            self.at += sign.len_utf8();
        }
    }

    fn fail<T>(&self, fault: CueFault, span: Range<usize>) -> Result<T, CueError> {
        Err(CueError { fault, span })
    }

    /// Parts one after another, up to one of `ends` or the end of the cue.
    fn sequence(&mut self, ends: &[char], nodes: &mut Vec<Node<'a>>) -> Result<(), CueError> {
        loop {
            let Some(sign) = self.skip_blanks() else { return Ok(()) };
            let start = self.at;
            let here = start..start + sign.len_utf8();
            match sign {
                _ if sign.is_alphanumeric() => self.word(nodes)?,
                _ if ends.contains(&sign) => return Ok(()),
                '(' => nodes.push(self.group(')')?),
                '[' => nodes.push(self.group(']')?),
                '<' => nodes.push(self.list()?),
                '#' => {
                    self.at += 1;
                    nodes.push(Node::Digits);
                }
                '.' | '?' | '$' if ends.is_empty() && self.end_marks().is_ok() => return Ok(()),
                '.' if self.rest().starts_with("..") => nodes.push(self.gap()?),
                '.' | '?' | '$' => return self.fail(CueFault::LooseEnd(sign), here),
                ')' | ']' | '>' | '|' => return self.fail(CueFault::Unpaired(sign), here),
                '^' => return self.fail(CueFault::LooseStart, here),
                '*' => return self.fail(CueFault::LooseStar, here),
                ',' | '!' | ':' | ';' | '"' | '-' | '–' | '—' | '…' | '/' | '\'' | '’' => self.at = here.end,
                _ => return self.fail(CueFault::Unspoken(sign), here),
            }
        }
    }

    /// What closes the cue: `$`, then `?` or `.`; each may be missing.
    fn end_marks(&self) -> Result<(bool, Option<bool>), CueError> {
        let rest = self.rest().trim();
        let (at_end, mark) = rest.strip_prefix('$').map_or((false, rest), |mark| (true, mark.trim_start()));
        match mark {
            "?" => Ok((at_end, Some(true))),
            "." => Ok((at_end, Some(false))),
            "" => Ok((at_end, None)),
            _ => self.fail(CueFault::LooseEnd(self.peek().unwrap_or('?')), self.at..self.text.len()),
        }
    }

    /// `(a|b c)` or `[a|b c]`.
    fn group(&mut self, close: char) -> Result<Node<'a>, CueError> {
        let open = self.at..self.at + 1;
        let sign = if close == ')' { '(' } else { '[' };
        if self.depth == MAX_DEPTH {
            return self.fail(CueFault::TooDeep, open);
        }
        self.depth += 1;
        self.at += 1;
        let (mut words, mut phrases) = (Vec::with_capacity(16), Vec::new());
        loop {
            let (start, others) = (self.at, words.len());
            self.sequence(&['|', close], &mut words)?;
            match &words[others..] {
                [] if self.peek().is_some() => return self.fail(CueFault::EmptyChoice, start..self.at + 1),
                [only] if only.is_single() => {}
                _ => phrases.push(words.split_off(others)),
            }
            if self.take(close) {
                break;
            }
            if !self.take('|') {
                return self.fail(CueFault::Unpaired(sign), open);
            }
        }
        self.depth -= 1;
        Ok(Node::OneOf(Box::new(Choice { words, phrases, optional: close == ']' })))
    }

    /// `<feeling>`.
    fn list(&mut self) -> Result<Node<'a>, CueError> {
        let start = self.at;
        let Some(length) = self.rest().find('>') else { return self.fail(CueFault::Unpaired('<'), start..start + 1) };
        let name = &self.text[start + 1..start + length];
        self.at = start + length + 1;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            return self.fail(CueFault::BadList, start..self.at);
        }
        Ok(Node::List(name))
    }

    /// `..` or `..6`.
    fn gap(&mut self) -> Result<Node<'a>, CueError> {
        let start = self.at;
        self.at += 2;
        while self.take('.') {}
        let digits: String = self.rest().chars().take_while(char::is_ascii_digit).collect();
        self.at += digits.len();
        match digits.as_str() {
            "" => Ok(Node::Gap(3)),
            _ => match digits.parse() {
                Ok(words @ 1..=9) => Ok(Node::Gap(words)),
                _ => self.fail(CueFault::BadGap, start..self.at),
            },
        }
    }

    /// A word, several (a contraction), or a stem.
    fn word(&mut self, nodes: &mut Vec<Node<'a>>) -> Result<(), CueError> {
        let start = self.at;
        let length = word_length(self.rest());
        let raw = normal::plain(&self.rest()[..length]);
        self.at += length;
        if self.take('*') {
            if raw.chars().count() < 2 || self.peek().is_some_and(char::is_alphanumeric) || raw.contains('\'') {
                return self.fail(CueFault::LooseStar, start..self.at);
            }
            nodes.push(Node::Stem(normal::fold_stem(raw)));
            return Ok(());
        }
        let next = normal::needs_next(&raw).then(|| self.next_word()).flatten();
        match raw {
            Cow::Borrowed(raw) => nodes.extend(normal::words(raw, next.as_deref()).map(Node::Word)),
            Cow::Owned(raw) => nodes.extend(normal::words(&raw, next.as_deref()).map(|word| Node::Word(Cow::Owned(word.into_owned())))),
        }
        Ok(())
    }

    /// The word after this place, if nothing but blanks stands before it.
    fn next_word(&self) -> Option<Cow<'a, str>> {
        let after = self.rest().trim_start();
        Some(normal::plain(&after[..word_length(after)])).filter(|next| !next.is_empty())
    }
}

/// The bytes of the word at the start of a text: letters, digits, and the apostrophes inside it.
fn word_length(text: &str) -> usize {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’') || unicode_normalization::char::is_combining_mark(c);
    let plain = text.bytes().position(|b| !b.is_ascii_alphanumeric() && b != b'\'').unwrap_or(text.len());
    let more = text[plain..].chars().take_while(|c| !c.is_ascii() && inside(*c)).next().is_some();
    if more { text.find(|c| !inside(c)).unwrap_or(text.len()) } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(cue: &str, fault: CueFault, at: &str) {
        let error = Cue::read(cue).unwrap_err();
        assert_eq!((error.fault, &cue[error.span]), (fault, at), "{cue}");
    }

    #[test]
    fn the_forms_of_the_language_are_read() {
        let word = |w: &'static str| Node::Word(w.into());
        let cue = Cue::read("^ i'm [so|really] sorry ..6 (late|held up) <feeling> frustrat* #?").unwrap();
        assert!(cue.at_start);
        assert_eq!(cue.asks, Some(true));
        assert_eq!(
            cue.nodes,
            [
                word("i"),
                word("am"),
                Node::OneOf(Box::new(Choice { words: vec![word("so"), word("really")], phrases: vec![], optional: true })),
                word("sorry"),
                Node::Gap(6),
                Node::OneOf(Box::new(Choice { words: vec![word("late")], phrases: vec![vec![word("held"), word("up")]], optional: false })),
                Node::List("feeling"),
                Node::Stem("frustrat".into()),
                Node::Digits,
            ]
        );
        assert_eq!(Cue::read("i will fix it.").unwrap().asks, Some(false));
        assert_eq!(Cue::read("i will ..").unwrap().nodes.last(), Some(&Node::Gap(3)));
        let ending = |cue: &str| Cue::read(cue).map(|cue| (cue.at_end, cue.asks, cue.nodes.len())).unwrap();
        assert_eq!((ending("^ ok $ ?"), ending("ok $."), ending("ok .. $")), ((true, Some(true), 1), (true, Some(false), 1), (true, None, 2)));
        assert_eq!((ending("ok?"), ending("ok")), ((false, Some(true), 1), (false, None, 1)));
        assert_eq!(Cue::read("are you (still )at ..").unwrap().nodes.len(), 5);
    }

    #[test]
    fn faults_point_into_the_cue() {
        refused("sorry (for|to", CueFault::Unpaired('('), "(");
        refused("sorry for)", CueFault::Unpaired(')'), ")");
        refused("(sorry|)", CueFault::EmptyChoice, ")");
        refused("[so] ..", CueFault::NoWord, "[so] ..");
        refused("", CueFault::NoWord, "");
        refused("fru*strated", CueFault::LooseStar, "fru*");
        refused("so * late", CueFault::LooseStar, "*");
        refused("a ..12 b", CueFault::BadGap, "..12");
        refused("how? are you", CueFault::LooseEnd('?'), "?");
        refused("ok $ then", CueFault::LooseEnd('$'), "$");
        refused("ok ? $", CueFault::LooseEnd('?'), "?");
        refused("(ok $)", CueFault::LooseEnd('$'), "$");
        refused("ok $ $", CueFault::LooseEnd('$'), "$");
        refused("$", CueFault::NoWord, "$");
        refused("so ^ sorry", CueFault::LooseStart, "^");
        refused("<Bad List> x", CueFault::BadList, "<Bad List>");
        refused("<feeling x", CueFault::Unpaired('<'), "<");
        refused("sorry ✓", CueFault::Unspoken('✓'), "✓");
        refused(&"(".repeat(20), CueFault::TooDeep, "(");
    }
}
