//! Home: what is due today, the days that were practised, and the way on.

use super::page::{Page, Style, Tone, piece, plain};
use super::words;

/// What home tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Home {
    /// Names of the skills that are due, the most pressing first.
    pub due: Vec<String>,
    /// Of these, how many exchanges cover them, and how many minutes they take.
    pub steps: usize,
    /// In minutes.
    pub minutes: i64,
    /// The minutes are measured by the trainee's own pace.
    pub measured: bool,
    /// In how many days something is due, where nothing is today.
    pub next: Option<i64>,
    /// Visits that are due: "Teodora comes back: …", and what to type.
    pub visits: Vec<(String, String)>,
    /// A stopped drill: its title, and what to type.
    pub stopped: Option<(String, String)>,
    /// The last four weeks, the oldest day first: was it practised?
    pub days: Vec<bool>,
}

/// The welcome of somebody who never practised.
pub fn welcome(style: Style) -> Page {
    let mut page = Page::new(style);
    page.text(&[piece("tactful", Tone::Strong), plain("  practise the how, not just the what")]);
    page.gap();
    page.text(&[plain("Welcome. You talk with a customer who reacts to what you say, and after each reply you see what reached them, in your own words.")]);
    page.text(&[plain("A first conversation takes about five minutes, and nothing you type leaves this machine:")]);
    page.gap();
    page.paragraph(2, 2, &[piece("tactful drill check-in/first-call", Tone::Strong)]);
    page.gap();
    page.text(&[
        piece("tactful list", Tone::Strong),
        plain(" shows all there is to practise, "),
        piece("tactful --help", Tone::Strong),
        plain(" everything else. Coaches begin with "),
        piece("tactful show own-it", Tone::Strong),
        plain("."),
    ]);
    page
}

/// Home of somebody who practises.
pub fn page(home: &Home, style: Style) -> Page {
    let mut page = Page::new(style);
    page.text(&[piece("tactful", Tone::Strong), plain("  practise the how, not just the what")]);
    page.gap();
    due(&mut page, home);
    for (line, command) in &home.visits {
        page.text(&[piece(line, Tone::Strong)]);
        page.paragraph(2, 2, &[plain(command)]);
    }
    if let Some((title, command)) = &home.stopped {
        page.text(&[piece("Go on with: ", Tone::Strong), plain(title)]);
        page.paragraph(2, 2, &[plain(command)]);
    }
    page.gap();
    days(&mut page, &home.days);
    page
}

/// The commands below, for who reads home in a pipe.
pub fn commands(style: Style) -> Page {
    let mut page = Page::new(style);
    page.gap();
    page.text(&[
        piece("tactful drill", Tone::Strong),
        plain(" picks one, "),
        piece("tactful progress", Tone::Strong),
        plain(" shows what has grown, "),
        piece("tactful list", Tone::Strong),
        plain(" all there is."),
    ]);
    page
}

fn due(page: &mut Page, home: &Home) {
    /// So many are named.
    const NAMED: usize = 4;
    if home.due.is_empty() {
        let next = home.next.map(|days| format!(" Next: {}.", words::in_days(days))).unwrap_or_default();
        return page.text(&[piece("Nothing is due today.", Tone::Strong), plain(next)]);
    }
    let mut names: Vec<String> = home.due.iter().take(NAMED).map(|name| words::lower(name)).collect();
    if home.due.len() > NAMED {
        names.push(format!("{} more", home.due.len() - NAMED));
    }
    let pace = if home.measured { "at your pace" } else { "as a guess" };
    page.text(&[piece("Due today: ", Tone::Strong), plain(words::list(&names)), plain(".")]);
    let some = words::count(home.steps, "exchange", "exchanges");
    page.paragraph(2, 2, &[plain("tactful drill --due"), piece(format!("   {some}, about {} {pace}", words::minutes(home.minutes)), Tone::Faint)]);
}

/// The last four weeks: a mark for each day. A gap is simply a gap.
fn days(page: &mut Page, days: &[bool]) {
    let practised = days.iter().filter(|day| **day).count();
    let marks: Vec<String> = days.chunks(7).map(|week| week.iter().map(|day| if *day { '#' } else { '.' }).collect()).collect();
    page.text(&[
        piece("Four weeks  ", Tone::Faint),
        piece(marks.join("\u{a0}"), Tone::Voice),
        piece(format!("  {} of practice", words::count(practised, "day", "days")), Tone::Faint),
    ]);
}
