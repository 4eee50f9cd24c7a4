//! What a sentence does, told by its form: the words it begins with, when no mark says it.
//!
//! Only rough grammar is needed: cues ask whether a sentence is a question, rules how it opens. The words given to this
//! file are the speaker's own; quotations were left out before.

use std::borrow::Borrow;

use super::lexicon::{is_function_word, is_word};
use super::text::{Kind, Word};

/// Words before which a sentence has not really started: "So, how are you?"
pub fn is_opener(norm: &str) -> bool {
    #[rustfmt::skip]
    let opens = matches!(
        norm,
        "so" | "well" | "and" | "but" | "ok" | "oh" | "ah" | "yes" | "yeah" | "no" | "right" | "hi" | "hello" | "hey" | "sure" | "thanks" | "now" | "then"
            | "just" | "um" | "er" | "also" | "uh" | "mm" | "hmm" | "mhm" | "huh" | "yep" | "alright"
    );
    opens
}

/// How many of a sentence's words are openers, with the name in "Hi Marta, …".
pub fn openers<W: Borrow<Word>>(words: &[W]) -> usize {
    let word = |at: usize| words.get(at).map(Borrow::borrow);
    let mut at = 0;
    while let Some(opener) = word(at).filter(|word| is_opener(&word.norm)) {
        let greets = matches!(opener.norm.as_str(), "hi" | "hello" | "hey" | "ok" | "so" | "right" | "well" | "thanks" | "sorry");
        at += 1;
        // A name between a greeting and the comma.
        let named = word(at).is_some_and(|name| name.capital && word(at + 1).is_none_or(|after| after.clause != name.clause));
        if greets && named {
            at += 1;
        }
    }
    let (first, second) = (word(0), word(1));
    let named = at == 0 && first.zip(second).is_some_and(|(name, next)| next.clause != name.clause && !is_function_word(&name.norm));
    if named { 1 } else { at }
}

/// The kind of a sentence that ends without a question mark.
pub fn kind(words: &[&Word]) -> Kind {
    let started = &words[openers(words)..];
    let rest: Vec<&str> = started.iter().map(|word| word.norm.as_str()).collect();
    // "tomasz which part is it": a name without its comma, which no list of words knows.
    let called = rest.first().is_some_and(|word| !is_word(word) && !is_function_word(word)) && asks(&rest[1..]);
    if ((asks(&rest) || called) && !is_condition(started)) || is_tagged(started) {
        Kind::Question
    } else if matches!(rest.as_slice(), ["please", ..] | ["tell" | "show" | "help" | "walk" | "talk", "me", ..] | ["let", "me", "know", ..]) {
        Kind::Request
    } else {
        Kind::Statement
    }
}

/// "You are at exit B, right".
fn is_tagged(words: &[&Word]) -> bool {
    matches!(words, [_, .., before, tag] if matches!(tag.norm.as_str(), "right" | "correct" | "yeah") && before.clause != tag.clause)
}

/// "Had I known, I would have called you", "Should you need me, call": the main clause comes after.
fn is_condition(words: &[&Word]) -> bool {
    let [first, subject, rest @ ..] = words else { return false };
    if !matches!(first.norm.as_str(), "had" | "should" | "were") || !is_pronoun(&subject.norm) {
        return false;
    }
    rest.windows(2).any(|pair| {
        let [word, next] = [pair[0].norm.as_str(), pair[1].norm.as_str()];
        let promises = matches!(word, "i" | "we" | "you") && matches!(next, "would" | "could" | "will" | "can" | "am" | "are");
        let new_clause = pair[0].clause != subject.clause && (is_pronoun(word) || matches!(word, "please" | "just" | "call" | "let" | "ask" | "tell"));
        // "Should I call, or you?" goes on asking.
        promises || new_clause
    })
}

/// Does a sentence that starts so ask something: "how are you holding up", "can I check"?
fn asks(words: &[&str]) -> bool {
    match words {
        [aux, subject, _, ..] if is_auxiliary(aux) && is_subject(subject) => true,
        [aux, "not", subject, _, ..] if is_auxiliary(aux) && is_subject(subject) => true,
        ["what" | "which" | "who" | "how" | "why" | "where" | "when", rest @ ..] => asks_for(words[0], rest),
        _ => false,
    }
}

/// A sentence that begins with a question word: "what would help" asks; "what a shame" and "what matters is" do not.
fn asks_for(open: &str, rest: &[&str]) -> bool {
    let subject_place = matches!(open, "what" | "which" | "who");
    match rest {
        ["about" | "come", _, ..] => return true,
        ["else", ..] => return subject_place,
        ["is", "more", next, ..] if is_subject(next) => return false,
        ["is" | "was", "why" | "how" | "when" | "where" | "what", ..] if open == "which" => return false,
        // The question word is the subject itself: "what is most urgent for you", "who is coming", "what would help".
        [aux, next, ..] if subject_place && is_auxiliary(aux) && !is_subject(next) => return !has_main_verb(&rest[1..]),
        [verb, ..] if subject_place && is_asking_verb(verb) => return !matches!(rest.get(1), Some(&("me" | "us"))) && !has_main_verb(rest),
        _ => {}
    }
    let aux = rest.iter().take(4).position(|word| is_auxiliary(word));
    // "what matters is that …" states; "what is that" asks.
    let subject = |aux: usize| rest.get(aux + 1).is_some_and(|word| is_subject(word) && (aux == 0 || *word != "that"));
    let inverted = aux.is_some_and(|aux| subject(aux) && !rest[..aux].iter().any(|word| is_subject(word)));
    inverted || (open == "which" && asks_which(rest))
}

