//! Something wrong in an author's file, as data. Words and colours are given to it in `report`.

use std::ops::Range;
use std::sync::Arc;

/// A file's text under the name by which it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path, as the author knows it.
    pub name: String,
    /// All of it, without a byte order mark.
    pub text: String,
    /// Where its lines start.
    lines: Vec<usize>,
}

impl Source {
    /// A source that findings can share.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text: String = text.into();
        // A byte order mark is invisible to the author; no message could explain it.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Arc::new(Self { name: name.into(), text, lines })
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let line = self.lines.partition_point(|start| *start <= byte);
        (line, self.text[self.lines[line - 1]..byte].chars().count() + 1)
    }
}

impl Source {
    /// The bytes of some words within a span; the whole span where they are written otherwise there.
    pub fn narrow(&self, span: &Range<usize>, words: &str) -> Range<usize> {
        let found = self.text.get(span.clone()).and_then(|text| text.find(words)).filter(|_| !words.is_empty());
        found.map_or(span.clone(), |at| span.start + at..span.start + at + words.len())
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file can not be used.
    Error,
    /// The file works; it could be better.
    Advice,
}

impl Severity {
    /// As it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Advice => "advice",
        }
    }
}

/// One thing that is wrong, where, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its code, which `tactful explain` knows and which is never reused.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The file.
    pub source: Arc<Source>,
    /// The bytes concerned.
    pub span: Range<usize>,
    /// What is wrong: lower case, names in backticks, no full stop.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// Another place that belongs to it, and what it is.
    pub also: Option<(Range<usize>, String)>,
}

impl Finding {
    /// An error at a place.
    pub fn error(code: &'static str, source: &Arc<Source>, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, source: Arc::clone(source), span, message: message.into(), help: None, also: None }
    }

    /// Advice at a place.
    pub fn advice(code: &'static str, source: &Arc<Source>, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Advice, ..Self::error(code, source, span, message) }
    }

    /// With the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a second place.
    #[must_use]
    pub fn also(mut self, span: Range<usize>, what: impl Into<String>) -> Self {
        self.also = Some((span, what.into()));
        self
    }
}

/// The known name that is nearest to a mistyped one, if one is near.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// How alike two names must be, 0.0..=1.0; below it a suggestion is a riddle.
    const ALIKE: f64 = 0.75;
    let score = |known: &str| strsim::jaro_winkler(name, known);
    known.into_iter().map(|known| (score(known), known)).filter(|(score, _)| *score >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let source = Source::new("x.yaml", "\u{feff}a: 1\né: 日本\n");
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(source.text.find('本').unwrap()), (2, 5));
        assert_eq!(source.position(9999), (3, 1));
    }

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(did_you_mean("reflexion", ["warmth", "reflection"]), Some("reflection"));
        assert_eq!(did_you_mean("zebra", ["warmth", "reflection"]), None);
    }
}
