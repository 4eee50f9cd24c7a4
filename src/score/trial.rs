//! A framework's own examples, run: accepts must be heard, rejects must not, good answers pass and weak ones do not.

use std::ops::Range;
use std::sync::Arc;

use super::course::{Course, Moment};
use super::judge;
use super::judgement::{Judgement, NotScored};
use crate::framework::finding::{Finding, Source};
use crate::framework::load::Loaded;
use crate::framework::yaml::Node;
use crate::path;
use crate::speech::evidence::{Evidence, Heard, Level};
use crate::speech::lexicon::Lists;
use crate::speech::sheet::{Example, Sheet};
use crate::speech::shorthand::Short;
use crate::speech::{Book, Ear, Setting, Utterance};

/// What came of a trial.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// How many examples were run.
    pub ran: usize,
    /// Those that did not do what they should, as findings.
    pub failed: Vec<Finding>,
}

impl Outcome {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.add(other);
        self
    }

    /// Adds another outcome to this one.
    pub fn add(&mut self, other: Self) {
        self.ran += other.ran;
        self.failed.extend(other.failed);
    }

    /// Counts one more, and what failed in it.
    pub(super) fn note(&mut self, failed: Option<Finding>) {
        self.ran += 1;
        self.failed.extend(failed);
    }
}

/// Runs the examples of a signal that stands in a file of its own.
pub fn sheet(loaded: &Loaded<Arc<Sheet>>, ear: &Ear) -> Outcome {
    signal(&loaded.value, &loaded.source, &loaded.tree, ear)
}

/// Runs everything in a framework: its points, its own signals, and the answers of every beat.
pub fn framework(course: &Course) -> Outcome {
    let mut outcome = Outcome::default();
    let loaded = course.loaded();
    for (at, own) in loaded.value.signals.iter().enumerate() {
        if let Some(tree) = loaded.tree.at(path!["signals", at]) {
            outcome.add(signal(own, &loaded.source, tree, course.ear()));
        }
    }
    for at in 0..loaded.value.what.len() {
        outcome.add(point(course, at));
    }
    for (s, scenario) in loaded.value.scenarios.iter().enumerate() {
        for b in 0..scenario.beats.len() {
            outcome.add(answers(course, s, b));
        }
    }
    outcome
}

fn signal(sheet: &Sheet, source: &Arc<Source>, tree: &Node, ear: &Ear) -> Outcome {
    let mut outcome = Outcome::default();
    let lists: [(&str, &[Short<Example>], bool); 2] = [("accepts", &sheet.accepts, true), ("rejects", &sheet.rejects, false)];
    for (key, examples, wanted) in lists {
        for (at, example) in examples.iter().enumerate() {
            let heard = hear_example(ear, example);
            let level = heard.level(&sheet.signal);
            let right = match example.level {
                Some(exact) => u8::from(level) == exact,
                None => (level > Level::Not) == wanted,
            };
            let finding = || example_finding(source, tree.place(path![key, at]), sheet, &heard, level, wanted);
            outcome.note((!right).then(finding));
        }
    }
    outcome
}

fn example_finding(source: &Arc<Source>, place: Range<usize>, sheet: &Sheet, heard: &Heard, level: Level, wanted: bool) -> Finding {
    let id = &sheet.signal;
    let why = receipts(heard.evidence(id));
    let level = u8::from(level);
    if wanted {
        let found = if level == 0 { "is not heard".to_owned() } else { format!("is heard at level {level}: {why}") };
        Finding::error("T001", source, place, format!("`{id}` {found}")).help(format!("add a cue that finds it, or reword the example; {}", others(heard)))
    } else {
        Finding::error("T002", source, place, format!("`{id}` is heard at level {level}: {why}"))
            .help("narrow the cue, or add one with a weight below 0 for what sets this apart")
    }
}

/// What else is heard, for an author who wonders.
fn others(heard: &Heard) -> String {
    if heard.signals.is_empty() {
        return "nothing else is heard in it".to_owned();
    }
    let names: Vec<String> = heard.signals.iter().map(|(id, reading)| format!("`{id}` {}", u8::from(reading.level))).collect();
    format!("heard in it: {}", names.join(", "))
}

