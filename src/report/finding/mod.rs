//! Findings as an author reads them: what is wrong, the line with a mark under the very words, and the way out.
//!
//! Other programs get them from [`machine`] and [`sarif`].

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use crate::framework::codes::Explanation;
use crate::framework::finding::{Finding, Severity, Source};

mod machine;
mod sarif;

pub use machine::{github, json};
pub use sarif::sarif;

/// Two places that are further apart than so many lines, or columns, are shown as two pictures.
const ONE_PICTURE: (usize, usize) = (6, 100);
/// No more than so many bytes of a value are marked.
const MARKED: usize = 100;
/// Of more bytes than this only a part is drawn.
const LONG: usize = 8000;

/// All findings, by file and place, each with its picture and a blank line behind it.
pub fn render(findings: &[Finding], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    sorted(findings).into_iter().map(|finding| renderer.render(&[picture(finding)]) + "\n\n").collect()
}

/// By file and place.
fn sorted(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| (finding.source.name.as_str(), finding.span.start, finding.code));
    sorted
}

fn picture(finding: &Finding) -> Group<'_> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Advice => Level::WARNING.with_name("advice"),
    };
    let source = &*finding.source;
    let near = finding.also.as_ref().filter(|(span, _)| one_picture(source, span.start, finding.span.start));
    let excerpt = Excerpt::of(source, near.map_or(finding.span.clone(), |(span, _)| around(span, &finding.span)));
    let mut marks = vec![AnnotationKind::Primary.span(excerpt.inside(&finding.span))];
    marks.extend(near.map(|(span, what)| AnnotationKind::Context.span(excerpt.inside(span)).label(normalize_untrusted_str(what))));
    let mut group = level.primary_title(&finding.message).id(finding.code).elements(excerpt.drawn(&finding.span, marks));
    if let (Some((span, what)), None) = (&finding.also, near) {
        let excerpt = Excerpt::of(source, span.clone());
        let mark = AnnotationKind::Context.span(excerpt.inside(span)).label(normalize_untrusted_str(what));
        group = group.elements(excerpt.drawn(span, vec![mark]));
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
        None => group,
    }
}

fn one_picture(source: &Source, one: usize, other: usize) -> bool {
    let ((line, column), (other_line, other_column)) = (source.position(one), source.position(other));
    line.abs_diff(other_line) <= ONE_PICTURE.0 && column.abs_diff(other_column) <= ONE_PICTURE.1
}

fn around(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

/// The lines of a source that a picture shows: drawing from the whole file for each finding would take long.
struct Excerpt<'a> {
    source: &'a Source,
    bytes: Range<usize>,
    /// Part of a line that is too long to be drawn whole.
    cut: bool,
}

impl<'a> Excerpt<'a> {
    fn of(source: &'a Source, span: Range<usize>) -> Self {
        let text = &source.text;
        let from = text.floor_char_boundary(span.start.min(text.len()));
        let to = text.floor_char_boundary(span.end.clamp(from, text.len()));
        let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
        let end = text[to..].find('\n').map_or(text.len(), |at| to + at);
        if end - start > LONG {
            let (start, end) = (start.max(from.saturating_sub(MARKED)), end.min(from + 2 * MARKED));
            return Self { source, bytes: text.ceil_char_boundary(start)..text.floor_char_boundary(end), cut: true };
        }
        // The other half of a Windows line end is no part of the line.
        let end = start + text[start..end].trim_end_matches('\r').len();
        Self { source, bytes: start..end, cut: false }
    }

