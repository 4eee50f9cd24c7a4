//! What is due, and where it is practised.

use super::*;

fn round(day: i64, share: f64, helped: f64) -> Round {
    Round { day, earned: share * 2.0, weight: 2.0, helped: helped * 2.0 }
}

fn learn(rounds: &[Round]) -> Memory {
    Scheduler::default().learn(rounds).unwrap()
}

fn unit(skill: &str, place: &str, persona: &str, rounds: &[Round]) -> Unit {
    let (framework, scenario) = place.split_once('/').unwrap();
    Unit { skill: skill.into(), framework: framework.into(), scenario: scenario.into(), persona: persona.into(), memory: learn(rounds) }
}

fn offer(place: &str, persona: &str, skills: &[&str]) -> Offer {
    let parts: Vec<&str> = place.split('/').collect();
    let skills = skills.iter().map(ToString::to_string).collect();
    Offer { framework: parts[0].into(), scenario: parts[1].into(), beat: parts[2].into(), persona: persona.into(), skills }
}

fn places(steps: &[Step]) -> Vec<String> {
    steps.iter().map(|step| format!("{}/{}/{}", step.offer.framework, step.offer.scenario, step.offer.beat)).collect()
}

#[test]
fn the_share_says_how_a_day_went_and_help_keeps_it_low() {
    let rated = |share, helped| Rating::of(&round(0, share, helped));
    assert_eq!([0.0, 0.49, 0.5, 0.75, 0.95].map(|share| rated(share, 0.0)), [Rating::Again, Rating::Again, Rating::Hard, Rating::Good, Rating::Easy]);
    assert_eq!((rated(1.0, 1.0), rated(1.0, 0.5), rated(0.2, 1.0)), (Rating::Hard, Rating::Good, Rating::Again));
    assert_eq!(Rating::of(&Round { day: 0, earned: 0.0, weight: 0.0, helped: 0.0 }), Rating::Again);
}

#[test]
fn what_went_well_stays_longer_and_practice_makes_it_stay_longer_still() {
    let intervals = [0.2, 0.6, 0.8, 1.0].map(|share| learn(&[round(10, share, 0.0)]).due - 10);
    assert!(intervals.is_sorted() && intervals[0] == 1 && intervals[3] > intervals[1], "{intervals:?}");
    let once = learn(&[round(10, 0.8, 0.0)]);
    let twice = learn(&[round(10, 0.8, 0.0), round(once.due, 0.8, 0.0)]);
    assert!(twice.stability > once.stability && twice.reviews == 2);
    let forgotten = learn(&[round(10, 0.8, 0.0), round(once.due, 0.1, 0.0)]);
    assert!(forgotten.due - once.due < once.due - 10, "a low score brings it back soon");
    let helped = learn(&[round(10, 1.0, 1.0)]);
    assert!(helped.due < learn(&[round(10, 1.0, 0.0)]).due, "and so does help");
}

#[test]
fn all_of_one_day_is_one_review() {
    let together = learn(&[round(3, 0.0, 0.0), round(3, 1.0, 0.0), round(3, 1.0, 0.0)]);
    assert_eq!((together.reviews, together.share), (1, 2.0 / 3.0));
    assert_eq!(Scheduler::default().learn(&[]), None);
}

#[test]
fn each_skill_is_due_once_and_what_was_practised_today_waits() {
    let units = [
        unit("warmth", "a/one", "Ana", &[round(0, 0.8, 0.0)]),
        unit("warmth", "b/two", "Ben", &[round(1, 0.2, 0.0)]),
        unit("apology", "a/one", "Ana", &[round(0, 1.0, 0.0)]),
    ];
    let told: Vec<(String, String, usize)> = due(&units, 3).into_iter().map(|due| (due.skill, due.scenario, due.people)).collect();
    assert_eq!(told, [("warmth".into(), "two".into(), 2)], "where it is most pressing");
    assert_eq!(due(&units, 1), [], "practised today");
    assert_eq!(next_day(&units, 1), Some(2));
    assert_eq!(due(&units, 100).len(), 2, "a long gap brings everything back");
}

