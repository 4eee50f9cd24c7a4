//! The customer's seat: the conversation told from the other side.
//!
//! What they felt and needed, what reached them of each reply, and which line moved their trust. Nothing is made up: feelings come from
//! the framework, what was heard from the receipts.

use super::page::{Page, Style, Tone, piece, plain};
use super::words;
use crate::drill::Session;
use crate::drill::session::{Attempt, Turn};
use crate::framework::model::Scenario;
use crate::score::Score;
use crate::score::judgement::Criterion;
use crate::speech::evidence::Level;

/// Longest quote, in characters.
const QUOTE: usize = 60;

/// The conversation from the other side. `scenario`: as it was played, if it is still there.
pub fn page(session: &Session, scenario: Option<&Scenario>, style: Style) -> Page {
    let mut page = Page::new(style);
    opening(&mut page, session, scenario);
    let mut feels = scenario.map(|scenario| scenario.persona.feels.as_str());
    for (number, turn) in session.turns.iter().enumerate() {
        exchange(&mut page, number + 1, turn, feels);
        feels = turn.reaction.as_ref().map(|reaction| reaction.feels.as_str()).or(feels);
    }
    curve(&mut page, session, scenario);
    moved(&mut page, session);
    page
}

fn name<'s>(session: &'s Session, scenario: Option<&'s Scenario>) -> &'s str {
    let told = session.turns.iter().find_map(|turn| turn.reaction.as_ref()).map(|reaction| reaction.name.as_str());
    scenario.map(|scenario| scenario.persona.name.as_str()).or(told).unwrap_or("the customer")
}

fn opening(page: &mut Page, session: &Session, scenario: Option<&Scenario>) {
    let title = scenario.map_or(session.scenario.as_str(), |scenario| &scenario.title);
    page.text(&[piece(format!("In the seat of {}", name(session, scenario)), Tone::Strong), piece(format!("  ({title})"), Tone::Faint)]);
    page.gap();
    let Some(scenario) = scenario else { return };
    let persona = &scenario.persona;
    page.text(&[plain("I came to you "), piece(&persona.feels, Tone::Strong), plain(".")]);
    let need = |text: &str| text.trim_end_matches('.').to_owned();
    page.text(&[
        plain("What I needed: "),
        plain(need(&persona.needs.transactional)),
        plain(". And under that: "),
        plain(need(&persona.needs.emotional)),
        plain("."),
    ]);
}

fn exchange(page: &mut Page, number: usize, turn: &Turn, feels: Option<&str>) {
    page.gap();
    let feels = feels.map(|feels| format!("  I felt {feels}")).unwrap_or_default();
    page.text(&[piece(format!("{number}"), Tone::Strong), piece(feels, Tone::Faint)]);
    page.paragraph(2, 4, &[piece("I said: ", Tone::Faint), piece(&turn.line, Tone::Voice)]);
    let Some(last) = turn.attempts.last() else {
        let what = if turn.skipped { "You did not answer that." } else { "Here we stopped." };
        return page.paragraph(2, 4, &[piece(what, Tone::Faint)]);
    };
    page.paragraph(2, 4, &[piece("You said: ", Tone::Faint), plain(&last.reply)]);
    reached(page, last);
    if let Some(reaction) = &turn.reaction {
        page.paragraph(2, 4, &[piece("So I said: ", Tone::Faint), piece(&reaction.says, Tone::Voice)]);
        let by = reaction.trust - reaction.trust_before;
        let (text, tone) = match by {
            0 => ("my trust stayed where it was".to_owned(), Tone::Faint),
            1.. => (format!("my trust grew by {by}"), Tone::Good),
            _ => (format!("my trust fell by {}", -by), Tone::Poor),
        };
        let now = if page.style.numbers { text } else { text.split(" by ").next().unwrap_or_default().to_owned() };
        page.paragraph(2, 4, &[piece(now, tone), piece(format!(", and I felt {}", reaction.feels), Tone::Faint)]);
    }
}

