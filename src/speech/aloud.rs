//! A cue said aloud: sentences that it is meant to find, made from the cue itself.
//!
//! A cue that does not find them can never be heard, whatever its author meant. They also show a coach what a cue sounds like.

use super::cue::{Choice, Cue, Node};
use super::lexicon::Lists;

/// A sentence that a cue is meant to find: the `turn`-th of each of its choices, without what may be left out. Two turns may
/// give the same sentence. None where a list is not known or the cue can not be read.
pub fn say(cue: &str, lists: &Lists, turn: usize) -> Option<String> {
    let cue = Cue::read(cue).ok()?;
    let mut words = Vec::new();
    sequence(&cue.nodes, lists, turn, &mut words)?;
    let mark = match cue.asks {
        Some(true) => "?",
        Some(false) => ".",
        None => "",
    };
    Some(words.join(" ") + mark)
}

/// How many turns say each choice of a cue at least once.
pub fn turns(cue: &Cue) -> usize {
    fn ways(node: &Node) -> usize {
        match node {
            Node::OneOf(choice) if !choice.optional => {
                let inner = choice.phrases.iter().flatten().map(ways).max().unwrap_or(1);
                (choice.words.len() + choice.phrases.len()).max(inner)
            }
            _ => 1,
        }
    }
    cue.nodes.iter().map(ways).max().unwrap_or(1)
}

fn sequence(nodes: &[Node], lists: &Lists, turn: usize, words: &mut Vec<String>) -> Option<()> {
    nodes.iter().try_for_each(|node| {
        match node {
            Node::Word(word) | Node::Stem(word) => words.push(word.to_string()),
            Node::Digits => words.push("7".to_owned()),
            Node::List(name) => words.push(entry(lists.get(*name)?, lists, turn)?),
            Node::Gap(_) => {}
            Node::OneOf(choice) if choice.optional => {}
            Node::OneOf(choice) => one_of(choice, lists, turn, words)?,
        }
        Some(())
    })
}

fn one_of(choice: &Choice, lists: &Lists, turn: usize, words: &mut Vec<String>) -> Option<()> {
    let at = turn % (choice.words.len() + choice.phrases.len()).max(1);
    match choice.words.get(at) {
        Some(word) => sequence(std::slice::from_ref(word), lists, turn, words),
        None => sequence(choice.phrases.get(at - choice.words.len())?, lists, turn, words),
    }
}

/// An entry of a list is a small cue itself.
fn entry(entries: &[String], lists: &Lists, turn: usize) -> Option<String> {
    let entry = entries.get(turn % entries.len().max(1))?;
    let cue = Cue::read(entry).ok()?;
    let mut words = Vec::new();
    sequence(&cue.nodes, lists, turn, &mut words)?;
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::{Book, Utterance};

    fn lists() -> Lists {
        Lists::from([("feeling".to_owned(), vec!["angry".to_owned(), "let down".to_owned()])])
    }

    #[test]
    fn a_cue_is_said_with_what_must_be_there() {
        let says = |cue, turn| say(cue, &lists(), turn).unwrap();
        assert_eq!((says("you [really] sound .. <feeling> ?", 0), says("you sound <feeling> .", 1)), ("you sound angry?".into(), "you sound let down.".into()));
        assert_eq!((says("frustrat* # (a|b c)", 1), says("(a|b c) d", 0)), ("frustrat 7 b c".into(), "a d".into()));
        assert_eq!((say("<nobody>", &lists(), 0), say("(", &lists(), 0)), (None, None));
        assert_eq!((turns(&Cue::read("(a|b|c d) (e|f)").unwrap()), turns(&Cue::read("a [b|c]").unwrap())), (3, 1));
    }

    #[test]
    fn a_cue_finds_what_it_says_itself() {
        for cue in ["i will [personally] (sort|take care of) it", "^ (which|what) part ?", "not [so] <feeling>", "# minutes $"] {
            let (book, _) = Book::compile([cue], &lists());
            for turn in 0..3 {
                let said = say(cue, &lists(), turn).unwrap();
                assert_eq!(book.find(&Utterance::read(&said)).len(), 1, "{cue}: {said}");
            }
        }
    }
}
