//! What a trainee says in one drill after another: a sentence that has become a script of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::speech::Utterance;
use crate::speech::detectors::borrowed::SENTENCE;

/// How many of the latest drills are looked at. Our own judgement, 2026-11-28: what was said before these is forgotten.
pub const DRILLS: usize = 40;
/// In how many of them a sentence is said before it is a habit. Our own judgement, 2026-11-28: once more is practice, three times is a script.
const OFTEN: usize = 3;

/// The sentences that stand word for word in three or more of these drills, each given by its replies; in the words of the first.
/// Short sentences belong to everybody, and are left out.
pub fn often(drills: &[Vec<String>]) -> Vec<String> {
    let mut said: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for drill in drills {
        let mut here = BTreeSet::new();
        for reply in drill.iter().map(|reply| Utterance::read(reply)) {
            for sentence in reply.own_sentences().filter(|sentence| sentence.words.len() >= SENTENCE) {
                let norm = reply.said(sentence);
                if here.insert(norm.clone()) {
                    let words = || reply.text()[reply.span_of(sentence.words.clone())].to_owned();
                    said.entry(norm).or_insert_with(|| (words(), 0)).1 += 1;
                }
            }
        }
    }
    said.into_values().filter(|(_, drills)| *drills >= OFTEN).map(|(words, _)| words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drill::{Event, Session, Way};
    use crate::framework::Shelf;
    use crate::score::Course;
    use crate::speech::evidence::Level;

    fn drills(all: &[&[&str]]) -> Vec<Vec<String>> {
        all.iter().map(|drill| drill.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn a_sentence_of_three_drills_is_a_habit_however_often_it_stands_in_one() {
        let same = "I'm so sorry. I will look into it for you right now!";
        let again = "Marta, hello. i will look into it for you right now";
        assert_eq!(often(&drills(&[&[same, again], &["No."], &[again]])), Vec::<String>::new());
        assert_eq!(often(&drills(&[&[same], &["No.", again], &[same]])), ["I will look into it for you right now"]);
    }

    #[test]
    fn a_habit_is_heard_as_a_script_and_a_drill_without_it_is_not() {
        let shelf = Shelf::embedded();
        let course = Course::new(shelf.framework("own-it").unwrap(), &shelf);
        let habit = "Give me one moment to look at your booking with you.";
        let script = |way: Way| {
            let start = Session::on_the_way(&course, "double-booked", 1, way).unwrap();
            let session = start.after(&[Event::Begin, Event::Reply { text: format!("I'm so sorry, Marta. {habit}") }], &course);
            let score = session.turns[0].attempts[0].judgement.score().unwrap().clone();
            score.pitfalls.iter().find(|pitfall| pitfall.id == "script-speak").map(|pitfall| pitfall.level)
        };
        assert_eq!(script(Way::default()), None);
        assert_eq!(script(Way::default().with_habits(vec![habit.into()])), Some(Level::Some));
    }
}