/// What reached them, what hurt, and what they waited for.
fn reached(page: &mut Page, attempt: &Attempt) {
    let Some(score) = attempt.judgement.score() else { return };
    // What was heard nowhere in particular, as one question at a time, reached nobody.
    let heard = score.skills.iter().filter(|criterion| criterion.level > Level::Not);
    for (criterion, best) in heard.filter_map(|criterion| Some((criterion, criterion.best()?))) {
        let quoted = plain(format!("{}  ", words::quote(&best.text, QUOTE)));
        page.paragraph(4, 8, &[words::mark(criterion.level), plain(" it reached me: "), quoted, piece(words::lower(&criterion.title), Tone::Faint)]);
    }
    for pitfall in &score.pitfalls {
        let quoted = pitfall.best().map(|evidence| format!("{}  ", words::quote(&evidence.text, QUOTE))).unwrap_or_default();
        page.paragraph(4, 8, &[piece("!", Tone::Poor), plain(" it pushed me away: "), plain(quoted), piece(words::lower(&pitfall.title), Tone::Faint)]);
    }
    for (what, waited) in [(" I still waited for: ", missing(score, &score.skills)), (" You left open: ", missing(score, &score.points))] {
        if !waited.is_empty() {
            page.paragraph(4, 8, &[piece("-", Tone::Poor), plain(what), piece(words::list(&waited), Tone::Faint)]);
        }
    }
}

fn missing(score: &Score, criteria: &[Criterion]) -> Vec<String> {
    // Without a check-in its parts say nothing more.
    let told = |criterion: &&Criterion| score.rung != Some(0) || !criterion.id.starts_with("check-in-");
    criteria.iter().filter(|criterion| criterion.earned <= 0.0).filter(told).map(|criterion| words::lower(&criterion.title)).collect()
}

/// Trust over the conversation, one bar for each exchange.
fn curve(page: &mut Page, session: &Session, scenario: Option<&Scenario>) {
    let reactions = session.turns.iter().enumerate().filter_map(|(at, turn)| Some((at + 1, turn.reaction.as_ref()?)));
    let mut points: Vec<(String, i32, i32)> = Vec::new();
    points.extend(scenario.map(|scenario| ("at the start".to_owned(), scenario.persona.trust, 0)));
    points.extend(reactions.map(|(number, reaction)| (format!("after {number}"), reaction.trust, reaction.trust - reaction.trust_before)));
    if !page.style.numbers || points.len() < 2 {
        return;
    }
    page.gap();
    page.text(&[piece("How far I trusted you", Tone::Strong)]);
    for (when, trust, by) in points {
        let moved = if by == 0 { String::new() } else { format!("  {by:+}") };
        page.row(plain(" "), &when, 14, &[piece(words::meter(trust), words::trust_tone(trust)), plain(format!(" {trust:>3}")), piece(moved, Tone::Faint)]);
    }
}

/// The line that moved trust most, up or down.
fn moved(page: &mut Page, session: &Session) {
    let moves = session.turns.iter().filter_map(|turn| Some((turn.reaction.as_ref()?, turn.attempts.last()?)));
    let by = |(reaction, _): &(&crate::drill::effect::Reaction, &Attempt)| reaction.trust - reaction.trust_before;
    // Of equal moves the first is the one that is remembered.
    let Some(most) = moves.filter(|one| by(one) != 0).reduce(|best, one| if by(&one).abs() > by(&best).abs() { one } else { best }) else { return };
    page.gap();
    let way = if by(&most) > 0 { "The line that opened me up" } else { "The line that closed me" };
    let number = if page.style.numbers { format!(" ({:+})", by(&most)) } else { String::new() };
    page.text(&[piece(format!("{way}{number}: "), Tone::Strong), piece(words::quote(&most.1.reply, 160), Tone::Voice)]);
}