#[test]
fn a_skill_practised_with_one_person_is_not_learned() {
    let well = [round(0, 1.0, 0.0)];
    let one = [unit("warmth", "a/one", "Ana", &well), unit("warmth", "a/other", "Ana", &well)];
    assert!(!is_learned(one.iter(), 1));
    let two = [unit("warmth", "a/one", "Ana", &well), unit("warmth", "b/two", "Ben", &well)];
    assert!(is_learned(two.iter(), 1));
    assert!(!is_learned(two.iter(), 500), "and not for ever");
}

#[test]
fn a_skill_meets_a_new_person_until_it_has_met_enough() {
    let offers = [offer("a/one/x", "Ana", &["warmth"]), offer("b/two/y", "Ben", &["warmth"])];
    let known = vec![unit("warmth", "a/one", "Ana", &[round(0, 0.8, 0.0)])];
    let wanted = |units: &[Unit]| plan(&due(units, 50), units, &offers, 50, 5);
    assert_eq!(places(&wanted(&known)), ["b/two/y"], "with Ana only it is not learned");
    let both = [known, vec![unit("warmth", "b/two", "Ben", &[round(20, 1.0, 0.0)])]].concat();
    assert_eq!(places(&wanted(&both)), ["a/one/x"], "now it is practised where it is most pressing");
}

#[test]
fn no_framework_comes_twice_in_a_row_where_another_is_due() {
    let rounds = [round(0, 0.5, 0.0)];
    let skills = ["s1", "s2", "s3", "s4"];
    let offers: Vec<Offer> =
        skills.iter().enumerate().map(|(at, skill)| offer(&format!("{}/s/{skill}", if at < 2 { "a" } else { "b" }), "Ana", &[skill])).collect();
    let units: Vec<Unit> = skills.iter().zip(&offers).map(|(skill, offer)| unit(skill, &format!("{}/s", offer.framework), "Ana", &rounds)).collect();
    let steps = plan(&due(&units, 9), &units, &offers, 9, 9);
    assert_eq!(steps.len(), 4);
    assert!(steps.windows(2).all(|pair| pair[0].offer.framework != pair[1].offer.framework), "{:?}", places(&steps));
    let alone = plan(&due(&units, 9), &units, &offers[..2], 9, 9);
    assert_eq!(alone.len(), 2, "where there is no other it goes on");
    assert_eq!(plan(&due(&units, 9), &units, &offers, 9, 1).len(), 1);
}

#[test]
fn an_exchange_that_trains_several_due_skills_is_taken_once() {
    let units = ["warmth", "apology"].map(|skill| unit(skill, "a/one", "Ana", &[round(0, 0.5, 0.0)]));
    let offers = [offer("a/one/x", "Ana", &["warmth"]), offer("a/one/y", "Ana", &["apology", "warmth"])];
    let steps = plan(&due(&units, 9), &units, &offers, 9, 9);
    assert_eq!((places(&steps), steps[0].trains.len()), (vec!["a/one/y".to_owned()], 2));
}

#[test]
fn one_skill_is_drilled_across_frameworks_new_people_first() {
    let offers = [
        offer("a/one/x", "Ana", &["warmth"]),
        offer("a/one/y", "Ana", &["warmth"]),
        offer("b/two/z", "Ben", &["warmth"]),
        offer("b/two/w", "Ben", &["apology"]),
    ];
    let units = [unit("warmth", "a/one", "Ana", &[round(0, 0.5, 0.0)])];
    let steps = drill("warmth", &units, &offers, 9, 9);
    assert_eq!((places(&steps)[0].as_str(), steps.len()), ("b/two/z", 3));
    assert_eq!(drill("warmth", &units, &offers, 9, 2).len(), 2);
    assert_eq!(drill("unknown", &units, &offers, 9, 2), []);
}

#[test]
fn parts_of_the_check_in_are_the_check_in() {
    let skills = ["check-in", "check-in-purpose", "names-the-gap", "explains-again", "warmth"].map(skill_of);
    assert_eq!(skills, ["check-in", "check-in", "close-loop", "close-loop", "warmth"]);
}
