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
            | "just" | "um" | "uh" | "er" | "erm" | "hm" | "hmm" | "mm" | "mhm" | "huh" | "also" | "alright" | "yep" | "yup"
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
    let called = rest.first().is_some_and(|word| !is_word(word) && !is_function_word(word)) && asks_somebody(&rest[1..]);
    if ((asks(&rest) || called) && !is_condition(started)) || is_tagged(started) || asks_later(started) {
        Kind::Question
    } else if matches!(rest.as_slice(), ["please", ..] | ["tell" | "show" | "help" | "walk" | "talk", "me", ..] | ["let", "me", "know", ..]) {
        Kind::Request
    } else {
        Kind::Statement
    }
}

/// "You are at exit B, right". A "yeah" at the end asks only of what is about the other person: "That is fine, yeah" agrees.
fn is_tagged(words: &[&Word]) -> bool {
    let [first, .., before, tag] = words else { return false };
    let asks = match tag.norm.as_str() {
        "right" | "correct" => true,
        "yeah" => first.norm == "you",
        _ => false,
    };
    asks && before.clause != tag.clause
}

/// "Stay where you are, okay?", "Yeah?": a question mark, and nothing but a nod is wanted.
pub fn only_nods(words: &[&Word]) -> bool {
    let nods = |norm: &str| matches!(norm, "ok" | "okay" | "alright");
    let norms: Vec<&str> = words.iter().map(|word| word.norm.as_str()).collect();
    if norms.iter().all(|norm| nods(norm) || matches!(*norm, "yeah" | "yes" | "so" | "oh" | "mm" | "mhm" | "uh" | "huh")) || norms == ["all", "right"] {
        return true;
    }
    let tag = match norms.as_slice() {
        [.., "all", "right"] => 2,
        [.., last] if nods(last) => 1,
        _ => return false,
    };
    let said = &words[..words.len() - tag];
    said.last().is_some_and(|last| last.clause != words[said.len()].clause) && kind(said) != Kind::Question
}

/// "On a scale from one to ten, how sure are you": a later clause asks, told by its turned order. Without a comma before
/// it, the order proves nothing ("I know how are you feeling" is how many say it).
fn asks_later(words: &[&Word]) -> bool {
    let starts = (1..words.len()).filter(|at| words[*at].clause != words[at - 1].clause);
    starts.into_iter().any(|start| {
        let clause: Vec<&str> = words[start..].iter().take_while(|word| word.clause == words[start].clause).map(|word| word.norm.as_str()).collect();
        let linked = clause.iter().take_while(|norm| is_opener(norm) || **norm == "or").count();
        match &clause[linked..] {
            // "so do I", "and so did she": an echo, and no question.
            [_, _] if linked > 0 => false,
            [aux, "not", subject, ..] | [aux, subject, ..] if is_auxiliary(aux) => turns(aux, subject),
            [open @ ("what" | "how" | "why" | "where" | "when" | "who"), rest @ ..] => {
                let aux = rest.iter().take(4).position(|norm| is_auxiliary(norm));
                aux.is_some_and(|at| rest.get(at + 1).is_some_and(|subject| turns(rest[at], subject)) && !rest[..at].iter().any(|norm| is_pronoun(norm)))
                    && !(*open == "how" && rest.first() == Some(&"ever"))
            }
            _ => false,
        }
    })
}

