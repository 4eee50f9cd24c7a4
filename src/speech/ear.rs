//! Hearing a reply: cue sheets and rules in, levels and evidence out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::book::{self, Book};
use super::cue::CueError;
use super::detectors::{self, Found, Listening, borrowed};
use super::evidence::{Evidence, Heard, Place, Reading};
use super::lexicon::Lists;
use super::setting::Setting;
use super::sheet::{CueEntry, Sheet};
use super::text::Utterance;

/// A set of signals, ready to hear.
#[derive(Debug, Clone, Default)]
pub struct Ear {
    /// All that were given; of two with one id only the later is heard.
    sheets: Vec<Arc<Sheet>>,
    by_id: HashMap<String, usize>,
    parts: Vec<Arc<Part>>,
    /// For each cue of each part whether it is listened for; none where all are.
    wanted: Option<Arc<Vec<Vec<bool>>>>,
}

/// Some sheets, compiled together. Parts are shared: a framework with signals of its own adds one to those of all.
#[derive(Debug)]
struct Part {
    book: Book,
    /// For each cue of the book its sheet and its number there.
    cues: Vec<(usize, usize)>,
}

/// A cue that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueProblem {
    /// The signal it belongs to.
    pub signal: String,
    /// Its number in the sheet.
    pub cue: usize,
    /// What is wrong.
    pub error: CueError,
}

/// Something heard, before it is written down as evidence.
struct Hit<'s> {
    sheet: usize,
    words: Range<usize>,
    cue: &'s str,
    line: u32,
    weight: f64,
    entry: Option<&'s CueEntry>,
}

impl Ear {
    /// Compiles sheets, on two threads. Of two with one id the later wins. Cues with a fault are left out and returned.
    pub fn new(sheets: impl IntoIterator<Item = Arc<Sheet>>, lists: &Lists) -> (Self, Vec<CueProblem>) {
        let mut ear = Self::default();
        let numbers = ear.add(sheets);
        let (first, second) = halves(&ear.sheets, numbers);
        let compile = |numbers: Range<usize>| Part::compile(&ear.sheets, numbers, lists);
        let (first, second) = std::thread::scope(|scope| {
            let other = scope.spawn(|| compile(second.clone()));
            let first = compile(first);
            // A thread that fell is no reason to hear less.
            (first, other.join().unwrap_or_else(|_| compile(second.clone())))
        });
        let problems = first.1.into_iter().chain(second.1).collect();
        ear.parts = vec![Arc::new(first.0), Arc::new(second.0)];
        (ear, problems)
    }

    /// This ear with more signals, which win over those of the same id.
    #[must_use]
    pub fn with(&self, sheets: impl IntoIterator<Item = Arc<Sheet>>, lists: &Lists) -> Self {
        let mut ear = Self { wanted: None, ..self.clone() };
        let numbers = ear.add(sheets);
        let (part, _) = Part::compile(&ear.sheets, numbers, lists);
        ear.parts.push(Arc::new(part));
        ear
    }

    /// This ear for some signals only: quicker, and of these it hears the same. Signals that rules of others rest on
    /// ([`detectors::ACKNOWLEDGEMENTS`]) must be among them.
    #[must_use]
    pub fn only(&self, signals: &BTreeSet<&str>) -> Self {
        let mut ear = self.clone();
        ear.by_id.retain(|id, _| signals.contains(id.as_str()));
        let listens = |sheet: usize| ear.by_id.get(&ear.sheets[sheet].signal) == Some(&sheet);
        ear.wanted = Some(Arc::new(ear.parts.iter().map(|part| part.cues.iter().map(|(sheet, _)| listens(*sheet)).collect()).collect()));
        ear
    }

    fn add(&mut self, sheets: impl IntoIterator<Item = Arc<Sheet>>) -> Range<usize> {
        let start = self.sheets.len();
        for sheet in sheets {
            self.by_id.insert(sheet.signal.clone(), self.sheets.len());
            self.sheets.push(sheet);
        }
        start..self.sheets.len()
    }

    /// The sheet of a signal.
    pub fn sheet(&self, signal: &str) -> Option<&Sheet> {
        self.by_id.get(signal).map(|at| &*self.sheets[*at])
    }

