//! A framework made ready to judge: its ear, and its points, facts and opportunities compiled.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use siphasher::sip128::{Hasher128, SipHasher13};

use super::bounds::ALWAYS_AVOID;
use super::check_in;
use super::rubric::Rubric;
use crate::framework::load::Loaded;
use crate::framework::model::{Beat, Framework, Scenario, Want};
use crate::framework::shelf::Shelf;
use crate::speech::detectors;
use crate::speech::evidence::{Evidence, Level, Place};
use crate::speech::lexicon::Lists;
use crate::speech::sheet::{CueEntry, Sheet};
use crate::speech::shorthand::Short;
use crate::speech::{Book, Ear, Setting, Utterance};

/// A framework, ready to judge replies.
#[derive(Debug, Clone)]
pub struct Course {
    framework: Arc<Loaded<Framework>>,
    ear: Arc<Ear>,
    points: Phrases,
    scenes: Vec<Scene>,
    lists: Arc<Lists>,
    rehearsal: bool,
}

/// The cues of one scenario.
#[derive(Debug, Clone)]
struct Scene {
    facts: Book,
    /// What the trainee was told of the situation.
    given: OnceLock<Vec<Utterance>>,
    /// For each beat the texts that are not the trainee's own words, read when they are first asked for.
    samples: Vec<OnceLock<Vec<Utterance>>>,
    /// The opportunities of all beats, one after another, and with which each beat starts.
    opportunities: Phrases,
    first: Vec<usize>,
}

/// Cues of several things: of each thing some that say it whole, and some that say it in part.
#[derive(Debug, Clone, Default)]
struct Phrases {
    book: Book,
    cues: Vec<(usize, Level, CueEntry)>,
}

impl Phrases {
    fn new(cues: Vec<(usize, Level, CueEntry)>, lists: &Lists) -> Self {
        let (book, _) = Book::compile(cues.iter().map(|(_, _, cue)| cue.say.as_str()), lists);
        Self { book, cues }
    }

    /// For each of the first `count` things the level at which it is heard, and where.
    fn find(&self, count: usize, text: &Utterance, file: &str) -> Vec<(Level, Vec<Evidence>)> {
        let mut found = vec![(Level::Not, Vec::new()); count];
        for hit in self.book.find(text) {
            let (thing, level, cue) = &self.cues[hit.cue];
            let Some(entry) = found.get_mut(*thing) else { continue };
            let span = text.span_of(hit.words);
            let quote = text.text()[span.clone()].to_owned();
            let at = Place { file: file.to_owned(), line: cue.line };
            let evidence =
                Evidence { start: span.start, end: span.end, text: quote, cue: cue.say.clone(), at, weight: cue.weight, part: None, rung: None, purpose: None };
            entry.0 = entry.0.max(*level);
            entry.1.push(evidence);
        }
        found
    }
}

/// Where in a conversation a reply is given.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The number of the scenario in its framework.
    pub scenario: usize,
    /// The number of the beat in its scenario.
    pub beat: usize,
    /// What the customer just said.
    pub line: Utterance,
    /// What the trainee said before.
    pub before: Vec<Utterance>,
    /// What the trainee says word for word in one drill after another.
    pub often: Vec<Utterance>,
    /// Are the sample answers and hints of the beat somebody else's words here? Not when they are tried out themselves.
    pub fresh: bool,
}

impl Course {
    /// Makes a framework ready.
    pub fn new(framework: &Arc<Loaded<Framework>>, shelf: &Shelf) -> Self {
        let (ear, lists) = shelf.hearing(framework);
        let mut points = Vec::new();
        for (at, point) in framework.value.what.iter().enumerate() {
            points.extend(point.cues.iter().map(|cue| (at, Level::Clear, cue.0.clone())));
            points.extend(point.partly.iter().map(|cue| (at, Level::Some, cue.0.clone())));
        }
        let scenes = framework.value.scenarios.iter().map(|scenario| Scene::new(scenario, &lists)).collect();
        Self { framework: Arc::clone(framework), ear, points: Phrases::new(points, &lists), scenes, lists, rehearsal: false }
    }

