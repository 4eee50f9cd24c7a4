//! How a reply to a feeling begins.
//!
//! Source: SPIKES and NURSE, the feeling before the fix (Baile et al. 2000; Back et al. 2005).

use super::{Found, Listening};
use crate::speech::form::openers;
use crate::speech::text::{Sentence, Utterance};

/// Words in a customer's line that carry a feeling. Stems, so that "frustrating" and "frustrated" both count.
const FEELING_STEMS: &[&str] = &[
    "angr",
    "annoy",
    "frustrat",
    "upset",
    "worr",
    "anxi",
    "scar",
    "afraid",
    "tired",
    "exhaust",
    "overwhelm",
    "disappoint",
    "lonel",
    "stress",
    "embarrass",
    "hurt",
    "sad",
    "nervous",
    "furious",
    "sick",
    "ashamed",
    "humiliat",
    "awful",
    "terribl",
    "horribl",
    "ridiculous",
    "disgust",
    "unbeliev",
    "cry",
    "crie",
    "hate",
    "desperat",
    "panic",
    "confus",
    "struggl",
];

/// How a fix or advice begins.
const FIXES: &[&[&str]] = &[
    &["you", "should"],
    &["you", "could"],
    &["you", "need", "to"],
    &["you", "have", "to"],
    &["you", "must"],
    &["have", "you", "tried"],
    &["why", "do", "not", "you"],
    &["try"],
    &["just"],
    &["i", "suggest"],
    &["i", "would", "suggest"],
    &["i", "recommend"],
    &["my", "advice"],
    &["the", "best", "thing"],
    &["what", "you", "need"],
    &["all", "you", "need"],
    &["please", "restart"],
    &["please", "try"],
    &["please", "fill"],
    &["go", "to"],
    &["restart"],
    &["reset"],
    &["at", "least"],
    &["if", "i", "were", "you"],
    &["if", "i", "was", "you"],
];

/// Verbs that tell the other person what to do when a reply begins with them.
#[rustfmt::skip]
const FIX_VERBS: &[&str] = &[
    "take", "use", "drink", "eat", "rest", "sleep", "put", "turn", "switch", "unplug", "plug", "reboot", "check", "download", "log", "click", "open", "close",
    "ask", "call", "ring", "phone", "email", "write", "read", "stop", "calm", "relax", "breathe", "book", "make", "see", "buy", "find", "ignore", "forget",
    "get", "keep", "think", "talk", "speak", "go",
];

/// What is no fix although it begins so: "take your time", "ask me anything", "get well soon".
const NO_FIX: &[&str] = &["me", "care", "well", "us", "you", "ahead"];

/// How a repair begins: the speaker's own doing.
const REPAIRS: &[&[&str]] =
    &[&["i", "will"], &["we", "will"], &["i", "can"], &["we", "can"], &["let", "me"], &["i", "am", "going", "to"], &["we", "are", "going", "to"]];

/// Does the customer's line carry a feeling in so many words?
pub fn carries_feeling(line: &Utterance) -> bool {
    line.words().iter().any(|word| FEELING_STEMS.iter().any(|stem| word.norm.starts_with(stem)))
}

/// Does a sentence begin with what the speaker will do about it?
pub fn begins_with_repair(text: &Utterance, sentence: &Sentence) -> bool {
    let words = text.own_words_of(sentence);
    let rest: Vec<&str> = words[openers(&words)..].iter().take(4).map(|word| word.norm.as_str()).collect();
    REPAIRS.iter().any(|repair| rest.starts_with(repair))
}

pub(super) fn fix_first(heard: &Listening) -> Option<Found> {
    let line = heard.setting.line?;
    let first = heard.reply.own_sentences().next()?;
    let acknowledged = heard.first_acknowledged().is_some_and(|at| at < first.words.end);
    (carries_feeling(line) && !acknowledged && starts_with_fix(heard, first)).then(|| Found::once(first.words.clone()))
}

/// The feeling is heard, but only behind the repair. Where it is not heard at all the skill is missing, which costs enough.
pub(super) fn repair_first(heard: &Listening) -> Option<Found> {
    let line = heard.setting.line?;
    let first = heard.reply.own_sentences().next()?;
    let later = heard.first_acknowledged().is_some_and(|at| at >= first.words.end);
    (carries_feeling(line) && later && begins_with_repair(heard.reply, first)).then(|| Found::once(first.words.clone()))
}

fn starts_with_fix(heard: &Listening, sentence: &Sentence) -> bool {
    let words = heard.reply.own_words_of(sentence);
    let rest: Vec<&str> = words[openers(&words)..].iter().take(4).map(|word| word.norm.as_str()).collect();
    let bare = match rest.as_slice() {
        ["take", "your", "time", ..] | ["take", "a" | "the", "seat" | "chair", ..] | ["talk" | "speak", "to", "me", ..] => false,
        [verb, next, ..] => FIX_VERBS.contains(verb) && !NO_FIX.contains(next),
        _ => false,
    };
    bare || FIXES.iter().any(|fix| rest.starts_with(fix))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn a_fix_before_the_feeling_is_heard() {
        let line = Utterance::read("I am so frustrated, nothing works.");
        let setting = Setting { line: Some(&line), ..Setting::default() };
        assert!(heard("fix-first", "You should restart the router.", &setting).1 > 0.0);
        assert!(heard("fix-first", "Have you tried the app?", &setting).1 > 0.0);
        assert!(heard("fix-first", "Take a painkiller and go to bed early.", &setting).1 > 0.0);
        assert!(heard("fix-first", "If I were you I would leave it.", &setting).1 > 0.0);
        for kind in ["Take your time.", "Take a seat, I'm listening.", "Ask me anything.", "Keep me posted."] {
            assert_eq!(heard("fix-first", kind, &setting).1, 0.0, "{kind}");
        }
        assert_eq!(heard("fix-first", "That must wear you out. You should restart it.", &setting).1, 0.0);
        let calm = Utterance::read("Where is the lift?");
        assert_eq!(heard("fix-first", "You should take the stairs.", &Setting { line: Some(&calm), ..Setting::default() }).1, 0.0);
    }
}
