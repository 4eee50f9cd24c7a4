//! Questions by their form.
//!
//! Source: Miller & Rollnick 2013 (open and closed questions); interrogation and stacked questions: Calgary-Cambridge,
//! the cone from open to closed, one at a time.

use super::{Found, Listening};
use crate::speech::form::{asks, is_auxiliary, is_opener, only_nods, openers};
use crate::speech::negation::is_gerund;
use crate::speech::text::{Kind, Sentence, Utterance, Word};

pub(super) fn question(heard: &Listening) -> Option<Found> {
    let asks = |sentence: &&Sentence| !only_nods(&heard.reply.own_words_of(sentence));
    questions(heard.reply).find(asks).map(|sentence| Found::once(sentence.words.clone()))
}

pub(super) fn open_form(heard: &Listening) -> Option<Found> {
    questions(heard.reply).find(|sentence| is_open(heard.reply, sentence)).map(|sentence| Found::once(sentence.words.clone()))
}

pub(super) fn closed_form(heard: &Listening) -> Option<Found> {
    questions(heard.reply).find(|sentence| !is_open(heard.reply, sentence)).map(|sentence| Found::once(sentence.words.clone()))
}

pub(super) fn at_once(heard: &Listening) -> Option<Found> {
    let asked: Vec<&Sentence> = questions(heard.reply).filter(|sentence| is_one_more(heard.reply, sentence)).collect();
    let (first, last) = (asked.first()?, asked.last()?);
    let times = match asked.len() {
        0 | 1 => return None,
        2 => 1.0,
        _ => 2.0,
    };
    Some(Found { words: first.words.start..last.words.end, times })
}

/// Does a question want one more answer? Not a nod, an answer held out to the question before ("Like at work?"), what somebody
/// asks themselves, or an ear that is offered ("Do you want to talk about it?").
fn is_one_more(reply: &Utterance, sentence: &Sentence) -> bool {
    let words = reply.own_words_of(sentence);
    let norms: Vec<&str> = words.iter().map(|word| word.norm.as_str()).collect();
    let offered = matches!(norms.as_slice(), ["like" | "perhaps" | "maybe" | "such", ..]);
    let of_them = |norm: &str| matches!(norm, "you" | "your" | "it" | "that" | "can" | "may" | "shall" | "could" | "should");
    let to_oneself = norms.iter().any(|norm| matches!(*norm, "i" | "my" | "myself")) && !norms.iter().any(|norm| of_them(norm));
    let ear = norms.windows(3).any(|three| matches!(three, ["want" | "like" | "care" | "need", "to", "talk" | "chat" | "vent" | "share"]));
    !offered && !to_oneself && !ear && !only_nods(&words)
}

pub(super) fn barrage(heard: &Listening) -> Option<Found> {
    let asked: Vec<&Sentence> = questions(heard.reply).collect();
    let (first, last) = (asked.first()?, asked.last()?);
    (asked.len() >= 3 && heard.first_acknowledged().is_none()).then(|| Found::once(first.words.start..last.words.end))
}

/// "Have you considered moving?" and nothing else is asked: advice, in the form of a question.
pub(super) fn only_suggested(heard: &Listening) -> Option<Found> {
    let asked: Vec<&Sentence> = questions(heard.reply).collect();
    let first = asked.first()?;
    asked.iter().all(|sentence| suggests(heard.reply, sentence)).then(|| Found::once(first.words.clone()))
}

/// Does a question put forward what to do, and wish to know nothing: "why don't you call them", "how about waiting here"?
fn suggests(reply: &Utterance, sentence: &Sentence) -> bool {
    let words = reply.own_words_of(sentence);
    let wants_told = |norm: &str| matches!(norm, "tell" | "telling" | "fill" | "share" | "sharing" | "describe" | "describing" | "explain");
    if words.iter().any(|word| wants_told(&word.norm)) {
        return false;
    }
    let clauses: Vec<Vec<&str>> = clause_starts(&words)
        .iter()
        .map(|start| words[*start..].iter().skip_while(|word| is_opener(&word.norm)).map(|word| word.norm.as_str()).collect())
        .collect();
    let asks_too = |clause: &Vec<&str>| !begins_suggesting(clause) && (begins_openly(clause) || matches!(clause.as_slice(), [aux, _, ..] if is_auxiliary(aux)));
    clauses.iter().any(|clause| begins_suggesting(clause) || begins_perhaps(clause)) && !clauses.iter().any(asks_too)
}

