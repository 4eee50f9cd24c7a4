//! Later visits: the customer remembers, and the trainee should too.
#![expect(clippy::unwrap_used, reason = "a test fails where it cannot")]

use tactful::drill::debrief::Met;
use tactful::drill::way::{Visit, Way};
use tactful::drill::{Effect, Event, Session};
use tactful::framework::Shelf;
use tactful::score::Course;

fn course() -> Course {
    let shelf = Shelf::embedded();
    Course::new(shelf.framework("whole-journey").unwrap(), &shelf)
}

fn visit() -> Visit {
    let ids = |ids: &[&str]| ids.iter().map(ToString::to_string).collect();
    Visit {
        number: 2,
        of: 3,
        told: ids(&["choir", "mila", "tap", "tip"]),
        recalls: ids(&["choir", "mila", "tip"]),
        promises: vec!["I'll ring you on Tuesday with the softer tip.".into()],
        left_with: 80,
    }
}

fn begin(course: &Course) -> (Session, Vec<Effect>) {
    Session::on_the_way(course, "softer-tip", 1, Way::later(visit())).unwrap().step(Event::Begin, course)
}

fn facts(effects: &[Effect]) -> Vec<String> {
    let Some(Effect::Scene(scene)) = effects.first() else { panic!("a drill begins with its scene") };
    scene.facts.clone()
}

#[test]
fn what_was_told_in_an_earlier_visit_is_not_told_again() {
    let course = course();
    let (session, effects) = begin(&course);
    let alone = Session::new(&course, "softer-tip", 1).unwrap().step(Event::Begin, &course).1;
    let hidden = |says: &str| !facts(&effects).iter().any(|fact| fact.contains(says));
    assert!(facts(&alone).len() > facts(&effects).len(), "on its own a visit tells what is known: {:?}", facts(&alone));
    assert!(hidden("choir") && hidden("Mila") && hidden("stone"), "{effects:?}");
    assert_eq!(session.trust, 65, "half of what the scenario says, half of what the last visit left");
    let Effect::Scene(scene) = &effects[0] else { panic!() };
    assert_eq!(scene.visit, Some((2, 3)));
}

#[test]
fn what_is_remembered_is_met_and_what_is_not_is_missed() {
    let course = course();
    let (mut session, _) = begin(&course);
    let reply = "Of course I remember you, Ms Ilieva: thirty years of choir. I rang on Tuesday, and the softer tip is here.";
    for event in [Event::Reply { text: reply.into() }, Event::Next] {
        session = session.step(event, &course).0;
    }
    let debrief = session.debrief(&course);
    let earlier: Vec<(&str, Met)> = debrief.opportunities.iter().filter(|o| o.quote.starts_with("Earlier: ")).map(|o| (o.quote.as_str(), o.met)).collect();
    assert_eq!(earlier.len(), 3);
    assert_eq!(earlier[0], ("Earlier: taught choir for thirty years", Met::Met));
    assert_eq!(earlier[1].1, Met::Missed, "Mila was not thought of: {earlier:?}");
    assert_eq!(earlier[2].1, Met::Met);
    assert_eq!(debrief.promises[0].taken_up.as_deref(), Some(reply), "the promise was taken up");
    assert_eq!(debrief.trust.0, 65);
}

#[test]
fn a_fact_that_the_customer_had_to_say_first_comes_late() {
    let course = course();
    let (mut session, _) = begin(&course);
    session.turns[0].line = "Good morning. I'm the one with the choir.".into();
    for event in [Event::Reply { text: "Ah, the choir! I remember.".into() }, Event::Next] {
        session = session.step(event, &course).0;
    }
    let debrief = session.debrief(&course);
    let choir = debrief.opportunities.iter().find(|o| o.quote.contains("choir")).unwrap();
    assert_eq!((choir.met, choir.words.as_deref()), (Met::Late, Some("choir")));
    assert_eq!(debrief.promises[0].taken_up, None);
}

#[test]
fn taking_back_and_playing_again_keep_what_is_remembered() {
    let course = course();
    let (mut session, _) = begin(&course);
    for event in [Event::Reply { text: "Hello again.".into() }, Event::Undo, Event::Reply { text: "Good morning, Ms Ilieva.".into() }, Event::Next] {
        session = session.step(event, &course).0;
    }
    assert_eq!(session.visit(), Some(&visit()));
    let again = session.start(&course).unwrap().after(&session.log, &course);
    assert_eq!((again.trust, again.turns.len()), (session.trust, session.turns.len()));
    let text = serde_json::to_string(&session).unwrap();
    assert_eq!(serde_json::from_str::<Session>(&text).unwrap(), session);
}

#[test]
fn nothing_is_missed_before_anything_was_said() {
    let course = course();
    assert_eq!(begin(&course).0.debrief(&course).opportunities, []);
}
