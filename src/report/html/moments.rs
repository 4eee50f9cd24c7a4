//! Moments that deserved an answer, and pitfalls.

use maud::{Markup, html};

use super::{View, number};
use crate::history::record::Met;
use crate::report::html::plot::round;

/// What became of a moment: its class, and in words.
const KINDS: [(Met, &str, &str); 4] = [
    (Met::Met, "met", "answered at once"),
    (Met::Late, "late", "answered later"),
    (Met::Missed, "missed", "not answered"),
    (Met::Denied, "denied", "pushed away"),
];

pub(super) fn section(view: &View) -> Markup {
    html! {
        section aria-labelledby="moments" {
            h2 id="moments" { "Moments that deserved an answer" }
            (bar(view))
            (pitfalls(view))
        }
    }
}

fn count(view: &View, met: Met) -> usize {
    view.progress.moments.iter().find(|(known, _)| *known == met).map_or(0, |(_, count)| *count)
}

fn bar(view: &View) -> Markup {
    /// Units of the plot.
    const WIDE: f64 = 720.0;
    let total: usize = KINDS.iter().map(|(met, ..)| count(view, *met)).sum();
    if total == 0 {
        return html! { p { "There was none yet." } };
    }
    let share = |upto: usize| KINDS[..upto].iter().map(|(met, ..)| count(view, *met)).sum::<usize>() as f64 / total as f64;
    html! {
        p.faint { "Something in a line that a person would take up: a fear, a name, a hope. Of all of them, ever:" }
        figure {
            svg viewBox="0 0 720 34" role="img" aria-labelledby="moments-title moments-desc" {
                title id="moments-title" { "What became of the moments" }
                desc id="moments-desc" { "One bar in four parts; the list below has the numbers." }
                @for (at, (met, class, _)) in KINDS.iter().enumerate() {
                    @if count(view, *met) > 0 {
                        rect class=(class) x=(round(WIDE * share(at))) y="2" width=(round((WIDE * (share(at + 1) - share(at)) - 2.0).max(1.0))) height="30" rx="4" {}
                    }
                }
            }
        }
        ul.legend { @for (met, class, words) in KINDS { li {
            span class={ "swatch " (class) } {} b { (number(&format!("moments/{class}"), &count(view, met).to_string())) } " " (words)
        } } }
    }
}

fn pitfalls(view: &View) -> Markup {
    let pitfalls = &view.progress.pitfalls;
    html! {
        @if !pitfalls.is_empty() {
            h3 style="margin-top: 2rem" { "Pitfalls" }
            div.scroll { table {
                caption { "In how many replies each was heard, without and with help" }
                thead { tr { th scope="col" { "Pitfall" } th scope="col" { "now" } th scope="col" { "before" } } }
                tbody { @for pitfall in pitfalls { tr {
                    th scope="row" { ((view.title)(&pitfall.id)) }
                    td { (number(&format!("pitfall/{}/now", pitfall.id), &pitfall.now.to_string())) }
                    td { (number(&format!("pitfall/{}/before", pitfall.id), &pitfall.before.to_string())) }
                } } }
            } }
        }
    }
}
