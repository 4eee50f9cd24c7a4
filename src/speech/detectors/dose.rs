//! Doses: too much of what is good in small amounts.
//!
//! Source: J. Singh et al. 2018, apology past the opening lowers satisfaction; the counts are our own judgement.

use super::balance::asks_who_else;
use super::{Found, Listening};

pub(super) fn sorry_count(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    let sorries: Vec<usize> =
        (0..words.len()).filter(|at| !words[*at].quoted && (words[*at].norm == "sorry" || words[*at].norm.starts_with("apolog"))).collect();
    let times = match sorries.len() {
        0..=2 => return None,
        3 => 1.0,
        _ => 2.0,
    };
    Some(Found { words: sorries[2]..sorries[2] + 1, times })
}

/// Shorter replies have too few words to weigh.
const ENOUGH_WORDS: usize = 8;

/// Much of "I" is asked for where they ask who else knows it, and shares where it says that one does: "Me too, …".
pub(super) fn i_heavy(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    let norms: Vec<&str> = words.iter().filter(|word| !word.quoted).map(|word| word.norm.as_str()).collect();
    if asks_who_else(heard) || shares(&norms) {
        return None;
    }
    let own = (0..norms.len()).filter(|at| is_self(norms[*at]) && !is_of_service(&norms[*at..])).count();
    let theirs = norms.iter().filter(|norm| matches!(**norm, "you" | "your" | "yours" | "yourself")).count();
    // One word in six about oneself is a lot.
    (words.len() >= ENOUGH_WORDS && own * 6 > words.len() && own > theirs + 1).then(|| Found::once(0..words.len()))
}

/// "Same here", "me too", "I can relate": it is told because it is theirs as well.
fn shares(norms: &[&str]) -> bool {
    let feels_with =
        |pair: &[&str]| matches!(pair, ["me" | "i", "too" | "neither" | "also"] | ["been", "there" | "through"] | ["feel" | "hear" | "get", "you"]);
    norms.iter().any(|norm| matches!(*norm, "same" | "relate" | "similar" | "likewise")) || norms.windows(2).any(feels_with)
}

fn is_self(norm: &str) -> bool {
    matches!(norm, "i" | "me" | "my" | "mine" | "myself")
}

/// A promise, an apology, or the blame taken: this "I" is there for the other person.
fn is_of_service(words: &[&str]) -> bool {
    match words {
        ["i", "will", ..] | ["i", "am", "going", "to", ..] => true,
        ["i", "am", "sorry", ..] | ["i", "am", _, "sorry", ..] | ["i", "am", _, _, "sorry", ..] => true,
        ["my", next, ..] => matches!(*next, "mistake" | "fault" | "responsibility" | "error" | "apologies" | "apology"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    #[test]
    fn apologies_are_counted() {
        let times = |text: &str| heard("sorry-count", text, &Setting::default()).1;
        assert_eq!((times("Sorry, so sorry."), times("Sorry, sorry, I apologise"), times("sorry sorry sorry sorry")), (0.0, 1.0, 2.0));
    }

    #[test]
    fn talk_about_oneself_is_weighed() {
        let heavy = |text: &str| heard("i-heavy", text, &Setting::default()).1 > 0.0;
        assert!(heavy("I had a bad day too, my bus was late and I forgot my lunch."));
        let line = Utterance::read("Does anyone else get this?");
        let asked = Setting { line: Some(&line), ..Setting::default() };
        assert_eq!(heard("i-heavy", "I had a bad day too, my bus was late and I forgot my lunch.", &asked).1, 0.0);
        assert!(!heavy("Same here, my bus was late and I forgot my lunch and I was tired."));
        assert!(!heavy("I will send it to you today and I will call you when it is there."));
        assert!(!heavy("I'm so sorry, it was my mistake. I'll go there and I'm going to fix it myself today."));
    }
}
