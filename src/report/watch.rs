//! What came of a save, in a few lines: what is new, what is mended, and how the file stands.

use super::page::{Page, Piece, Style, Tone, piece, plain};
use super::words;
use crate::framework::finding::{Finding, Severity};

/// So many findings are shown with their pictures; the others are counted.
const SHOWN: usize = 3;
/// So many mended findings are named.
const MENDED: usize = 5;
/// So many files have a line of their own.
const FILES: usize = 8;

/// A file after a save.
#[derive(Debug, Clone, PartialEq)]
pub struct Save {
    /// The file, as its author calls it.
    pub file: String,
    /// What came of it.
    pub what: What,
}

/// What came of a save.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// It is no YAML, so it is half written and nothing else is said of it.
    Half(Finding),
    /// It is not there any more.
    Gone,
    /// It was checked and tested.
    Tried(Tried),
}

/// A file that was checked and tested.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tried {
    /// How many examples were run.
    pub ran: usize,
    /// Everything that is wrong in it.
    pub wrong: Vec<Finding>,
    /// What of that was not wrong before.
    pub new: Vec<Finding>,
    /// What was wrong before and is not any more.
    pub mended: Vec<Finding>,
}

impl Tried {
    /// A file that is seen for the first time: all that is wrong is new.
    pub fn first(ran: usize, wrong: Vec<Finding>) -> Self {
        Self { ran, new: wrong.clone(), wrong, mended: Vec::new() }
    }

    /// A file that was seen before, with what was wrong then.
    pub fn since(before: &[Finding], ran: usize, wrong: Vec<Finding>) -> Self {
        let mut old: Vec<(String, &Finding)> = before.iter().map(|finding| (same(finding), finding)).collect();
        let mut new = Vec::new();
        for finding in &wrong {
            let key = same(finding);
            match old.iter().position(|(known, _)| *known == key) {
                Some(at) => _ = old.remove(at),
                None => new.push(finding.clone()),
            }
        }
        let mended = old.into_iter().map(|(_, finding)| finding.clone()).collect();
        Self { ran, wrong, new, mended }
    }

    /// Is nothing wrong that must be mended?
    pub fn is_fine(&self) -> bool {
        self.wrong.iter().all(|finding| finding.severity == Severity::Advice)
    }
}

/// What stays the same of a finding when lines move: its code, the words pointed at, and what is said without any number.
fn same(finding: &Finding) -> String {
    let words = finding.source.text.get(finding.span.clone()).unwrap_or_default();
    let said: String = finding.message.chars().filter(|c| !c.is_ascii_digit()).collect();
    format!("{} {words} {said}", finding.code)
}

/// A part of what is printed.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Lines.
    Page(Page),
    /// Findings with their pictures.
    Pictures(Vec<Finding>),
}

/// What came of a save: a block for each file concerned.
pub fn saved(time: &str, saves: &[Save], style: Style) -> Vec<Part> {
    let mut parts: Vec<Part> = saves.iter().take(FILES).flat_map(|save| block(time, save, style)).collect();
    let more = saves.len().saturating_sub(FILES);
    if more > 0 {
        let mut page = Page::new(style);
        page.text(&[piece(format!("          and {}", words::count(more, "more file", "more files")), Tone::Faint)]);
        parts.push(Part::Page(page));
    }
    parts
}

fn block(time: &str, save: &Save, style: Style) -> Vec<Part> {
    let mut page = Page::new(style);
    let mut line = vec![piece(time, Tone::Faint), plain("  "), piece(&save.file, Tone::Strong), plain("  ")];
    let tried = match &save.what {
        What::Half(finding) => {
            let (number, _) = finding.source.position(finding.span.start);
            let said = finding.message.trim_start_matches("this is not YAML: ");
            line.push(piece(format!("half written, line {number}: {said}"), Tone::Fair));
            None
        }
        What::Gone => {
            line.push(piece("is gone", Tone::Fair));
            None
        }
        What::Tried(tried) => {
            line.extend(verdict(tried));
            Some(tried)
        }
    };
    page.paragraph(0, 10, &line);
    let Some(tried) = tried else { return vec![Part::Page(page)] };
    mended(&mut page, &tried.mended);
    let mut parts = vec![Part::Page(page)];
    parts.extend(pictures(&tried.new, &save.file, style));
    parts
}

