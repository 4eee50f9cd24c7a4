//! Bare orders: a sentence that begins with a verb and no kindness.
//!
//! Source: Yeomans et al. 2020, bare commands lower receptiveness.

use super::{Found, Listening};
use crate::speech::form::openers;
use crate::speech::text::{Kind, Word};

/// Verbs with which an order to a customer begins. "Let", "take care" and wishes are not among them.
pub(super) const ORDERS: &[&str] = &[
    "wait", "hold", "listen", "calm", "relax", "stop", "go", "read", "fill", "send", "give", "show", "sign", "pay", "call", "ring", "phone", "email", "write",
    "check", "look", "ask", "sit", "stand", "move", "hurry", "try", "restart", "reset", "download", "log", "click", "type", "enter", "complete", "submit",
    "contact", "speak", "talk", "come", "bring", "put", "turn", "use", "do",
];

pub(super) fn bare_order(heard: &Listening) -> Option<Found> {
    heard.reply.own_sentences().filter(|sentence| sentence.kind != Kind::Question).find_map(|sentence| {
        let words = heard.reply.own_words_of(sentence);
        let norms: Vec<&str> = words[openers(&words)..].iter().map(|word| word.norm.as_str()).collect();
        let order = norms.first().is_some_and(|first| ORDERS.contains(first));
        (order && !is_wish(&norms) && !is_softened(&words)).then(|| Found::once(sentence.words.clone()))
    })
}

/// Who has shown that they heard the other advises with it: "That must hurt. Call your doctor."
pub(super) fn curt_order(heard: &Listening) -> Option<Found> {
    bare_order(heard).filter(|_| heard.first_acknowledged().is_none())
}

/// An order in form that gives, invites or encourages: "call me any time", "come in", "don't give up".
fn is_wish(words: &[&str]) -> bool {
    match words {
        ["do", "not", what @ ..] => matches!(
            what,
            ["worry" | "hesitate" | "lose" | "mention" | "rush" | "apologise" | "let" | "despair" | "you", ..]
                | ["give", "up", ..]
                | ["be", "afraid" | "shy" | "sorry" | "scared" | "hard", ..]
                | ["do", "it" | "this" | "that", ..]
                | ["hurt" | "harm" | "cut" | "kill" | "blame" | "beat", "yourself", ..]
                | ["take", "your", ..]
        ),
        // "Do call me" and "Do let me know" invite.
        ["do", ..] => true,
        ["call" | "ring" | "phone" | "email" | "write" | "contact" | "ask" | "show", "me", ..] => true,
        ["talk" | "speak", "to" | "with", "me", ..] => true,
        ["come", "in" | "on" | "along" | "over" | "by" | "round" | "through" | "with", ..] => true,
        ["look", "how" | "what" | "who" | "after" | "forward", ..] | ["look", "at", "you" | "how" | "what", ..] => true,
        ["give", "me" | "us", _, what, ..] => is_moment(what),
        [verb, "me" | "care" | "well", ..] => !matches!(*verb, "give" | "send" | "bring"),
        _ => false,
    }
}

/// "Give me a minute" asks for patience.
fn is_moment(norm: &str) -> bool {
    matches!(norm, "minute" | "minutes" | "moment" | "second" | "seconds" | "sec" | "shout" | "call" | "ring" | "chance" | "try")
}

/// Please, a condition, or the speaker's or reader's own part in it: "Hold on, I will check", "Look for the grey cable, you will see it".
fn is_softened(words: &[&Word]) -> bool {
    words.iter().any(|word| matches!(word.norm.as_str(), "please" | "if" | "when" | "whenever"))
        || words.windows(2).any(|pair| {
            let pair = (pair[0].norm.as_str(), pair[1].norm.as_str());
            matches!(pair, ("i" | "we", "will") | ("and", "i" | "we") | ("you", "will" | "can" | "may" | "might"))
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn orders_are_told_from_invitations() {
        let order = |text: &str| heard("bare-order", text, &Setting::default()).1 > 0.0;
        assert!(order("Calm down.") && order("Fill in the form.") && order("Ok, wait there.") && order("Do not shout at me."));
        assert!(!order("Please wait there.") && !order("Call me any time.") && !order("Do let me know.") && !order("Take care.") && !order("Don't worry."));
    }

    #[test]
    fn orders_for_papers_are_heard_and_warm_words_are_not() {
        let order = |text: &str| heard("bare-order", text, &Setting::default()).1 > 0.0;
        for yes in ["Give me your passport.", "Send me the receipt.", "Listen to me.", "Do not be rude.", "Give it five minutes."] {
            assert!(order(yes), "{yes}");
        }
        for no in [
            "Come in, come in, you're soaked!",
            "Look how far you have come",
            "Don't give up",
            "Don't you worry!",
            "Talk to me like a human",
            "Hold on, I will check.",
            "Send me a photo and I look at it.",
            "Look for the grey cable, you will see a light.",
            "Give me a minute.",
        ] {
            assert!(!order(no), "{no}");
        }
    }
}
