//! How a reply landed: what was heard and where, what was missing, and one thing to try.

use super::page::{Page, Piece, Style, Tone, piece, plain};
use super::words;
use crate::drill::effect::Landed;
use crate::score::judgement::Criterion;
use crate::score::{Judgement, Score};
use crate::speech::Ear;
use crate::speech::evidence::{Evidence, Heard, Level};

/// Columns for the names of criteria.
const NAMES: usize = 30;
/// Longest quote of evidence, in characters.
const QUOTE: usize = 60;

/// Feedback after a reply.
pub fn page(landed: &Landed, style: Style) -> Page {
    let mut page = judgement(&landed.judgement, style);
    let note = match (landed.attempt, landed.assisted) {
        (1, true) => Some("With help, so it is marked as assisted."),
        (1, false) => None,
        _ => Some("Another try: kept, and the first one counts."),
    };
    if let Some(note) = note {
        page.paragraph(2, 2, &[piece(note, Tone::Faint)]);
    }
    page
}

/// A judgement on its own.
pub fn judgement(judgement: &Judgement, style: Style) -> Page {
    let mut page = Page::new(style);
    page.gap();
    match judgement {
        Judgement::NotScored(why) => page.paragraph(2, 2, &[piece(words::not_scored(*why), Tone::Fair)]),
        Judgement::Scored(score) => {
            headline(&mut page, score);
            // Without a check-in its parts say nothing more.
            let told = |criterion: &&Criterion| score.rung != Some(0) || !criterion.id.starts_with("check-in-");
            score.skills.iter().filter(told).chain(&score.points).for_each(|criterion| wanted(&mut page, criterion));
            score.pitfalls.iter().for_each(|pitfall| costly(&mut page, pitfall));
            advice(&mut page, score);
        }
    }
    page
}

fn headline(page: &mut Page, score: &Score) {
    let (word, tone) = if score.pass { ("It lands", Tone::Good) } else { ("Not yet", Tone::Fair) };
    if !page.style.numbers {
        return page.paragraph(2, 2, &[piece(word, tone)]);
    }
    let mut pieces = vec![piece(format!("{word}: {} of 100", words::points(score.score)), tone)];
    if let (Some(how), Some(what)) = (score.how, score.what) {
        pieces.push(piece(format!("  (how {}, what {})", words::points(how), words::points(what)), Tone::Faint));
    }
    page.paragraph(2, 2, &pieces);
}

fn wanted(page: &mut Page, criterion: &Criterion) {
    page.row(words::mark(criterion.level), &criterion.title, NAMES, &found(criterion));
}

/// The quote that says most, and the level in a word.
fn found(criterion: &Criterion) -> Vec<Piece> {
    let best = criterion.best();
    let level = words::level(criterion.level);
    match best {
        Some(evidence) if criterion.level > Level::Not => vec![plain(words::quote(&evidence.text, QUOTE)), piece(format!("  {level}"), Tone::Faint)],
        _ if criterion.level > Level::Not => vec![piece(level, Tone::Faint)],
        _ => vec![piece("not heard", Tone::Faint)],
    }
}

fn costly(page: &mut Page, pitfall: &Criterion) {
    let quoted = pitfall.best().map(|e| words::quote(&e.text, QUOTE)).unwrap_or_default();
    page.row(piece("!", Tone::Poor), &pitfall.title, NAMES, &[plain(quoted), piece("  costs", Tone::Faint)]);
}

fn advice(page: &mut Page, score: &Score) {
    let Some(advice) = &score.advice else { return };
    let gain = if page.style.numbers && advice.gain >= 1.0 { format!(" (+{})", words::points(advice.gain)) } else { String::new() };
    page.paragraph(2, 7, &[piece("Try: ", Tone::Strong), plain(&advice.text), piece(gain, Tone::Faint)]);
}

/// Every point of a score: what counts, what it earned, and by which words and which line of which file.
pub fn receipts(judgement: &Judgement, style: Style) -> Page {
    let mut page = Page::new(style);
    page.gap();
    let Judgement::Scored(score) = judgement else {
        page.append(self::judgement(judgement, style));
        return page;
    };
    page.paragraph(2, 2, &[piece("Why this score", Tone::Strong)]);
    for (name, criteria) in [("How", &score.skills), ("What", &score.points), ("Pitfalls", &score.pitfalls)] {
        if !criteria.is_empty() {
            page.paragraph(2, 2, &[piece(name, Tone::Strong)]);
            criteria.iter().for_each(|criterion| receipt(&mut page, criterion, name == "Pitfalls"));
        }
    }
    sums(&mut page, score);
    page
}

fn receipt(page: &mut Page, criterion: &Criterion, pitfall: bool) {
    let earned = format!("{} of {}", words::weight(criterion.earned), words::weight(criterion.weight));
    let mark = if pitfall { piece("!", Tone::Poor) } else { words::mark(criterion.level) };
    page.row(mark, &criterion.title, NAMES, &[plain(earned), piece(format!("  {}", criterion.id), Tone::Faint)]);
    criterion.evidence.iter().for_each(|evidence| receipt_line(page, evidence));
}

fn receipt_line(page: &mut Page, evidence: &Evidence) {
    let cue = words::quote(&evidence.cue, 70).replace(['“', '”'], "`");
    let weight = format!("{:+}", (evidence.weight * 10.0).round() / 10.0);
    page.paragraph(6, 8, &[plain(format!("{weight} {}", words::quote(&evidence.text, QUOTE))), piece(format!("  {cue}  {}", evidence.at), Tone::Faint)]);
}

fn sums(page: &mut Page, score: &Score) {
    if !page.style.numbers {
        return;
    }
    let side = |name: &str, value: Option<f64>| value.map(|value| format!("{name} {}", words::points(value)));
    let sides: Vec<String> = [side("how", score.how), side("what", score.what)].into_iter().flatten().collect();
    page.paragraph(2, 2, &[plain(format!("Together {} of 100", words::points(score.score))), piece(format!("  ({})", sides.join(", ")), Tone::Faint)]);
}

/// What an ear hears in a text outside of any framework: signals with their evidence.
pub fn heard(ear: &Ear, heard: &Heard, style: Style) -> Page {
    let mut page = Page::new(style);
    if heard.signals.is_empty() {
        page.text(&[plain("No signal is heard in this.")]);
    }
    for (id, reading) in &heard.signals {
        let title = ear.sheet(id).map_or(id.as_str(), |sheet| sheet.title.as_str());
        let rung = reading.rung.map(|rung| format!("  rung {rung}")).unwrap_or_default();
        let purpose = reading.purpose.map(|purpose| format!(", {purpose}")).unwrap_or_default();
        page.row(words::mark(reading.level), title, NAMES, &[plain(words::level(reading.level)), piece(format!("  {id}{rung}{purpose}"), Tone::Faint)]);
        reading.evidence.iter().for_each(|evidence| receipt_line(&mut page, evidence));
    }
    page
}