/// How a file stands.
fn verdict(tried: &Tried) -> Vec<Piece> {
    let mut counts = counts(&tried.wrong);
    let old = tried.wrong.len() - tried.new.len();
    if tried.is_fine() {
        let examples = if tried.ran > 0 { format!("{}, ", words::count(tried.ran, "example", "examples")) } else { String::new() };
        counts.insert(0, format!("{examples}all as they should be"));
    }
    let mut line = vec![piece(counts.join(", "), if tried.is_fine() { Tone::Good } else { Tone::Poor })];
    if old > 0 {
        let before = if tried.new.is_empty() { "as before".to_owned() } else { format!("{old} as before") };
        line.push(piece(format!("  ({before})"), Tone::Faint));
    }
    line
}

/// "2 errors", "1 example not as it should be", "3 advice": what there is of each.
fn counts(wrong: &[Finding]) -> Vec<String> {
    let number = |of: &dyn Fn(&&Finding) -> bool| wrong.iter().filter(of).count();
    let advice = number(&|finding| finding.severity == Severity::Advice);
    let failed = number(&|finding| finding.severity == Severity::Error && is_trial(finding));
    let errors = wrong.len() - advice - failed;
    let mut counts = Vec::new();
    if errors > 0 {
        counts.push(words::count(errors, "error", "errors"));
    }
    if failed > 0 {
        counts.push(words::count(failed, "example not as it should be", "examples not as they should be"));
    }
    if advice > 0 {
        counts.push(format!("{advice} advice"));
    }
    counts
}

/// Is it an example that does not do what it should?
fn is_trial(finding: &Finding) -> bool {
    finding.code.starts_with('T')
}

fn mended(page: &mut Page, mended: &[Finding]) {
    for finding in mended.iter().take(MENDED) {
        let words = finding.source.text.get(finding.span.clone()).unwrap_or_default();
        let what = if is_trial(finding) { words::quote(words.trim_matches(['"', '\'']), 50) } else { finding.message.clone() };
        page.paragraph(10, 12, &[piece("+", Tone::Good), plain(" mended: "), plain(what)]);
    }
    let more = mended.len().saturating_sub(MENDED);
    if more > 0 {
        page.paragraph(10, 12, &[piece("+", Tone::Good), plain(format!(" and {more} more"))]);
    }
}

/// The first few with their pictures, errors before advice, and how many there are besides.
fn pictures(findings: &[Finding], file: &str, style: Style) -> Vec<Part> {
    if findings.is_empty() {
        return Vec::new();
    }
    let mut sorted: Vec<Finding> = findings.to_vec();
    sorted.sort_by_key(|finding| finding.severity);
    let rest = sorted.split_off(SHOWN.min(sorted.len()));
    let mut gap = Page::new(style);
    gap.gap();
    let mut parts = vec![Part::Page(gap), Part::Pictures(sorted)];
    if !rest.is_empty() {
        let mut page = Page::new(style);
        let command = if rest.iter().all(is_trial) { "test" } else { "check" };
        page.paragraph(0, 2, &[plain(format!("and {} more: ", rest.len())), piece(format!("tactful {command} {file}"), Tone::Strong)]);
        page.gap();
        parts.push(Part::Page(page));
    }
    parts
}

