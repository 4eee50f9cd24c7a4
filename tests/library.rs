//! What the shipped frameworks promise: enough scenarios and branches, people who sound like people, answers of different style.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use tactful::framework::model::{Beat, Framework, Scenario};
use tactful::framework::{Shelf, check, files};
use tactful::speech::Utterance;

static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::embedded);

fn frameworks() -> impl Iterator<Item = &'static Framework> {
    SHELF.frameworks().map(|framework| &framework.value)
}

fn scenarios() -> impl Iterator<Item = (&'static Framework, &'static Scenario)> {
    frameworks().flat_map(|framework| framework.scenarios.iter().map(move |scenario| (framework, scenario)))
}

fn beats() -> impl Iterator<Item = (&'static Framework, &'static Scenario, &'static Beat)> {
    scenarios().flat_map(|(framework, scenario)| scenario.beats.iter().map(move |beat| (framework, scenario, beat)))
}

fn place((framework, scenario, beat): (&Framework, &Scenario, &Beat)) -> String {
    format!("{}/{}/{}", framework.id, scenario.id, beat.id)
}

fn plain(text: &str) -> Vec<String> {
    Utterance::read(text).words().iter().map(|word| word.norm.clone()).collect()
}

#[test]
fn there_is_enough_to_practise_and_it_begins_easily() {
    assert!(frameworks().count() >= 12);
    for framework in frameworks() {
        let difficulties: Vec<u8> = framework.scenarios.iter().map(|scenario| scenario.difficulty.expect("each says how hard it is")).collect();
        assert!(difficulties.len() >= 4 && difficulties[0] == 1, "{}: {difficulties:?}", framework.id);
        assert!(difficulties.iter().all(|difficulty| (1..=4).contains(difficulty)));
    }
}

#[test]
fn every_scenario_branches_and_opens_in_several_ways() {
    for (framework, scenario) in scenarios() {
        let name = format!("{}/{}", framework.id, scenario.id);
        assert!(scenario.beats.len() >= 5, "{name} has {} beats", scenario.beats.len());
        assert!(scenario.beats[0].line.len() >= 3, "{name} opens in {} ways", scenario.beats[0].line.len());
        let nexts = |(number, beat): (usize, &Beat)| beat.reacts.iter().map(|react| scenario.next(number, react)).collect::<BTreeSet<_>>().len();
        assert!(scenario.beats.iter().enumerate().map(nexts).any(|ways| ways > 1), "{name} never branches");
        assert!(!scenario.persona.facts.is_empty() && scenario.beats.iter().any(|beat| !beat.opportunities.is_empty()), "{name}");
    }
}

#[test]
fn every_beat_has_answers_of_both_kinds_reactions_and_a_hint() {
    for at in beats() {
        let (_, _, beat) = at;
        assert!(beat.answers.good.len() >= 2 && beat.answers.weak.len() >= 2, "{}", place(at));
        assert!(beat.reacts.len() >= 3, "{} reacts in {} ways", place(at), beat.reacts.len());
        assert!(!beat.hints.is_empty(), "{} has no hint", place(at));
    }
}

#[test]
fn no_two_good_answers_of_a_framework_start_alike() {
    let mut starts: BTreeMap<(&str, Vec<String>), String> = BTreeMap::new();
    for at in beats() {
        for answer in &at.2.answers.good {
            let start: Vec<String> = plain(answer).into_iter().take(4).collect();
            let other = starts.insert((&at.0.id, start), place(at));
            assert_eq!(other, None, "{}: {answer}", place(at));
        }
    }
}

#[test]
fn no_line_is_said_twice_in_the_library() {
    /// Shorter lines are what everybody says.
    const LEAST_WORDS: usize = 4;
    let mut said: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for at in beats() {
        let lines = at.2.line.iter().chain(at.2.reacts.iter().flat_map(|react| react.says.iter()));
        for line in lines.filter(|line| plain(line).len() >= LEAST_WORDS) {
            let other = said.insert(plain(line), place(at));
            assert_eq!(other, None, "{}: {line}", place(at));
        }
    }
}

#[test]
fn nobody_is_met_twice_unless_they_are_on_a_journey() {
    let mut met: BTreeMap<&str, String> = BTreeMap::new();
    for (framework, scenario) in scenarios() {
        let travels = framework.journeys.iter().any(|journey| journey.visits.iter().any(|visit| visit.scenario == scenario.id));
        let name = format!("{}/{}", framework.id, scenario.id);
        let other = met.insert(&scenario.persona.name, name);
        assert!(other.is_none() || travels, "{} is in {other:?} too", scenario.persona.name);
    }
}

#[test]
fn sources_say_how_good_the_evidence_is_and_where_it_ends() {
    for framework in frameworks() {
        assert!(framework.source.len() >= 2, "{}", framework.id);
        let all = framework.source.join(" ").to_lowercase();
        let is_graded = |source: &String| {
            let source = source.to_lowercase();
            ["t:", "m:", "c:"].iter().any(|grade| source.starts_with(grade))
                || ["(t", "(m", "(c", "trial", "manual", "consensus"].iter().any(|grade| source.contains(grade))
        };
        assert!(framework.source.iter().any(is_graded), "{} grades no source: {all}", framework.id);
        assert!(all.contains("limit") || all.contains("to be reviewed"), "{} tells no limits", framework.id);
    }
}

#[test]
fn the_strictest_check_is_silent() {
    for source in files::embedded() {
        assert_eq!(check::source(&source, &SHELF), [], "{}", source.name);
    }
}
