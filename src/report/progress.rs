//! Progress on the screen: skills over twelve weeks, and when they are due.

use super::page::{Page, Piece, Style, Tone, piece, plain};
use super::spark::{self, Bars};
use super::words;
use crate::history::measure::{ENOUGH, Mean, Verdict};
use crate::history::progress::{MONTH, Over, Progress, Skill, WEEKS};
use crate::history::store::Best;

/// Columns for names.
const NAMES: usize = 27;
/// Longest quote, in characters.
const QUOTE: usize = 60;

/// What has grown. `title`: the name of a skill or pitfall; `all`: also skills that were asked for less.
pub fn page(progress: &Progress, title: &dyn Fn(&str) -> String, bars: Bars, all: bool, style: Style) -> Page {
    /// So many skills fit on a screen with their lines.
    const MOST: usize = 4;
    let mut page = Page::new(style);
    if progress.counts.attempts == 0 {
        page.text(&[plain("Nothing has been practised yet. "), piece("tactful drill", Tone::Strong), plain(" is where it begins.")]);
        return page;
    }
    page.text(&[
        piece("Your progress", Tone::Strong),
        piece(format!("  a bar for each of {WEEKS} weeks; now is the last {MONTH}, then the {MONTH} before"), Tone::Faint),
    ]);
    page.gap();
    head(&mut page);
    side(&mut page, "How it is said", &progress.how, bars);
    side(&mut page, "What is covered", &progress.what, bars);
    let shown = if all { progress.skills.len() } else { progress.skills.len().min(MOST) };
    for skill in &progress.skills[..shown] {
        page.gap();
        one(&mut page, skill, &title(&skill.id), progress.today, bars);
    }
    pitfalls(&mut page, progress, title);
    page.gap();
    if shown < progress.skills.len() {
        page.text(&[
            piece(format!("{} more: ", words::count(progress.skills.len() - shown, "skill", "skills")), Tone::Faint),
            piece("tactful progress --all", Tone::Strong),
        ]);
    }
    let counts = &progress.counts;
    let total = format!("{} in {}, ever; ", words::count(counts.attempts, "reply", "replies"), words::count(counts.drills, "drill", "drills"));
    page.text(&[piece(format!("{total}{} with help, which stands apart above.", counts.assisted), Tone::Faint)]);
    page
}

fn head(page: &mut Page) {
    let columns = format!("{:<WEEKS$}   now  then", "");
    page.row(plain(" "), "", NAMES, &[piece(columns.replace(' ', "\u{a0}"), Tone::Faint)]);
}

fn figures(page: &Page, (weeks, now, before): (&[Option<Mean>], Option<Mean>, Option<Mean>), bars: Bars) -> Vec<Piece> {
    let line = spark::line(weeks.iter().map(|mean| mean.map(|mean| mean.share)), bars);
    let mut pieces = vec![piece(line.replace(' ', "\u{a0}"), Tone::Voice)];
    // A number over two replies would say more than is known.
    let few = now.filter(|now| now.replies < ENOUGH);
    if let Some(few) = few {
        let replies = words::count(few.replies, "reply", "replies");
        pieces.push(piece(format!("  {replies}: too few to tell"), Tone::Faint));
        return pieces;
    }
    if page.style.numbers {
        let number = |mean: Option<Mean>| mean.map_or_else(|| "-".to_owned(), |mean| format!("{}%", words::points(mean.share * 100.0)));
        pieces.push(plain(format!("  {:>4}  {:>4}", number(now), number(before)).replace(' ', "\u{a0}")));
    }
    pieces.push(trend(now, before));
    pieces
}

/// What the numbers say.
fn trend(now: Option<Mean>, before: Option<Mean>) -> Piece {
    let Some(now) = now else { return piece("  not lately", Tone::Faint) };
    match Verdict::of(now, before) {
        Verdict::First => piece("  new", Tone::Faint),
        Verdict::TooFew => piece("  too few then to tell", Tone::Faint),
        Verdict::Up => piece("  growing", Tone::Good),
        Verdict::Same => piece("  steady", Tone::Faint),
        Verdict::Down => piece("  needs you", Tone::Fair),
    }
}

fn side(page: &mut Page, name: &str, over: &Over, bars: Bars) {
    let pieces = figures(page, (&over.weeks, over.now, over.before), bars);
    page.row(plain(" "), name, NAMES, &pieces);
    helped(page, over.helped);
}

fn helped(page: &mut Page, helped: Option<Mean>) {
    let Some(mean) = helped else { return };
    let share = if page.style.numbers { format!(" {}%,", words::points(mean.share * 100.0)) } else { String::new() };
    page.paragraph(6, 6, &[piece(format!("with help:{share} {}", words::count(mean.replies, "reply", "replies")), Tone::Faint)]);
}

fn one(page: &mut Page, skill: &Skill, title: &str, today: i64, bars: Bars) {
    let pieces = figures(page, (&skill.weeks, skill.now, skill.before), bars);
    page.row(if skill.learned { piece("+", Tone::Good) } else { plain(" ") }, title, NAMES, &pieces);
    helped(page, skill.helped);
    let line = |name: &str, line: &Best| [piece(format!("{name}: "), Tone::Faint), piece(words::quote(&line.quote, QUOTE), Tone::Voice)];
    if let Some(best) = &skill.best {
        page.paragraph(6, 8, &line("best", best));
    }
    if let Some(last) = skill.last.as_ref().filter(|last| Some(*last) != skill.best.as_ref()) {
        page.paragraph(6, 8, &line("last", last));
    }
    page.paragraph(6, 8, &[piece(when(skill, today), Tone::Faint)]);
}

/// "due today in 2 situations; met with 1 person: learned with two".
fn when(skill: &Skill, today: i64) -> String {
    let due = match skill.due {
        Some(_) if skill.due_now > 0 => format!("due today in {}", words::count(skill.due_now, "situation", "situations")),
        Some(day) => format!("due {}", words::in_days(day - today)),
        None => "not due".to_owned(),
    };
    let with = match (skill.learned, skill.people) {
        (true, people) => format!("learned, with {}", words::count(people, "person", "people")),
        (false, 1) => "practised with one person so far; it takes two".to_owned(),
        (false, people) => format!("practised with {people} people"),
    };
    format!("{due}; {with}")
}

fn pitfalls(page: &mut Page, progress: &Progress, title: &dyn Fn(&str) -> String) {
    if progress.pitfalls.is_empty() {
        return;
    }
    page.gap();
    page.text(&[piece("Pitfalls", Tone::Strong), piece(format!("  heard in the last {MONTH} weeks, and in the {MONTH} before"), Tone::Faint)]);
    for pitfall in progress.pitfalls.iter().take(3) {
        page.row(plain(" "), &title(&pitfall.id), NAMES, &[plain(format!("{} times, {} before", pitfall.now, pitfall.before))]);
    }
}
