//! Hearing a reply: cue sheets and rules in, levels and evidence out.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::book::Book;
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
    sheets: Vec<Sheet>,
    by_id: HashMap<String, usize>,
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
    /// Compiles sheets. Of two with one id the later wins. Cues with a fault are left out and returned.
    pub fn new(sheets: impl IntoIterator<Item = Sheet>, lists: &Lists) -> (Self, Vec<CueProblem>) {
        let mut ear = Self::default();
        for sheet in sheets {
            match ear.by_id.get(&sheet.signal) {
                Some(at) => ear.sheets[*at] = sheet,
                None => {
                    ear.by_id.insert(sheet.signal.clone(), ear.sheets.len());
                    ear.sheets.push(sheet);
                }
            }
        }
        ear.cues = ear.sheets.iter().enumerate().flat_map(|(s, sheet)| (0..sheet.cues.len()).map(move |c| (s, c))).collect();
        let (book, faults) = Book::compile(ear.cues.iter().map(|(s, c)| ear.sheets[*s].cues[*c].say.as_str()), lists);
        ear.book = book;
        let problem = |(number, error): (usize, CueError)| {
            let (sheet, cue) = ear.cues[number];
            CueProblem { signal: ear.sheets[sheet].signal.clone(), cue, error }
        };
        let problems = faults.into_iter().map(problem).collect();
        (ear, problems)
    }

    /// The sheet of a signal.
    pub fn sheet(&self, signal: &str) -> Option<&Sheet> {
        self.by_id.get(signal).map(|at| &self.sheets[*at])
    }

    /// All sheets.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Everything that is heard in a reply.
    pub fn hear(&self, reply: &Utterance, setting: &Setting) -> Heard {
        let borrowed = borrowed::find(reply, setting);
        let mut own = reply.clone();
        borrowed.ranges().for_each(|words| own.disown(words));

        let mut hits: Vec<Hit> = self.book.find(&own).into_iter().map(|found| self.cue_hit(found.cue, found.words)).collect();
        let mut first = BTreeMap::new();
        for hit in hits.iter().filter(|hit| hit.weight > 0.0) {
            let at = first.entry(self.sheets[hit.sheet].signal.as_str()).or_insert(hit.words.start);
            *at = (*at).min(hit.words.start);
        }
        let listening = Listening { reply: &own, setting, borrowed: &borrowed, first_heard: first };
        hits.extend(self.rule_hits(&listening));
        self.read(reply, hits)
    }

    fn cue_hit(&self, cue: usize, words: Range<usize>) -> Hit<'_> {
        let (sheet, cue) = self.cues[cue];
        let entry = &self.sheets[sheet].cues[cue].0;
        Hit { sheet, words, cue: &entry.say, line: entry.line, weight: entry.weight, entry: Some(entry) }
    }

    /// Each rule is asked once, however many signals use it.
    fn rule_hits<'s>(&'s self, listening: &Listening) -> Vec<Hit<'s>> {
        let mut answers: HashMap<&str, Option<Found>> = HashMap::new();
        let mut hits = Vec::new();
        for (sheet, uses) in self.sheets.iter().enumerate() {
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