fn receipts(evidence: &[Evidence]) -> String {
    let one = |e: &Evidence| format!("\"{}\" by `{}` ({}, line {})", e.text, e.cue, e.weight, e.at.line);
    evidence.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What an ear hears in an example, in the situation that the example gives.
pub fn hear_example(ear: &Ear, example: &Example) -> Heard {
    let reads = |texts: &[String]| texts.iter().map(|text| Utterance::read(text)).collect::<Vec<_>>();
    let line = example.line.as_deref().map(Utterance::read);
    let facts = Book::compile(example.facts.iter().flatten().map(String::as_str), &Lists::new()).0;
    let (before, samples) = (reads(&example.before), reads(&example.samples));
    let setting =
        Setting { line: line.as_ref(), name: example.name.as_deref(), facts: Some(&facts), before: &before, often: &[], samples: &samples, given: &[] };
    ear.hear(&Utterance::read(&example.reply), &setting)
}

fn point(course: &Course, at: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let loaded = course.loaded();
    let point = &loaded.value.what[at];
    let lists: [(&str, &[Short<Example>], bool); 2] = [("accepts", &point.accepts, true), ("rejects", &point.rejects, false)];
    for (key, examples, wanted) in lists {
        for (number, example) in examples.iter().enumerate() {
            let (level, evidence) = course.points(&Utterance::read(&example.reply)).swap_remove(at);
            let right = match example.level {
                Some(exact) => u8::from(level) == exact,
                None => (level > Level::Not) == wanted,
            };
            let place = loaded.place(path!["what", at, key, number]);
            let message = if level == Level::Not {
                format!("the point `{}` is not covered", point.id)
            } else {
                format!("the point `{}` is covered: {}", point.id, receipts(&evidence))
            };
            let finding = Finding::error(if wanted { "T001" } else { "T002" }, &loaded.source, place, message);
            let help = if wanted { "add a cue that finds it, or reword the example" } else { "narrow the cue" };
            outcome.note((!right).then(|| finding.help(help)));
        }
    }
    outcome
}

fn answers(course: &Course, scenario: usize, beat: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let answers = &course.scenario(scenario).beats[beat].answers;
    let moment = Moment { fresh: false, ..course.moment(scenario, beat) };
    for (key, list, must_pass) in [("good", &answers.good, true), ("weak", &answers.weak, false)] {
        for (at, answer) in list.iter().enumerate() {
            let judgement =
                judge::score(course, &moment, &Utterance::read(answer)).map_or_else(Judgement::NotScored, |score| Judgement::Scored(Box::new(score)));
            let place = course.loaded().place(path!["scenarios", scenario, "beats", beat, "answers", key, at]);
            outcome.note((judgement.passes() != must_pass).then(|| answer_finding(course, place.clone(), &judgement, must_pass)));
            if must_pass && let Some(pitfall) = judgement.score().and_then(|score| score.pitfalls.first()) {
                let why = receipts(pitfall.best().map(std::slice::from_ref).unwrap_or_default());
                let message = format!("this good answer holds a pitfall, `{}`: {why}", pitfall.id);
                let source = &course.loaded().source;
                let place = pitfall.best().map_or(place.clone(), |evidence| source.narrow(&place, &evidence.text));
                let finding = Finding::error("T005", source, place, message);
                outcome.failed.push(finding.help("reword the answer; trainees copy what model answers do"));
            }
        }
    }
    outcome
}

fn answer_finding(course: &Course, place: Range<usize>, judgement: &Judgement, must_pass: bool) -> Finding {
    let pass = course.framework().pass;
    let (code, message) = match (judgement, must_pass) {
        (Judgement::NotScored(why), _) => ("T003", format!("this answer is not scored: {}", not_scored(*why))),
        (Judgement::Scored(score), true) => ("T003", format!("this good answer scores {:.0}, and {pass} passes", score.score)),
        (Judgement::Scored(score), false) => ("T004", format!("this weak answer scores {:.0}, and {pass} passes", score.score)),
    };
    let help = match judgement {
        Judgement::NotScored(_) => "reword the answer".to_owned(),
        Judgement::Scored(score) => {
            let all = score.skills.iter().chain(&score.points).chain(&score.pitfalls);
            let earned: Vec<String> = all.map(|c| format!("`{}` {:.1} of {}", c.id, c.earned, c.weight)).collect();
            format!("it earned {}", earned.join(", "))
        }
    };
    Finding::error(code, &course.loaded().source, place, message).help(help)
}

fn not_scored(why: NotScored) -> &'static str {
    match why {
        NotScored::Silence => "nothing is said",
        NotScored::NoWords => "it has no words that can be read",
        NotScored::OtherLanguage => "it is in another language than the framework",
        NotScored::TooLong => "it is longer than anybody listens",
        NotScored::Skipped => "it was skipped",
    }
}
