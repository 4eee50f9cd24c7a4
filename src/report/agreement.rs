//! Agreement with people, as a table and as the replies worth arguing about.

use super::page::{Page, Style, Tone, piece, plain};
use super::words;
use crate::score::agreement::Agreement;
use crate::speech::evidence::Evidence;

/// Columns for the names of signals.
const NAMES: usize = 22;

/// A reply on which people and cues differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// Its id.
    pub id: String,
    /// What was said just before.
    pub context: Option<String>,
    /// What was said.
    pub reply: String,
    /// The level people gave, 0 to 2.
    pub labelled: u8,
    /// The level that was heard, 0 to 2.
    pub heard: u8,
    /// What it was heard by.
    pub evidence: Vec<Evidence>,
}

/// The figures, a line for each signal.
pub fn table(rows: &[(String, Agreement)], style: Style) -> Page {
    let mut page = Page::new(style);
    page.row(plain(" "), "signal", NAMES, &[piece("    n   pos  prec   rec    F1  macro  kappa  levels", Tone::Faint)]);
    for (signal, a) in rows {
        let levels = a.three_levels.map_or_else(|| "     ".to_owned(), |f1| format!("{f1:.3}"));
        let figures = format!("{:>5} {:>5}  {:.2}  {:.2}  {:.3}  {:.3}  {:.3}  {levels}", a.n, a.positives, a.precision, a.recall, a.f1, a.macro_f1, a.kappa);
        page.row(plain(" "), signal, NAMES, &[plain(figures.replace(' ', "\u{a0}"))]);
    }
    page
}

/// The replies of one signal on which people and cues differ.
pub fn disagreements(signal: &str, all: &[Disagreement], most: usize, style: Style) -> Page {
    let mut page = Page::new(style);
    let kinds = [("heard, but not labelled", true), ("labelled, but not heard", false)];
    for (title, heard) in kinds {
        let these: Vec<&Disagreement> = all.iter().filter(|one| (one.heard > 0) == heard).collect();
        page.gap();
        page.text(&[piece(format!("{signal}: {title}"), Tone::Strong), piece(format!("  {}", these.len()), Tone::Faint)]);
        these.into_iter().take(most).for_each(|one| disagreement(&mut page, one));
    }
    page
}

fn disagreement(page: &mut Page, one: &Disagreement) {
    page.gap();
    if let Some(context) = &one.context {
        page.paragraph(2, 4, &[piece(format!("after {}", words::quote(context, 200)), Tone::Faint)]);
    }
    let levels = format!("  {} (labelled {}, heard {})", one.id, one.labelled, one.heard);
    page.paragraph(2, 4, &[piece(words::quote(&one.reply, 400), Tone::Voice), piece(levels, Tone::Faint)]);
    for evidence in &one.evidence {
        let by = format!("{:+} {}  `{}`  {}", evidence.weight, words::quote(&evidence.text, 60), evidence.cue, evidence.at);
        page.paragraph(6, 8, &[piece(by, Tone::Faint)]);
    }
}
