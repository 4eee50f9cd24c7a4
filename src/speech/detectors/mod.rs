//! Rules: what is heard by form and not by phrase. One small file for each kind; [`ALL`] lists them.
//!
//! A rule says that something stands in a reply, and where. What that means for a signal, and how much, is said by
//! the cue sheets that use the rule, so every point still leads to a line that an author can read and change.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::setting::Setting;
use super::text::Utterance;

mod asked;
mod balance;
pub mod borrowed;
mod cold;
mod detail;
mod dose;
mod empty_words;
mod faults;
mod flat;
mod guesses;
mod initials;
mod length;
pub mod opening;
mod orders;
mod person;
mod plain;
mod questions;
mod refusal;
mod says_back;
mod statements;
mod taking_up;
mod theirs;

/// What a rule may look at.
pub struct Listening<'a> {
    /// The reply; borrowed and quoted words are marked in it.
    pub reply: &'a Utterance,
    /// What surrounds it.
    pub setting: &'a Setting<'a>,
    /// What is not the speaker's own.
    pub borrowed: &'a borrowed::Borrowed,
    /// The signals that cues already speak for, and the word where each is first heard.
    pub first_heard: BTreeMap<&'a str, usize>,
    /// The words that take up the customer's line, looked for once for all rules.
    taken_up: OnceCell<Vec<taking_up::TakenUp>>,
    /// Does the customer's line tell of trouble? Looked at once for all rules.
    troubled: OnceCell<bool>,
}

/// Signals that show that the other person has been heard.
const ACKNOWLEDGEMENTS: &[&str] = &["acknowledge-feeling", "understanding", "apology", "warmth", "appreciation", "reflection"];

impl<'a> Listening<'a> {
    /// What is heard, before any rule has looked at it.
    pub fn new(reply: &'a Utterance, setting: &'a Setting<'a>, borrowed: &'a borrowed::Borrowed, first_heard: BTreeMap<&'a str, usize>) -> Self {
        Self { reply, setting, borrowed, first_heard, taken_up: OnceCell::new(), troubled: OnceCell::new() }
    }

    fn is_troubled(&self) -> bool {
        *self.troubled.get_or_init(|| self.setting.line.is_some_and(cold::tells_trouble))
    }

    fn taken_up(&self) -> &[taking_up::TakenUp] {
        self.taken_up.get_or_init(|| taking_up::find(self))
    }

    /// The first word of the first acknowledgement that cues have heard.
    fn first_acknowledged(&self) -> Option<usize> {
        ACKNOWLEDGEMENTS.iter().filter_map(|signal| self.first_heard.get(signal)).min().copied()
    }
}

/// The signals that rules of other signals rest on, some of them more than once.
pub fn foundations() -> impl Iterator<Item = &'static str> {
    [ACKNOWLEDGEMENTS, cold::KIND, cold::ELSE, cold::TO_THEM, faults::FAULTS].into_iter().flatten().copied()
}

/// Where a rule was met, and how often its weight counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The words concerned.
    pub words: Range<usize>,
    /// 1.0, or more where the rule is met more strongly.
    pub times: f64,
}

impl Found {
    fn once(words: Range<usize>) -> Self {
        Self { words, times: 1.0 }
    }
}

/// A rule: where it is met in what is heard, if it is.
pub type Detector = fn(&Listening) -> Option<Found>;

/// A rule by its name, with what it hears.
pub struct Rule {
    /// The name that sheets use.
    pub name: &'static str,
    /// What it hears, in one sentence.
    pub hears: &'static str,
    /// The code that hears it.
    pub hear: Detector,
}

