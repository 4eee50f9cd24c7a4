//! Progress as one page of HTML: no network, no script; it prints, it follows light and dark, and a screen reader can read it.
//!
//! | file | what it draws |
//! |---|---|
//! | `plot` | lines over weeks and over exchanges |
//! | `sides` | how and what, over time and against each other |
//! | `skills` | a card for each skill |
//! | `moments` | moments that deserved an answer, and pitfalls |
//! | `drills` | the latest drills: trust, and every word |
//! | `marks` | evidence marked in a reply |
//!
//! Each plot stands with the same numbers in a table. Each number carries the name by which a query finds it again (`data-key`). Text that
//! somebody wrote is escaped by construction.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::when::Clock;
use super::words;
use crate::history::measure::Mean;
use crate::history::progress::{Progress, WEEKS};
use crate::history::record::Whole;

mod drills;
mod marks;
mod moments;
mod plot;
mod sides;
mod skills;

/// What the page is made of.
pub struct View<'v> {
    /// What has grown.
    pub progress: &'v Progress,
    /// The latest drills, the newest first.
    pub drills: &'v [Whole],
    /// The name of a skill or pitfall.
    pub title: &'v dyn Fn(&str) -> String,
    /// When and where it is read.
    pub clock: &'v Clock,
}

/// The whole page.
pub fn page(view: &View) -> String {
    let progress = view.progress;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("tactful ", env!("CARGO_PKG_VERSION")));
                title { "Your progress with tactful" }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                (header(view))
                main {
                    @if progress.counts.attempts == 0 {
                        p { "Nothing has been practised yet. " code { "tactful drill" } " is where it begins." }
                    } @else {
                        (sides::section(view))
                        (skills::section(view))
                        (moments::section(view))
                        (drills::section(view))
                    }
                }
                footer {
                    p { "Made by tactful from your own history. Nothing on this page comes from anywhere else, and nothing on it goes anywhere." }
                }
            }
        }
    };
    page.into_string()
}

fn header(view: &View) -> Markup {
    let counts = &view.progress.counts;
    let since = counts.first.map(|first| format!(", since {}", long_day(view, first.div_euclid(DAY)))).unwrap_or_default();
    html! {
        header {
            h1 { "Your progress" }
            p.lead {
                (number("counts/attempts", &counts.attempts.to_string())) " replies in " (number("counts/drills", &counts.drills.to_string())) " drills" (since) ". "
                (number("counts/assisted", &counts.assisted.to_string())) " of the replies had help; they stand apart in everything below."
            }
            p.faint { "As of " (long_day(view, view.progress.today)) ". A plot shows the last " (WEEKS) " weeks; “now” is the last four of them, “before” the four before." }
        }
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A number, with the name by which a query finds it again.
fn number(key: &str, text: &str) -> Markup {
    html! { span.number data-key=(key) { (text) } }
}

/// A share in percent; a dash where there is none.
fn percent(key: &str, mean: Option<Mean>) -> Markup {
    match mean {
        Some(mean) => html! { (number(key, &words::points(mean.share * 100.0))) "%" },
        None => html! { span.faint { "–" } },
    }
}

/// "28 Nov 2026".
fn long_day(view: &View, day: i64) -> String {
    utc(view).day(day.saturating_mul(DAY)).strftime("%-d %b %Y").to_string()
}

/// "28 Nov".
fn short_day(view: &View, day: i64) -> String {
    utc(view).day(day.saturating_mul(DAY)).strftime("%-d %b").to_string()
}

/// Days are counted in UTC, as the history counts them.
fn utc(view: &View) -> Clock {
    Clock { now: view.clock.now, zone: jiff::tz::TimeZone::UTC }
}

/// The first day of a week of the plots.
fn week(view: &View, week: usize) -> i64 {
    view.progress.from + 7 * i64::try_from(week).unwrap_or(0)
}
