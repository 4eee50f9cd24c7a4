//! Before and after a row of single exchanges.

use super::page::{Page, Style, Tone, piece, plain};
use super::words;
use crate::history::schedule::skill_of;
use crate::score::Score;

/// Columns for names.
const NAMES: usize = 30;
/// Longest quote, in characters.
const QUOTE: usize = 40;

/// What is about to be practised. `skills`: by their names.
pub fn opening(skills: &[String], steps: usize, minutes: i64, style: Style) -> Page {
    let mut page = Page::new(style);
    let mut names: Vec<String> = Vec::new();
    for name in skills.iter().map(|skill| words::lower(skill)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    page.text(&[
        piece(format!("{}, about {}", words::count(steps, "exchange", "exchanges"), words::minutes(minutes)), Tone::Strong),
        plain(format!(": {}.", words::list(&names))),
    ]);
    page
}

/// Nothing is due. `in_days`: when something is.
pub fn nothing_due(newcomer: bool, in_days: Option<i64>, style: Style) -> Page {
    let mut page = Page::new(style);
    if newcomer {
        page.text(&[plain("Nothing has been practised yet, so nothing is due. "), piece("tactful drill", Tone::Strong), plain(" is where it begins.")]);
        return page;
    }
    let next = in_days.map(|days| format!(" Next: {}.", words::in_days(days))).unwrap_or_default();
    page.text(&[plain(format!("Nothing is due today.{next} If you feel like it, ")), piece("tactful drill", Tone::Strong), plain(" is always open.")]);
    page
}

/// A skill over a row of exchanges.
struct Row<'s> {
    skill: &'s str,
    title: &'s str,
    earned: f64,
    weight: f64,
    best: Option<(&'s str, f64)>,
}

/// What came of it. `next`: in how many days a skill is due again.
pub fn closing(scores: &[&Score], of: usize, next: &dyn Fn(&str) -> Option<i64>, style: Style) -> Page {
    let mut page = Page::new(style);
    page.gap();
    page.text(&[piece("Well practised", Tone::Strong), plain(format!(": {} of {}.", scores.len(), words::count(of, "exchange", "exchanges")))]);
    for row in rows(scores) {
        let share = if row.weight > 0.0 { row.earned / row.weight } else { 0.0 };
        let level = if share >= 0.75 {
            crate::speech::evidence::Level::Clear
        } else if share > 0.0 {
            crate::speech::evidence::Level::Some
        } else {
            crate::speech::evidence::Level::Not
        };
        let mut pieces = Vec::new();
        if style.numbers {
            pieces.push(plain(format!("{:>3}%\u{a0}\u{a0}", words::points(share * 100.0)).replace(' ', "\u{a0}")));
        }
        pieces.extend(row.best.map(|(quote, _)| piece(format!("{}  ", words::quote(quote, QUOTE)), Tone::Voice)));
        pieces.extend(next(row.skill).map(|days| piece(format!("again {}", words::in_days(days.max(1))), Tone::Faint)));
        page.row(words::mark(level), row.title, NAMES, &pieces);
    }
    page
}

fn rows<'s>(scores: &[&'s Score]) -> Vec<Row<'s>> {
    let mut rows: Vec<Row> = Vec::new();
    for criterion in scores.iter().flat_map(|score| &score.skills) {
        let skill = skill_of(&criterion.id);
        let at = rows.iter().position(|row| row.skill == skill).unwrap_or_else(|| {
            // The parts of the check-in stand together under its name.
            let title = if skill == "close-loop" { "Closing the loop" } else { &criterion.title };
            rows.push(Row { skill, title, earned: 0.0, weight: 0.0, best: None });
            rows.len() - 1
        });
        let row = &mut rows[at];
        row.earned += criterion.earned;
        row.weight += criterion.weight;
        if let Some(evidence) = criterion.best().filter(|_| criterion.earned > row.best.map_or(0.0, |best| best.1)) {
            row.best = Some((&evidence.text, criterion.earned));
        }
    }
    rows
}
