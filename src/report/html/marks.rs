//! Evidence marked in a reply.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::score::Score;
use crate::score::judgement::Criterion;
use crate::speech::evidence::Level;

/// A stretch of a reply that spoke for something.
struct Span<'s> {
    start: usize,
    end: usize,
    class: &'static str,
    title: &'s str,
}

/// The reply with its evidence marked. Where several things were heard in the same words, the mark names them all.
pub(super) fn reply(text: &str, score: Option<&Score>) -> Markup {
    let spans: Vec<Span> = score.map(|score| spans(text, score)).unwrap_or_default();
    let mut cuts: BTreeSet<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    cuts.extend([0, text.len()]);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    html! {
        @for cut in cuts.windows(2) {
            (piece(&text[cut[0]..cut[1]], &spans.iter().filter(|span| span.start <= cut[0] && cut[1] <= span.end).collect::<Vec<_>>()))
        }
    }
}

fn piece(text: &str, spans: &[&Span]) -> Markup {
    // What cost something is what has to be seen.
    let class = ["pitfall", "skill", "point"].into_iter().find(|class| spans.iter().any(|span| span.class == *class));
    let titles: Vec<&str> = spans.iter().map(|span| span.title).collect::<BTreeSet<_>>().into_iter().collect();
    match class {
        Some(class) => html! { mark class=(class) title=(titles.join(", ")) { (text) } },
        None => html! { (text) },
    }
}

fn spans<'s>(text: &str, score: &'s Score) -> Vec<Span<'s>> {
    let kinds: [(&Vec<Criterion>, &str); 3] = [(&score.skills, "skill"), (&score.points, "point"), (&score.pitfalls, "pitfall")];
    let mut all = Vec::new();
    for (criteria, class) in kinds {
        // What was too little to be heard is not marked.
        for criterion in criteria.iter().filter(|criterion| criterion.level > Level::Not) {
            let speaks = criterion.evidence.iter().filter(|evidence| evidence.weight > 0.0);
            // A history from elsewhere may say anything.
            let sound = speaks.filter(|evidence| evidence.start < evidence.end && text.get(evidence.start..evidence.end).is_some());
            all.extend(sound.map(|evidence| Span { start: evidence.start, end: evidence.end, class, title: &criterion.title }));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::evidence::{Evidence, Place};

    fn criterion(title: &str, start: usize, end: usize) -> Criterion {
        let evidence = Evidence { start, end, text: String::new(), cue: "c".into(), at: Place::default(), weight: 1.0, part: None, rung: None, purpose: None };
        Criterion::by_level("x", title, 1.0, Level::Clear, vec![evidence])
    }

    fn marked(text: &str, skills: Vec<Criterion>, pitfalls: Vec<Criterion>) -> String {
        let score = Score { score: 1.0, how: None, what: None, pass: false, skills, points: Vec::new(), pitfalls, rung: None, advice: None };
        reply(text, Some(&score)).into_string()
    }

    #[test]
    fn evidence_is_marked_and_everything_is_escaped() {
        let found = marked("<b> sorry", vec![criterion("A \"b\"", 4, 9)], Vec::new());
        assert_eq!(found, "&lt;b&gt; <mark class=\"skill\" title=\"A &quot;b&quot;\">sorry</mark>");
    }

    #[test]
    fn words_that_were_heard_twice_are_marked_once_with_both_names() {
        let found = marked("so sorry", vec![criterion("One", 0, 8)], vec![criterion("Two", 3, 8)]);
        assert_eq!(found, "<mark class=\"skill\" title=\"One\">so </mark><mark class=\"pitfall\" title=\"One, Two\">sorry</mark>");
    }

    #[test]
    fn a_place_that_is_none_is_left_out() {
        assert_eq!(marked("é", vec![criterion("One", 1, 2), criterion("Two", 0, 99), criterion("Three", 1, 1)], Vec::new()), "é");
        assert_eq!(reply("", None).into_string(), "");
    }
}
