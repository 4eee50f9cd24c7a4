//! A cold turn: told by what is missing in it, which no phrase can hear; and a kind one, told by how much there is.
//!
//! Source: denial of an empathic opportunity (Bylund & Makoul 2002); interactional justice (Tax, Brown & Chandrashekaran 1998).

use super::{Found, Listening, guesses};
use crate::speech::Utterance;
use crate::speech::lexicon::is_article;
use crate::speech::text::Kind;

/// Signals of somebody who is there for the other person.
pub(super) const KIND: &[&str] =
    &["acknowledge-feeling", "apology", "asks-permission", "check-in", "commitment", "encouragement", "ownership", "small-gesture", "warmth"];

/// Faults that have a name of their own: a reply with one of them is not merely cold.
pub(super) const ELSE: &[&str] = &["hollow-apology", "jargon", "over-promise", "script-speak"];

/// More words than this say something, kind or not. Both counts are our own judgement, 2026-11-28, to be reviewed.
const FEW_WORDS: usize = 22;
/// So few are brushed off with.
const VERY_FEW_WORDS: usize = 11;

/// Beginnings of words by which a customer tells of trouble.
#[rustfmt::skip]
const TROUBLE: &[&str] = &[
    "afraid", "again", "alone", "angr", "anxi", "asham", "awful", "broke", "cancel", "cannot", "charged", "cold", "confus", "crie", "cry", "damag", "delay", "dirty",
    "disappoint", "disgust", "embarrass", "emergency", "exhaust", "fault", "fed", "flood", "forgot", "fright", "frustrat", "furious", "hate", "horr", "hurt", "ill",
    "late", "leak", "lied", "lost", "miss", "mould", "nervous", "never", "nobody", "noone", "not", "pain", "panic", "ridiculous", "rude", "ruin", "sad", "scar", "shock",
    "shout", "shut", "sick", "slow", "smell", "stolen", "stress", "struggl", "stuck", "terrib", "terrif", "tired", "twice", "unbeliev", "upset", "wait", "worr", "worst",
    "wrong",
];

/// How a line begins that asks for something instead: "I would like a table", "Please open the door".
#[rustfmt::skip]
const REQUEST: &[&[&str]] = &[
    &["i", "would"], &["i", "want"], &["i", "need"], &["i", "am", "here"], &["i", "am", "calling"], &["i", "have", "a", "question"], &["you", "have", "been", "very"], &["hello"], &["hi"], &["we", "would"], &["we", "want"], &["we", "need"], &["please"],
    &["can"], &["could"], &["may"], &["thank"], &["thanks"], &["great"], &["one"], &["two"], &["a"],
];

/// "Nobody answers your phone." answered in a few words with nothing kind among them.
pub(super) fn cold_to_trouble(heard: &Listening) -> Option<Found> {
    cold(heard, FEW_WORDS)
}

/// The same in next to none.
pub(super) fn curt_to_trouble(heard: &Listening) -> Option<Found> {
    cold(heard, VERY_FEW_WORDS)
}

fn cold(heard: &Listening, most: usize) -> Option<Found> {
    let words = heard.reply.words();
    let asks = heard.reply.own_sentences().any(|sentence| sentence.kind == Kind::Question);
    // Articles are not counted: many people leave them out.
    let said = words.iter().filter(|word| !is_article(&word.norm)).count();
    let short = said > 0 && said <= most;
    // "In the same boat" is short, and company.
    let merely = !ELSE.iter().chain(&["understanding"]).any(|signal| heard.first_heard.contains_key(signal));
    (short && merely && heard.is_troubled() && !asks && kindnesses(heard) == 0 && !guesses::feels_with(heard)).then(|| Found::once(0..words.len()))
}

/// The line asks or orders something, and tells of no trouble.
pub(super) fn calm_line(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    let calm = heard.setting.line.is_some_and(|line| !line.words().is_empty()) && !heard.is_troubled();
    (calm && !words.is_empty()).then(|| Found::once(0..words.len()))
}

/// Two or more kind signals.
pub(super) fn kind_all_over(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    (kindnesses(heard) > 1).then(|| Found::once(0..words.len()))
}

/// A caring turn that ends with a question: told by where the question stands. One that only asks has nothing before it.
pub(super) fn asks_after_caring(heard: &Listening) -> Option<Found> {
    let own: Vec<_> = heard.reply.own_sentences().collect();
    let (last, before) = own.split_last()?;
    let questions = own.iter().filter(|sentence| sentence.kind == Kind::Question).count();
    let said = before.iter().map(|sentence| sentence.words.len()).sum::<usize>();
    (last.kind == Kind::Question && questions <= 2 && said >= ENOUGH_SAID && cares(heard)).then(|| Found::once(last.words.clone()))
}

/// Words before the question in which something was done for the other person.
const ENOUGH_SAID: usize = 8;

/// Signals that are not kind by themselves, but are said to this person.
pub(super) const TO_THEM: &[&str] = &["appreciation", "looks-ahead", "personal", "reflection", "understanding"];

fn cares(heard: &Listening) -> bool {
    kindnesses(heard) > 0 || TO_THEM.iter().any(|signal| heard.first_heard.contains_key(signal)) || super::person::name(heard).is_some()
}

/// How many kind signals are heard. A hollow apology is none.
pub(super) fn kindnesses(heard: &Listening) -> usize {
    let hollow = heard.first_heard.contains_key("hollow-apology");
    let kind = |signal: &&str| heard.first_heard.contains_key(*signal) && !(hollow && *signal == "apology");
    KIND.iter().copied().filter(|signal| kind(signal)).count()
}

/// Words of trouble, or a line that states how things are where others ask.
pub(super) fn tells_trouble(line: &Utterance) -> bool {
    let words: Vec<&str> = line.words().iter().map(|word| word.norm.as_str()).collect();
    let told = words.iter().any(|word| TROUBLE.iter().any(|stem| word.starts_with(stem)));
    let states = line.sentences().iter().all(|sentence| sentence.kind == Kind::Statement) && !REQUEST.iter().any(|open| words.starts_with(open));
    !words.is_empty() && (told || states || line.text().contains('!'))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn a_few_words_to_somebody_in_trouble_are_cold() {
        let line = Utterance::read("I have been waiting for an hour.");
        let setting = Setting { line: Some(&line), ..Setting::default() };
        assert_eq!(heard("cold-to-trouble", "It is Saturday.", &setting).1, 1.0);
        assert_eq!(heard("cold-to-trouble", "Is it your turn?", &setting).1, 0.0);
        assert_eq!(heard("cold-to-trouble", "It is Saturday.", &Setting::default()).1, 0.0);
        let calm = Utterance::read("Where is the lift?");
        assert_eq!(heard("cold-to-trouble", "Down the hall.", &Setting { line: Some(&calm), ..Setting::default() }).1, 0.0);
        let long = "It is Saturday and there are two of us at the desk as there always are.";
        assert_eq!((heard("cold-to-trouble", long, &setting).1, heard("curt-to-trouble", long, &setting).1), (1.0, 0.0));
    }

    #[test]
    fn a_line_that_only_asks_is_calm() {
        let hears = |line: &str| {
            let line = Utterance::read(line);
            heard("calm-line", "Over there.", &Setting { line: Some(&line), ..Setting::default() }).1
        };
        assert_eq!((hears("Where is the lift?"), hears("I would like a table for two.")), (1.0, 1.0));
        assert_eq!((hears("The lift broke down."), hears("Why has nobody come?")), (0.0, 0.0));
    }
}
