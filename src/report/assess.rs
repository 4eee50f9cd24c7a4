//! An assessment on the screen: what it is made of, and what it says beside the last one.

use super::page::{Page, Piece, Style, Tone, piece, plain};
use super::when::Clock;
use super::words;
use crate::history::measure::{Comparison, ENOUGH, Row, Verdict};
use crate::score::Judgement;

/// Columns for names.
const NAMES: usize = 28;

/// What is about to come.
pub fn opening(title: &str, exchanges: usize, scenarios: usize, minutes: i64, style: Style) -> Page {
    let mut page = Page::new(style);
    page.text(&[piece("Assessment", Tone::Strong), plain(format!(": {title}"))]);
    let set = format!(
        "{} out of {}, about {}",
        words::count(exchanges, "exchange", "exchanges"),
        words::count(scenarios, "scenario", "scenarios"),
        words::minutes(minutes)
    );
    page.text(&[plain(format!(
        "{set}. They are the same each time, so that you can compare. There are no hints and no second tries, and the feedback comes at the end."
    ))]);
    page
}

/// An exchange of it, as it was answered.
pub struct Answered<'a> {
    /// "double-booked/kerb".
    pub place: String,
    /// What was said.
    pub reply: &'a str,
    /// How it landed.
    pub judgement: &'a Judgement,
}

/// What came of it. `title`: the name of a skill.
pub fn page(answered: &[Answered], of: usize, comparison: &Comparison, title: &dyn Fn(&str) -> String, clock: &Clock, style: Style) -> Page {
    let mut page = Page::new(style);
    page.gap();
    page.text(&[piece("What you said", Tone::Strong)]);
    answered.iter().for_each(|one| exchange(&mut page, one));
    page.gap();
    page.text(&[piece("Skill by skill", Tone::Strong), piece(format!("  {}", basis(comparison, answered.len(), of, clock)), Tone::Faint)]);
    comparison.rows.iter().for_each(|row| skill(&mut page, row, &title(&row.skill)));
    if let Some(now) = comparison.score.filter(|_| style.numbers) {
        page.gap();
        let before = comparison.score_before.map(|before| format!(", {} then", words::points(before))).unwrap_or_default();
        page.text(&[plain(format!("Together {} of 100{before}.", words::points(now)))]);
    }
    page
}

fn basis(comparison: &Comparison, answered: usize, of: usize, clock: &Clock) -> String {
    let now = if answered < of { format!("{answered} of {of} exchanges") } else { words::count(of, "exchange", "exchanges") };
    match comparison.before {
        None => format!("{now}; nothing to compare with yet"),
        Some(before) if comparison.shared < comparison.answered => {
            format!("{now}; compared with {} over the {} that read the same", clock.when(before), comparison.shared)
        }
        Some(before) => format!("{now}; compared with {}", clock.when(before)),
    }
}

fn exchange(page: &mut Page, one: &Answered) {
    let mut head = vec![piece(&one.place, Tone::Strong)];
    if let Some(score) = one.judgement.score() {
        let tone = if score.pass { Tone::Good } else { Tone::Fair };
        let word = if score.pass { "It lands" } else { "Not there yet" };
        let number = if page.style.numbers { format!(": {} of 100", words::points(score.score)) } else { String::new() };
        head.push(piece(format!("  {word}{number}"), tone));
    }
    page.paragraph(2, 4, &head);
    page.paragraph(4, 4, &[piece(words::quote(one.reply, 160), Tone::Voice)]);
    let Some(score) = one.judgement.score() else { return };
    let missing: Vec<String> =
        score.missing().filter(|criterion| !criterion.id.starts_with("check-in-")).map(|criterion| words::lower(&criterion.title)).collect();
    if !missing.is_empty() {
        page.paragraph(4, 6, &[piece(format!("not heard: {}", words::list(&missing)), Tone::Faint)]);
    }
    if let Some(advice) = &score.advice {
        page.paragraph(4, 6, &[piece("Try: ", Tone::Strong), plain(&advice.text)]);
    }
}

fn skill(page: &mut Page, row: &Row, title: &str) {
    let mut pieces: Vec<Piece> = Vec::new();
    if page.style.numbers {
        let number = |share: f64| format!("{:>3}%", words::points(share * 100.0));
        let before = row.before.map_or_else(|| "    ".to_owned(), |before| number(before.share));
        pieces.push(plain(format!("{before} -> {}  ", number(row.now.share)).replace(' ', "\u{a0}")));
    }
    let replies = words::count(row.now.replies, "reply", "replies");
    pieces.push(match Verdict::of(row.now, row.before) {
        Verdict::First if row.now.replies < ENOUGH => piece(format!("{replies}: too few to tell"), Tone::Faint),
        Verdict::First => piece(replies, Tone::Faint),
        Verdict::TooFew => piece(format!("{replies}: too few to tell"), Tone::Faint),
        Verdict::Up => piece(format!("better, over {replies}"), Tone::Good),
        Verdict::Same => piece(format!("about the same, over {replies}"), Tone::Faint),
        Verdict::Down => piece(format!("less, over {replies}"), Tone::Fair),
    });
    page.row(plain(" "), title, NAMES, &pieces);
}