    /// As a picture with marks; of a line that was cut the place is told apart, so that its column stays right.
    fn drawn(&self, place: &Range<usize>, marks: Vec<Annotation<'a>>) -> Vec<Element<'a>> {
        let (line, column) = self.source.position(if self.cut { place.start } else { self.bytes.start });
        let path = normalize_untrusted_str(&self.source.name);
        let snippet = Snippet::source(&self.source.text[self.bytes.clone()]).line_start(line).annotations(marks);
        match self.cut {
            true => vec![Origin::path(path).line(line).char_column(column).into(), snippet.into()],
            false => vec![snippet.path(path).into()],
        }
    }

    /// A span of the source as a span of this excerpt. A long value is marked where it begins.
    fn inside(&self, span: &Range<usize>) -> Range<usize> {
        let text = &self.source.text;
        let start = text.floor_char_boundary(span.start.clamp(self.bytes.start, self.bytes.end));
        let end = text.floor_char_boundary(span.end.clamp(start, self.bytes.end).min(start + MARKED));
        let line = text[start..end].find('\n').map_or(end, |at| start + at);
        start - self.bytes.start..line - self.bytes.start
    }
}

/// How many findings there are, and where, of so many files that were looked at: "3 errors, 1 advice in own-it.yaml".
pub fn summary(findings: &[Finding], files: usize) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let advice = findings.len() - errors;
    let concerned: BTreeSet<&str> = findings.iter().map(|finding| finding.source.name.as_str()).collect();
    let errors = match errors {
        0 => None,
        1 => Some("1 error".to_owned()),
        several => Some(format!("{several} errors")),
    };
    let counts: Vec<String> = errors.into_iter().chain((advice > 0).then(|| format!("{advice} advice"))).collect();
    let counts = counts.join(", ");
    match (concerned.first(), concerned.len()) {
        (None, _) if files == 1 => "nothing to mend in 1 file\n".to_owned(),
        (None, _) => format!("nothing to mend in {files} files\n"),
        (Some(file), 1) => format!("{counts} in {}\n", normalize_untrusted_str(file)),
        (_, several) if several >= files => format!("{counts} in {several} files\n"),
        (_, several) => format!("{counts} in {several} of {files} files\n"),
    }
}

/// What a code means, with an example of it and the way out.
pub fn explanation(explanation: &Explanation) -> String {
    let Explanation { code, title, why, wrong, right } = explanation;
    let indented = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
    format!("{code}: {title}\n\n{}\n\nwrong:\n\n{}\nright:\n\n{}", textwrap::fill(why, 80), indented(wrong), indented(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_shows_the_words_and_the_way_out() {
        let source = Source::new("own.yaml", "how:\n  - skill: reflexion\n");
        let finding = Finding::error("F012", &source, 16..25, "there is no signal `reflexion`").help("did you mean `reflection`?");
        assert_eq!(
            render(&[finding], false),
            "error[F012]: there is no signal `reflexion`\n --> own.yaml:2:12\n  |\n2 |   - skill: reflexion\n  |            ^^^^^^^^^\n  |\n  = help: did you mean `reflection`?\n\n"
        );
    }

    #[test]
    fn of_a_very_long_line_a_part_is_shown_and_the_column_stays_right() {
        let source = Source::new("long.yaml", format!("a: 1\n{}wrong{}", "ü ".repeat(5000), " x".repeat(5000)));
        let at = source.text.find("wrong").unwrap();
        let text = render(&[Finding::error("F001", &source, at..at + 5, "it is wrong")], false);
        assert!(text.contains(" --> long.yaml:2:10001\n") && text.len() < 600, "{text}");
        let mark = text.lines().find(|line| line.contains('^')).unwrap();
        let line = text.lines().find(|line| line.contains("wrong x")).unwrap();
        assert_eq!(mark.find('^'), line.chars().collect::<Vec<_>>().windows(5).position(|five| five.iter().collect::<String>() == "wrong"), "{text}");
    }

    #[test]
    fn the_summary_counts_in_plain_words() {
        let (one, two) = (Source::new("own-it.yaml", "a"), Source::new("b.yaml", "b"));
        let error = |source| Finding::error("F001", source, 0..1, "x");
        let advice = Finding::advice("F033", &one, 0..1, "x");
        assert_eq!(summary(&[], 1), "nothing to mend in 1 file\n");
        assert_eq!(summary(&[], 3), "nothing to mend in 3 files\n");
        assert_eq!(summary(&[error(&one), error(&one), error(&one), advice.clone()], 5), "3 errors, 1 advice in own-it.yaml\n");
        assert_eq!(summary(&[advice], 1), "1 advice in own-it.yaml\n");
        assert_eq!(summary(&[error(&one), error(&two)], 2), "2 errors in 2 files\n");
        assert_eq!(summary(&[error(&one), error(&two)], 5), "2 errors in 2 of 5 files\n");
    }

    #[test]
    fn no_span_is_too_odd_to_be_shown() {
        let source = Source::new("odd\u{1b}[31m.yaml", "é: 日本\r\n\u{1b}[31m: \u{202e}x\n\tw");
        for start in 0..40 {
            for end in start..40 {
                let finding = Finding::error("F001", &source, start..end, "\u{1b}[0m").help("\u{1b}[0m").also(end..start + 9, "x");
                let text = render(&[finding], false);
                assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
            }
        }
    }
}
