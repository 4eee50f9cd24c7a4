//! The ways in which people cheat a rubric, or slip: each makes of a good answer one that should do worse.
//!
//! Source: the attacks on a scorer that coaches and trainees try first: a clause left out, a negation, "sorry if", "I understand,
//! but", keywords without sentences, somebody else's words, the fix before the feeling, all questions at once.

use std::collections::BTreeSet;

use super::course::{Course, Moment};
use super::judgement::{Criterion, Score};
use crate::speech::detectors::opening;
use crate::speech::evidence::Evidence;
use crate::speech::negation::is_negation;
use crate::speech::text::{Kind, Sentence, Word};
use crate::speech::{Utterance, content, form};

/// A way to cheat, or a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cheat {
    /// A sentence is left out.
    Drops,
    /// Every statement is turned into its opposite.
    Negates,
    /// "I'm sorry if …" in place of the apology.
    SorryIf,
    /// "I understand, but …" in place of hearing the feeling.
    UnderstandBut,
    /// The words that count, without sentences.
    Keywords,
    /// The customer's own words, handed back.
    Pastes,
    /// The fix first, the feeling last.
    FixFirst,
    /// Every question at once.
    AllQuestions,
}

/// A good answer, made worse.
#[derive(Debug, Clone, PartialEq)]
pub struct Mutant {
    /// How.
    pub cheat: Cheat,
    /// What is said now.
    pub reply: String,
    /// What would hear it, where the rubric does not.
    pub remedy: &'static str,
}

impl Cheat {
    /// What was done, for a coach.
    pub fn title(self) -> &'static str {
        match self {
            Self::Drops => "with a sentence left out",
            Self::Negates => "turned into its opposite",
            Self::SorryIf => "with “sorry if” for an apology",
            Self::UnderstandBut => "with “I understand, but”",
            Self::Keywords => "as a heap of keywords",
            Self::Pastes => "replaced by the customer's own words",
            Self::FixFirst => "with the fix before the feeling",
            Self::AllQuestions => "with all questions at once",
        }
    }

    /// A slip only has to cost something; a cheat must not pass at all.
    pub fn must_fail(self) -> bool {
        matches!(self, Self::Keywords | Self::Pastes)
    }
}

/// Skills by which a feeling is heard.
const HEARS_FEELING: [&str; 4] = ["acknowledge-feeling", "understanding", "warmth", "reflection"];

/// A good answer in every way that fits it. `score` is what it earned.
pub fn mutants(course: &Course, moment: &Moment, answer: &str, score: &Score) -> Vec<Mutant> {
    let said = Said { answer, read: Utterance::read(answer), score };
    let mut all = said.drops();
    let mut put = |cheat, reply: Option<String>, remedy| all.extend(reply.map(|reply| Mutant { cheat, reply, remedy }));
    put(Cheat::Negates, said.negated(), "look at which cue is still heard, and whether it needs what it says to be meant");
    put(Cheat::SorryIf, said.in_place_of(&["apology"], "I'm sorry if you feel that way."), "add `avoid: hollow-apology`");
    put(Cheat::UnderstandBut, said.in_place_of(&HEARS_FEELING, "I understand that you're upset, but that's how it is."), "add `avoid: understand-but`");
    put(Cheat::Keywords, said.keywords(), "let the cues ask for more than single words");
    put(Cheat::Pastes, pasted(moment), "expect something that the customer has not said already");
    let felt = opening::carries_feeling(&moment.line);
    put(Cheat::FixFirst, felt.then(|| said.fix_first()).flatten(), "add `avoid: advice-too-soon`");
    let asks = course.beat(moment).ask.is_some() || score.skills.iter().any(|skill| skill.id.contains("question"));
    put(Cheat::AllQuestions, asks.then(|| said.all_questions()), "add `avoid: stacked-questions`");
    all
}

/// A good answer and what is heard in it.
struct Said<'a> {
    answer: &'a str,
    read: Utterance,
    score: &'a Score,
}

