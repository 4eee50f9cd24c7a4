//! What of a framework nobody tries: beats, reactions, cues, points and signals that no example and no rehearsal reaches.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::ops::Range;

use super::rehearsal::{Rehearsal, trainee};
use crate::framework::model::Framework;
use crate::framework::yaml::Step;
use crate::path;
use crate::score::{Course, Moment, judge};
use crate::speech::evidence::Level;
use crate::speech::sheet::{CueEntry, Example};
use crate::speech::shorthand::Short;
use crate::speech::{Book, Utterance};

/// What can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A beat is visited.
    Beat,
    /// A reaction is said.
    Reaction,
    /// A point is covered by an answer where it is asked for.
    Point,
    /// A signal is heard in an answer.
    Signal,
    /// A cue is heard in an example.
    Cue,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Beat => "beat",
            Self::Reaction => "reaction",
            Self::Point => "point",
            Self::Signal => "signal",
            Self::Cue => "cue",
        })
    }
}

/// Something that can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Its name, or its words.
    pub name: String,
    /// The line it stands on, from 1.
    pub line: usize,
    /// Was it reached?
    pub reached: bool,
}

/// Everything that can be reached in a framework, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The name of the file.
    pub file: String,
    /// All of it.
    pub items: Vec<Item>,
}

impl Coverage {
    /// What the examples of a framework and a rehearsal of it reach.
    pub fn of(course: &Course, rehearsal: &Rehearsal) -> Self {
        let mut survey = Survey { course, items: Vec::new() };
        survey.played(rehearsal);
        survey.heard();
        survey.cues();
        let mut items = survey.items;
        items.sort_by_key(|item| (item.line, item.kind));
        Self { file: course.loaded().source.name.clone(), items }
    }

    /// How many were reached, and of how many.
    pub fn reached(&self) -> (usize, usize) {
        (self.items.iter().filter(|item| item.reached).count(), self.items.len())
    }

    /// How much was reached, 0.0..=100.0.
    pub fn percent(&self) -> f64 {
        let (reached, all) = self.reached();
        if all == 0 { 100.0 } else { reached as f64 / all as f64 * 100.0 }
    }
}

struct Survey<'c> {
    course: &'c Course,
    items: Vec<Item>,
}

