//! YAML as a tree that knows the place of every key and value.
//!
//! serde stops at the first error and forgets places; this tree finds all of them and keeps all places. The values go on
//! to serde straight from it (`values.rs`), so a file is parsed once.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use serde_yaml::{Number, Value};

use super::finding::{Finding, Source};

/// Deeper than any framework, and shallow enough for every stack.
const MAX_DEPTH: usize = 64;
/// A file larger than this (1 MiB) is not a framework.
pub const MAX_BYTES: usize = 1 << 20;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Bytes of the file.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Text or number; `plain` when it was written without quotes and may be a number.
    Scalar {
        /// The text without quotes.
        text: String,
        /// Written without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping; keys are scalars.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its text.
    pub text: String,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// A step on the way to a value: a key, or a number in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Under this key.
    Key(&'a str),
    /// At this place of a list.
    At(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(at: usize) -> Self {
        Self::At(at)
    }
}

/// A path for [`Node::at`]: `path!["scenarios", 0, "beats"]`.
#[macro_export]
#[doc(hidden)]
macro_rules! path {
    ($($step:expr),* $(,)?) => { &[$($crate::framework::yaml::Step::from($step)),*] };
}

impl Node {
    /// The value at the end of a path, if all of it is there.
    pub fn at(&self, path: &[Step]) -> Option<&Self> {
        path.iter().try_fold(self, |node, step| match (&node.kind, step) {
            (Kind::Map(entries), Step::Key(key)) => entries.iter().find(|(k, _)| k.text == *key).map(|(_, value)| value),
            (Kind::List(items), Step::At(at)) => items.get(*at),
            _ => None,
        })
    }

    /// The place of the value at the end of a path, or of what of the path is there.
    pub fn place(&self, path: &[Step]) -> Range<usize> {
        (0..=path.len()).rev().find_map(|length| self.at(&path[..length])).map_or(self.span.clone(), |node| node.span.clone())
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// An unquoted scalar by the core schema of YAML 1.2: null, true, false, numbers, or text.
pub(super) fn plain_value(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let numeric = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) && text.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    if let Ok(number) = unsigned.parse::<i64>() {
        return Value::Number(Number::from(number));
    }
    match unsigned.parse::<f64>() {
        Ok(number) if numeric && number.is_finite() => Value::Number(Number::from(number)),
        _ => Value::String(text.to_owned()),
    }
}

/// Reads a file. What could be read is given also when there are findings; a syntax error ends the reading.
pub fn read(source: &Arc<Source>) -> (Option<Node>, Vec<Finding>) {
    if source.text.len() > MAX_BYTES {
        let size = source.text.len();
        let finding =
            Finding::error("F001", source, 0..0, format!("the file has {size} bytes, at most {MAX_BYTES} are read")).help("split it into several frameworks");
        return (None, vec![finding]);
    }
    let mut reader = Reader { source, offsets: Offsets::new(&source.text), open: Vec::new(), root: None, findings: Vec::new(), documents: 0 };
    for event in Parser::new_from_str(&source.text) {
        let go_on = match event {
            Ok((event, span)) => reader.event(event, span),
            Err(error) => {
                reader.broken(reader.offsets.byte(error.marker().index()), error.info());
                false
            }
        };
        if !go_on {
            return (None, reader.findings);
        }
    }
    (reader.root, reader.findings)
}

/// The parser counts characters, files are bytes.
struct Offsets {
    /// Byte of each character, only where the two differ.
    bytes: Option<Vec<usize>>,
    length: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Self { bytes, length: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        match &self.bytes {
            None => character.min(self.length),
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.length),
        }
    }

    fn span(&self, span: Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }
}

/// How many bytes of a scalar are its own: the parser counts blanks and a comment behind it as part of it.
fn written(raw: &str, style: ScalarStyle) -> usize {
    let quote = match style {
        ScalarStyle::SingleQuoted => b'\'',
        ScalarStyle::DoubleQuoted => b'"',
        _ => return raw.trim_end().len(),
    };
    let bytes = raw.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at).filter(|_| bytes[0] == quote) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
            _ if *byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    raw.trim_end().len()
}

const ALIAS: &str = "`*` takes a value from another place; that is not read here";

/// A collection that is being read.
enum Open {
    List(Vec<Node>),
    Map { entries: Vec<(Key, Node)>, seen: Seen, key: Option<Key> },
}

/// The keys of a mapping that is being read. Most mappings are small and are looked through; only a large one is worth a table.
#[derive(Default)]
struct Seen(HashMap<String, Range<usize>>);

impl Seen {
    /// From so many keys on a table is quicker.
    const LARGE: usize = 16;

    /// Where this key stood before, if it did.
    fn before(&mut self, entries: &[(Key, Node)], key: &str, span: &Range<usize>) -> Option<Range<usize>> {
        if entries.len() < Self::LARGE {
            return entries.iter().find(|(known, _)| known.text == key).map(|(known, _)| known.span.clone());
        }
        if self.0.is_empty() {
            self.0.extend(entries.iter().map(|(known, _)| (known.text.clone(), known.span.clone())));
        }
        self.0.insert(key.to_owned(), span.clone())
    }
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    offsets: Offsets,
    open: Vec<(usize, Open)>,
    root: Option<Node>,
    findings: Vec<Finding>,
    documents: usize,
}

impl Reader<'_> {
    /// Takes in one event; false ends the reading.
    fn event(&mut self, event: Event, span: Span) -> bool {
        let place = self.offsets.span(span);
        match event {
            Event::DocumentStart(_) => return self.document(place),
            Event::Alias(_) => self.refuse(&place, ALIAS),
            Event::Scalar(text, style, anchor, tag) => {
                self.plain_only(&place, anchor, tag.is_some());
                let plain = style == ScalarStyle::Plain;
                let span = place.start..place.start + self.source.text.get(place).map_or(0, |raw| written(raw, style));
                self.value(Node { span, kind: Kind::Scalar { text: text.into_owned(), plain } });
            }
            Event::SequenceStart(anchor, tag) => {
                self.plain_only(&place, anchor, tag.is_some());
                return self.start(place.start, Open::List(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.plain_only(&place, anchor, tag.is_some());
                return self.start(place.start, Open::Map { entries: Vec::new(), seen: Seen::default(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(place.end),
            _ => {}
        }
        true
    }

    /// Where the parser gives up.
    fn broken(&mut self, at: usize, why: &str) {
        // `*so*` in a text is no mistake of YAML in the eyes of its author.
        if why.contains("unknown anchor") {
            let length = self.source.text[at..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(0);
            return self.refuse(&(at..at + length), ALIAS);
        }
        let help = "look at the line above too: a missing quote or a shifted column is often one line earlier";
        self.findings.push(Finding::error("F001", self.source, at..at, format!("this is not YAML: {why}")).help(help));
    }

    fn document(&mut self, place: Range<usize>) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            self.findings.push(
                Finding::error("F001", self.source, place, "a second document starts here")
                    .help("one file holds one framework: put the second into a file of its own"),
            );
        }
        self.documents == 1
    }

    fn refuse(&mut self, place: &Range<usize>, message: &str) {
        self.findings.push(Finding::error("F005", self.source, place.clone(), message).help("write the value out; or quote it, if the sign is part of a text"));
        // Its place is empty, so that nobody looks for more there.
        self.value(Node { span: place.start..place.start, kind: Kind::Scalar { text: String::new(), plain: false } });
    }

    fn plain_only(&mut self, place: &Range<usize>, anchor: usize, tagged: bool) {
        let message = match (anchor > 0, tagged) {
            (true, _) => "`&` gives a value a name; that is not read here",
            (_, true) => "`!` gives a value a type; that is not read here",
            _ => return,
        };
        self.findings.push(Finding::error("F005", self.source, place.clone(), message).help("leave it out; or quote the value, if the sign is part of a text"));
    }

    fn start(&mut self, start: usize, open: Open) -> bool {
        if self.open.len() == MAX_DEPTH {
            self.findings
                .push(Finding::error("F001", self.source, start..start, format!("more than {MAX_DEPTH} levels deep")).help("close the brackets that are open"));
            return false;
        }
        self.open.push((start, open));
        true
    }

    fn end(&mut self, end: usize) {
        let Some((start, open)) = self.open.pop() else { return };
        // A block ends where the next one starts; for the eye it ends with its last letter.
        let end = start + self.source.text.get(start..end).map_or(0, |text| text.trim_end().len());
        let kind = match open {
            Open::List(items) => Kind::List(items),
            Open::Map { entries, .. } => Kind::Map(entries),
        };
        self.value(Node { span: start..end, kind });
    }

    fn value(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some((_, Open::List(items))) => items.push(node),
            Some((_, Open::Map { entries, seen, key })) => match (key.take(), node.kind) {
                (Some(key), kind) => entries.push((key, Node { span: node.span, kind })),
                (None, Kind::Scalar { text, .. }) => {
                    if let Some(first) = seen.before(entries, &text, &node.span) {
                        let finding = Finding::error("F004", self.source, node.span.clone(), format!("`{text}` stands twice in this mapping"));
                        self.findings.push(finding.help("keep one of the two").also(first, "first here"));
                    }
                    *key = Some(Key { text, span: node.span });
                }
                (None, _) => {
                    self.findings.push(
                        Finding::error("F005", self.source, node.span.clone(), "a key must be a word")
                            .help("write `key: value`; quote texts that hold `: ` or start with `[` or `{`"),
                    );
                    *key = Some(Key { text: String::new(), span: node.span });
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Option<Node>, Vec<Finding>) {
        read(&Source::new("t.yaml", text))
    }

    #[test]
    fn every_value_knows_its_place() {
        let text = "é: 日本\nlist:\n  - { say: \"a b\", weight: +2 }\n  - x\n";
        let (root, findings) = tree(text);
        let root = root.unwrap();
        assert_eq!(findings, []);
        let at = |path: &[Step]| &text[root.place(path)];
        assert_eq!(at(path!["é"]), "日本");
        assert_eq!(at(path!["list", 0, "say"]), "\"a b\"");
        assert_eq!(at(path!["list", 0, "weight"]), "+2");
        assert_eq!(at(path!["list", 1]), "x");
        assert_eq!(at(path!["list", 0, "nothing", "there"]), "{ say: \"a b\", weight: +2 }");
        assert_eq!(plain_value("+2"), Value::Number(2.into()));
    }

    #[test]
    fn a_value_ends_with_its_last_sign() {
        let text = "a: { b: \"x\" , c: y , \"d\" : 'z''z'  } # e\nf: \"g\\\"\" # \"h\"\ni: j k # l\nm:   # n\no: |\n  p\n\nq: [r , \"s\" ]\n";
        let root = tree(text).0.unwrap();
        let at = |path: &[Step]| &text[root.place(path)];
        assert_eq!(
            [at(path!["a", "b"]), at(path!["a", "c"]), at(path!["a", "d"]), at(path!["f"]), at(path!["i"]), at(path!["m"])],
            ["\"x\"", "y", "'z''z'", "\"g\\\"\"", "j k", ""]
        );
        assert_eq!([at(path!["o"]), at(path!["q", 0]), at(path!["q", 1])], ["p", "r", "\"s\""]);
        let Kind::Map(entries) = &root.at(path!["a"]).unwrap().kind else { panic!("a mapping") };
        assert_eq!(&text[entries[2].0.span.clone()], "\"d\"");
    }

    #[test]
    fn unquoted_values_are_read_by_the_core_schema() {
        for (text, value) in [
            ("1.5", Value::from(1.5)),
            ("-3", Value::from(-3)),
            ("yes", Value::from("yes")),
            ("1e400", Value::from("1e400")),
            (".", Value::from(".")),
            ("inf", Value::from("inf")),
            ("~", Value::Null),
        ] {
            assert_eq!(plain_value(text), value, "{text}");
        }
    }

    #[test]
    fn all_that_is_refused_is_told_at_once() {
        let (_, findings) = tree("a: &x 1\nb: *x\na: 2\nc: !t 3\n? [k]\n: v\n");
        let codes: Vec<_> = findings.iter().map(|f| f.code).collect();
        assert_eq!(codes, ["F005", "F005", "F004", "F005", "F005"]);
    }

    #[test]
    fn a_star_in_a_text_is_told_at_its_place() {
        for (text, place) in [("a: *so* much\n", "*so*"), ("é: [b, *so]\n", "*so")] {
            let (_, findings) = tree(text);
            assert_eq!(findings.iter().map(|f| (f.code, &text[f.span.clone()])).collect::<Vec<_>>(), [("F005", place)]);
        }
    }

    #[test]
    fn broken_deep_and_huge_files_end_in_a_finding() {
        for text in ["a: [1", "a: \"x", "a:\n\tb: 1", &"[".repeat(100_000), &"x".repeat(MAX_BYTES + 1), "a: 1\n---\nb: 2"] {
            let (_, findings) = tree(text);
            assert_eq!(findings.first().map(|f| f.code), Some("F001"), "{:.20} {findings:?}", text);
        }
    }
}
