//! What came of rehearsals: how scores and endings spread, and what nobody reached.

use super::page::{Page, Style, Tone, piece, plain};
use super::words;
use crate::drill::coverage::{Coverage, Item};
use crate::drill::rehearsal::stage::Spread;
use crate::drill::rehearsal::{Rehearsal, trainee};
use crate::framework::Framework;

/// Columns for the kinds of trainees.
const NAMES: usize = 8;
/// No more endings than this are told of one kind of trainee.
const ENDINGS: usize = 3;
/// An ending is told by so many letters of the last line.
const LAST_LINE: usize = 36;

/// How scores, trust and endings spread, for each scenario and each kind of trainee.
pub fn spreads(framework: &Framework, rehearsal: &Rehearsal, style: Style) -> Page {
    let mut page = Page::new(style);
    for (number, scenario) in framework.scenarios.iter().enumerate() {
        page.gap();
        let drills = rehearsal.spread(number, trainee::ALL[0]).map_or(0, |spread| spread.drills);
        let note = format!("  {} with each trainee; least, middle, most", words::count(drills, "drill", "drills"));
        page.text(&[piece(format!("{}/{}", framework.id, scenario.id), Tone::Strong), piece(note, Tone::Faint)]);
        for kind in trainee::ALL {
            if let Some(spread) = rehearsal.spread(number, kind) {
                row(&mut page, &kind.to_string(), &spread);
                endings(&mut page, scenario, &spread);
            }
        }
    }
    page
}

fn row(page: &mut Page, kind: &str, spread: &Spread) {
    let score = spread.score.map_or_else(|| "  –   –   –".to_owned(), |three| three.map(|score| format!("{score:>3.0}")).join(" "));
    let trust = spread.trust.map(|trust| format!("{trust:>3}")).join(" ");
    page.row(plain(" "), kind, NAMES, &[plain(format!("score {score}   trust {trust}").replace(' ', "\u{a0}"))]);
}

fn endings(page: &mut Page, scenario: &crate::framework::model::Scenario, spread: &Spread) {
    let mut endings: Vec<_> = spread.endings.iter().collect();
    endings.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
    let told = endings.iter().take(ENDINGS).map(|((beat, reaction), times)| {
        let beat = &scenario.beats[*beat];
        let says = reaction.and_then(|reaction| beat.reacts.get(reaction)).and_then(|react| react.says.first());
        format!("{} {times}×", says.map_or_else(|| format!("{} skipped", beat.id), |says| words::quote(says, LAST_LINE)))
    });
    let more = endings.len().saturating_sub(ENDINGS);
    let more = (more > 0).then(|| words::count(more, "other", "others"));
    let text = told.chain(more).collect::<Vec<_>>().join(", ");
    page.paragraph(NAMES + 4, NAMES + 4, &[piece(format!("ends {text}"), Tone::Faint)]);
}

/// How much of a framework is reached, and what is not.
pub fn coverage(coverage: &Coverage, style: Style) -> Page {
    let mut page = Page::new(style);
    let (reached, all) = coverage.reached();
    page.gap();
    page.text(&[piece(&coverage.file, Tone::Strong), plain(format!("  {reached} of {all} reached, {:.1} %", coverage.percent()))]);
    coverage.items.iter().filter(|item| !item.reached).for_each(|item| missed(&mut page, coverage, item));
    page
}

fn missed(page: &mut Page, coverage: &Coverage, item: &Item) {
    let place = piece(format!("{}:{}", coverage.file, item.line), Tone::Faint);
    page.paragraph(2, 4, &[place, plain(format!("  {}  {}", item.kind, words::quote(&item.name, 100)))]);
}