    /// For answers that are only to be scored: it listens for nothing but what counts in some beat, which is quicker.
    #[must_use]
    pub fn for_trial(mut self) -> Self {
        self.ear = Arc::new(self.ear.only(&concerned(&self.framework.value, &self.ear)));
        self
    }

    /// For simulated trainees, who say the sample answers as their own words and want no advice.
    #[must_use]
    pub fn for_rehearsal(mut self) -> Self {
        self.rehearsal = true;
        self
    }

    /// Is nobody there who wants advice?
    pub fn is_rehearsal(&self) -> bool {
        self.rehearsal
    }

    /// The word lists that its cues may use.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The framework.
    pub fn framework(&self) -> &Framework {
        &self.framework.value
    }

    /// The framework with its places.
    pub fn loaded(&self) -> &Arc<Loaded<Framework>> {
        &self.framework
    }

    /// What the score depends on besides the program: the framework, the signals and the word lists, as 32 hexadecimal digits. It tells whether
    /// something changed; it is no seal against somebody who means to deceive.
    pub fn fingerprint(&self) -> String {
        let mut hasher = SipHasher13::new();
        self.framework.source.text.hash(&mut hasher);
        for sheet in self.ear.sheets() {
            (&sheet.signal, &sheet.cues.len()).hash(&mut hasher);
            sheet.cues.iter().for_each(|cue| (&cue.say, cue.weight.to_bits(), cue.rung).hash(&mut hasher));
            sheet.rules.iter().for_each(|rule| (&rule.rule, rule.weight.to_bits()).hash(&mut hasher));
            (sheet.levels.some.to_bits(), sheet.levels.clear.to_bits()).hash(&mut hasher);
        }
        self.lists.hash(&mut hasher);
        let hash = hasher.finish128();
        format!("{:016x}{:016x}", hash.h1, hash.h2)
    }

    /// What is said and asked in it, without what is heard: a fingerprint of the framework's own text, as 32 hexadecimal digits.
    pub fn script(&self) -> String {
        let mut hasher = SipHasher13::new();
        self.framework.source.text.hash(&mut hasher);
        let hash = hasher.finish128();
        format!("{:016x}{:016x}", hash.h1, hash.h2)
    }

    /// The ear that hears for it.
    pub fn ear(&self) -> &Ear {
        &self.ear
    }

    /// A scenario by its number.
    pub fn scenario(&self, scenario: usize) -> &Scenario {
        &self.framework.value.scenarios[scenario]
    }

    /// The beat of a moment.
    pub fn beat(&self, moment: &Moment) -> &Beat {
        &self.scenario(moment.scenario).beats[moment.beat]
    }

    /// What counts in a moment.
    pub fn rubric(&self, moment: &Moment) -> Rubric {
        Rubric::of(self.framework(), self.beat(moment))
    }

    /// What surrounds a reply in a moment.
    pub fn setting<'a>(&'a self, moment: &'a Moment) -> Setting<'a> {
        let scene = &self.scenes[moment.scenario];
        let scenario = self.scenario(moment.scenario);
        let beat = &scenario.beats[moment.beat];
        let read = |texts: Vec<&String>| texts.into_iter().map(|text| Utterance::read(text)).collect();
        let given = || read(scenario.persona.facts.iter().map(|fact| &fact.says).chain([&scenario.you_are]).collect());
        let samples = || read(beat.answers.good.iter().chain(&beat.hints).collect());
        Setting {
            line: Some(&moment.line),
            name: Some(&scenario.persona.name),
            facts: Some(&scene.facts),
            before: &moment.before,
            often: &moment.often,
            samples: if moment.fresh && !self.rehearsal { scene.samples[moment.beat].get_or_init(samples) } else { &[] },
            given: scene.given.get_or_init(given),
        }
    }

    /// How well each point of the framework is covered by a reply.
    pub fn points(&self, reply: &Utterance) -> Vec<(Level, Vec<Evidence>)> {
        self.points.find(self.framework().what.len(), reply, &self.framework.source.name)
    }