impl<'c> Survey<'c> {
    fn framework(&self) -> &'c Framework {
        self.course.framework()
    }

    fn put(&mut self, kind: Kind, name: &str, path: &[Step], reached: bool) {
        let place: Range<usize> = self.course.loaded().place(path);
        let line = self.course.loaded().source.position(place.start).0;
        self.items.push(Item { kind, name: name.to_owned(), line, reached });
    }

    /// Beats and reactions, by the drills that were played.
    fn played(&mut self, rehearsal: &Rehearsal) {
        let exchanges = || rehearsal.takes.iter().flat_map(|take| take.exchanges.iter().map(move |exchange| (take.scenario, exchange)));
        let beats: HashSet<(usize, usize)> = exchanges().map(|(scenario, exchange)| (scenario, exchange.beat)).collect();
        let reactions: HashSet<_> = exchanges().filter_map(|(scenario, exchange)| Some((scenario, exchange.beat, exchange.reaction?))).collect();
        for (s, scenario) in self.framework().scenarios.iter().enumerate() {
            for (b, beat) in scenario.beats.iter().enumerate() {
                self.put(Kind::Beat, &format!("{}/{}", scenario.id, beat.id), path!["scenarios", s, "beats", b], beats.contains(&(s, b)));
                for (r, react) in beat.reacts.iter().enumerate() {
                    let says = react.says.first().map_or("", String::as_str);
                    self.put(Kind::Reaction, says, path!["scenarios", s, "beats", b, "reacts", r], reactions.contains(&(s, b, r)));
                }
            }
        }
    }

    /// Points and signals, by what is heard in the answers and in what rude trainees say.
    fn heard(&mut self) {
        let (mut signals, mut points) = (BTreeSet::new(), BTreeSet::new());
        for (s, scenario) in self.framework().scenarios.iter().enumerate() {
            for (b, beat) in scenario.beats.iter().enumerate() {
                let moment = Moment { fresh: false, ..self.course.moment(s, b) };
                let said = beat.answers.good.iter().chain(&beat.answers.weak).map(String::as_str).chain(trainee::RUDE);
                for reply in said.map(Utterance::read) {
                    signals.extend(judge::hear(self.course, &moment, &reply).signals.into_keys());
                    let levels = self.course.points(&reply).into_iter().enumerate();
                    points.extend(
                        levels
                            .filter(|(_, (level, _))| *level > Level::Not)
                            .map(|(at, _)| self.framework().what[at].id.clone())
                            .filter(|id| beat.expects.what.contains(id)),
                    );
                }
            }
        }
        for (at, point) in self.framework().what.iter().enumerate() {
            self.put(Kind::Point, &point.id, path!["what", at], points.contains(&point.id));
        }
        for (at, want) in self.framework().how.iter().enumerate() {
            let id = want.signal().unwrap_or_default();
            self.put(Kind::Signal, id, path!["how", at], signals.contains(id));
        }
    }

    /// The cues of the file, each held against every example and answer in it.
    fn cues(&mut self) {
        let framework = self.framework();
        let texts: Vec<Utterance> = texts(framework).into_iter().map(Utterance::read).collect();
        for (at, point) in framework.what.iter().enumerate() {
            self.list(&point.cues, &texts, &|number| path!["what", at, "cues", number].to_vec());
            self.list(&point.partly, &texts, &|number| path!["what", at, "partly", number].to_vec());
        }
        for (at, sheet) in framework.signals.iter().enumerate() {
            self.list(&sheet.cues, &texts, &|number| path!["signals", at, "cues", number].to_vec());
        }
        for (s, scenario) in framework.scenarios.iter().enumerate() {
            for (f, fact) in scenario.persona.facts.iter().enumerate() {
                self.list(&fact.cues, &texts, &|number| path!["scenarios", s, "persona", "facts", f, "cues", number].to_vec());
            }
            for (b, beat) in scenario.beats.iter().enumerate() {
                for (o, opportunity) in beat.opportunities.iter().enumerate() {
                    self.list(&opportunity.cues, &texts, &|number| path!["scenarios", s, "beats", b, "opportunities", o, "cues", number].to_vec());
                }
            }
        }
    }

    fn list<'p>(&mut self, cues: &[Short<CueEntry>], texts: &[Utterance], path: &dyn Fn(usize) -> Vec<Step<'p>>) {
        let (book, _) = Book::compile(cues.iter().map(|cue| cue.say.as_str()), self.course.lists());
        let found: HashSet<usize> = texts.iter().flat_map(|text| book.find(text)).map(|found| found.cue).collect();
        for (number, cue) in cues.iter().enumerate() {
            self.put(Kind::Cue, &cue.say, &path(number), found.contains(&number));
        }
    }
}

/// Every reply that stands in a framework as an example or an answer, and what its people say of themselves.
fn texts(framework: &Framework) -> Vec<&str> {
    fn replies(examples: &[Short<Example>]) -> impl Iterator<Item = &str> {
        examples.iter().map(|example| example.reply.as_str())
    }
    let points = framework.what.iter().flat_map(|point| replies(&point.accepts).chain(replies(&point.rejects)));
    let signals = framework.signals.iter().flat_map(|sheet| replies(&sheet.accepts).chain(replies(&sheet.rejects)));
    let beats = framework.scenarios.iter().flat_map(|scenario| &scenario.beats);
    let answers = beats.clone().flat_map(|beat| beat.answers.good.iter().chain(&beat.answers.weak)).map(String::as_str);
    let lines = beats.flat_map(|beat| beat.line.iter().chain(beat.reacts.iter().flat_map(|react| react.says.iter()))).map(String::as_str);
    points.chain(signals).chain(answers).chain(lines).collect()
}