/// "which part of the letter worries you", but not "which part you choose is up to you" or "which means that …".
fn asks_which(rest: &[&str]) -> bool {
    let [noun, _, ..] = rest else { return false };
    if is_subject(noun) || matches!(*noun, "means" | "makes" | "meant" | "made" | "brings" | "leaves" | "gives" | "i") || is_auxiliary(noun) {
        return false;
    }
    match rest.iter().position(|word| is_pronoun(word)) {
        Some(at) => !has_main_verb(&rest[at + 1..]),
        None => !has_main_verb(rest),
    }
}

/// Verbs that follow a question word that is the subject: "what happened", "what worries you".
fn is_asking_verb(norm: &str) -> bool {
    #[rustfmt::skip]
    let asking = matches!(
        norm,
        "happened" | "happens" | "went" | "makes" | "made" | "brings" | "brought" | "matters" | "worries" | "bothers" | "helps" | "helped" | "works"
            | "worked" | "keeps" | "kept" | "stops" | "stopped" | "hurts" | "feels" | "counts" | "led" | "caused" | "changed"
    );
    asking
}

/// Is there a verb that makes a statement of what came before: "what is important IS that …"? Not in a clause of its own
/// ("if it is late", "the person who is coming").
fn has_main_verb(rest: &[&str]) -> bool {
    let pairs = rest.iter().zip(rest.iter().skip(1));
    let mut pairs = pairs.take_while(|(word, _)| !matches!(**word, "if" | "when" | "because" | "while" | "after" | "before" | "until" | "and" | "or"));
    let opens_own = |word: &str| is_subject(word) || matches!(word, "who" | "which" | "what" | "where" | "how" | "why" | "to" | "not");
    // "what bothers you is the noise": this "you" is no subject.
    let object = |word: &str, verb: &str| matches!((word, verb), ("you" | "we" | "they", "is" | "was" | "has" | "does"));
    pairs.any(|(before, word)| is_auxiliary(word) && !matches!(*word, "do" | "have" | "may" | "might") && (!opens_own(before) || object(before, word)))
}

/// The auxiliaries that can begin a question.
pub fn is_auxiliary(norm: &str) -> bool {
    #[rustfmt::skip]
    let auxiliary = matches!(
        norm,
        "am" | "is" | "are" | "was" | "were" | "do" | "does" | "did" | "have" | "has" | "had" | "can" | "could" | "will" | "would" | "shall" | "should" | "may"
            | "might" | "must"
    );
    auxiliary
}

/// The pronouns that can be the subject of a sentence.
pub fn is_pronoun(norm: &str) -> bool {
    matches!(norm, "i" | "you" | "he" | "she" | "it" | "we" | "they" | "there")
}

fn is_subject(norm: &str) -> bool {
    #[rustfmt::skip]
    let subject = matches!(
        norm,
        "that" | "this" | "these" | "those" | "your" | "the" | "my" | "our" | "his" | "her" | "their" | "anyone" | "anything" | "someone" | "something"
            | "everything"
    );
    subject || is_pronoun(norm)
}

#[cfg(test)]
mod tests {
    use crate::speech::Utterance;
    use crate::speech::text::Kind;

    #[track_caller]
    fn all_are(kind: Kind, texts: &[&str]) {
        for text in texts {
            let utterance = Utterance::read(text);
            assert_eq!(utterance.sentences().iter().map(|s| s.kind).collect::<Vec<_>>(), [kind], "{text}");
        }
    }

    #[test]
    fn a_question_needs_no_question_mark() {
        all_are(
            Kind::Question,
            &[
                "how are you holding up",
                "So, can I just check one thing",
                "is there anything else",
                "what would help you most right now",
                "You are at exit B, right",
            ],
        );
        all_are(
            Kind::Statement,
            &[
                "What a shame.",
                "When you arrive I will be there.",
                "That is how it works.",
                "Do call me.",
                "What matters is that you are safe.",
                "I will be right there.",
            ],
        );
        all_are(Kind::Request, &["Please hold on.", "Tell me more."]);
    }

    #[test]
    fn a_question_word_can_be_the_subject() {
        all_are(
            Kind::Question,
            &[
                "which part of the letter worries you",
                "which one suits you best",
                "what is most urgent for you",
                "what's going through your mind",
                "what is the matter",
                "what makes you say that",
                "what matters most to you",
                "what else could help",
                "who is meeting you at the airport",
                "what will happen if the car is late",
                "what is the name of the person who is coming",
            ],
        );
        all_are(
            Kind::Statement,
            &[
                "What is important is that you are safe.",
                "What a day you had",
                "What would help is a refund.",
                "What's more, I will send you the voucher.",
                "What is done is done.",
                "Which part you choose is up to you.",
                "Which means you can go home.",
                "Which is why I called.",
                "What worries me is the wait.",
                "What's bothering you is the noise.",
            ],
        );
    }

    #[test]
    fn a_condition_is_not_a_question() {
        all_are(Kind::Statement, &["Had I known, I would have called you.", "Should you need anything, please call.", "had we known we would have come"]);
        all_are(Kind::Question, &["Should I call you tonight, or tomorrow", "Had you been there long", "Were you waiting long, Marta"]);
    }
}