fn begins_suggesting(clause: &[&str]) -> bool {
    let gerund = |norm: &str| is_gerund(norm) || matches!(norm, "going" | "doing" | "using" | "being");
    match clause {
        ["have", "you", "ever" | "already" | "also" | "maybe" | "perhaps" | "just", rest @ ..] => begins_suggesting(&[&["have", "you"], rest].concat()),
        ["have", "you", "tried", "to", ..] | ["have", "you", "considered" | "consider", "to", ..] => true,
        ["have", "you", "considered", "a" | "an" | "any" | "some", ..] => true,
        ["have", "you", "tried" | "considered" | "consider", next, ..] => gerund(next),
        // "have you thought about quitting?" may well wish to know.
        ["have", "you", "thought" | "think", "about" | "of", next, _, ..] | ["how" | "what", "about", next, _, ..] if gerund(next) => true,
        ["what", "do" | "would", "you", "think" | "say", "about" | "of" | "to", next, ..] if gerund(next) => true,
        ["is" | "would", "it", "be" | "possible", rest @ ..] => {
            matches!(rest, ["possible", "for", "you", ..] | ["for", "you", ..] | ["that", "you", "could" | "can", ..])
        }
        ["how", "about", "you" | "we" | "i", _, ..] | ["what", "if", "you" | "we", _, ..] => true,
        // "why don't you want to come?" wishes to know: nobody can be advised to want.
        ["why", "do", "not", "you" | "we", verb, ..] => !is_state(verb),
        ["why", "not", verb, ..] => is_deed(verb),
        _ => false,
    }
}

/// "Maybe you could call them?", "Perhaps try the desk?"
fn begins_perhaps(clause: &[&str]) -> bool {
    match clause {
        ["maybe" | "perhaps", "you" | "we", "can" | "could" | "should" | "might", _, ..] => true,
        ["maybe" | "perhaps", next, ..] => is_gerund(next) || is_deed(next),
        _ => false,
    }
}

/// Verbs that people advise each other to begin with.
fn is_deed(norm: &str) -> bool {
    matches!(
        norm,
        "try" | "ask" | "take" | "start" | "call" | "talk" | "go" | "just" | "let" | "get" | "give" | "make" | "use" | "do" | "write" | "join" | "look"
    )
}

/// Verbs of what goes on inside, which no advice asks for.
fn is_state(norm: &str) -> bool {
    #[rustfmt::skip]
    let state = matches!(
        norm,
        "want" | "like" | "think" | "feel" | "know" | "believe" | "trust" | "need" | "understand" | "love" | "have" | "care" | "deserve" | "enjoy" | "sleep"
            | "eat" | "see" | "remember" | "hear" | "agree" | "wish" | "hope" | "mind" | "get" | "live" | "work" | "come" | "speak" | "miss" | "fit" | "belong"
    );
    state
}

/// Where the clauses of a question start; its first after "so", "well" or a name.
fn clause_starts(words: &[&Word]) -> Vec<usize> {
    let mut starts: Vec<usize> = (1..words.len()).filter(|at| words[*at].clause != words[at - 1].clause).collect();
    starts.insert(0, openers(words));
    starts
}

/// A question as the last word: now it is for the other person to speak.
pub(super) fn ends_asking(heard: &Listening) -> Option<Found> {
    let last = heard.reply.own_sentences().last()?;
    let asks = last.kind == Kind::Question || asks_to_tell(heard.reply, last);
    (asks && !only_nods(&heard.reply.own_words_of(last))).then(|| Found::once(last.words.clone()))
}

