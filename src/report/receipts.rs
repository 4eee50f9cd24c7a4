//! The receipts of a drill: every point with its words, its cue, and the line of the file that asked for it.

use super::feedback;
use super::page::{Page, Style, Tone, piece, plain};
use crate::drill::Session;
use crate::drill::session::Turn;
use crate::history::record::Drill;

/// The receipts of a whole drill, or of one turn, counted from 1.
pub fn page(session: &Session, drill: &Drill, only: Option<usize>, style: Style) -> Page {
    let mut page = Page::new(style);
    let id = drill.id.get(..8).unwrap_or(&drill.id);
    page.text(&[piece(&drill.title, Tone::Strong), piece(format!("  {}/{}  {id}", drill.framework, drill.scenario), Tone::Faint)]);
    for (at, turn) in session.turns.iter().enumerate().filter(|(at, _)| only.is_none_or(|only| only == at + 1)) {
        receipts(&mut page, at + 1, turn, &drill.persona);
    }
    page.gap();
    page.text(&[piece(format!("Scored by tactful {}, signals and framework {}.", drill.engine, drill.fingerprint), Tone::Faint)]);
    page
}

fn receipts(page: &mut Page, number: usize, turn: &Turn, persona: &str) {
    page.gap();
    let name = if persona.is_empty() { "They" } else { persona };
    page.paragraph(0, 3, &[piece(format!("{number}  "), Tone::Faint), piece(format!("{name}: "), Tone::Strong), piece(&turn.line, Tone::Voice)]);
    if turn.attempts.is_empty() {
        page.paragraph(3, 3, &[piece(if turn.skipped { "Skipped." } else { "Not answered yet." }, Tone::Faint)]);
    }
    for (no, attempt) in turn.attempts.iter().enumerate() {
        let mut notes = Vec::new();
        notes.extend((no > 0).then(|| format!("try {}, kept beside the first, which counts", no + 1)));
        notes.extend(attempt.assisted.then(|| "with help".to_owned()));
        let note = if notes.is_empty() { String::new() } else { format!("  ({})", notes.join(", ")) };
        page.paragraph(3, 3, &[piece("You: ", Tone::Strong), plain(&attempt.reply), piece(note, Tone::Faint)]);
        page.append(feedback::receipts(&attempt.judgement, page.style));
    }
}
