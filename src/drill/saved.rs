//! The saved form of a session: JSON without the judgements, which are kept once, with the attempts.

use serde_json::Value;

use super::Session;

/// The session as JSON, with nothing where the judgements stand.
pub fn write(session: &Session) -> Value {
    // Our own types have no maps with keys that are not text, which is all that could go wrong.
    let mut value = serde_json::to_value(session).unwrap_or_default();
    each_judgement(&mut value, |_, _, judgement| *judgement = Value::Null);
    value
}

/// The session again. `judgement` finds the judgement of a try at a turn, both counted from 1.
pub fn read(mut value: Value, judgement: impl Fn(usize, usize) -> Option<Value>) -> serde_json::Result<Session> {
    each_judgement(&mut value, |turn, no, place| {
        if let Some(judgement) = judgement(turn, no) {
            *place = judgement;
        }
    });
    serde_json::from_value(value)
}

fn each_judgement(session: &mut Value, mut visit: impl FnMut(usize, usize, &mut Value)) {
    let turns = session.get_mut("turns").and_then(Value::as_array_mut).into_iter().flatten();
    for (turn, value) in turns.enumerate() {
        let attempts = value.get_mut("attempts").and_then(Value::as_array_mut).into_iter().flatten();
        for (no, attempt) in attempts.enumerate() {
            if let Some(judgement) = attempt.get_mut("judgement") {
                visit(turn + 1, no + 1, judgement);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drill::Event;
    use crate::framework::Shelf;
    use crate::score::Course;

    #[test]
    fn what_was_written_is_read_again() {
        let shelf = Shelf::embedded();
        let course = Course::new(shelf.framework("own-it").unwrap(), &shelf);
        let say = |text: &str| Event::Reply { text: text.into() };
        let start = Session::new(&course, "double-booked", 1).unwrap();
        let session = [Event::Begin, say("ok"), Event::Again, say("I'm so sorry, Marta."), Event::Next, say("At nine.")];
        let session = session.into_iter().fold(start, |session, event| session.step(event, &course).0);
        let written = write(&session);
        assert!(!written.to_string().contains("evidence"), "{written}");
        let judgement = |turn: usize, no: usize| serde_json::to_value(&session.turns[turn - 1].attempts[no - 1].judgement).ok();
        assert_eq!(read(written.clone(), judgement).unwrap(), session);
        assert!(read(written, |_, _| None).is_err(), "without its judgements it is no session");
    }
}
