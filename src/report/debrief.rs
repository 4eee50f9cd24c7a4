//! The look back on the screen.

use super::page::{Page, Piece, Style, Tone, piece, plain};
use super::words;
use crate::drill::debrief::{Debrief, Met, Opportunity, Skill};
use crate::speech::evidence::Level;

/// Columns for names.
const NAMES: usize = 30;
/// Longest quote, in characters.
const QUOTE: usize = 60;

/// The look back at a drill.
pub fn page(debrief: &Debrief, style: Style) -> Page {
    let mut page = Page::new(style);
    page.gap();
    page.text(&[piece(if debrief.finished { "Looking back" } else { "So far" }, Tone::Strong)]);
    summary(&mut page, debrief);
    if !debrief.skills.is_empty() {
        section(&mut page, "Skills, with your best line");
        // The parts of a check-in stand together in its rungs; one line is enough for what was never asked.
        let told = |skill: &&Skill| skill.share > 0.0 || !skill.id.starts_with("check-in-");
        debrief.skills.iter().filter(told).for_each(|entry| skill(&mut page, entry));
    }
    if !debrief.pitfalls.is_empty() {
        section(&mut page, "Pitfalls");
        for (title, times) in &debrief.pitfalls {
            page.row(piece("!", Tone::Poor), title, NAMES, &[piece(words::count(*times, "time", "times"), Tone::Faint)]);
        }
    }
    if !debrief.opportunities.is_empty() {
        section(&mut page, "Moments that deserved an answer");
        debrief.opportunities.iter().for_each(|moment| opportunity(&mut page, moment));
    }
    closing(&mut page, debrief);
    page
}

fn section(page: &mut Page, title: &str) {
    page.gap();
    page.text(&[piece(title, Tone::Strong)]);
}

fn summary(page: &mut Page, debrief: &Debrief) {
    let Some(score) = debrief.score else {
        return page.paragraph(2, 2, &[plain("Nothing was scored this time. Come back for one exchange; that is a start.")]);
    };
    let tone = if debrief.pass { Tone::Good } else { Tone::Fair };
    let word = match (debrief.pass, debrief.finished) {
        (true, true) => "This conversation lands",
        (true, false) => "It lands",
        (false, _) => "Not there yet",
    };
    let mut pieces = vec![piece(word, tone)];
    if page.style.numbers {
        pieces.push(piece(format!(": {} of 100", words::points(score)), tone));
        let side = |name: &str, value: Option<f64>| value.map(|value| format!("{name} {}", words::points(value)));
        let sides: Vec<String> = [side("how", debrief.how), side("what", debrief.what)].into_iter().flatten().collect();
        pieces.push(piece(format!("  ({})", sides.join(", ")), Tone::Faint));
    }
    page.paragraph(2, 2, &pieces);
    let mut counts = vec![format!("{} scored", words::count(debrief.scored, "reply", "replies"))];
    counts.extend((debrief.assisted > 0).then(|| format!("{} with help", debrief.assisted)));
    counts.extend((debrief.skipped > 0).then(|| format!("{} skipped", debrief.skipped)));
    if page.style.numbers {
        counts.push(format!("trust {} -> {}", debrief.trust.0, debrief.trust.1));
    }
    page.paragraph(2, 2, &[piece(counts.join(", "), Tone::Faint)]);
    if !debrief.rungs.is_empty() {
        let rungs: Vec<String> = debrief.rungs.iter().map(u8::to_string).collect();
        page.paragraph(2, 2, &[piece(format!("check-in ladder, 0 to 4: {}", rungs.join(", ")), Tone::Faint)]);
    }
}

fn skill(page: &mut Page, skill: &Skill) {
    let level = if skill.share >= 0.75 {
        Level::Clear
    } else if skill.share > 0.0 {
        Level::Some
    } else {
        Level::Not
    };
    let mut pieces: Vec<Piece> = Vec::new();
    if page.style.numbers {
        pieces.push(plain(format!("{:>3}%  ", words::points(skill.share * 100.0))));
    }
    match &skill.best {
        Some(best) => pieces.push(piece(words::quote(best, QUOTE), Tone::Voice)),
        None if skill.share > 0.0 => {}
        None => pieces.push(piece("not heard", Tone::Faint)),
    }
    page.row(words::mark(level), &skill.title, NAMES, &pieces);
}

fn opportunity(page: &mut Page, moment: &Opportunity) {
    let (mark, word) = match moment.met {
        Met::Met => (piece("+", Tone::Good), "met"),
        Met::Late => (piece("~", Tone::Fair), "late"),
        Met::Missed => (piece("-", Tone::Poor), "missed"),
        Met::Denied => (piece("!", Tone::Poor), "pushed away"),
    };
    let mut pieces = vec![mark, plain(" "), piece(words::quote(&moment.quote, QUOTE), Tone::Voice), piece(format!("  {word}"), Tone::Faint)];
    if let Some(answer) = &moment.words {
        pieces.push(plain(format!(": {}", words::quote(answer, QUOTE))));
    }
    page.paragraph(2, 6, &pieces);
}

fn closing(page: &mut Page, debrief: &Debrief) {
    page.gap();
    for promise in &debrief.promises {
        let came = promise
            .taken_up
            .as_ref()
            .map_or_else(|| "This time nobody came back to it.".to_owned(), |reply| format!("You came back to it: {}", words::quote(reply, 100)));
        page.text(&[piece("Last time you said: ", Tone::Strong), piece(words::quote(&promise.quote, 160), Tone::Voice), plain(format!(". {came}"))]);
    }
    if let Some(moved) = &debrief.moved {
        let way = if moved.by > 0 { "won" } else { "cost" };
        let by = if page.style.numbers { format!(" ({:+})", moved.by) } else { String::new() };
        let head = format!("The line that {way} most trust{by}: ");
        page.text(&[piece(head, Tone::Strong), piece(words::quote(&moved.reply, 160), Tone::Voice)]);
    }
    if let Some(practise) = &debrief.practise {
        page.text(&[piece("Practise next: ", Tone::Strong), plain(format!("{}. {}", practise.title, practise.text))]);
    }
}
