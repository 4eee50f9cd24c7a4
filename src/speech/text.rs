//! A reply cut into sentences and words.
//!
//! An [`Utterance`] keeps the text as it was typed; each word keeps the bytes it came from, so that evidence can always
//! be shown in the speaker's own letters. Quoted passages and negated words are marked here, once, for everything above.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::form;
use super::negation::mark_negated;
use super::normal;

/// One word in its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The normal form: "sorry", "not", "apologise".
    pub norm: String,
    /// Bytes of the original text. The two words of one contraction share theirs.
    pub span: Range<usize>,
    /// Stands inside a quotation: not the speaker's own word.
    pub quoted: bool,
    /// A negation in the same clause, shortly before, turns this word around.
    pub negated: bool,
    /// Number of the clause in the text; commas, dashes and "but" part clauses.
    pub clause: u32,
    /// Typed with a capital although no sentence starts here and not all is in capitals: a name, not a typing error.
    pub capital: bool,
}

/// What a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It says something.
    Statement,
    /// It asks, with or without a question mark.
    Question,
    /// It asks for something to be done: "please hold", "let me know".
    Request,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, as indices into [`Utterance::words`].
    pub words: Range<usize>,
    /// Bytes of the original text, from its first word to its closing mark.
    pub span: Range<usize>,
    /// What it does.
    pub kind: Kind,
}

/// A text as it was typed, with its words and sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Utterance {
    text: String,
    words: Vec<Word>,
    sentences: Vec<Sentence>,
}

impl Utterance {
    /// Reads a text. Never fails: a text without words has no sentences.
    pub fn read(text: &str) -> Self {
        let mut reader = Reader::new(text);
        reader.read();
        // A reply that is one long quotation is a reply typed in quotation marks.
        if !reader.quotes.is_empty() && reader.words.iter().all(|word| word.quoted) {
            reader = Reader::new(text);
            reader.quotes.clear();
            reader.read();
        }
        reader.finish()
    }

    /// The text as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its words, in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Its sentences, in order; each has at least one word.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The words of a sentence.
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.words.clone()]
    }

    /// The bytes from the first to the last of these words.
    pub fn span_of(&self, words: Range<usize>) -> Range<usize> {
        match self.words.get(words.clone()) {
            Some([first, .., last]) => first.span.start..last.span.end,
            Some([only]) => only.span.clone(),
            _ => 0..0,
        }
    }

    /// Is this sentence somebody else's, from the first word to the last?
    pub fn is_quoted(&self, sentence: &Sentence) -> bool {
        self.words_of(sentence).iter().all(|word| word.quoted)
    }

    /// The words of a sentence that are the speaker's own.
    pub fn own_words_of(&self, sentence: &Sentence) -> Vec<&Word> {
        self.words_of(sentence).iter().filter(|word| !word.quoted).collect()
    }

    /// The sentences that are the speaker's own, at least in part.
    pub fn own_sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| !self.is_quoted(sentence))
    }

    /// The normal forms of a sentence, joined by spaces: two sentences that say the same word for word are equal in it.
    pub fn said(&self, sentence: &Sentence) -> String {
        self.words_of(sentence).iter().map(|word| word.norm.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Marks these words as not the speaker's own, as if they had stood in quotation marks.
    pub fn disown(&mut self, words: Range<usize>) {
        for word in &mut self.words[words] {
            word.quoted = true;
        }
    }
}

struct Token<'a> {
    text: &'a str,
    at: usize,
    word: bool,
}

/// How a sentence was brought to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Asked,
    Exclaimed,
    Other,
}

