//! Everything that is shipped is sound: found by walking, never by a list.

use std::collections::BTreeSet;

use tactful::framework::load::{self, File};
use tactful::framework::model::Scenario;
use tactful::framework::{Shelf, check, files};
use tactful::score::{Course, judge, trial};
use tactful::speech::{Utterance, detectors};

#[test]
fn nothing_shipped_has_a_finding() {
    let shelf = Shelf::embedded();
    assert_eq!(shelf.broken().count(), 0);
    for source in files::embedded() {
        let findings = load::file(&source).map(|file| check::file(&file, &shelf)).unwrap_or_else(|findings| findings);
        let told: Vec<String> = findings.iter().map(|f| format!("{:?} {} {}", source.position(f.span.start), f.code, f.message)).collect();
        assert!(told.is_empty(), "{}: {told:#?}", source.name);
    }
}

#[test]
fn every_example_and_answer_does_what_it_should() {
    let shelf = Shelf::embedded();
    let mut outcome = trial::Outcome::default();
    for source in files::embedded() {
        match load::file(&source) {
            Ok(File::Framework(framework)) => outcome.add(trial::framework(&Course::new(&framework, &shelf))),
            Ok(File::Sheet(sheet)) => outcome.add(trial::sheet(&sheet, shelf.ear())),
            _ => {}
        }
    }
    let told: Vec<String> =
        outcome.failed.iter().map(|f| format!("{}:{:?} {} {}", f.source.name, f.source.position(f.span.start), f.code, f.message)).collect();
    assert!(told.is_empty(), "{told:#?}");
    assert!(outcome.ran > 1000);
}

#[test]
fn the_built_in_signals_are_all_there_and_prove_themselves() {
    const WANTED: &str = "question open-question closed-question curiosity reflection acknowledge-feeling understanding responsive \
        check-in teach-back asks-permission warmth encouragement appreciation personal looks-ahead small-gesture \
        apology ownership commitment concrete plain-words advice information self-disclosure \
        blame-shift policy-wall dismissal hollow-apology over-apology understand-but interrogation stacked-questions leading-question \
        advice-too-soon over-promise false-reassurance jargon script-speak borrowed-words command self-focus too-long probing";
    let shelf = Shelf::embedded();
    let known: BTreeSet<&str> = shelf.sheets().map(|sheet| sheet.value.signal.as_str()).collect();
    for id in WANTED.split_whitespace() {
        assert!(known.contains(id), "{id} is missing");
    }
    for sheet in shelf.sheets() {
        let (sheet, name) = (&sheet.value, &sheet.source.name);
        assert_eq!(*name, format!("signals/{}.yaml", sheet.signal));
        assert!(sheet.accepts.len() >= 6 && sheet.rejects.len() >= 6, "{name}: {} accepts, {} rejects", sheet.accepts.len(), sheet.rejects.len());
        assert!(!sheet.hears.is_empty() && !sheet.source.is_empty() && !sheet.advice.is_empty(), "{name}");
        let longest = sheet.cues.iter().map(|cue| cue.say.len()).max().unwrap_or(0);
        assert!(longest <= 110, "{name}: a cue of {longest} letters is no receipt that anybody reads");
    }
}

#[test]
fn every_rule_is_used_by_a_sheet() {
    let shelf = Shelf::embedded();
    let used: BTreeSet<&str> = shelf.sheets().flat_map(|sheet| &sheet.value.rules).map(|rule| rule.rule.as_str()).collect();
    for rule in detectors::ALL {
        assert!(used.contains(rule.name), "{}", rule.name);
    }
}

#[test]
fn the_first_frameworks_are_big_enough_to_practise_with() {
    let shelf = Shelf::embedded();
    for id in ["check-in", "own-it"] {
        let framework = &shelf.framework(id).unwrap().value;
        assert!(framework.scenarios.len() >= 3, "{id}");
        assert!(framework.scenarios.iter().all(|scenario| scenario.beats.len() >= 4), "{id}");
        assert!(framework.scenarios.iter().filter(|scenario| branches(scenario)).count() >= 3, "{id}");
    }
}

/// Does it matter for what comes next what one says?
fn branches(scenario: &Scenario) -> bool {
    scenario.beats.iter().enumerate().any(|(at, beat)| beat.reacts.iter().map(|react| scenario.next(at, react)).collect::<BTreeSet<_>>().len() > 1)
}

/// The good answers, said one after another, lead to the end of every scenario, with more trust than at the start.
#[test]
fn a_good_conversation_comes_to_a_good_end() {
    use tactful::drill::session::Phase;
    use tactful::drill::{Event, Session};
    let shelf = Shelf::embedded();
    for loaded in shelf.frameworks() {
        let course = Course::new(loaded, &shelf);
        for scenario in &loaded.value.scenarios {
            let mut session = Session::new(&course, &scenario.id, 7).unwrap().step(Event::Begin, &course).0;
            for _ in 0..scenario.beats.len() * 2 {
                if session.phase != Phase::Reply {
                    break;
                }
                // The sample answers are somebody else's words in a drill; a name before and a word after do not make them one's own,
                // so this only proves the way, not the score.
                let answer = scenario.beats[session.beat].answers.good[0].clone();
                session = session.step(Event::Reply { text: answer }, &course).0.step(Event::Next, &course).0;
            }
            assert_eq!(session.phase, Phase::Reflection, "{}/{}", loaded.value.id, scenario.id);
        }
    }
}

#[test]
fn no_word_list_stands_in_two_files() {
    let mut known = BTreeSet::new();
    for source in files::embedded() {
        if let Ok(File::Lexicon(lexicon)) = load::file(&source) {
            for name in lexicon.value.lists.keys() {
                assert!(known.insert(name.clone()), "{}: the list `{name}` stands in another file too", source.name);
            }
        }
    }
    assert!(known.contains("feeling"));
}

#[test]
fn listening_only_for_what_counts_changes_no_score() {
    let shelf = Shelf::embedded();
    for framework in shelf.frameworks() {
        let whole = Course::new(framework, &shelf);
        let quick = whole.clone().for_trial();
        for (s, scenario) in whole.framework().scenarios.iter().enumerate() {
            for (b, beat) in scenario.beats.iter().enumerate() {
                let moment = whole.moment(s, b);
                for answer in beat.answers.good.iter().chain(&beat.answers.weak).map(|answer| Utterance::read(answer)) {
                    assert_eq!(judge::score(&whole, &moment, &answer), judge::score(&quick, &moment, &answer));
                }
            }
        }
    }
}