/// How many words after a question leave no room for its answer: our own judgement, 2026-11-22.
const TALKED_OVER: usize = 20;

/// A question, and the speaker talks on as if there had been none.
pub(super) fn talked_over(heard: &Listening) -> Option<Found> {
    let last = questions(heard.reply).last()?;
    let after = heard.reply.words()[last.words.end..].iter().filter(|word| !word.quoted).count();
    (after > TALKED_OVER).then(|| Found::once(last.words.clone()))
}

fn questions(reply: &Utterance) -> impl Iterator<Item = &Sentence> {
    // "Right?" and "Ok?" behind a sentence belong to it and ask nothing of their own.
    reply.own_sentences().filter(|sentence| sentence.kind == Kind::Question || asks_to_tell(reply, sentence))
}

/// "Tell me more about it": a request in form, an open question in meaning.
fn asks_to_tell(reply: &Utterance, sentence: &Sentence) -> bool {
    let words = reply.own_words_of(sentence);
    let rest: Vec<&str> = words[openers(&words)..].iter().map(|word| word.norm.as_str()).filter(|norm| *norm != "please").collect();
    matches!(rest.as_slice(), ["tell" | "talk" | "walk" | "take" | "help", "me", "more" | "about" | "through" | "understand" | "what" | "how" | "why", ..])
}

/// Does any clause of a question begin openly: "And where you are now, what would help?"
fn is_open(reply: &Utterance, sentence: &Sentence) -> bool {
    let words = reply.own_words_of(sentence);
    if asks_to_tell(reply, sentence) {
        return true;
    }
    let starts = clause_starts(&words);
    starts.iter().any(|start| {
        let clause: Vec<&str> = words[*start..].iter().skip_while(|word| is_opener(&word.norm)).map(|word| word.norm.as_str()).collect();
        // A later clause must have the order of a question: "is that fine, so that you see how we work".
        begins_openly(&clause) && (*start == starts[0] || !begins_with_question_word(&clause) || asks(&clause))
    })
}

fn begins_with_question_word(clause: &[&str]) -> bool {
    matches!(clause, ["what" | "how" | "why" | "which" | "whose", ..])
}

fn begins_openly(clause: &[&str]) -> bool {
    match clause {
        // "how many", "how long", "what time": a number answers.
        ["how", "many" | "much" | "long" | "old" | "often" | "far" | "soon" | "late", ..] => false,
        ["what", "time" | "day" | "date" | "number" | "name" | "colour" | "color" | "size", ..] => false,
        ["what" | "how" | "why" | "which" | "whose", ..] => true,
        // "Where would you put it now?", "where do you see yourself": a stand, and not a place.
        ["where", "would" | "could" | "do" | "should" | "shall", "you" | "we" | "this" | "that" | "it", rest @ ..] => {
            rest.iter().any(|norm| takes_a_stand(norm))
        }
        // "where are you" wants a place, "who" a name, "when" a time: closed in meaning, though not by yes or no.
        ["in" | "to" | "from" | "for" | "with" | "about" | "of", "what" | "which" | "whose", ..] => true,
        // "can you tell me more", "would you help me understand": open behind a polite door.
        [aux, "you" | "i", rest @ ..] if is_auxiliary(aux) => matches!(
            rest,
            ["tell", "me", "more" | "about" | "what" | "how" | "why", ..]
                | ["tell", "me", "a", "bit" | "little", ..]
                | ["say", "more", ..]
                | ["help", "me", "understand", ..]
                | ["describe" | "explain", ..]
                | ["talk" | "walk" | "take", "me", "through", ..]
                | ["ask", "what" | "how" | "why" | "which", ..]
                | ["share", ..]
        ),
        _ => false,
    }
}

