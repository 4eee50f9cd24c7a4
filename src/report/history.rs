//! The history on the screen: the list of drills, and one drill as it went.

use super::page::{Page, Piece, Style, Tone, piece, plain};
use super::when::Clock;
use super::words;
use crate::history::record::{Attempt, Entry, Fate, Mode, State, Whole};
use crate::history::store::Summary;

/// Columns for the time of a drill.
const TIMES: usize = 17;
/// Longest quote, in characters.
const QUOTE: usize = 60;

/// The latest drills. `shown` of `all` are listed.
pub fn list(drills: &[Summary], all: usize, clock: &Clock, style: Style) -> Page {
    let mut page = Page::new(style);
    if drills.is_empty() {
        page.text(&[plain("Nothing has been practised yet. "), piece("tactful drill", Tone::Strong), plain(" is where it begins.")]);
        return page;
    }
    let shown = if drills.len() < all { format!("  ({} of {all})", drills.len()) } else { String::new() };
    page.text(&[piece("Your drills, the newest first", Tone::Strong), piece(shown, Tone::Faint)]);
    page.gap();
    drills.iter().for_each(|drill| row(&mut page, drill, clock));
    page.gap();
    page.text(&[piece("tactful history show ID", Tone::Strong), plain(" tells how one went; the first letters of an ID are enough.")]);
    page
}

fn row(page: &mut Page, drill: &Summary, clock: &Clock) {
    let id = drill.id.get(..8).unwrap_or(&drill.id);
    let score = drill.score.map_or_else(|| "  -".to_owned(), |score| format!("{:>3}", words::points(score)));
    let mut pieces = vec![plain(format!("{}\u{a0}\u{a0}", pad(&clock.when(drill.ended), TIMES)))];
    pieces.push(piece(format!("{score}\u{a0}\u{a0}").replace(' ', "\u{a0}"), tone(drill.pass, drill.score)));
    pieces.push(plain(format!("{}/{}", drill.framework, drill.scenario)));
    pieces.push(piece(remarks(drill), Tone::Faint));
    page.row(mark(drill), id, 10, &pieces);
}

/// A text as wide as a column, with blanks that do not break.
fn pad(text: &str, columns: usize) -> String {
    format!("{text:<columns$}").replace(' ', "\u{a0}")
}

fn mark(drill: &Summary) -> Piece {
    match (drill.state, drill.pass) {
        (State::Finished, true) => piece("+", Tone::Good),
        (State::Finished, false) => piece("~", Tone::Fair),
        (State::Stopped | State::Left, _) => piece(".", Tone::Faint),
    }
}

fn tone(pass: bool, score: Option<f64>) -> Tone {
    match (pass, score) {
        (_, None) => Tone::Faint,
        (true, _) => Tone::Good,
        (false, _) => Tone::Fair,
    }
}

fn remarks(drill: &Summary) -> String {
    let state = match drill.state {
        State::Finished => "",
        State::Stopped => "  stopped, can go on",
        State::Left => "  stopped, begun anew",
    };
    let mode = if drill.mode == Mode::Assess { "  assessment" } else { "" };
    let branch = drill.branch.as_ref().map(|branch| format!("  from {}/{}", branch.drill.get(..8).unwrap_or(&branch.drill), branch.turn)).unwrap_or_default();
    let alone = if drill.beat.is_some() { "  one exchange" } else { "" };
    format!("{mode}{alone}{branch}{state}")
}

