//! Negation: "I don't understand" is not `understand`.
//!
//! A negation reaches a few words into its own clause. The words it reaches are marked once, while a text is read;
//! what a mark means for a cue is decided where cues are found.

use super::lexicon::is_function_word;
use super::text::Word;

/// How many words a negation reaches: our own judgement, 2026-11-22.
const REACH: usize = 4;

/// Words that turn around what follows them.
pub fn is_negation(norm: &str) -> bool {
    matches!(norm, "not" | "never" | "no" | "hardly" | "without" | "nobody" | "nor" | "neither" | "none" | "nothing" | "noone")
}

/// Marks the words of one sentence that a negation reaches.
pub(super) fn mark_negated(words: &mut [Word]) {
    // "not only", "no wonder": what follows is meant.
    const MEANT_AFTER: &[&str] = &["only", "just", "wonder", "doubt", "problem", "worries", "worry", "matter", "longer"];
    for at in 0..words.len() {
        let next = words.get(at + 1).map_or("", |word| word.norm.as_str());
        let answer = words[at].norm == "no" && at == 0 && is_function_word(next);
        // A negation in a quotation is somebody else's.
        if words[at].quoted || !is_negation(&words[at].norm) || MEANT_AFTER.contains(&next) || answer {
            continue;
        }
        let reach = if begins_gerund(words, at) { 1 } else { REACH };
        let clause = words[at].clause;
        for word in words[at + 1..].iter_mut().take(reach).take_while(|word| word.clause == clause) {
            word.negated = true;
        }
    }
}

/// "Not knowing leaves you lost": the negation belongs to the gerund alone. "I am not knowing" has a verb before it.
fn begins_gerund(words: &[Word], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| &words[at]).filter(|word| word.clause == words[at].clause).map_or("", |word| word.norm.as_str());
    // "is really not working": an adverb may stand between.
    let verb = if before(1).ends_with("ly") || matches!(before(1), "just" | "still" | "also") { before(2) } else { before(1) };
    let free = matches!(words[at].norm.as_str(), "not" | "never" | "without") && !super::form::is_auxiliary(verb) && !matches!(verb, "be" | "been" | "being");
    free && words.get(at + 1).is_some_and(|word| word.clause == words[at].clause && is_gerund(&word.norm))
}

/// Does a word have the form of a gerund: "knowing", and not "thing" or "during"?
pub(super) fn is_gerund(norm: &str) -> bool {
    const NOUNS: &[&str] = &["anything", "something", "everything", "nothing", "during", "morning", "evening", "spring", "string", "ceiling"];
    norm.len() > 5 && norm.ends_with("ing") && !NOUNS.contains(&norm)
}

#[cfg(test)]
mod tests {
    use crate::speech::Utterance;

    #[track_caller]
    fn negated(text: &str, expected: &str) {
        let words = Utterance::read(text).words().iter().filter(|w| w.negated).map(|w| w.norm.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn a_negation_reaches_into_its_clause() {
        negated("I don't understand why you're upset", "understand why you are");
        negated("It was not your fault, I am sorry", "your fault");
        negated("No wonder you are upset. Not only late", "");
        negated("No I understand", "");
    }

    #[test]
    fn a_negation_that_begins_a_gerund_ends_with_it() {
        negated("Not knowing leaves you feeling lost", "knowing");
        negated("It is the not knowing that makes you tired", "knowing");
        negated("Standing there without hearing must be awful", "hearing");
        negated("You are not feeling heard today", "feeling heard today");
        negated("It is really not working for you", "working for you");
        negated("There is nothing to fear", "to fear");
    }

    #[test]
    fn a_quoted_negation_negates_nothing_of_ours() {
        negated("You said \"no\" and I understand", "");
    }
}
