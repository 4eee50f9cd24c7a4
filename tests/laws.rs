//! Laws that hold for every input.
#![expect(clippy::unwrap_used, reason = "a test that can not go on should stop")]

use std::sync::LazyLock;

use proptest::prelude::*;
use tactful::drill::{Event, Session};
use tactful::framework::Shelf;
use tactful::report::page::{Page, Style, plain};
use tactful::report::scene;
use tactful::score::Course;
use tactful::score::judge;
use tactful::score::judgement::Criterion;
use tactful::speech::evidence::Level;
use textwrap::core::display_width;

static COURSES: LazyLock<Vec<Course>> = LazyLock::new(|| {
    let shelf = Shelf::embedded();
    shelf.frameworks().map(|framework| Course::new(framework, &shelf)).collect()
});

/// Things people say, things they should not, and noise.
fn reply() -> impl Strategy<Value = String> {
    let said = prop::sample::select(vec![
        "I'm so sorry, Marta. You have been standing there with Ana for forty minutes.",
        "Leave it with me, I will call you back in ten minutes.",
        "Have I explained that clearly?",
        "Which part would you like me to go over again?",
        "Calm down, it is not my fault.",
        "I understand, but that is our policy.",
        "Es tut mir sehr leid, dass Sie so lange warten mussten.",
        "ok",
        "",
    ])
    .prop_map(String::from);
    prop_oneof![said, "\\PC{0,80}", "[a-zA-Z' .?!,\"]{0,120}"]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => reply().prop_map(|text| Event::Reply { text }),
        3 => Just(Event::Next),
        1 => prop::sample::select(vec![Event::Hint, Event::Again, Event::Why, Event::Skip, Event::Undo, Event::Stop, Event::Begin, Event::Resume]),
    ]
}

fn begun(which: usize, seed: u64) -> (&'static Course, Session) {
    let course = &COURSES[which % COURSES.len()];
    let scenarios = &course.framework().scenarios;
    let scenario = &scenarios[which / COURSES.len() % scenarios.len()].id;
    (course, Session::new(course, scenario, seed).unwrap().step(Event::Begin, course).0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_events_break_a_drill(which in 0..100usize, seed: u64, events in prop::collection::vec(event(), 0..12), width in 30..100usize) {
        let (course, mut session) = begun(which, seed);
        for event in events {
            let (next, effects) = session.step(event.clone(), course);
            prop_assert_eq!(&next, &session.step(event, course).0, "the same step twice");
            prop_assert!((0..=100).contains(&next.trust));
            for effect in &effects {
                for line in scene::page(effect, Style { width, numbers: true }).to_plain().lines() {
                    prop_assert!(display_width(line) <= width, "{} columns in {:?}", width, line);
                }
            }
            for attempt in next.turns.iter().flat_map(|turn| &turn.attempts) {
                let score = attempt.judgement.score().unwrap();
                prop_assert!((0.0..=100.0).contains(&score.score));
            }
            let loaded: Session = serde_json::from_str(&serde_json::to_string(&next).unwrap()).unwrap();
            prop_assert_eq!(&loaded, &next, "load(save(x)) = x");
            session = next;
        }
        let replayed = Session::replay(course, &session.scenario, seed, &session.log).unwrap();
        prop_assert_eq!((replayed.phase, replayed.beat, replayed.trust), (session.phase, session.beat, session.trust));
    }

    #[test]
    fn undo_undoes(which in 0..100usize, seed: u64, before in prop::collection::vec(event(), 0..6), text in reply()) {
        let (course, start) = begun(which, seed);
        let mut session = before.into_iter().fold(start, |session, event| session.step(event, course).0);
        if session.phase == tactful::drill::session::Phase::Landed {
            session = session.step(Event::Next, course).0;
        }
        let replied = session.step(Event::Reply { text }, course).0;
        prop_assume!(replied.log.len() > session.log.len() && !session.is_over() && session.phase == tactful::drill::session::Phase::Reply);
        let undone = replied.step(Event::Undo, course).0;
        prop_assert_eq!((&undone.turns, undone.phase, undone.beat, undone.trust), (&session.turns, session.phase, session.beat, session.trust));
        prop_assert_eq!(&undone.log, &session.log);
    }

    #[test]
    fn better_never_scores_lower(levels in prop::collection::vec(0..3u8, 1..6), costs in prop::collection::vec(0..3u8, 0..4), better in 0..6usize, worse in 0..4usize) {
        let course = &COURSES[0];
        let skills = |levels: &[u8]| levels.iter().enumerate().map(|(at, level)| criterion(at, *level)).collect::<Vec<_>>();
        let pitfalls = |levels: &[u8]| skills(levels).into_iter().map(|c| Criterion { earned: -c.earned, ..c }).collect::<Vec<_>>();
        let score = |levels: &[u8], costs: &[u8]| judge::add_up(course.framework(), skills(levels), Vec::new(), pitfalls(costs), None).score;
        let now = score(&levels, &costs);
        prop_assert!((0.0..=100.0).contains(&now));

        let mut more = levels.clone();
        let at = better % more.len();
        more[at] = 2;
        prop_assert!(score(&more, &costs) >= now, "more of a skill");
        if !costs.is_empty() {
            let mut dearer = costs.clone();
            let at = worse % dearer.len();
            dearer[at] = 2;
            prop_assert!(score(&levels, &dearer) <= now, "more of a pitfall");
        }
        let mut turned = skills(&levels);
        turned.reverse();
        let other = judge::add_up(course.framework(), turned, Vec::new(), pitfalls(&costs), None).score;
        prop_assert!((other - now).abs() < 1e-9, "the order does not matter");
    }

    #[test]
    fn no_line_is_wider_than_the_screen(text in "\\PC{0,200}", width in 30..97usize, first in 0..8usize, rest in 0..8usize) {
        let mut page = Page::new(Style { width, numbers: true });
        page.paragraph(first, rest, &[plain(&text)]);
        for line in page.to_plain().lines() {
            prop_assert!(display_width(line) <= width, "{:?}", line);
        }
    }
}

fn criterion(at: usize, level: u8) -> Criterion {
    Criterion::by_level(&format!("c{at}"), "", (at + 1) as f64, Level::try_from(level).unwrap(), Vec::new())
}