/// The work under way while a text is read.
struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    /// The tokens up to the last word; what comes after is punctuation.
    worded: usize,
    quotes: Vec<Range<usize>>,
    quote: usize,
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    first_word: usize,
    clause: u32,
    /// All in capitals: then they tell nothing.
    shouted: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let tokens: Vec<_> =
            text.split_word_bound_indices().map(|(at, token)| Token { text: token, at, word: token.chars().any(char::is_alphanumeric) }).collect();
        let worded = tokens.iter().rposition(|token| token.word).map_or(0, |last| last + 1);
        let quotes = quotations(text, &tokens);
        let shouted = !text.contains(char::is_lowercase);
        Self { text, tokens, worded, quotes, quote: 0, words: Vec::new(), sentences: Vec::new(), first_word: 0, clause: 0, shouted }
    }

    fn read(&mut self) {
        let plain: Vec<Cow<str>> = self.tokens.iter().map(|token| if token.word { normal::plain(token.text) } else { Cow::default() }).collect();
        // The word after each token, where nothing but blanks stands between: "well, call me" is not "we'll call me".
        let mut next: Vec<Option<usize>> = vec![None; plain.len()];
        for at in (1..plain.len()).rev() {
            let token = &self.tokens[at];
            next[at - 1] = if token.word { Some(at) } else { next[at].filter(|_| token.text.trim().is_empty()) };
        }
        for at in 0..self.tokens.len() {
            if self.tokens[at].word {
                self.word(at, &plain[at], next[at].map(|at| &*plain[at]));
            } else {
                self.mark(at);
            }
        }
        self.end_sentence(self.text.len(), Mark::Other);
    }

    /// Does this byte stand inside a quotation? To be asked from left to right.
    fn in_quotation(&mut self, at: usize) -> bool {
        while self.quotes.get(self.quote).is_some_and(|quote| quote.end <= at) {
            self.quote += 1;
        }
        self.quotes.get(self.quote).is_some_and(|quote| quote.contains(&at))
    }

    fn word(&mut self, at: usize, plain: &str, next: Option<&str>) {
        let Token { text, at: start, .. } = self.tokens[at];
        let span = start..start + text.len();
        let quoted = self.in_quotation(start);
        let capital = self.words.len() > self.first_word && !self.shouted && text.starts_with(char::is_uppercase);
        for norm in normal::words(plain, next) {
            if norm == "but" {
                self.clause += 1;
            }
            self.words.push(Word { norm: norm.into_owned(), span: span.clone(), quoted, negated: false, clause: self.clause, capital });
        }
    }

    fn mark(&mut self, at: usize) {
        let Token { text, at: start, .. } = self.tokens[at];
        let end = start + text.len();
        let closes = self.quotes.get(self.quote).is_some_and(|quote| quote.end == start);
        let quoted = self.in_quotation(start);
        match text.chars().next() {
            Some('\n' | '\r') => self.end_sentence(end, Mark::Other),
            // A mark inside a quotation is somebody else's, and does not end what the speaker is saying.
            Some('?' | '¿' | '!' | '…' | '.') if quoted => self.clause += 1,
            Some('?') => self.end_sentence(end, Mark::Asked),
            Some('!') => self.end_sentence(end, Mark::Exclaimed),
            Some('…' | '¿') => self.end_sentence(end, Mark::Other),
            Some('.') if self.ends_at_dot(at) => self.end_sentence(end, Mark::Other),
            Some(',' | ';' | ':' | '–' | '—' | '(' | ')') => self.clause += 1,
            Some('-') if self.spaced(at) => self.clause += 1,
            _ if closes && self.ends_with_quotation(at) => self.end_sentence(end, Mark::Other),
            _ => {}
        }
    }

    /// Does the sentence end with the quotation that this mark closes: `You wrote "I am lost." Let me help.`?
    fn ends_with_quotation(&self, at: usize) -> bool {
        let marked = at.checked_sub(1).is_some_and(|before| self.tokens[before].text.starts_with(['.', '!', '?', '…']));
        let after = self.tokens[at + 1..].iter().find(|token| !token.text.trim().is_empty());
        marked && after.is_some_and(|after| after.text.starts_with(char::is_uppercase))
    }

    /// A full stop ends a sentence unless it belongs to a short form or stands inside a word ("10.30", "e.g.").
    fn ends_at_dot(&self, at: usize) -> bool {
        const SHORT: &[&str] = &["mr", "mrs", "ms", "dr", "st", "no", "prof", "vs", "e.g", "i.e", "etc", "a.m", "p.m", "approx"];
        let glued = self.tokens.get(at + 1).is_some_and(|next| next.word);
        let before = at.checked_sub(1).map_or("", |before| self.tokens[before].text).to_lowercase();
        !glued && (at >= self.worded || !SHORT.contains(&before.as_str()) || before == "no")
    }

    fn spaced(&self, at: usize) -> bool {
        let blank = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).is_none_or(|token| !token.word);
        blank(at.checked_sub(1)) && blank(Some(at + 1))
    }

    fn end_sentence(&mut self, end: usize, mark: Mark) {
        self.clause += 1;
        let words = self.first_word..self.words.len();
        if words.is_empty() {
            // "Really?!" and "... ?": a mark after the mark still makes a question of the sentence before.
            if let Some(last) =
                self.sentences.last_mut().filter(|last| mark == Mark::Asked && self.text[last.span.end..end].trim().chars().all(|c| !c.is_alphanumeric()))
            {
                last.kind = Kind::Question;
                last.span.end = end;
            }
            return;
        }
        self.first_word = words.end;
        let start = self.words[words.start].span.start;
        mark_negated(&mut self.words[words.clone()]);
        let own: Vec<&Word> = self.words[words.clone()].iter().filter(|word| !word.quoted).collect();
        let kind = match (mark, form::kind(&own)) {
            (Mark::Asked, _) => Kind::Question,
            // "Isn't she lovely!" has the form of a question and asks nothing.
            (Mark::Exclaimed, Kind::Question) => Kind::Statement,
            (_, by_form) => by_form,
        };
        self.sentences.push(Sentence { words, span: start..end, kind });
    }

    fn finish(self) -> Utterance {
        let sentences = self
            .sentences
            .into_iter()
            .map(|mut sentence| {
                sentence.span.end = sentence.span.start + self.text[sentence.span.clone()].trim_end().len();
                sentence
            })
            .collect();
        Utterance { text: self.text.to_owned(), words: self.words, sentences }
    }
}