/// One drill as it went. `entries`: what the journal says about it.
pub fn show(whole: &Whole, entries: &[Entry], clock: &Clock, style: Style) -> Page {
    let mut page = Page::new(style);
    let drill = &whole.drill;
    let summary = &Summary::of(drill);
    page.text(&[piece(&drill.title, Tone::Strong), piece(format!("  {}/{}", drill.framework, drill.scenario), Tone::Faint)]);
    let with = if drill.persona.is_empty() { String::new() } else { format!(", with {}", drill.persona) };
    page.text(&[plain(format!("{}  {}{with}", summary.id.get(..8).unwrap_or(&summary.id), clock.when(drill.ended))), piece(remarks(summary), Tone::Faint)]);
    page.gap();
    if let Some(score) = drill.score {
        let side = |name: &str, value: Option<f64>| value.map(|value| format!("{name} {}", words::points(value)));
        let sides: Vec<String> = [side("how", drill.how), side("what", drill.what)].into_iter().flatten().collect();
        let word = if drill.pass { "It landed" } else { "Not there yet" };
        let head = piece(format!("{word}: {} of 100", words::points(score)), tone(drill.pass, drill.score));
        page.paragraph(2, 2, &[head, piece(format!("  ({})  trust {} -> {}", sides.join(", "), drill.trust_start, drill.trust_end), Tone::Faint)]);
    }
    whole.attempts.iter().for_each(|attempt| exchange(&mut page, &drill.persona, attempt));
    for entry in entries {
        page.gap();
        page.text(&[piece(entry.question.as_deref().unwrap_or("You wrote"), Tone::Strong)]);
        page.paragraph(2, 2, &[plain(&entry.text)]);
    }
    page.gap();
    let id = summary.id.get(..8).unwrap_or(&summary.id);
    page.text(&[
        piece(format!("tactful why {id}"), Tone::Strong),
        plain(" shows where every point comes from, "),
        piece(format!("tactful replay {id}"), Tone::Strong),
        plain(" tells it from the other side."),
    ]);
    page
}

fn exchange(page: &mut Page, persona: &str, attempt: &Attempt) {
    page.gap();
    let name = if persona.is_empty() { "They" } else { persona };
    if attempt.no == 1 && attempt.fate != Fate::Withdrawn {
        page.paragraph(0, 3, &[piece(format!("{}  ", attempt.turn), Tone::Faint), piece(format!("{name}: "), Tone::Strong), piece(&attempt.line, Tone::Voice)]);
    }
    page.paragraph(3, 3, &[piece("You: ", Tone::Strong), plain(&attempt.reply)]);
    let mut notes = vec![match attempt.score {
        Some(score) => format!("{} of 100", words::points(score)),
        None => "not scored".to_owned(),
    }];
    notes.extend((attempt.no > 1).then(|| format!("try {}", attempt.no)));
    notes.extend(attempt.assisted.then(|| "with help".to_owned()));
    notes.extend((attempt.fate == Fate::Withdrawn).then(|| "taken back".to_owned()));
    notes.extend((attempt.fate == Fate::Copied).then(|| "from the drill it goes back to".to_owned()));
    notes.extend(attempt.trust_after.map(|after| format!("trust {} -> {after}", attempt.trust_before)));
    page.paragraph(3, 3, &[piece(notes.join(", "), Tone::Faint)]);
}

/// The journal, the newest last, as one reads on.
pub fn journal(entries: &[Entry], clock: &Clock, style: Style) -> Page {
    let mut page = Page::new(style);
    for entry in entries {
        if !page.is_empty() {
            page.gap();
        }
        let what = entry.about.as_deref().unwrap_or("a real conversation");
        page.text(&[piece(clock.when(entry.at), Tone::Strong), piece(format!("  {what}  {}", entry.id.get(..8).unwrap_or(&entry.id)), Tone::Faint)]);
        if let Some(question) = &entry.question {
            page.paragraph(2, 2, &[piece(question, Tone::Faint)]);
        }
        page.paragraph(2, 2, &[plain(&entry.text)]);
        for (name, text) in [("I said: ", &entry.said), ("Now I would say: ", &entry.now)] {
            if let Some(text) = text {
                page.paragraph(2, 4, &[piece(name, Tone::Faint), piece(text, Tone::Voice)]);
            }
        }
    }
    page
}

/// What is about to be deleted, in a line.
pub fn named(drill: &Summary, clock: &Clock) -> String {
    format!(
        "{} ({}/{}, {})",
        drill.id.get(..8).unwrap_or(&drill.id),
        drill.framework,
        drill.scenario,
        words::quote(&clock.when(drill.ended), QUOTE).replace(['“', '”'], "")
    )
}