    /// The sheets that are heard, in the order in which they were given.
    pub fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.heard_sheets().map(|(_, sheet)| sheet)
    }

    fn heard_sheets(&self) -> impl Iterator<Item = (usize, &Sheet)> {
        self.sheets.iter().enumerate().filter(|(at, sheet)| self.by_id.get(&sheet.signal) == Some(at)).map(|(at, sheet)| (at, &**sheet))
    }

    /// Everything that is heard in a reply.
    pub fn hear(&self, reply: &Utterance, setting: &Setting) -> Heard {
        let borrowed = borrowed::find(reply, setting);
        let mut own = reply.clone();
        borrowed.ranges().for_each(|words| own.disown(words));

        let mut hits = self.cue_hits(&own);
        let listening = Listening::new(&own, setting, &borrowed, self.first_heard(&hits));
        hits.extend(self.rule_hits(&listening));
        self.read(reply, hits)
    }

    /// The signals that cues alone bring to a level, and the word where each is first heard.
    fn first_heard(&self, hits: &[Hit]) -> BTreeMap<&str, usize> {
        let mut sums: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        for hit in hits {
            let (weight, first) = sums.entry(hit.sheet).or_insert((0.0, usize::MAX));
            *weight += hit.weight;
            if hit.weight > 0.0 {
                *first = (*first).min(hit.words.start);
            }
        }
        let heard = sums.into_iter().filter(|(sheet, (weight, _))| self.sheets[*sheet].levels.of(*weight) > super::Level::Not);
        heard.map(|(sheet, (_, first))| (self.sheets[sheet].signal.as_str(), first)).collect()
    }

    fn cue_hits(&self, own: &Utterance) -> Vec<Hit<'_>> {
        let wanted = |at: usize| self.wanted.as_ref().and_then(|wanted| wanted.get(at)).map(Vec::as_slice);
        let books: Vec<book::Asked> = self.parts.iter().enumerate().map(|(at, part)| (&part.book, wanted(at))).collect();
        let mut hits = Vec::new();
        for (part, found) in self.parts.iter().zip(book::find_all(&books, own)) {
            for found in found {
                let (sheet, cue) = part.cues[found.cue];
                if self.by_id.get(&self.sheets[sheet].signal) == Some(&sheet) {
                    let entry = &self.sheets[sheet].cues[cue].0;
                    hits.push(Hit { sheet, words: found.words, cue: &entry.say, line: entry.line, weight: entry.weight, entry: Some(entry) });
                }
            }
        }
        hits
    }

    /// Each rule is asked once, however many signals use it.
    fn rule_hits<'s>(&'s self, listening: &Listening) -> Vec<Hit<'s>> {
        let mut answers: HashMap<&str, Option<Found>> = HashMap::new();
        let mut hits = Vec::new();
        for (sheet, uses) in self.heard_sheets() {
            for rule in &uses.rules {
                let found = answers.entry(&rule.rule).or_insert_with(|| detectors::by_name(&rule.rule).and_then(|hear| hear(listening)));
                if let Some(found) = found {
                    let weight = rule.weight * found.times;
                    hits.push(Hit { sheet, words: found.words.clone(), cue: &rule.rule, line: rule.line, weight, entry: None });
                }
            }
        }
        hits
    }

    /// Sums the weights and keeps what reaches a level.
    fn read(&self, reply: &Utterance, hits: Vec<Hit>) -> Heard {
        let mut readings: BTreeMap<usize, Vec<Evidence>> = BTreeMap::new();
        for hit in hits {
            readings.entry(hit.sheet).or_default().push(self.evidence(reply, &hit));
        }
        let signals = readings.into_iter().filter_map(|(sheet, mut evidence)| {
            let sheet = &self.sheets[sheet];
            let weight: f64 = evidence.iter().map(|e| e.weight).sum();
            let level = sheet.levels.of(weight);
            evidence.sort_by_key(|e| (e.start, e.end));
            let best = evidence.iter().filter(|e| e.weight > 0.0 && e.rung.is_some()).max_by_key(|e| e.rung);
            let (rung, purpose) = (best.and_then(|e| e.rung), best.and_then(|e| e.purpose));
            (level > super::Level::Not).then(|| (sheet.signal.clone(), Reading { level, weight, evidence, rung, purpose }))
        });
        Heard { signals: signals.collect() }
    }

    fn evidence(&self, reply: &Utterance, hit: &Hit) -> Evidence {
        let span = reply.span_of(hit.words.clone());
        Evidence {
            start: span.start,
            end: span.end,
            text: reply.text()[span].to_owned(),
            cue: hit.cue.to_owned(),
            at: Place { file: self.sheets[hit.sheet].file.clone(), line: hit.line },
            weight: hit.weight,
            part: hit.entry.and_then(|entry| entry.part.clone()),
            rung: hit.entry.and_then(|entry| entry.rung),
            purpose: hit.entry.and_then(|entry| entry.purpose),
        }
    }
}

impl Part {
    /// Compiles some of the sheets.
    fn compile(sheets: &[Arc<Sheet>], numbers: Range<usize>, lists: &Lists) -> (Self, Vec<CueProblem>) {
        let cues: Vec<(usize, usize)> = numbers.flat_map(|s| (0..sheets[s].cues.len()).map(move |c| (s, c))).collect();
        let (book, faults) = Book::compile(cues.iter().map(|(s, c)| sheets[*s].cues[*c].say.as_str()), lists);
        let problem = |(number, error): (usize, CueError)| {
            let (sheet, cue) = cues[number];
            CueProblem { signal: sheets[sheet].signal.clone(), cue, error }
        };
        let problems = faults.into_iter().map(problem).collect();
        (Self { book, cues }, problems)
    }
}

/// Two runs of sheets with about as many cues each.
fn halves(sheets: &[Arc<Sheet>], numbers: Range<usize>) -> (Range<usize>, Range<usize>) {
    let total: usize = numbers.clone().map(|at| sheets[at].cues.len()).sum();
    let mut seen = 0;
    let middle = numbers.clone().find(|at| {
        seen += sheets[*at].cues.len();
        seen * 2 >= total
    });
    let middle = middle.map_or(numbers.end, |at| at + 1);
    (numbers.start..middle, middle..numbers.end)
}
