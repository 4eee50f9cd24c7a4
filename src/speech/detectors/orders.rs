//! Bare orders: a sentence that begins with a verb and no kindness.
//!
//! Source: Yeomans et al. 2020, bare commands lower receptiveness.

use super::{Found, Listening};
use crate::speech::form::openers;
use crate::speech::text::Kind;

/// Verbs with which an order to a customer begins. "Let", "take care" and wishes are not among them.
const ORDERS: &[&str] = &[
    "wait", "hold", "listen", "calm", "relax", "stop", "go", "read", "fill", "send", "give", "show", "sign", "pay", "call", "ring", "phone", "email", "write",
    "check", "look", "ask", "sit", "stand", "move", "hurry", "try", "restart", "reset", "download", "log", "click", "type", "enter", "complete", "submit",
    "contact", "speak", "talk", "come", "bring", "put", "turn", "use", "do",
];

pub(super) fn bare_order(heard: &Listening) -> Option<Found> {
    heard.reply.own_sentences().find_map(|sentence| {
        let words = heard.reply.words_of(sentence);
        let start = openers(words);
        let first = words.get(start)?;
        let kind = words.iter().any(|word| matches!(word.norm.as_str(), "please" | "if" | "when" | "whenever"));
        // "Do call me" and "Do let me know" invite; "Do not" orders. "Look after yourself" and "Call me any time" wish.
        let next = words.get(start + 1).map_or("", |word| word.norm.as_str());
        let wish = matches!((first.norm.as_str(), next), ("do", other) if other != "not")
            || matches!(next, "after" | "me" | "care" | "well")
            || (first.norm == "do" && words.iter().any(|w| w.norm == "worry" || w.norm == "hesitate"));
        let order = sentence.kind != Kind::Question && ORDERS.contains(&first.norm.as_str()) && words.len() > start;
        (order && !kind && !wish).then(|| Found::once(sentence.words.clone()))
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
}