/// Every rule there is.
pub const ALL: &[Rule] = &[
    Rule { name: "question", hears: "A sentence that asks something.", hear: questions::question },
    Rule { name: "open-form", hears: "A question that can not be answered with yes or no.", hear: questions::open_form },
    Rule { name: "closed-form", hears: "A question that yes or no answers.", hear: questions::closed_form },
    Rule { name: "questions-at-once", hears: "Two questions in one reply; three or more count twice.", hear: questions::at_once },
    Rule { name: "question-barrage", hears: "Three or more questions, and nothing acknowledged.", hear: questions::barrage },
    Rule { name: "only-suggested", hears: "Advice in the form of a question, and no other question.", hear: questions::only_suggested },
    Rule { name: "ends-asking", hears: "A question in the last sentence.", hear: questions::ends_asking },
    Rule { name: "question-talked-over", hears: "A question, and more than twenty words after it.", hear: questions::talked_over },
    Rule { name: "you-statement", hears: "A statement about the other person that does not tell them what to do.", hear: statements::about_you },
    Rule { name: "mirrors-words", hears: "A statement that takes up two or more content words of the customer's line.", hear: taking_up::mirrors },
    Rule { name: "says-back", hears: "A short turn that carries on or echoes what was told, and does nothing else.", hear: says_back::says_back },
    Rule { name: "says-much", hears: "More than 38 words, articles aside: what is said back is the smaller part of them.", hear: says_back::says_much },
    Rule { name: "own-story", hears: "More of I and my than of you and your, and not only of what one is going to do.", hear: balance::own_story },
    Rule { name: "mostly-them", hears: "More of you and your than of I and my, in a long reply or beside an I.", hear: balance::mostly_them },
    Rule { name: "lived-too", hears: "Asked who else knows it, the speaker tells of themselves.", hear: balance::lived_too },
    Rule { name: "takes-up-line", hears: "Content words of the customer's line; two or more count twice.", hear: taking_up::takes_up },
    Rule { name: "asks-about-line", hears: "A question about something in the customer's line.", hear: taking_up::asks_about },
    Rule { name: "mentions-name", hears: "The customer's name.", hear: person::name },
    Rule { name: "speaks-by-name", hears: "Somebody spoken to by name, whoever it is.", hear: person::speaks_by_name },
    Rule { name: "mentions-fact", hears: "Something known about the customer.", hear: person::fact },
    Rule { name: "names-detail", hears: "A number, a time or a name; two or more count twice.", hear: detail::names_detail },
    Rule { name: "short-words", hears: "Eight words or so, short and in short sentences.", hear: plain::short_words },
    Rule { name: "pasted-line", hears: "The customer's own words, pasted back.", hear: borrowed::pasted_line },
    Rule { name: "pasted-sample", hears: "A sample answer or a hint, word for word.", hear: borrowed::pasted_sample },
    Rule { name: "said-before", hears: "A sentence that was already said in this conversation.", hear: borrowed::said_before },
    Rule { name: "said-often", hears: "A sentence that was said word for word in three or more earlier drills.", hear: borrowed::said_often },
    Rule { name: "repair-first", hears: "The repair comes first, the feeling is heard only behind it.", hear: opening::repair_first },
    Rule { name: "many-words", hears: "More than a minute of talk: over 140 words; over 210 count twice.", hear: length::many_words },
    Rule { name: "fix-first", hears: "A fix or advice before a feeling was acknowledged.", hear: opening::fix_first },
    Rule { name: "sorry-count", hears: "Sorry said three times; four or more count twice.", hear: dose::sorry_count },
    Rule { name: "i-heavy", hears: "More about the speaker than about the other person.", hear: dose::i_heavy },
    Rule { name: "no-way-on", hears: "A refusal, and nothing offered, asked or acknowledged.", hear: refusal::no_way_on },
    Rule { name: "unknown-initials", hears: "Initials that an outsider can not know.", hear: initials::unknown_initials },
    Rule { name: "asked-for-certainty", hears: "An answer to a question about what will be.", hear: asked::asked_for_certainty },
    Rule { name: "takes-up-own", hears: "What the customer called their own.", hear: theirs::takes_up_own },
    Rule { name: "speaks-of-theirs", hears: "She or he, where the customer spoke of somebody close.", hear: theirs::speaks_of_theirs },
    Rule { name: "cold-to-trouble", hears: "A few words to somebody in trouble, with nothing kind and no question in them.", hear: cold::cold_to_trouble },
    Rule { name: "curt-to-trouble", hears: "Next to no words to somebody in trouble, and nothing kind in them.", hear: cold::curt_to_trouble },
    Rule { name: "flat-to-trouble", hears: "A fact laid down to somebody in trouble: no I, no we, no question, nothing kind.", hear: flat::flat_to_trouble },
    Rule { name: "flat-to-request", hears: "The same to somebody who asked for something.", hear: flat::flat_to_request },
    Rule { name: "unowned-complaint", hears: "A complaint about you or yours, and neither sorry nor what will be done.", hear: flat::unowned_complaint },
    Rule { name: "kind-all-over", hears: "Two or more kind signals.", hear: cold::kind_all_over },
    Rule { name: "asks-after-caring", hears: "A question at the end of a turn with something kind in it.", hear: cold::asks_after_caring },
    Rule { name: "beside-a-fault", hears: "A fault such as blame, a rule or shop talk, and little kindness beside it.", hear: faults::beside_a_fault },
    Rule { name: "same-thing-twice", hears: "A thing that is said to be itself: closed is closed.", hear: empty_words::same_thing_twice },
    Rule { name: "throws-back", hears: "A word of the customer's line thrown back as a question, and nothing kind after it.", hear: empty_words::throws_back },
    Rule { name: "calm-line", hears: "A customer's line that asks or orders something, and tells of no trouble.", hear: cold::calm_line },
    Rule { name: "hollow-beside", hears: "An apology that takes itself back.", hear: faults::hollow_beside },
    Rule { name: "curt-order", hears: "A bare order, and nothing acknowledged.", hear: orders::curt_order },
    Rule { name: "bare-order", hears: "A sentence that begins with a verb as an order does, without please.", hear: orders::bare_order },
];

/// The rule of this name.
pub fn by_name(name: &str) -> Option<Detector> {
    ALL.iter().find(|rule| rule.name == name).map(|rule| rule.hear)
}

/// Asks one rule about a reply.
pub fn hear(rule: &str, reply: &Utterance, setting: &Setting) -> Option<Found> {
    let borrowed = borrowed::find(reply, setting);
    by_name(rule)?(&Listening::new(reply, setting, &borrowed, BTreeMap::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words a rule hears in a reply, or "" where it is silent.
    #[track_caller]
    pub(super) fn heard(rule: &str, reply: &str, setting: &Setting) -> (String, f64) {
        let reply = Utterance::read(reply);
        assert!(by_name(rule).is_some(), "no rule `{rule}`");
        let found = hear(rule, &reply, setting);
        found.map_or((String::new(), 0.0), |found| (reply.text()[reply.span_of(found.words)].to_owned(), found.times))
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = ALL.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }

    #[test]
    fn no_rule_minds_an_empty_reply() {
        for rule in ALL {
            assert_eq!(heard(rule.name, "", &Setting::default()), (String::new(), 0.0), "{}", rule.name);
        }
    }
}
