//! What is due stands beside the attempts: kept as they come and go, and the same when it is made again from them.

use tactful::history::Store;
use tactful::history::record::{Attempt, Criterion, Fate, Kind, Whole};
use tactful::history::schedule::Unit;
use tactful::history::store::Print;

use super::{attempt, whole};

const DAY: i64 = 86_400;

fn skill(id: &str, earned: f64) -> Criterion {
    Criterion { kind: Kind::Skill, id: id.into(), level: 1, earned, weight: 2.0, quote: Some("sorry".into()) }
}

/// A drill on a day, with these skills in its only attempt.
fn drill(id: char, scenario: &str, day: i64, skills: &[(&str, f64)]) -> Whole {
    let mut whole = whole(id, 1);
    whole.drill.scenario = scenario.into();
    let criteria = skills.iter().map(|(id, earned)| skill(id, *earned)).collect();
    whole.attempts = vec![Attempt { at: day * DAY, print: "p1".into(), criteria, assisted: false, ..attempt(1, "so") }];
    whole
}

/// What is kept, and what comes out when it is made again; rounding apart.
#[track_caller]
fn same_when_made_again(store: &mut Store) -> Vec<Unit> {
    let kept = store.units().unwrap();
    store.rebuild_units().unwrap();
    let again = store.units().unwrap();
    assert_eq!(kept.len(), again.len());
    for (kept, again) in kept.iter().zip(&again) {
        assert_eq!((&kept.skill, &kept.scenario, &kept.persona), (&again.skill, &again.scenario, &again.persona));
        assert_eq!((kept.memory.reviews, kept.memory.last, kept.memory.due), (again.memory.reviews, again.memory.last, again.memory.due), "{kept:?}");
        let close = |a: f64, b: f64| (a - b).abs() < 1e-5 * a.abs().max(1.0);
        assert!(close(kept.memory.stability, again.memory.stability) && close(kept.memory.share, again.memory.share), "{kept:?} {again:?}");
    }
    kept
}

fn told(units: &[Unit]) -> Vec<(&str, &str, u32)> {
    units.iter().map(|unit| (unit.skill.as_str(), unit.scenario.as_str(), unit.memory.reviews)).collect()
}

#[test]
fn what_is_kept_is_what_comes_out_when_it_is_made_again() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(same_when_made_again(&mut store), []);
    store.keep(&drill('a', "one", 1, &[("warmth", 2.0), ("check-in", 0.6), ("check-in-purpose", 2.0)])).unwrap();
    store.keep(&drill('b', "one", 4, &[("warmth", 1.0), ("names-the-gap", 2.0)])).unwrap();
    store.keep(&drill('c', "two", 4, &[("warmth", 0.1)])).unwrap();
    store.keep(&drill('d', "one", 4, &[("warmth", 0.7)])).unwrap();
    let units = same_when_made_again(&mut store);
    assert_eq!(told(&units), [("check-in", "one", 1), ("close-loop", "one", 1), ("warmth", "one", 2), ("warmth", "two", 1)]);
    assert_eq!(units[2].memory.share, (1.0 + 0.7) / 4.0, "all of one day together");
    assert_eq!(units[2].persona, "Marta Reyes");
}

#[test]
fn what_is_taken_back_or_deleted_counts_no_more() {
    let mut store = Store::in_memory().unwrap();
    let first = drill('a', "one", 1, &[("warmth", 2.0)]);
    let mut second = drill('b', "one", 4, &[("warmth", 1.0)]);
    store.keep(&first).unwrap();
    store.keep(&second).unwrap();
    second.attempts = vec![Attempt { reply: "other".into(), criteria: vec![skill("apology", 2.0)], ..second.attempts[0].clone() }];
    store.keep(&second).unwrap();
    assert_eq!(told(&same_when_made_again(&mut store)), [("apology", "one", 1), ("warmth", "one", 1)]);
    store.delete(&first.drill.id).unwrap();
    assert_eq!(told(&same_when_made_again(&mut store)), [("apology", "one", 1)]);
    let mut copied = drill('c', "one", 5, &[("warmth", 2.0)]);
    copied.attempts[0].fate = Fate::Copied;
    store.keep(&copied).unwrap();
    assert_eq!(told(&same_when_made_again(&mut store)), [("apology", "one", 1)], "it counts where it was said");
}

#[test]
fn an_import_brings_what_is_due_with_it() {
    let mut store = Store::in_memory().unwrap();
    store.merge(&[drill('a', "one", 1, &[("warmth", 2.0)]), drill('b', "two", 2, &[("warmth", 2.0)])], &[]).unwrap();
    assert_eq!(told(&same_when_made_again(&mut store)), [("warmth", "one", 1), ("warmth", "two", 1)]);
}

#[test]
fn a_changed_beat_is_forgotten_and_nothing_else() {
    let mut store = Store::in_memory().unwrap();
    let print = |scenario: &str, print: &str| Print { framework: "own-it".into(), scenario: scenario.into(), beat: "kerb".into(), print: print.into() };
    store.beats(&[print("one", "p1"), print("two", "p1")]).unwrap();
    store.keep(&drill('a', "one", 1, &[("warmth", 2.0)])).unwrap();
    store.keep(&drill('b', "two", 1, &[("warmth", 2.0)])).unwrap();
    let mut old = drill('c', "one", 2, &[("apology", 2.0)]);
    old.attempts[0].print = String::new();
    store.keep(&old).unwrap();
    assert_eq!(told(&store.units().unwrap()).len(), 3);
    store.beats(&[print("one", "p2"), print("two", "p1")]).unwrap();
    let units = same_when_made_again(&mut store);
    assert_eq!(told(&units), [("apology", "one", 1), ("warmth", "two", 1)], "what was kept before there were fingerprints stays");
    store.beats(&[print("one", "p1")]).unwrap();
    assert_eq!(told(&store.units().unwrap()).len(), 3, "and it comes back with the old wording");
}

#[test]
fn help_brings_a_skill_back_sooner() {
    let due = |assisted| {
        let mut store = Store::in_memory().unwrap();
        let mut one = drill('a', "one", 1, &[("warmth", 2.0)]);
        one.attempts[0].assisted = assisted;
        store.keep(&one).unwrap();
        store.units().unwrap()[0].memory.due
    };
    assert!(due(true) < due(false));
}
