//! A reply cut into sentences and words.
//!
//! An [`Utterance`] keeps the text as it was typed; each word keeps the bytes it came from, so that evidence can always
//! be shown in the speaker's own letters. Quoted passages and negated words are marked here, once, for everything above.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

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
    /// Typed with a capital although no sentence starts here: a name, not a typing error.
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

    /// The sentences that are the speaker's own.
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

/// The work under way while a text is read.
struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    quotes: Vec<Range<usize>>,
    quote: usize,
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    first_word: usize,
    clause: u32,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let tokens: Vec<_> =
            text.split_word_bound_indices().map(|(at, token)| Token { text: token, at, word: token.chars().any(char::is_alphanumeric) }).collect();
        let quotes = quotations(text, &tokens);
        Self { text, tokens, quotes, quote: 0, words: Vec::new(), sentences: Vec::new(), first_word: 0, clause: 0 }
    }

    fn read(&mut self) {
        let plain: Vec<String> = self.tokens.iter().map(|token| if token.word { normal::plain(token.text) } else { String::new() }).collect();
        let mut next: Vec<Option<usize>> = vec![None; plain.len()];
        for at in (1..plain.len()).rev() {
            next[at - 1] = if self.tokens[at].word { Some(at) } else { next[at] };
        }
        for at in 0..self.tokens.len() {
            if self.tokens[at].word {
                self.word(at, &plain[at], next[at].map(|at| plain[at].as_str()));
            } else {
                self.mark(at);
            }
        }
        self.end_sentence(self.text.len(), false);
    }

    fn word(&mut self, at: usize, plain: &str, next: Option<&str>) {
        let Token { text, at: start, .. } = self.tokens[at];
        let span = start..start + text.len();
        while self.quotes.get(self.quote).is_some_and(|quote| quote.end <= start) {
            self.quote += 1;
        }
        let quoted = self.quotes.get(self.quote).is_some_and(|quote| quote.contains(&start));
        let capital = self.words.len() > self.first_word && text.starts_with(char::is_uppercase);
        for norm in normal::words(plain, next) {
            if norm == "but" {
                self.clause += 1;
            }
            self.words.push(Word { norm, span: span.clone(), quoted, negated: false, clause: self.clause, capital });
        }
    }

    fn mark(&mut self, at: usize) {
        let Token { text, at: start, .. } = self.tokens[at];
        let end = start + text.len();
        match text.chars().next() {
            Some('?' | '¿') => self.end_sentence(end, true),
            Some('!' | '…' | '\n' | '\r') => self.end_sentence(end, false),
            Some('.') if self.ends_at_dot(at) => self.end_sentence(end, false),
            Some(',' | ';' | ':' | '–' | '—' | '(' | ')') => self.clause += 1,
            Some('-') if self.spaced(at) => self.clause += 1,
            _ => {}
        }
    }

    /// A full stop ends a sentence unless it belongs to a short form or stands inside a word ("10.30", "e.g.").
    fn ends_at_dot(&self, at: usize) -> bool {
        const SHORT: &[&str] = &["mr", "mrs", "ms", "dr", "st", "no", "prof", "vs", "e.g", "i.e", "etc", "a.m", "p.m", "approx"];
        let glued = self.tokens.get(at + 1).is_some_and(|next| next.word);
        let before = at.checked_sub(1).map_or("", |before| self.tokens[before].text).to_lowercase();
        let ends_text = self.tokens[at + 1..].iter().all(|token| !token.word);
        !glued && (ends_text || !SHORT.contains(&before.as_str()) || before == "no")
    }

    fn spaced(&self, at: usize) -> bool {
        let blank = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).is_none_or(|token| !token.word);
        blank(at.checked_sub(1)) && blank(Some(at + 1))
    }

    fn end_sentence(&mut self, end: usize, asked: bool) {
        self.clause += 1;
        let words = self.first_word..self.words.len();
        if words.is_empty() {
            // "Really?!" and "... ?": a mark after the mark still makes a question of the sentence before.
            if let Some(last) = self.sentences.last_mut().filter(|last| asked && self.text[last.span.end..end].trim().chars().all(|c| !c.is_alphanumeric())) {
                last.kind = Kind::Question;
                last.span.end = end;
            }
            return;
        }
        self.first_word = words.end;
        let start = self.words[words.start].span.start;
        mark_negated(&mut self.words[words.clone()]);
        let kind = if asked { Kind::Question } else { kind_by_form(&self.words[words.clone()]) };
        self.sentences.push(Sentence { words, span: start..end, kind });
    }

    fn finish(self) -> Utterance {
        let mut words = self.words;
        // A reply that is one long quotation is a reply typed in quotation marks.
        if words.iter().all(|word| word.quoted) {
            words.iter_mut().for_each(|word| word.quoted = false);
        }
        let sentences = self
            .sentences
            .into_iter()
            .map(|mut sentence| {
                sentence.span.end = sentence.span.start + self.text[sentence.span.clone()].trim_end().len();
                sentence
            })
            .collect();
        Utterance { text: self.text.to_owned(), words, sentences }
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

/// Words that turn around what follows them.
pub fn is_negation(norm: &str) -> bool {
    matches!(norm, "not" | "never" | "no" | "hardly" | "without" | "nobody" | "nor" | "neither" | "none" | "nothing" | "noone")
}

/// How many words a negation reaches.
const NEGATION_REACH: usize = 4;

fn mark_negated(words: &mut [Word]) {
    // "not only", "no wonder": what follows is meant.
    const MEANT_AFTER: &[&str] = &["only", "just", "wonder", "doubt", "problem", "worries", "worry", "matter", "longer"];
    for at in 0..words.len() {
        let next = words.get(at + 1).map_or("", |word| word.norm.as_str());
        let answer = words[at].norm == "no" && at == 0 && super::lexicon::is_function_word(next);
        if !is_negation(&words[at].norm) || MEANT_AFTER.contains(&next) || answer {
            continue;
        }
        let clause = words[at].clause;
        for word in words[at + 1..].iter_mut().take(NEGATION_REACH).take_while(|word| word.clause == clause) {
            word.negated = true;
        }
    }
}

/// Words before which a sentence has not really started: "So, how are you?"
pub fn is_opener(norm: &str) -> bool {
    matches!(
        norm,
        "so" | "well"
            | "and"
            | "but"
            | "ok"
            | "oh"
            | "ah"
            | "yes"
            | "yeah"
            | "no"
            | "right"
            | "hi"
            | "hello"
            | "hey"
            | "sure"
            | "thanks"
            | "now"
            | "then"
            | "just"
            | "um"
            | "er"
            | "also"
    )
}

/// How many of a sentence's words are openers, with the name in "Hi Marta, …".
pub fn openers(words: &[Word]) -> usize {
    let mut at = 0;
    while at < words.len() && is_opener(&words[at].norm) {
        let greets = matches!(words[at].norm.as_str(), "hi" | "hello" | "hey" | "ok" | "so" | "right" | "well" | "thanks" | "sorry");
        at += 1;
        // A name between a greeting and the comma.
        let named = words.get(at).is_some_and(|name| name.capital && words.get(at + 1).is_none_or(|after| after.clause != name.clause));
        if greets && named {
            at += 1;
        }
    }
    let named = words.first().is_some_and(|name| at == 0 && words.len() > 1 && words[1].clause != name.clause && !super::lexicon::is_function_word(&name.norm));
    if named { 1 } else { at }
}

/// The kind of a sentence that ends without a question mark.
fn kind_by_form(words: &[Word]) -> Kind {
    let rest: Vec<&str> = words[openers(words)..].iter().map(|word| word.norm.as_str()).collect();
    let tagged = matches!(rest.as_slice(), [_, .., "right" | "correct" | "yeah"]) && words[words.len() - 2].clause != words[words.len() - 1].clause;
    if asks_by_form(&rest) || tagged {
        Kind::Question
    } else if matches!(rest.as_slice(), ["please", ..] | ["tell" | "show" | "help" | "walk" | "talk", "me", ..] | ["let", "me", "know", ..]) {
        Kind::Request
    } else {
        Kind::Statement
    }
}

/// Does a sentence that starts so ask something: "how are you holding up", "can I check"?
fn asks_by_form(words: &[&str]) -> bool {
    match words {
        [aux, subject, _, ..] if is_auxiliary(aux) && is_subject(subject) => true,
        [aux, "not", subject, _, ..] if is_auxiliary(aux) && is_subject(subject) => true,
        // "what would help", "who is meeting you"; but "what a shame", "what matters is".
        ["what" | "which" | "who", "would" | "could" | "will" | "might" | "happened" | "happens" | "went" | "else", ..] => true,
        ["what" | "which" | "who" | "how" | "why" | "where" | "when", rest @ ..] => {
            let aux = rest.iter().take(4).position(|word| is_auxiliary(word));
            let about = matches!(rest, ["about" | "come", _, ..]);
            // "what matters is that …" states; "what is that" asks.
            let subject = |aux: usize| rest.get(aux + 1).is_some_and(|word| is_subject(word) && (aux == 0 || *word != "that"));
            about || aux.is_some_and(|aux| subject(aux) && !rest[..aux].iter().any(|word| is_subject(word)))
        }
        _ => false,
    }
}

/// The auxiliaries that can begin a question.
pub fn is_auxiliary(norm: &str) -> bool {
    matches!(
        norm,
        "am" | "is"
            | "are"
            | "was"
            | "were"
            | "do"
            | "does"
            | "did"
            | "have"
            | "has"
            | "had"
            | "can"
            | "could"
            | "will"
            | "would"
            | "shall"
            | "should"
            | "may"
            | "might"
            | "must"
    )
}

fn is_subject(norm: &str) -> bool {
    matches!(
        norm,
        "i" | "you"
            | "he"
            | "she"
            | "it"
            | "we"
            | "they"
            | "there"
            | "that"
            | "this"
            | "these"
            | "those"
            | "your"
            | "the"
            | "my"
            | "our"
            | "anyone"
            | "anything"
            | "someone"
            | "something"
            | "everything"
            | "his"
            | "her"
            | "their"
    )
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
    fn a_question_needs_no_question_mark() {
        for text in [
            "how are you holding up",
            "So, can I just check one thing",
            "is there anything else",
            "what would help you most right now",
            "You are at exit B, right",
        ] {
            kinds(text, &[Kind::Question]);
        }
        for text in [
            "What a shame.",
            "When you arrive I will be there.",
            "That is how it works.",
            "Do call me.",
            "What matters is that you are safe.",
            "I will be right there.",
        ] {
            kinds(text, &[Kind::Statement]);
        }
        kinds("Please hold on. Tell me more.", &[Kind::Request, Kind::Request]);
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
    fn a_negation_reaches_into_its_clause() {
        let negated = |text: &str| Utterance::read(text).words().iter().filter(|w| w.negated).map(|w| w.norm.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(negated("I don't understand why you're upset"), "understand why you are");
        assert_eq!(negated("It was not your fault, I am sorry"), "your fault");
        assert_eq!(negated("No wonder you are upset. Not only late"), "");
        assert_eq!(negated("No I understand"), "");
    }
}