/// Can these two only be a turned order: "are you", and not "do it", "have it", or the condition "should you"?
fn turns(aux: &str, subject: &str) -> bool {
    match subject {
        "you" | "we" | "they" => !matches!(aux, "had" | "should" | "were" | "may" | "might" | "must" | "am" | "is" | "was" | "has" | "does"),
        "he" | "she" => !matches!(aux, "had" | "should" | "were" | "may" | "might" | "must" | "am" | "are" | "have" | "do"),
        "i" => matches!(aux, "can" | "could" | "may" | "shall" | "am" | "did" | "do"),
        "it" | "there" => matches!(aux, "is" | "was" | "does" | "did" | "has" | "can" | "could" | "will" | "would"),
        _ => false,
    }
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

/// Does it ask something, after what is taken for a name: "tomasz are you there", but not "tomasz is the best".
fn asks_somebody(words: &[&str]) -> bool {
    let states = matches!(words, [aux, subject, ..] if is_auxiliary(aux) && *subject != "not" && !turns(aux, subject));
    !states && asks(words)
}

/// Does a sentence that starts so ask something: "how are you holding up", "can I check"?
pub fn asks(words: &[&str]) -> bool {
    match words {
        // "Do it your way", "do your best", "do the same": orders.
        ["do", "it" | "this" | "that", ..] => false,
        ["do", "the" | "your" | "my", "best" | "same" | "right" | "work" | "job" | "thing" | "things" | "opposite" | "research", ..] => false,
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
        // "Which is great": it goes on from the sentence before. "which is better" asks.
        ["is" | "was", next] if open == "which" => return matches!(*next, "best" | "worse" | "worst" | "first" | "it") || next.ends_with("er"),
        // The question word is the subject itself: "what is most urgent for you", "who is coming", "what would help".
        [aux, next, ..] if subject_place && is_auxiliary(aux) && !is_subject(next) => return !has_main_verb(&rest[1..]),
        [verb, ..] if subject_place && is_asking_verb(verb) => return !matches!(rest.get(1), Some(&("me" | "us"))) && !has_main_verb(rest),
        _ => {}
    }
    let aux = rest.iter().take(4).position(|word| is_auxiliary(word));
    // "what matters is that …" states; "what is that" asks.
    let subject = |aux: usize| rest.get(aux + 1).is_some_and(|word| is_subject(word) && (aux == 0 || *word != "that"));
    // "what gets me is the noise" has its object before the verb, and states.
    let spoken_for = |word: &&str| is_subject(word) || matches!(*word, "me" | "us" | "him" | "them");
    let inverted = aux.is_some_and(|aux| subject(aux) && !rest[..aux].iter().any(spoken_for));
    inverted || (open == "which" && asks_which(rest))
}

/// "which part of the letter worries you", but not "which part you choose is up to you" or "which means that …".
fn asks_which(rest: &[&str]) -> bool {
    let [noun, _, ..] = rest else { return false };
    if is_subject(noun)
        || matches!(*noun, "means" | "makes" | "meant" | "made" | "brings" | "leaves" | "gives" | "explains" | "shows" | "helps" | "sounds" | "i")
        || is_auxiliary(noun)
    {
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
    fn a_later_clause_can_ask() {
        all_are(
            Kind::Question,
            &[
                "On a scale from one to ten, how sure are you.",
                "If you have the time, could you look at it",
                "It is late, isn't it",
                "You read it, did you",
                "As for the nights, and how do you sleep",
            ],
        );
        all_are(
            Kind::Statement,
            &[
                "I like it, so do I.",
                "When you can, do it.",
                "Come in, have it your way",
                "After that, should you need me, I am here.",
                "Where we are now, is you are willing to go.",
                "I see, what you say is true.",
            ],
        );
    }

    #[test]
    fn orders_and_comments_are_no_questions() {
        all_are(
            Kind::Statement,
            &[
                "Do it your own way.",
                "Do your best",
                "Which is great.",
                "Which explains a lot.",
                "That is fine, yeah.",
                "tomasz is the best",
                "What gets me is I wait.",
            ],
        );
        all_are(Kind::Question, &["which is better", "do your parents know", "tomasz are you there", "you are at the exit, yeah"]);
    }

    #[test]
    fn a_condition_is_not_a_question() {
        all_are(Kind::Statement, &["Had I known, I would have called you.", "Should you need anything, please call.", "had we known we would have come"]);
        all_are(Kind::Question, &["Should I call you tonight, or tomorrow", "Had you been there long", "Were you waiting long, Marta"]);
    }
}