/// What somebody does in the mind, with "where": where do you see it, put it, want it.
fn takes_a_stand(norm: &str) -> bool {
    matches!(
        norm,
        "put" | "see" | "stand" | "feel" | "think" | "want" | "like" | "fall" | "start" | "begin" | "draw" | "place" | "sit" | "rate" | "go" | "take"
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    fn says(rule: &str, reply: &str) -> bool {
        heard(rule, reply, &Setting::default()).1 > 0.0
    }

    #[test]
    fn open_and_closed_are_told_apart() {
        for open in [
            "What would help most?",
            "So, how are you holding up",
            "Tell me more about it.",
            "Marta, which part is unclear?",
            "Can you tell me more?",
            "When you rang, what did they say?",
        ] {
            assert!(says("open-form", open) && !says("closed-form", open), "{open}");
        }
        for closed in ["Is it fixed?", "Have I explained that clearly?", "How many bags?", "You are at B, right?", "How long have you waited?"] {
            assert!(!says("open-form", closed) && says("closed-form", closed), "{closed}");
        }
    }

    #[test]
    fn a_place_to_stand_is_open_and_a_place_is_not() {
        for open in ["Where would you put it now?", "Where do you see yourself in a year?", "And on that scale, where would you stand today?"] {
            assert!(says("open-form", open), "{open}");
        }
        for closed in ["Where did you put the key?", "Where are you?", "Is that fine, so that you see how we work?"] {
            assert!(!says("open-form", closed) && says("closed-form", closed), "{closed}");
        }
    }

    #[test]
    fn advice_with_a_question_mark_is_told_from_asking() {
        for advice in [
            "Why don't you just call her?",
            "Have you ever considered moving out?",
            "Have you thought about asking your boss?",
            "How about waiting a day?",
            "Well, what if you wrote to them?",
            "Maybe you could take the later train?",
            "Why not try the desk?",
        ] {
            assert!(says("only-suggested", advice), "{advice}");
        }
        for asking in [
            "Why don't you want to come?",
            "Why don't you tell me about it?",
            "Have you thought about quitting?",
            "Have you tried the new code?",
            "How about the other knee?",
            "How about you?",
            "Why not?",
            "Why don't you sit down, and how is the leg?",
            "Have you considered moving out? What holds you?",
            "Have you considered it.",
        ] {
            assert!(!says("only-suggested", asking), "{asking}");
        }
    }

    #[test]
    fn a_question_leaves_room_for_the_answer() {
        assert!(says("ends-asking", "I see. How was it?") && says("ends-asking", "Sorry. Tell me more.") && !says("ends-asking", "How was it? I see."));
        assert!(!says("ends-asking", "It will be there at six, okay?"));
        let talk = "We have been here since six and the trains were late and nobody told us anything at all about the new times.";
        assert!(says("question-talked-over", &format!("How was it? {talk}")) && !says("question-talked-over", &format!("{talk} How was it?")));
    }

    #[test]
    fn a_nod_is_no_answer() {
        assert!(!says("question", "Okay?") && !says("question", "Just stay there, all right?") && !says("question", "Oh yeah?"));
        assert!(says("question", "Are you okay?") && says("question", "Are you still there, okay?") && says("question", "Really?"));
    }

    #[test]
    fn several_at_once_are_counted() {
        assert_eq!(heard("questions-at-once", "Where? When?", &Setting::default()), ("Where? When".into(), 1.0));
        assert_eq!(heard("questions-at-once", "Is it? Was it? Will it?", &Setting::default()).1, 2.0);
        assert!(!says("questions-at-once", "It is. Was it?"));
        assert!(!says("questions-at-once", "Where does it hurt? Like at the back? Do you want to talk about it?"));
        assert!(says("questions-at-once", "Shall I call them? Which exit is it?") && !says("questions-at-once", "What do I know? Which exit is it?"));
        assert!(!says("questions-at-once", "Isn't she lovely! How old is she?"));
        assert!(!says("questions-at-once", "He asked \"who? when?\", and I ask you: where?"));
    }
}
