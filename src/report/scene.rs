//! The play itself: who meets whom, what they say, how they react.

use super::page::{Page, Style, Tone, piece, plain};
use super::words;
use crate::drill::effect::{Effect, Line, Reaction, Scene};
use crate::report::{debrief, feedback};

/// What an effect looks like.
pub fn page(effect: &Effect, style: Style) -> Page {
    let mut page = Page::new(style);
    match effect {
        Effect::Scene(scene) => opening(&mut page, scene),
        Effect::Line(line) => line_of(&mut page, line),
        Effect::Prompt { text, again } => prompt(&mut page, text, *again),
        Effect::Hint { text, left } => hint(&mut page, text, *left),
        Effect::Landed(landed) => page.append(feedback::page(landed, style)),
        Effect::NotScored { why } => page.paragraph(2, 2, &[piece(words::not_scored(*why), Tone::Fair)]),
        Effect::Reaction(reaction) => react(&mut page, reaction),
        Effect::Receipts { judgement } => page.append(feedback::receipts(judgement, style)),
        Effect::Note { note } => page.paragraph(2, 2, &[piece(words::note(*note), Tone::Faint)]),
        Effect::Debrief(debrief) => page.append(debrief::page(debrief, style)),
        Effect::Reflect { question } => {
            page.gap();
            page.text(&[piece("To think about: ", Tone::Strong), plain(question)]);
        }
        Effect::Stopped => page.text(&[plain("Stopped. See you soon.")]),
        Effect::Done => page.text(&[plain("Well practised.")]),
    }
    page
}

fn opening(page: &mut Page, scene: &Scene) {
    if let Some((number, of)) = scene.place {
        page.gap();
        page.text(&[piece(format!("{number} of {of}, out of:"), Tone::Faint)]);
    }
    page.text(&[piece(&scene.title, Tone::Strong), piece(format!("  ({})", scene.framework), Tone::Faint)]);
    page.gap();
    page.text(&[plain("You are "), plain(scene.you_are.trim_end_matches('.')), plain(".")]);
    page.text(&[plain("You talk with "), piece(&scene.name, Tone::Strong), plain(format!(", who feels {}.", scene.feels))]);
    if let Some((number, of)) = scene.visit {
        page.text(&[piece(format!("You have met before: this is visit {number} of {of}. What you heard then is yours to remember."), Tone::Faint)]);
    }
    if !scene.facts.is_empty() {
        page.text(&[piece("You know: ", Tone::Faint), plain(scene.facts.join("; ")), plain(".")]);
    }
    if !scene.before.is_empty() {
        page.gap();
        let said: Vec<String> = scene.before.iter().map(|said| words::quote(said, 400)).collect();
        page.text(&[piece("Just before: ", Tone::Faint), piece(said.join(" … "), Tone::Voice)]);
    }
    page.gap();
}

fn line_of(page: &mut Page, line: &Line) {
    let mut head = vec![piece(&line.name, Tone::Strong), piece(format!("  {}", line.feels), Tone::Faint)];
    if page.style.numbers {
        head.push(piece("  trust ", Tone::Faint));
        head.push(piece(words::meter(line.trust), words::trust_tone(line.trust)));
        head.push(piece(format!(" {}", line.trust), Tone::Faint));
    }
    page.text(&head);
    page.paragraph(2, 2, &[piece(&line.says, Tone::Voice)]);
    page.gap();
}

fn prompt(page: &mut Page, text: &str, again: bool) {
    let again = if again { " (another try; the first one counts)" } else { "" };
    page.text(&[piece(text, Tone::Strong), piece(again, Tone::Faint)]);
}

fn hint(page: &mut Page, text: &str, left: usize) {
    let more = if left > 0 { format!(" ({left} more)") } else { String::new() };
    page.paragraph(2, 2, &[piece("Hint: ", Tone::Strong), plain(text), piece(more, Tone::Faint)]);
}

fn react(page: &mut Page, reaction: &Reaction) {
    page.gap();
    page.text(&[piece(&reaction.name, Tone::Strong), plain(":")]);
    page.paragraph(2, 2, &[piece(&reaction.says, Tone::Voice)]);
    let by = reaction.trust - reaction.trust_before;
    let tone = match by {
        0 => Tone::Faint,
        1.. => Tone::Good,
        _ => Tone::Poor,
    };
    let moved = match (page.style.numbers, by) {
        (_, 0) => "trust stays".to_owned(),
        (true, _) => format!("trust {by:+}"),
        (false, 1..) => "trust grows".to_owned(),
        (false, _) => "trust falls".to_owned(),
    };
    page.paragraph(2, 2, &[piece(moved, tone), piece(format!(", feels {}", reaction.feels), Tone::Faint)]);
    page.gap();
}