impl Said<'_> {
    fn text(&self, sentence: &Sentence) -> &str {
        self.answer[sentence.span.clone()].trim()
    }

    fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.score.skills.iter().chain(&self.score.points).filter(|criterion| criterion.earned > 0.0)
    }

    /// Does something that counts stand in this sentence?
    fn counts(&self, sentence: &Sentence, which: impl Fn(&Criterion) -> bool) -> bool {
        let inside = |at: usize| sentence.span.contains(&at);
        self.criteria().filter(|criterion| which(criterion)).any(|criterion| criterion.evidence.iter().any(|e| e.weight > 0.0 && inside(e.start)))
    }

    /// The answer without each of its sentences.
    fn drops(&self) -> Vec<Mutant> {
        let sentences = self.read.sentences();
        if sentences.len() < 2 {
            return Vec::new();
        }
        let without = |left_out: usize| {
            let kept = sentences.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, sentence)| self.text(sentence));
            kept.collect::<Vec<_>>().join(" ")
        };
        let remedy = "expect what each sentence is there for, or say less";
        (0..sentences.len()).map(|at| Mutant { cheat: Cheat::Drops, reply: without(at), remedy }).collect()
    }

    /// Everything by which some criterion is heard says the opposite: "I'll not ring you". None where no criterion can be turned so.
    fn negated(&self) -> Option<String> {
        let turns = |criterion: &Criterion| criterion.evidence.iter().filter(|e| e.weight > 0.0).map(|e| self.auxiliary(e)).collect::<Option<Vec<usize>>>();
        let ends: BTreeSet<usize> = self.criteria().filter(|criterion| !criterion.evidence.is_empty()).filter_map(turns).flatten().collect();
        let mut reply = self.answer.to_owned();
        ends.iter().rev().for_each(|end| reply.insert_str(*end, " not"));
        (!ends.is_empty()).then_some(reply)
    }

    /// Where the auxiliary of some evidence ends, if a "not" may be put behind it.
    fn auxiliary(&self, evidence: &Evidence) -> Option<usize> {
        let sentence = self.read.sentences().iter().find(|sentence| sentence.span.contains(&evidence.start))?;
        let words = self.read.words_of(sentence);
        // "No wonder you were": what is said so is meant, with or without a "not".
        let meant_anyway = words.iter().any(|word| matches!(word.norm.as_str(), "wonder" | "course" | "only"));
        let inside = |word: &Word| evidence.start <= word.span.start && word.span.start < evidence.end;
        let at = words.iter().position(|word| inside(word) && form::is_auxiliary(&word.norm))?;
        let negative = words[at].negated || words.get(at + 1).is_some_and(|next| is_negation(&next.norm));
        (sentence.kind == Kind::Statement && !meant_anyway && !negative).then_some(words[at].span.end)
    }

    /// The sentences by which some skills are heard, in other words; none where nothing else is left or they are not heard.
    fn in_place_of(&self, skills: &[&str], words: &str) -> Option<String> {
        let is_one = |criterion: &Criterion| skills.contains(&criterion.id.as_str());
        let (heard, others): (Vec<&Sentence>, Vec<&Sentence>) = self.read.sentences().iter().partition(|sentence| self.counts(sentence, is_one));
        if heard.is_empty() {
            return None;
        }
        let rest = others.into_iter().map(|sentence| self.text(sentence));
        Some(std::iter::once(words).chain(rest).collect::<Vec<_>>().join(" "))
    }

    /// The words that count, in a heap.
    fn keywords(&self) -> Option<String> {
        let quotes = self.criteria().filter_map(Criterion::best).map(|evidence| Utterance::read(&evidence.text));
        let words: BTreeSet<String> = quotes
            .flat_map(|quote| quote.words().iter().filter(|word| content::is_content(&word.norm)).map(|word| word.norm.clone()).collect::<Vec<_>>())
            .collect();
        (!words.is_empty()).then(|| words.into_iter().collect::<Vec<_>>().join(" "))
    }

    /// The sentences that hear the feeling come last.
    fn fix_first(&self) -> Option<String> {
        let feels = |criterion: &Criterion| HEARS_FEELING.contains(&criterion.id.as_str());
        let (feeling, others): (Vec<&Sentence>, Vec<&Sentence>) = self.read.sentences().iter().partition(|sentence| self.counts(sentence, feels));
        // A question or an apology before the feeling repairs nothing yet.
        let (repairs, others): (Vec<&Sentence>, Vec<&Sentence>) = others.into_iter().partition(|sentence| opening::begins_with_repair(&self.read, sentence));
        let possible = !feeling.is_empty() && !repairs.is_empty();
        possible.then(|| repairs.into_iter().chain(others).chain(feeling).map(|sentence| self.text(sentence)).collect::<Vec<_>>().join(" "))
    }

    fn all_questions(&self) -> String {
        format!("{} When did it start? Who told you that? What else happened? And why is that?", self.answer)
    }
}

fn pasted(moment: &Moment) -> Option<String> {
    let line = moment.line.text().trim();
    (!line.is_empty()).then(|| format!("{line} I see."))
}
