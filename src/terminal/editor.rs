//! The reply while it is typed: text, cursor, and what keys do to them. It draws nothing.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::commands;

/// The text and the cursor in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    text: String,
    /// A byte offset, always at the border of a cluster.
    cursor: usize,
}

/// How far a move or a deletion goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One letter, as a person counts letters.
    Letter,
    /// One word.
    Word,
    /// To the border of the line.
    Line,
}

impl Draft {
    /// A text with the cursor behind it.
    pub fn new(text: String) -> Self {
        Self { cursor: text.len(), text }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor stands, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Takes the text out.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Puts text in at the cursor, as far as it fits into a reply.
    pub fn insert(&mut self, text: &str) {
        let room = commands::LONGEST.saturating_sub(self.text.chars().count());
        let fits: String = commands::readable(text).chars().take(room).collect();
        self.text.insert_str(self.cursor, &fits);
        self.cursor += fits.len();
        self.settle();
    }

    /// A letter may have joined the one before it.
    fn settle(&mut self) {
        if let Some((at, cluster)) = self.text.grapheme_indices(true).find(|(at, cluster)| *at < self.cursor && self.cursor < at + cluster.len()) {
            self.cursor = at + cluster.len();
        }
    }

    /// Moves towards the beginning.
    pub fn back(&mut self, reach: Reach) {
        self.cursor = self.before(reach);
    }

    /// Moves towards the end.
    pub fn on(&mut self, reach: Reach) {
        self.cursor = self.after(reach);
    }

    /// Deletes towards the beginning.
    pub fn delete_back(&mut self, reach: Reach) {
        let start = self.before(reach);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes towards the end.
    pub fn delete_on(&mut self, reach: Reach) {
        let end = self.after(reach);
        self.text.replace_range(self.cursor..end, "");
    }

    fn before(&self, reach: Reach) -> usize {
        let head = &self.text[..self.cursor];
        match reach {
            Reach::Letter => head.grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
            Reach::Word => head.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1),
            Reach::Line => head.rfind('\n').map_or(0, |at| at + 1),
        }
    }

    fn after(&self, reach: Reach) -> usize {
        let tail = &self.text[self.cursor..];
        let letters = match reach {
            Reach::Letter => tail.graphemes(true).next().map_or(0, str::len),
            Reach::Word => {
                let blanks = tail.len() - tail.trim_start().len();
                tail[blanks..].find(char::is_whitespace).map_or(tail.len(), |end| blanks + end)
            }
            Reach::Line => tail.find('\n').unwrap_or(tail.len()),
        };
        self.cursor + letters
    }

    /// Moves one row up (-1) or down (1) on a screen with so much room; false if there is no such row.
    pub fn climb(&mut self, by: isize, room: usize) -> bool {
        let rows = rows(&self.text, room);
        let here = row_of(&rows, self.cursor);
        let Some(there) = here.checked_add_signed(by).and_then(|row| rows.get(row)) else { return false };
        let column = width(&self.text[rows[here].start..self.cursor]);
        self.cursor = there.start + fit(&self.text[there.clone()], column).len();
        true
    }
}

/// The rows of a text on a screen with so much room, as byte ranges. Breaks between words; blanks may hang over the edge.
pub fn rows(text: &str, room: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut wide) = (0, 0);
    // Where a row may end, and how wide it is up to there.
    let mut gap: Option<(usize, usize)> = None;
    for (at, cluster) in text.grapheme_indices(true) {
        let letter = width(cluster);
        if cluster == "\n" {
            rows.push(start..at);
            (start, wide, gap) = (at + 1, 0, None);
        } else if cluster == " " {
            wide += letter;
            gap = Some((at + 1, wide));
        } else {
            if wide + letter > room && at > start {
                let (end, used) = gap.take().unwrap_or((at, wide));
                rows.push(start..end);
                (start, wide) = (end, wide - used);
            }
            wide += letter;
        }
    }
    rows.push(start..text.len());
    rows
}

/// The number of the row in which a place stands.
pub fn row_of(rows: &[Range<usize>], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

/// Columns of a text. Terminals do not agree on joined emoji; the widest is what is sure to fit.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(|cluster| cluster.width().max(cluster.chars().map(|c| c.to_string().width()).sum())).sum()
}

/// The beginning of a text that fits into the room.
pub fn fit(text: &str, room: usize) -> &str {
    let mut wide = 0;
    let end = text.grapheme_indices(true).find(|(_, cluster)| {
        wide += width(cluster);
        wide > room
    });
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, room: usize) -> Vec<&str> {
        rows(text, room).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn rows_break_between_words_and_at_line_ends() {
        assert_eq!(shown("", 10), [""]);
        assert_eq!(shown("one two three", 8), ["one two ", "three"]);
        assert_eq!(shown("one two   three", 7), ["one two   ", "three"]);
        assert_eq!(shown("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(shown("a\n\nb\n", 3), ["a", "", "b", ""]);
        assert_eq!(shown("日本語", 4), ["日本", "語"]);
    }

    #[test]
    fn a_letter_is_what_a_person_calls_one() {
        let mut draft = Draft::new("né 👩‍👩‍👧".into());
        draft.delete_back(Reach::Letter);
        assert_eq!(draft.text(), "né ");
        draft.back(Reach::Letter);
        draft.back(Reach::Letter);
        draft.delete_on(Reach::Line);
        assert_eq!(draft.text(), "n");
        draft.insert("\u{303}");
        assert_eq!((draft.text(), draft.cursor()), ("n\u{303}", 3));
    }

    #[test]
    fn words_and_lines_are_moved_over_and_deleted() {
        let mut draft = Draft::new("I am sorry\nto hear".into());
        draft.delete_back(Reach::Word);
        assert_eq!(draft.text(), "I am sorry\nto ");
        draft.back(Reach::Line);
        draft.back(Reach::Word);
        draft.delete_back(Reach::Line);
        assert_eq!(draft.text(), "sorry\nto ");
        draft.on(Reach::Word);
        draft.insert("!");
        assert_eq!(draft.text(), "sorry!\nto ");
    }

    #[test]
    fn the_cursor_climbs_rows_and_stays_in_the_text() {
        let mut draft = Draft::new("one two three".into());
        assert!(draft.climb(-1, 8) && draft.cursor() == 5);
        assert!(!draft.climb(-1, 8));
        assert!(draft.climb(1, 8) && draft.cursor() == 13);
    }

    #[test]
    fn a_paste_is_cleaned_and_bounded() {
        let mut draft = Draft::default();
        draft.insert("a\r\nb\tc\u{1b}[31m");
        assert_eq!(draft.text(), "a\nb c[31m");
        draft.insert(&"x".repeat(2 * commands::LONGEST));
        assert_eq!(draft.text().chars().count(), commands::LONGEST);
    }
}