    /// Which opportunities of a beat a reply answers, and where.
    pub fn answered(&self, scenario: usize, beat: usize, reply: &Utterance) -> Vec<Option<Evidence>> {
        let scene = &self.scenes[scenario];
        let count = self.scenario(scenario).beats[beat].opportunities.len();
        let found = scene.opportunities.find(scene.first[beat] + count, reply, &self.framework.source.name);
        found.into_iter().skip(scene.first[beat]).map(|(_, evidence)| evidence.into_iter().next()).collect()
    }

    /// The words of a text by which the use of a fact is heard.
    pub fn mentions(&self, cues: &[Short<CueEntry>], text: &Utterance) -> Option<String> {
        let (book, _) = Book::compile(cues.iter().map(|cue| cue.say.as_str()), &self.lists);
        let hit = book.find(text).into_iter().next()?;
        Some(text.text()[text.span_of(hit.words)].to_owned())
    }

    /// What is known of the persona from the start. A fact that the person tells in a later line is theirs to tell.
    pub fn known_facts(&self, scenario: usize) -> Vec<String> {
        let Scenario { persona, beats, .. } = self.scenario(scenario);
        let later = beats.iter().skip(1).flat_map(|beat| beat.line.iter());
        let says = beats.iter().flat_map(|beat| &beat.reacts).flat_map(|react| react.says.iter());
        let later: Vec<Utterance> = later.chain(says).map(|text| Utterance::read(text)).collect();
        let at_once: Vec<Utterance> = beats.first().into_iter().flat_map(|beat| beat.line.iter()).map(|text| Utterance::read(text)).collect();
        let known = persona.facts.iter().filter(|fact| {
            let (book, _) = Book::compile(fact.cues.iter().map(|cue| cue.say.as_str()), &self.lists);
            let told = |lines: &[Utterance]| lines.iter().any(|line| !book.find(line).is_empty());
            told(&at_once) || !told(&later)
        });
        known.map(|fact| fact.says.clone()).collect()
    }

    /// A moment at the start of a conversation: the first variant of the line of a beat.
    pub fn moment(&self, scenario: usize, beat: usize) -> Moment {
        let line = self.scenario(scenario).beats[beat].line.first().map_or("", String::as_str);
        Moment { scenario, beat, line: Utterance::read(line), before: Vec::new(), often: Vec::new(), fresh: true }
    }
}

/// The signals on which the score of a framework's beats can depend.
fn concerned<'a>(framework: &'a Framework, ear: &'a Ear) -> BTreeSet<&'a str> {
    let beats = || framework.scenarios.iter().flat_map(|scenario| &scenario.beats);
    let mut signals: BTreeSet<&str> = framework.how.iter().filter_map(Want::signal).collect();
    signals.extend(beats().flat_map(|beat| beat.expects.how.iter().chain(&beat.expects.avoid)).filter_map(|want| want.signal()));
    signals.extend(ALWAYS_AVOID.iter().map(|(signal, _)| *signal));
    signals.extend(detectors::foundations().map(|signal| -> &str { signal }));
    if beats().any(|beat| beat.ask.is_some()) {
        signals.extend(check_in::SIGNALS);
        let asks = |sheet: &&Sheet| sheet.rules.iter().any(|rule| check_in::RULES.contains(&rule.rule.as_str()));
        signals.extend(ear.sheets().filter(asks).map(|sheet| sheet.signal.as_str()));
    }
    signals
}

impl Scene {
    fn new(scenario: &Scenario, lists: &Lists) -> Self {
        let facts = scenario.persona.facts.iter().flat_map(|fact| &fact.cues).map(|cue| cue.say.as_str());
        let opportunities = scenario.beats.iter().flat_map(|beat| &beat.opportunities).enumerate();
        let cues = opportunities.flat_map(|(at, opportunity)| opportunity.cues.iter().map(move |cue| (at, Level::Clear, cue.0.clone()))).collect();
        let first = scenario.beats.iter().scan(0, |next, beat| Some(std::mem::replace(next, *next + beat.opportunities.len())));
        Self {
            facts: Book::compile(facts, lists).0,
            given: OnceLock::new(),
            samples: vec![OnceLock::new(); scenario.beats.len()],
            opportunities: Phrases::new(cues, lists),
            first: first.collect(),
        }
    }
}
