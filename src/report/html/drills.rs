//! The latest drills: the trust curve of each, and every word with its evidence.

use maud::{Markup, html};

use super::plot::{Line, Plot, Point};
use super::{View, marks, number};
use crate::history::record::{Attempt, Fate, Kind, Mode, Whole};
use crate::report::words;
use crate::score::{Judgement, Score};

pub(super) fn section(view: &View) -> Markup {
    html! {
        section aria-labelledby="drills" {
            h2 id="drills" { "Your drills" }
            p.faint {
                "The latest " (number("drills/shown", &view.drills.len().to_string())) ", the newest first. In your replies, "
                mark.skill { "skills" } ", " mark.point { "points" } " and " mark.pitfall { "pitfalls" } " are marked where they were heard."
            }
            @for drill in view.drills { (one(view, drill)) }
        }
    }
}

fn one(view: &View, whole: &Whole) -> Markup {
    let drill = &whole.drill;
    let short = drill.id.get(..8).unwrap_or(&drill.id);
    let key = |what: &str| format!("drill/{}/{what}", drill.id);
    let figure = |name: &str, value: Option<f64>| html! { @if let Some(value) = value { ", " (name) " " (number(&key(name), &words::points(value))) } };
    html! {
        article.card.drill aria-labelledby=(format!("drill-{}", drill.id)) {
            header {
                h3 id=(format!("drill-{}", drill.id)) { (drill.title) }
                span.faint.small { (view.clock.when(drill.ended)) @if drill.mode == Mode::Assess { ", assessment" } }
            }
            p.small.faint {
                @if !drill.persona.is_empty() { "with " (drill.persona) ", " } code { (drill.framework) "/" (drill.scenario) } ", " code { (short) }
            }
            @if let Some(score) = drill.score {
                p { strong { (number(&key("score"), &words::points(score))) " of 100" } span.faint { (figure("how", drill.how)) (figure("what", drill.what)) } }
            }
            (trust(whole))
            details open[view.drills.first() == Some(whole)] {
                summary { "Every word" }
                ol.talk { @for attempt in &whole.attempts { li { (exchange(whole, attempt)) } } }
            }
        }
    }
}

/// Trust after each exchange, in the order in which it moved.
fn curve(whole: &Whole) -> Vec<(usize, i32)> {
    let moved = whole.attempts.iter().filter(|attempt| attempt.fate != Fate::Withdrawn).filter_map(|attempt| Some((attempt.turn, attempt.trust_after?)));
    std::iter::once((0, whole.drill.trust_start)).chain(moved).collect()
}

fn trust(whole: &Whole) -> Markup {
    let curve = curve(whole);
    if curve.len() < 2 {
        return html! {};
    }
    let when = |turn: usize| if turn == 0 { "at the start".to_owned() } else { format!("after {turn}") };
    let points: Vec<Point> =
        curve.iter().enumerate().map(|(at, (turn, trust))| Point { at, high: f64::from(*trust) / 100.0, says: format!("{}: {trust}", when(*turn)) }).collect();
    let described = points.iter().map(|point| point.says.clone()).collect::<Vec<_>>().join("; ");
    let labels = curve.iter().enumerate().map(|(at, (turn, _))| (at, if *turn == 0 { "start".to_owned() } else { turn.to_string() })).collect();
    html! {
        figure {
            (Plot {
                title: format!("How far {} trusted you", if whole.drill.persona.is_empty() { "they" } else { &whole.drill.persona }),
                description: described,
                id: &format!("trust-{}", whole.drill.id),
                places: curve.len(),
                labels,
                lines: vec![Line { class: "trust", name: "", points }],
                size: (720.0, 130.0),
                scale: true,
            }.draw())
            figcaption {
                "Trust: "
                @for (at, (turn, trust)) in curve.iter().enumerate() {
                    @if at > 0 { ", " }
                    (when(*turn)) " " (number(&format!("drill/{}/trust/{turn}", whole.drill.id), &trust.to_string()))
                }
            }
        }
    }
}

fn exchange(whole: &Whole, attempt: &Attempt) -> Markup {
    // What an older program kept may read otherwise; then the words stand without marks.
    let judgement: Option<Judgement> = serde_json::from_value(attempt.judgement.clone()).ok();
    let score = judgement.as_ref().and_then(Judgement::score);
    let name = if whole.drill.persona.is_empty() { "They" } else { &whole.drill.persona };
    html! {
        @if attempt.no == 1 && attempt.fate != Fate::Withdrawn { p.line { strong { (name) } ": " (attempt.line) } }
        p { strong { "You" } ": " (marks::reply(&attempt.reply, score)) }
        p.small.faint {
            @if let Some(score) = attempt.score {
                (number(&format!("drill/{}/attempt/{}/score", whole.drill.id, attempt.seq), &words::points(score))) " of 100"
            } @else { "not scored" }
            @if attempt.no > 1 { ", another try" }
            @if attempt.assisted { ", with help" }
            @if attempt.fate == Fate::Withdrawn { ", taken back" }
            @if attempt.fate == Fate::Copied { ", from the drill it goes back to" }
        }
        (heard(attempt, score))
    }
}

/// The same in words, for who does not see the marks.
fn heard(attempt: &Attempt, score: Option<&Score>) -> Markup {
    let name = |kind: Kind, id: &str| {
        let all = score.map(|score| match kind {
            Kind::Skill => &score.skills,
            Kind::Point => &score.points,
            Kind::Pitfall => &score.pitfalls,
        });
        all.into_iter().flatten().find(|criterion| criterion.id == id).map_or_else(|| id.to_owned(), |criterion| criterion.title.clone())
    };
    let heard: Vec<_> = attempt.criteria.iter().filter(|criterion| criterion.level > 0 && criterion.quote.is_some()).collect();
    html! {
        @if !heard.is_empty() {
            ul.heard { @for criterion in heard { li {
                @if criterion.kind == Kind::Pitfall { "pitfall: " }
                (name(criterion.kind, &criterion.id)) ": " (words::quote(criterion.quote.as_deref().unwrap_or_default(), 90))
            } } }
        }
    }
}