/// Everything at once, at the beginning and on demand: how all stand, and what is wrong in which file.
pub fn all(time: &str, files: &[Save], style: Style) -> Vec<Part> {
    let tried: Vec<&Tried> = files.iter().filter_map(|save| if let What::Tried(tried) = &save.what { Some(tried) } else { None }).collect();
    let half = files.len() - tried.len();
    let ran = tried.iter().map(|tried| tried.ran).sum();
    let wrong: Vec<Finding> = tried.iter().flat_map(|tried| tried.wrong.clone()).collect();
    let fine = half == 0 && tried.iter().all(|tried| tried.is_fine());
    let mut said = counts(&wrong);
    if half > 0 {
        said.insert(0, format!("{half} half written"));
    }
    if fine {
        said.insert(0, "all as they should be".to_owned());
    }
    let mut page = Page::new(style);
    let counted = format!("{}, {}: ", words::count(files.len(), "file", "files"), words::count(ran, "example", "examples"));
    let said = if said.is_empty() { "nothing to try yet".to_owned() } else { said.join(", ") };
    page.paragraph(0, 10, &[piece(time, Tone::Faint), plain("  "), plain(counted), piece(said, if fine { Tone::Good } else { Tone::Poor })]);
    let parts = std::iter::once(Part::Page(page));
    let concerned: Vec<Save> = files.iter().filter(|save| !matches!(&save.what, What::Tried(tried) if tried.wrong.is_empty())).cloned().collect();
    match concerned.as_slice() {
        // What is said of the only file is said already.
        [Save { file, what: What::Tried(tried) }] if files.len() == 1 => parts.chain(pictures(&tried.wrong, file, style)).collect(),
        _ => parts.chain(saved(time, &concerned, style)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::finding::Source;

    fn finding(code: &'static str, text: &str, at: &str, message: &str) -> Finding {
        let start = text.find(at).unwrap();
        Finding::error(code, &Source::new("desk.yaml", text), start..start + at.len(), message)
    }

    fn text(parts: &[Part]) -> String {
        let one = |part: &Part| match part {
            Part::Page(page) => page.to_plain(),
            Part::Pictures(findings) => findings.iter().map(|finding| format!("[{}]\n", finding.message)).collect(),
        };
        parts.iter().map(one).collect()
    }

    fn tried(tried: Tried) -> String {
        text(&saved("14:03:22", &[Save { file: "desk.yaml".into(), what: What::Tried(tried) }], Style::new(80)))
    }

    #[test]
    fn a_finding_whose_line_moved_is_the_same_and_not_a_new_one() {
        let before = [finding("F012", "a\nwarmht", "warmht", "there is no signal `warmht`"), finding("T001", "a\n\"Hm.\"", "\"Hm.\"", "by `hm` (1, line 2)")];
        let after = vec![
            finding("F012", "a\nb\nc\nwarmht", "warmht", "there is no signal `warmht`"),
            finding("T001", "a\nb\n\"Hm.\"", "\"Hm.\"", "by `hm` (1, line 3)"),
        ];
        let tried = Tried::since(&before, 3, after);
        assert_eq!((tried.new.len(), tried.mended.len()), (0, 0));
    }

    #[test]
    fn of_two_that_are_alike_one_can_be_mended() {
        let one = finding("F012", "warmht", "warmht", "there is no signal `warmht`");
        let since = Tried::since(&[one.clone(), one.clone()], 1, vec![one]);
        assert_eq!((since.new.len(), since.mended.len()), (0, 1));
    }

    #[test]
    fn a_block_says_how_it_stands_and_what_became_better_or_worse() {
        assert_eq!(tried(Tried::first(12, Vec::new())), "14:03:22  desk.yaml  12 examples, all as they should be\n");
        let old = finding("F012", "warmht", "warmht", "there is no signal `warmht`");
        let gone = finding("T001", "\"Still at exit B?\"", "\"Still at exit B?\"", "`confirm` is not heard");
        let new = finding("F003", "id: x", "id", "`x` has no `title`");
        let since = Tried::since(&[old.clone(), gone], 4, vec![old, new]);
        let expected = "14:03:22  desk.yaml  2 errors  (1 as before)\n          + mended: “Still at exit B?”\n\n[`x` has no `title`]\n";
        assert_eq!(tried(since), expected);
    }

    #[test]
    fn many_new_findings_are_counted_and_a_half_written_file_is_one_line() {
        let many: Vec<Finding> = (0..9).map(|number| finding("F012", "warmht", "warmht", &format!("no {number}"))).collect();
        let said = tried(Tried::first(0, many));
        assert!(said.starts_with("14:03:22  desk.yaml  9 errors\n") && said.ends_with("[no 2]\nand 6 more: tactful check desk.yaml\n\n"), "{said}");
        let half = finding("F001", "a: 1\nb: \"", "\"", "this is not YAML: the quotation has no end");
        let said = text(&saved("14:03:22", &[Save { file: "desk.yaml".into(), what: What::Half(half) }], Style::new(80)));
        assert_eq!(said, "14:03:22  desk.yaml  half written, line 2: the quotation has no end\n");
    }

    #[test]
    fn at_the_beginning_all_are_counted_together() {
        let save = |file: &str, wrong: Vec<Finding>| Save { file: file.into(), what: What::Tried(Tried::first(5, wrong)) };
        let fine = text(&all("9:00:00", &[save("a.yaml", Vec::new()), save("b.yaml", Vec::new())], Style::new(80)));
        assert_eq!(fine, "9:00:00  2 files, 10 examples: all as they should be\n");
        let wrong = vec![finding("F012", "warmht", "warmht", "there is no signal `warmht`")];
        let said = text(&all("9:00:00", &[save("a.yaml", Vec::new()), save("b.yaml", wrong)], Style::new(80)));
        assert_eq!(said, "9:00:00  2 files, 10 examples: 1 error\n9:00:00  b.yaml  1 error\n\n[there is no signal `warmht`]\n");
    }
}
