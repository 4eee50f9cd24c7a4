//! One-page cards: a framework, a scenario, a signal, and the list of all.

use std::collections::BTreeMap;

use super::page::{Page, Style, Tone, piece, plain};
use super::words;
use crate::framework::model::{Ask, Framework, Scenario};
use crate::speech::sheet::{Group, Sheet};

/// Columns for ids in lists.
const IDS: usize = 24;

/// Everything there is to practise.
pub fn list<'f>(frameworks: impl Iterator<Item = &'f Framework>, style: Style) -> Page {
    let mut page = Page::new(style);
    for framework in frameworks {
        if !page.is_empty() {
            page.gap();
        }
        page.text(&[piece(&framework.id, Tone::Strong), plain(format!("  {}", framework.title))]);
        page.paragraph(2, 2, &[piece(&framework.summary, Tone::Faint)]);
        for scenario in &framework.scenarios {
            let name = format!("{}/{}", framework.id, scenario.id);
            let hard = scenario.difficulty.map(|level| format!("  {}", difficulty(level))).unwrap_or_default();
            page.row(plain(" "), &name, 32, &[plain(&scenario.title), piece(hard, Tone::Faint)]);
        }
    }
    page
}

fn difficulty(level: u8) -> &'static str {
    match level {
        1 => "easy",
        2 => "medium",
        3 => "hard",
        _ => "very hard",
    }
}

/// All signals, by their family.
pub fn signals<'s>(sheets: impl Iterator<Item = &'s Sheet>, style: Style) -> Page {
    let mut page = Page::new(style);
    let mut families: BTreeMap<Group, Vec<&Sheet>> = BTreeMap::new();
    sheets.for_each(|sheet| families.entry(sheet.group).or_default().push(sheet));
    for (group, sheets) in families {
        if !page.is_empty() {
            page.gap();
        }
        page.text(&[piece(family(group), Tone::Strong)]);
        for sheet in sheets {
            page.row(plain(" "), &sheet.signal, IDS, &[plain(&sheet.hears)]);
        }
    }
    page
}

fn family(group: Group) -> &'static str {
    match group {
        Group::Listening => "Listening",
        Group::Checking => "Checking",
        Group::Caring => "Caring",
        Group::Trust => "Trust",
        Group::Neutral => "Neutral",
        Group::Pitfall => "Pitfalls",
    }
}

/// The card of a framework.
pub fn framework(framework: &Framework, style: Style) -> Page {
    let mut page = Page::new(style);
    page.text(&[piece(&framework.title, Tone::Strong), piece(format!("  {}", framework.id), Tone::Faint)]);
    page.text(&[plain(&framework.summary)]);
    let share = framework.share;
    page.text(&[piece(
        format!("{} passes; how counts {}, what {}.", words::points(framework.pass), words::points(share.how), words::points(share.what)),
        Tone::Faint,
    )]);
    section(&mut page, "What: the points");
    for point in &framework.what {
        page.row(plain(" "), &point.id, IDS, &[plain(&point.title)]);
    }
    section(&mut page, "How: the skills and the pitfalls");
    for want in &framework.how {
        let weight = words::weight(want.weight.unwrap_or(1.0));
        let kind = if want.avoid.is_some() { "avoid" } else { "wanted" };
        page.row(plain(" "), want.signal().unwrap_or_default(), IDS, &[plain(kind), piece(format!("  weight {weight}"), Tone::Faint)]);
    }
    section(&mut page, "Scenarios");
    for scenario in &framework.scenarios {
        let who = format!("  {}, {}", scenario.persona.name, scenario.persona.feels);
        page.row(plain(" "), &scenario.id, IDS, &[plain(&scenario.title), piece(who, Tone::Faint)]);
    }
    section(&mut page, "Sources");
    framework.source.iter().for_each(|source| page.paragraph(2, 4, &[plain(source)]));
    page
}

fn section(page: &mut Page, title: &str) {
    page.gap();
    page.text(&[piece(title, Tone::Strong)]);
}

/// The card of a scenario: enough to prepare for it, and nothing that gives an answer away.
pub fn scenario(framework: &Framework, scenario: &Scenario, style: Style) -> Page {
    let mut page = Page::new(style);
    let persona = &scenario.persona;
    page.text(&[piece(&scenario.title, Tone::Strong), piece(format!("  {}/{}", framework.id, scenario.id), Tone::Faint)]);
    page.text(&[plain(format!("You are {}.", scenario.you_are.trim_end_matches('.')))]);
    page.text(&[plain(format!("{} feels {}, trust {} of 100.", persona.name, persona.feels, persona.trust))]);
    page.text(&[plain(format!("They need {} ({}).", persona.needs.transactional, persona.needs.emotional))]);
    for fact in &persona.facts {
        page.paragraph(2, 4, &[plain(format!("- {}", fact.says))]);
    }
    section(&mut page, "Beats");
    for beat in &scenario.beats {
        let asks = match beat.ask {
            Some(Ask::CheckIn) => "a check-in question".to_owned(),
            Some(Ask::CloseLoop) => "close the loop".to_owned(),
            None => words::list(&beat.expects.how.iter().filter_map(|want| want.signal()).collect::<Vec<_>>()),
        };
        page.row(plain(" "), &beat.id, IDS, &[plain(asks)]);
    }
    page.gap();
    page.text(&[piece(format!("tactful drill {}/{}", framework.id, scenario.id), Tone::Strong)]);
    page
}

/// The card of a signal.
pub fn signal(sheet: &Sheet, style: Style) -> Page {
    let mut page = Page::new(style);
    page.text(&[piece(&sheet.title, Tone::Strong), piece(format!("  {}", sheet.signal), Tone::Faint)]);
    page.text(&[plain(&sheet.hears)]);
    page.text(&[piece("Source: ", Tone::Faint), plain(&sheet.source)]);
    page.text(&[piece("Try: ", Tone::Strong), plain(&sheet.advice)]);
    section(&mut page, "Heard in");
    sheet.accepts.iter().for_each(|example| page.paragraph(2, 4, &[piece("+ ", Tone::Good), plain(&example.reply)]));
    section(&mut page, "Not heard in");
    sheet.rejects.iter().for_each(|example| page.paragraph(2, 4, &[piece("- ", Tone::Poor), plain(&example.reply)]));
    section(&mut page, "Cues, with their weights");
    for rule in &sheet.rules {
        page.paragraph(2, 8, &[plain(format!("{:+}  rule {}", rule.weight, rule.rule))]);
    }
    for cue in &sheet.cues {
        page.paragraph(2, 8, &[plain(format!("{:+}  {}", cue.weight, cue.say))]);
    }
    page
}
