//! A guess at what it is like for somebody: "you must be worn out", "that kitchen must feel empty". The same word as in
//! "it must be signed", and the opposite of a rule.
//!
//! Source: must of conclusion and must of obligation (Palmer 2001, Mood and Modality); the lists are our own judgement,
//! 2026-11-28, to be reviewed.

use super::Listening;

/// Verbs of what goes on in somebody.
#[rustfmt::skip]
const INNER: &[&str] = &[
    "ache", "admire", "adore", "break", "care", "dread", "fear", "feel", "frighten", "hate", "hurt", "long", "look", "love", "mean", "miss", "scare", "seem", "sound", "sting",
    "suffer", "taste", "think", "want", "weigh", "wish", "wonder", "worry", "wear",
];

/// Words between must and its verb: you must really miss her.
const SMALL: &[&str] = &["all", "both", "already", "just", "really", "so", "still", "sure", "surely", "truly", "now"];

/// What people must be by a rule: a member, over eighteen, on the list.
#[rustfmt::skip]
const BY_RULE: &[&str] = &[
    "a", "an", "the", "at", "in", "on", "over", "under", "able", "accompanied", "aged", "back", "careful", "here", "named", "older", "out", "present", "quiet", "registered",
    "there", "with", "younger",
];

/// Whether the must at this word guesses, and does not order.
pub(super) fn is_guess(words: &[&str], must: usize) -> bool {
    let mut next = words[must + 1..].iter().copied().skip_while(|word| SMALL.contains(word));
    match next.next() {
        Some("have") => next.next().is_some_and(is_past),
        Some("be") => is_state(words, must, next.next().unwrap_or_default(), next.next().unwrap_or_default()),
        Some(verb) => INNER.contains(&verb),
        None => false,
    }
}

/// "Must have been", "must have felt"; a ticket is something one must have.
fn is_past(word: &str) -> bool {
    matches!(word, "been" | "felt" | "had" | "hurt" | "broken" | "gone" | "come" | "lost" | "cost" | "thought" | "meant" | "seen" | "heard" | "taken")
        || word.ends_with("ed")
}

/// "You must be worn out" and "it must be hard"; "it must be signed" and "you must be over eighteen" are rules.
fn is_state(words: &[&str], must: usize, state: &str, after: &str) -> bool {
    let person = must > 0 && matches!(words[must - 1], "you" | "he" | "she" | "they" | "who");
    let phrase = matches!((state, after), ("out", "of") | ("at", "your") | ("in", "such") | ("in", "pain") | ("on", "edge") | ("a", _));
    let done = state.ends_with("ed") && !person;
    let numbered = state.chars().all(|letter| letter.is_ascii_digit());
    phrase
        || !(done
            || numbered
            || BY_RULE.contains(&state)
            || matches!(state, "made" | "paid" | "done" | "sent" | "kept" | "seen" | "shown" | "given" | "worn" if !person))
}

/// Beginnings of a turn that feels with somebody.
const WITH_THEM: &[&[&str]] = &[
    &["poor"],
    &["no", "wonder"],
    &["can", "not", "blame", "you"],
    &["i", "hope"],
    &["oh", "no"],
    &["you", "are", "right"],
    &["not", "your", "fault"],
    &["i", "wish"],
];

/// Somebody feels with the other person, in words that name no feeling.
pub(super) fn feels_with(heard: &Listening) -> bool {
    heard.reply.own_sentences().any(|sentence| {
        let own = heard.reply.own_words_of(sentence);
        let words: Vec<&str> = own.iter().map(|word| word.norm.as_str()).collect();
        let guess = (0..words.len()).any(|i| words[i] == "must" && is_guess(&words, i));
        guess || WITH_THEM.iter().any(|open| words.windows(open.len()).any(|run| run == *open))
    })
}

#[cfg(test)]
mod tests {
    use super::is_guess;

    fn guess(text: &str) -> bool {
        let words: Vec<&str> = text.split(' ').collect();
        let must = words.iter().position(|word| *word == "must").expect("a must");
        is_guess(&words, must)
    }

    #[test]
    fn a_guess_is_told_from_a_rule() {
        for text in [
            "you must be worn out",
            "you must really miss her",
            "that must have been loud",
            "it must feel empty",
            "she must be terrified",
            "your feet must be sore",
        ] {
            assert!(guess(text), "{text}");
        }
        for text in
            ["it must be signed", "you must be over eighteen", "you must have a ticket", "you must fill it in", "they must be 18", "a form must be made out"]
        {
            assert!(!guess(text), "{text}");
        }
    }
}
