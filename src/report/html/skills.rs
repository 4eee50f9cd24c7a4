//! A card for each skill.

use maud::{Markup, html};

use super::plot::{Line, Plot};
use super::sides::{points, trend};
use super::{View, number, percent, short_day, week};
use crate::history::progress::{Skill, WEEKS};
use crate::history::store::Best;
use crate::report::words;

pub(super) fn section(view: &View) -> Markup {
    let skills = &view.progress.skills;
    html! {
        section aria-labelledby="skills" {
            h2 id="skills" { "Your skills" }
            p.faint { "A skill is learned when you remember it with two people or more. Each plot goes from nothing heard to all of it; without help." }
            @if skills.is_empty() { p { "No skill was asked for in these weeks." } }
            ul.cards { @for (at, skill) in skills.iter().enumerate() { li.card { (card(view, at, skill)) } } }
            (table(view))
        }
    }
}

fn card(view: &View, at: usize, skill: &Skill) -> Markup {
    let title = (view.title)(&skill.id);
    let key = |what: &str| format!("skill/{}/{what}", skill.id);
    let replies: usize = skill.weeks.iter().flatten().map(|mean| mean.replies).sum();
    html! {
        header { h3 { (title) } (trend(skill.now, skill.before)) }
        p {
            strong { (percent(&key("now/share"), skill.now)) } span.faint { " now, " (percent(&key("before/share"), skill.before)) " before" }
        }
        figure { (Plot {
            title: format!("{title} over twelve weeks"),
            description: describe(view, skill),
            id: &format!("skill-{at}"),
            places: WEEKS,
            labels: Vec::new(),
            lines: vec![Line { class: "how", name: "", points: points(view, &skill.weeks) }],
            size: (280.0, 78.0),
            scale: false,
        }.draw()) }
        p.small.faint { (number(&key("replies"), &replies.to_string())) (if replies == 1 { " reply" } else { " replies" }) " in these weeks" @if let Some(helped) = skill.helped {
            "; with help " (percent(&key("helped/share"), Some(helped))) " over " (number(&key("helped/replies"), &helped.replies.to_string()))
        } }
        @if let Some(best) = &skill.best { p.small { span.faint { "best: " } (quoted(best)) } }
        @if let Some(last) = skill.last.as_ref().filter(|last| Some(*last) != skill.best.as_ref()) { p.small { span.faint { "last: " } (quoted(last)) } }
        p.small.faint { (due(view, skill)) }
    }
}

fn quoted(best: &Best) -> Markup {
    html! { span.said { (words::quote(&best.quote, 90)) } }
}

fn due(view: &View, skill: &Skill) -> Markup {
    let key = |what: &str| format!("skill/{}/{what}", skill.id);
    html! {
        @if skill.due_now > 0 {
            "Due in " (number(&key("due_now"), &skill.due_now.to_string())) " of your situations. "
        } @else if let Some(day) = skill.due {
            "Due " (words::in_days(day - view.progress.today)) ". "
        }
        @if skill.learned { "Learned, with " } @else { "Practised with " }
        (number(&key("people"), &skill.people.to_string())) @if skill.people == 1 { " person." } @else { " people." }
    }
}

fn describe(view: &View, skill: &Skill) -> String {
    let weeks = points(view, &skill.weeks);
    match weeks.as_slice() {
        [] => "No reply without help in these weeks.".to_owned(),
        all => all.iter().map(|point| point.says.clone()).collect::<Vec<_>>().join("; "),
    }
}

fn table(view: &View) -> Markup {
    html! {
        details {
            summary { "The numbers, week by week" }
            div.scroll { table {
                caption { "Each skill by weeks, without help: what was earned, and over how many replies" }
                thead { tr { th scope="col" { "Skill" } @for at in 0..WEEKS { th scope="col" { (short_day(view, week(view, at))) } } } }
                tbody { @for skill in &view.progress.skills { tr {
                    th scope="row" { ((view.title)(&skill.id)) }
                    @for (at, mean) in skill.weeks.iter().enumerate() {
                        td {
                            (percent(&format!("skill/{}/week/{at}/share", skill.id), *mean))
                            @if let Some(mean) = mean { span.faint { " (" (number(&format!("skill/{}/week/{at}/replies", skill.id), &mean.replies.to_string())) ")" } }
                        }
                    }
                } } }
            } }
        }
    }
}
