//! The beat under work: the one whose lines changed last.

use crate::framework::Framework;

/// Where an author is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Work {
    /// The file.
    pub(super) file: String,
    /// The id of the scenario.
    pub(super) scenario: String,
    /// The number of the beat.
    pub(super) beat: usize,
}

impl Work {
    /// The beginning of a framework.
    pub(super) fn first(file: &str, framework: &Framework) -> Option<Self> {
        framework.scenarios.first().map(|scenario| Self { file: file.to_owned(), scenario: scenario.id.clone(), beat: 0 })
    }

    /// Where an author is at work after a framework was saved: at the first beat that is not as it was, or in a scenario that is
    /// not; and otherwise where they were.
    pub(super) fn changed(file: &str, before: Option<&Framework>, now: &Framework, was: Option<Self>) -> Option<Self> {
        let Some(before) = before else { return was };
        for scenario in &now.scenarios {
            let old = before.scenario(&scenario.id);
            if old == Some(scenario) {
                continue;
            }
            let same = |beat: &&_| old.is_some_and(|old| old.beats.contains(*beat));
            let beat = scenario.beats.iter().position(|beat| !same(&beat)).unwrap_or(0);
            return Some(Self { file: file.to_owned(), scenario: scenario.id.clone(), beat });
        }
        was.filter(|was| was.file == file).or_else(|| Self::first(file, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Source;
    use crate::framework::load::{self, File};

    const GOOD: &str = include_str!("../../../tests/findings/good.yaml");

    fn framework(text: &str) -> Framework {
        let Ok(File::Framework(loaded)) = load::file(&Source::new("good.yaml", text)) else { panic!("a framework") };
        loaded.value.clone()
    }

    fn work(beat: usize) -> Work {
        Work { file: "good.yaml".into(), scenario: "kerb-side".into(), beat }
    }

    #[test]
    fn the_beat_that_changed_is_under_work() {
        let before = framework(GOOD);
        let changed = |from: &str, to: &str, was| Work::changed("good.yaml", Some(&before), &framework(&GOOD.replace(from, to)), was);
        assert_eq!(changed("And now?", "And then?", None), Some(work(1)));
        assert_eq!(changed("I need a car.", "A car, please.", Some(work(1))), Some(work(0)));
        assert_eq!(changed("trust: 40", "trust: 50", Some(work(1))), Some(work(0)), "the scenario changed and none of its beats");
        assert_eq!(changed("weight: 2", "weight: 3", Some(work(1))), Some(work(1)), "nothing in a scenario changed");
        assert_eq!(changed("weight: 2", "weight: 3", None), Some(work(0)));
        let other = Work { file: "other.yaml".into(), ..work(1) };
        assert_eq!(changed("weight: 2", "weight: 3", Some(other)), Some(work(0)), "another file is under work now");
    }

    #[test]
    fn a_file_that_is_read_for_the_first_time_changes_nothing() {
        assert_eq!(Work::changed("good.yaml", None, &framework(GOOD), Some(work(1))), Some(work(1)));
    }
}