/// Passages in double quotation marks, and lines that start with ">" as quoted mail does.
fn quotations(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for token in tokens {
        let closes = open.is_some_and(|(_, mark)| matches!((mark, token.text), ("\"", "\"") | ("“" | "„", "”" | "“") | ("«", "»")));
        match (open, token.text) {
            (Some((start, _)), _) if closes => {
                quotes.push(start..token.at);
                open = None;
            }
            (None, "\"" | "“" | "«" | "„") => open = Some((token.at, token.text)),
            // A quotation does not go on over the end of a paragraph: the closing mark was forgotten.
            (Some(_), "\n" | "\r\n") => open = None,
            _ => {}
        }
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('>') {
            quotes.push(at..at + line.len());
        }
        at += line.len();
    }
    quotes.sort_by_key(|quote| quote.start);
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn kinds(text: &str, expected: &[Kind]) {
        let utterance = Utterance::read(text);
        assert_eq!(utterance.sentences().iter().map(|s| s.kind).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        kinds("Sorry!! Dr. Hall is here at 10.30. Really?! ok", &[Kind::Statement, Kind::Statement, Kind::Question, Kind::Statement]);
        assert_eq!(Utterance::read("one\ntwo\r\nthree").sentences().len(), 3);
        assert_eq!(Utterance::read("  ... !? ").sentences().len(), 0);
    }

    #[test]
    fn spans_give_back_the_letters_that_were_typed() {
        let text = "I’m soooo sorry, Ana’s café 🙈 wasn't ready…";
        let utterance = Utterance::read(text);
        let letters: Vec<_> = utterance.words().iter().map(|w| (&text[w.span.clone()], w.norm.as_str())).collect();
        assert_eq!(
            letters,
            [
                ("I’m", "i"),
                ("I’m", "am"),
                ("soooo", "so"),
                ("sorry", "sorry"),
                ("Ana’s", "ana"),
                ("café", "café"),
                ("wasn't", "was"),
                ("wasn't", "not"),
                ("ready", "ready")
            ]
        );
        assert_eq!(&text[utterance.sentences()[0].span.clone()], text);
    }

    #[test]
    fn a_quoted_passage_is_not_the_speakers_own() {
        let quoted = |text: &str| Utterance::read(text).words().iter().filter(|w| w.quoted).map(|w| w.norm.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(quoted("You said \"nobody cares\" and I hear you"), "nobody cares");
        assert_eq!(quoted("“It is late” you wrote"), "it is late");
        assert_eq!(quoted("> where is my car\nOn its way"), "where is my car");
        assert_eq!(quoted("\"I am so sorry\""), "", "a reply that was typed in quotation marks");
        assert_eq!(quoted("a 5\" pipe is fine"), "");
    }

    #[test]
    fn a_mark_inside_a_quotation_ends_nothing_of_ours() {
        kinds("He asked \"where is my room?\" and I walked him up.", &[Kind::Statement]);
        kinds("The question was \"is it open?\" and it was.", &[Kind::Statement]);
        kinds("\"How was your weekend\" can wait until Monday.", &[Kind::Statement]);
        kinds("He asked “where is my room?”", &[Kind::Statement]);
        kinds("Did you ask \"where is my room\"?", &[Kind::Question]);
        kinds("You wrote \"I am lost. Nobody came.\" Can I help you now?", &[Kind::Statement, Kind::Question]);
        kinds("\"How are you? I am sorry.\"", &[Kind::Question, Kind::Statement]);
        kinds("> where is my car?\nIt is coming.", &[Kind::Statement, Kind::Statement]);
    }

    #[test]
    fn a_call_is_no_question() {
        kinds("Isn't she lovely! Really?! Really!?", &[Kind::Statement, Kind::Question, Kind::Question]);
    }

    #[test]
    fn only_a_word_right_after_decides_what_a_short_form_means() {
        let said = |text: &str| Utterance::read(text).words().iter().map(|w| w.norm.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(said("well call you"), "we will call you");
        assert_eq!(said("Well, call me"), "well call me");
    }
}
