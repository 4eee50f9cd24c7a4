//! How and what: over time, and against each other.

use maud::{Markup, html};

use super::plot::{Line, Plot, Point};
use super::{View, number, percent, short_day, week};
use crate::history::measure::{ENOUGH, Mean, Verdict};
use crate::history::progress::{Over, WEEKS};
use crate::report::words;

pub(super) fn section(view: &View) -> Markup {
    let progress = view.progress;
    html! {
        section aria-labelledby="sides" {
            h2 id="sides" { "How and what" }
            p.faint { "The how is how it was said, the what is what was covered. A score never mixes them up." }
            div.figures {
                (figure("How", "how", &progress.how))
                (figure("What", "what", &progress.what))
            }
            figure {
                (over_time(view))
            }
            (table(view))
            (grid(view))
        }
    }
}

fn figure(name: &str, key: &str, over: &Over) -> Markup {
    html! {
        div {
            div.small.faint { (name) " now" }
            div.big class=(key) { (percent(&format!("{key}/now/share"), over.now)) }
            div.small.faint {
                "before: " (percent(&format!("{key}/before/share"), over.before)) " "
                (trend(over.now, over.before))
            }
            @if let Some(helped) = over.helped {
                div.small.faint { "with help: " (percent(&format!("{key}/helped/share"), Some(helped))) " over " (number(&format!("{key}/helped/replies"), &helped.replies.to_string())) }
            }
        }
    }
}

/// What two means say, as a word.
pub(super) fn trend(now: Option<Mean>, before: Option<Mean>) -> Markup {
    let Some(now) = now else { return html! { span.tag { "not in the last four weeks" } } };
    if now.replies < ENOUGH {
        return html! { span.tag { "too few to tell" } };
    }
    match Verdict::of(now, before) {
        Verdict::First => html! { span.tag { "new" } },
        Verdict::TooFew => html! { span.tag { "too few before to tell" } },
        Verdict::Up => html! { span.tag.up { "growing" } },
        Verdict::Same => html! { span.tag { "steady" } },
        Verdict::Down => html! { span.tag.down { "needs you" } },
    }
}

/// The points of a line over the weeks.
pub(super) fn points(view: &View, weeks: &[Option<Mean>]) -> Vec<Point> {
    let point = |(at, mean): (usize, &Option<Mean>)| {
        let mean = (*mean)?;
        let replies = words::count(mean.replies, "reply", "replies");
        let says = format!("week of {}: {}%, {replies}", short_day(view, week(view, at)), words::points(mean.share * 100.0));
        Some(Point { at, high: mean.share, says })
    };
    weeks.iter().enumerate().filter_map(point).collect()
}

fn over_time(view: &View) -> Markup {
    let progress = view.progress;
    let labels = (0..WEEKS).step_by(3).chain([WEEKS - 1]).map(|at| (at, short_day(view, week(view, at)))).collect();
    let now = |over: &Over| over.now.map_or_else(|| "nothing".to_owned(), |mean| format!("{} of 100", words::points(mean.share * 100.0)));
    Plot {
        title: "How and what over twelve weeks".to_owned(),
        description: format!("Now the how is {}, and the what is {}. The table below has each week.", now(&progress.how), now(&progress.what)),
        id: "sides-plot",
        places: WEEKS,
        labels,
        lines: vec![
            Line { class: "how", name: "how", points: points(view, &progress.how.weeks) },
            Line { class: "what", name: "what", points: points(view, &progress.what.weeks) },
        ],
        size: (720.0, 240.0),
        scale: true,
    }
    .draw()
}

fn table(view: &View) -> Markup {
    let progress = view.progress;
    let rows = progress.how.weeks.iter().zip(&progress.what.weeks).enumerate().filter(|(at, _)| progress.replies[*at] > 0);
    html! {
        details {
            summary { "The numbers, week by week" }
            div.scroll { table {
                caption { "How and what by weeks, without help" }
                thead { tr { th scope="col" { "Week of" } th scope="col" { "how" } th scope="col" { "what" } th scope="col" { "replies" } } }
                tbody { @for (at, (how, what)) in rows { tr {
                    th scope="row" { (short_day(view, week(view, at))) }
                    td { (percent(&format!("how/week/{at}/share"), *how)) }
                    td { (percent(&format!("what/week/{at}/share"), *what)) }
                    td { (number(&format!("sides/week/{at}/replies"), &progress.replies[at].to_string())) }
                } } }
            } }
        }
    }
}

/// Fifths of a hundred, as they are called.
const FIFTHS: [&str; 5] = ["0–19", "20–39", "40–59", "60–79", "80–100"];

fn grid(view: &View) -> Markup {
    /// A cell, in units of the plot.
    const CELL: f64 = 54.0;
    const LEFT: f64 = 66.0;
    let count = |how: usize, what: usize| {
        let cell = view.progress.grid.iter().find(|cell| (usize::from(cell.how), usize::from(cell.what)) == (how, what));
        cell.map_or(0, |cell| cell.attempts)
    };
    let most = view.progress.grid.iter().map(|cell| cell.attempts).max().unwrap_or(1).max(1);
    // Rare cells must be seen beside frequent ones.
    let shade = |attempts: usize| if attempts == 0 { 0.0 } else { super::plot::round((0.12 + 0.5 * (attempts as f64 / most as f64).sqrt()) * 10.0) / 10.0 };
    html! {
        h3 id="grid" style="margin-top: 2rem" { "Where your replies land" }
        p.faint.small { "Each reply by its how (to the right) and its what (upwards). The upper right corner is where both land." }
        div.two {
            figure {
                svg viewBox="0 0 360 330" role="img" aria-labelledby="grid-title grid-desc" {
                    title id="grid-title" { "How many replies landed where" }
                    desc id="grid-desc" { "A grid of five by five; the table beside it has the same numbers." }
                    @for what in 0..5 { @for how in 0..5 {
                        @let (x, y) = (LEFT + CELL * how as f64, CELL * (4 - what) as f64 + 2.0);
                        rect.cell x=(x) y=(y) width=(CELL) height=(CELL) rx="4" fill-opacity=(shade(count(how, what))) {}
                        @if count(how, what) > 0 {
                            text.strong x=(x + CELL / 2.0) y=(y + CELL / 2.0 + 5.0) text-anchor="middle" aria-hidden="true" { (count(how, what)) }
                        }
                    } }
                    @for (at, name) in FIFTHS.iter().enumerate() {
                        text x=(LEFT - 8.0) y=(CELL * (4 - at) as f64 + CELL / 2.0 + 6.0) text-anchor="end" aria-hidden="true" { (name) }
                        text x=(LEFT + CELL * at as f64 + CELL / 2.0) y="290" text-anchor="middle" aria-hidden="true" { (name) }
                    }
                    text.name.how x=(LEFT + CELL * 2.5) y="314" text-anchor="middle" aria-hidden="true" { "how →" }
                    text.name.what x="10" y=(CELL * 2.5) text-anchor="middle" transform=(format!("rotate(-90 10 {})", CELL * 2.5)) aria-hidden="true" { "what →" }
                }
            }
            div.scroll { table {
                caption { "Replies by how and what" }
                thead { tr { th scope="col" { "what \\ how" } @for name in FIFTHS { th scope="col" { (name) } } } }
                tbody { @for what in (0..5).rev() { tr {
                    th scope="row" { (FIFTHS[what]) }
                    @for how in 0..5 { td { (number(&format!("grid/{how}/{what}"), &count(how, what).to_string())) } }
                } } }
            } }
        }
    }
}
