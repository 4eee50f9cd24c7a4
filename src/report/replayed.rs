//! What came of playing a saved drill again.

use super::page::{Page, Style, Tone, piece, plain};
use super::words;
use crate::drill::replay::{CriterionDiffers, Differs, Replayed};
use crate::speech::evidence::Level;

/// Longest quote, in characters.
const QUOTE: usize = 60;

/// The same score again, or exactly what differs.
pub fn page(name: &str, found: &Replayed, style: Style) -> Page {
    let mut page = Page::new(style);
    let count = words::count(found.attempts, "reply", "replies");
    match found.is_same() {
        true => {
            page.text(&[piece("+", Tone::Good), plain(format!(" {name}: the same score again, {count} in {}", words::count(found.turns, "turn", "turns")))])
        }
        false => {
            let count = words::count(found.differences.len(), "difference", "differences");
            page.text(&[piece("!", Tone::Poor), plain(format!(" {name}: not as it was, {count}"))]);
        }
    }
    if let Some((then, now)) = &found.engine {
        page.paragraph(2, 4, &[plain(format!("scored by tactful {then}, played again by {now}"))]);
    }
    if found.rewritten {
        page.paragraph(2, 4, &[plain("the framework has changed since")]);
    } else if found.retuned {
        page.paragraph(2, 4, &[plain("the signals have changed since")]);
    }
    if found.is_same() && found.receipts > 0 {
        page.paragraph(2, 4, &[plain(format!("{} to other cues or places than they did", words::count(found.receipts, "receipt points", "receipts point")))]);
    }
    for difference in &found.differences {
        tell(&mut page, difference.turn, &difference.what);
    }
    page
}

fn tell(page: &mut Page, turn: usize, what: &Differs) {
    let head = piece(if turn == 0 { "the whole drill: ".to_owned() } else { format!("turn {turn}: ") }, Tone::Strong);
    let points = |score: &Option<f64>| score.map_or_else(|| "nothing".to_owned(), |score| format!("{score:.1}"));
    let quote = |text: &str| words::quote(text, QUOTE);
    match what {
        Differs::Course { then: Some(then), now: Some(now) } => page.paragraph(2, 4, &[head, plain(format!("it was the beat `{then}`, now it is `{now}`"))]),
        Differs::Course { then: Some(then), now: None } => page.paragraph(2, 4, &[head, plain(format!("the beat `{then}` is not reached any more"))]),
        Differs::Course { now, .. } => {
            page.paragraph(2, 4, &[head, plain(format!("the beat `{}` was not reached then", now.as_deref().unwrap_or_default()))]);
        }
        Differs::Line { then, now } => page.paragraph(2, 4, &[head, plain(format!("the line was {}, now it is {}", quote(then), quote(now)))]),
        Differs::Reply { then, now } => page.paragraph(2, 4, &[head, plain(format!("the reply says {}, but {} was typed", quote(then), quote(now)))]),
        Differs::Total { then, now } => {
            page.paragraph(2, 4, &[head, plain(format!("{} is written down, its replies come to {}", points(&Some(*then)), points(now)))])
        }
        Differs::Trust { then, now } => page.paragraph(2, 4, &[head, plain(format!("trust was {}, now it is {}", number(*then), number(*now)))]),
        Differs::Score { no, then, now, criteria } => {
            let tries = if *no > 1 { format!("try {no} ") } else { String::new() };
            page.paragraph(2, 4, &[head, plain(format!("{tries}scored {}, now it is {}", points(then), points(now)))]);
            criteria.iter().for_each(|criterion| differs(page, criterion));
        }
    }
}

fn number(trust: Option<i32>) -> String {
    trust.map_or_else(|| "not moved".to_owned(), |trust| trust.to_string())
}

fn differs(page: &mut Page, criterion: &CriterionDiffers) {
    let level = |level: Option<Level>| level.map_or("not asked for", words::level);
    let (then, now) = criterion.earned;
    let text = format!("{} ({}), now {} ({})", level(criterion.then), words::weight(then), level(criterion.now), words::weight(now));
    page.row(plain(" "), &criterion.title, 30, &[plain(text), piece(format!("  {}", criterion.id), Tone::Faint)]);
}
