//! A page: lines of pieces of text, each with a tone, wrapped to a width.
//!
//! A tone says what a piece means; how that looks is the player's business, and a page reads the same without any colour.

use textwrap::WordSeparator;
use textwrap::core::{Word, break_words, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    Plain,
    /// A title, a name.
    Strong,
    /// Less important.
    Faint,
    /// It went well.
    Good,
    /// It went half well.
    Fair,
    /// It did not go well.
    Poor,
    /// Somebody's words.
    Voice,
}

/// How pages are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the screen, at least [`NARROWEST`].
    pub width: usize,
    /// Show scores and trust as numbers.
    pub numbers: bool,
}

/// No page is made narrower, in columns.
pub const NARROWEST: usize = 30;
/// No page is made wider, in columns: longer lines are hard to read.
pub const WIDEST: usize = 96;

impl Style {
    /// A style for a screen of so many columns.
    pub fn new(width: usize) -> Self {
        Self { width: width.clamp(NARROWEST, WIDEST), numbers: true }
    }
}

/// A piece of text and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, without control characters.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

/// A piece of text that somebody wrote: control characters become blanks, so that no text can move the cursor.
pub fn piece(text: impl AsRef<str>, tone: Tone) -> Piece {
    let text = text
        .as_ref()
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') { ' ' } else { c });
    Piece { text: text.collect(), tone }
}

/// Plain text.
pub fn plain(text: impl AsRef<str>) -> Piece {
    piece(text, Tone::Plain)
}

/// Lines of pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How it is made.
    pub style: Style,
    lines: Vec<Vec<Piece>>,
}

impl Page {
    /// An empty page.
    pub fn new(style: Style) -> Self {
        Self { style, lines: Vec::new() }
    }

    /// Its lines.
    pub fn lines(&self) -> &[Vec<Piece>] {
        &self.lines
    }

    /// An empty line, unless the page ends with one; a page may begin with one, to stand apart from what is above it.
    pub fn gap(&mut self) {
        if self.lines.last().is_none_or(|line| !line.is_empty()) {
            self.lines.push(Vec::new());
        }
    }

    /// A paragraph at the margin.
    pub fn text(&mut self, pieces: &[Piece]) {
        self.paragraph(0, 0, pieces);
    }

    /// A paragraph whose first line starts `first` columns from the margin and the others `rest` columns.
    pub fn paragraph(&mut self, first: usize, rest: usize, pieces: &[Piece]) {
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let room = |indent: usize| self.style.width.saturating_sub(indent).max(1);
        let words = break_words(WordSeparator::AsciiSpace.find_words(&text), room(rest.max(first)));
        let mut at = 0;
        for (number, line) in wrap_first_fit(&words, &[room(first) as f64, room(rest) as f64]).iter().enumerate() {
            let start = at;
            at += line.iter().map(length).sum::<usize>();
            let shown = text[start..at].trim_end_matches(' ').len();
            let mut out = cut(pieces, start, start + shown);
            let indent = if number == 0 { first } else { rest };
            if indent > 0 && !out.is_empty() {
                out.insert(0, plain(" ".repeat(indent)));
            }
            self.lines.push(out);
        }
    }

    /// A row of a table: a mark, a name in a column of its own, and text that wraps beside it.
    pub fn row(&mut self, mark: Piece, name: &str, column: usize, pieces: &[Piece]) {
        let gap = column.saturating_sub(display_width(name)).max(2);
        let mut all = vec![mark, plain(" "), plain(name), plain("\u{a0}".repeat(gap))];
        all.extend_from_slice(pieces);
        let indent = 2;
        let beside = indent + 2 + column;
        // On a narrow screen what wraps goes under the name, not into a sliver beside it.
        let rest = if self.style.width >= beside + 24 { beside } else { indent + 4 };
        self.paragraph(indent, rest, &all);
    }

    /// Nothing yet?
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds the lines of another page.
    pub fn append(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// The page as text without tones; each line ends with a line end.
    pub fn to_plain(&self) -> String {
        self.paint(|piece| piece.text.clone())
    }

    /// The page as text, each piece painted.
    pub fn paint(&self, paint: impl Fn(&Piece) -> String) -> String {
        let line = |line: &Vec<Piece>| line.iter().map(&paint).chain(["\n".to_owned()]).collect::<String>();
        self.lines.iter().map(line).collect::<String>().replace('\u{a0}', " ")
    }
}

fn length(word: &Word) -> usize {
    word.word.len() + word.whitespace.len()
}

/// The pieces of a stretch of their joined text.
fn cut(pieces: &[Piece], start: usize, end: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    for piece in pieces {
        let (from, to) = (start.clamp(at, at + piece.text.len()), end.clamp(at, at + piece.text.len()));
        if from < to {
            out.push(Piece { text: piece.text[from - at..to - at].to_owned(), tone: piece.tone });
        }
        at += piece.text.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_wrap_with_their_tones_and_indents() {
        let mut page = Page::new(Style { width: 30, numbers: true });
        page.paragraph(2, 4, &[piece("Marta:", Tone::Strong), plain(" forty minutes I have been standing here")]);
        assert_eq!(page.to_plain(), "  Marta: forty minutes I have\n    been standing here\n");
        assert_eq!(page.lines()[0][1], piece("Marta:", Tone::Strong));
    }

    #[test]
    fn wide_letters_count_twice_and_long_words_are_broken() {
        let mut page = Page::new(Style { width: 30, numbers: true });
        page.text(&[plain("日本語".repeat(8))]);
        page.text(&[plain("x".repeat(70))]);
        assert!(page.to_plain().lines().all(|line| display_width(line) <= 30), "{}", page.to_plain());
    }

    #[test]
    fn control_characters_never_reach_a_screen() {
        assert_eq!(plain("a\u{1b}[31mb\tc\u{202e}").text, "a [31mb c ");
    }
}
