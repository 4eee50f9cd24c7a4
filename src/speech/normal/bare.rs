//! Contractions typed without their apostrophe that are words of their own too: "its", "ill", "id", "well", "ur".
//!
//! The next word decides; where it can not, the word stays what it is written as.

use super::is_or_has;

/// May this token be a bare contraction?
pub(super) fn is_candidate(token: &str) -> bool {
    #[rustfmt::skip]
    let candidate = matches!(
        token,
        "thats" | "whats" | "hows" | "wheres" | "whos" | "heres" | "theres" | "hes" | "shes" | "its" | "ur" | "id" | "ill" | "well"
    );
    candidate
}

/// The two words of a bare contraction.
pub(super) fn contraction(token: &str, next: Option<&str>) -> Option<(&'static str, &'static str)> {
    if !is_candidate(token) {
        return None;
    }
    let before = |words: &[&str]| next.is_some_and(|next| words.contains(&next));
    let is = |base: &'static str| Some((base, is_or_has(next)));
    match token {
        "thats" => is("that"),
        "whats" => is("what"),
        "hows" => is("how"),
        "wheres" => is("where"),
        "whos" => is("who"),
        "heres" => is("here"),
        "theres" => is("there"),
        "hes" => is("he"),
        "shes" => is("she"),
        "its" if next.is_some_and(follows_is) || is_or_has(next) == "has" => is("it"),
        "ur" if next.is_some_and(|next| follows_is(next) && !OWNED.contains(&next)) || before(AFTER_YOU_ARE) => Some(("you", "are")),
        "id" if before(AFTER_WOULD) => Some(("i", "would")),
        "ill" if before(AFTER_WILL) => Some(("i", "will")),
        "well" if before(AFTER_WE_WILL) => Some(("we", "will")),
        _ => None,
    }
}

/// Is this a word that stands after "it is" rather than after the possessive "its": no noun, and seldom before one?
fn follows_is(next: &str) -> bool {
    let by_ending = (next.len() > 4 && next.ends_with("ing")) || ["ly", "able", "ible"].iter().any(|ending| next.ends_with(ending));
    AFTER_IS.contains(&next) || (by_ending && !NOUNS.contains(&next))
}

/// Nouns that end as adverbs, adjectives and participles do: "its building", "ur family", "its cable".
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "thing", "string", "spring", "building", "meaning", "ending", "beginning", "rating", "setting", "lining", "packaging", "packing", "casing", "wiring",
    "heading", "timing", "pricing", "booking", "opening", "parking", "ceiling", "coating", "heating", "filling", "housing", "meeting", "feeling", "wedding",
    "warning", "clothing", "training", "washing", "shipping", "seating", "billing", "family", "reply", "supply", "assembly", "ally", "belly", "july",
    "table", "cable", "timetable", "vegetable", "variable", "bible",
];

/// Adjectives that come before what one owns as often as after "you are": "ur lost bag", "ur best friend", "ur back".
const OWNED: &[&str] = &["best", "back", "broken", "lost", "closed", "early", "free", "down", "off", "out", "cold", "common"];

#[rustfmt::skip]
const AFTER_IS: &[&str] = &[
    "a", "an", "the", "my", "your", "our", "their", "his", "her", "this", "that", "me", "you", "us", "what", "why", "how", "where", "when", "because", "if",
    "not", "never", "no", "so", "very", "really", "too", "quite", "pretty", "rather", "such", "just", "only", "all", "also", "still", "always", "already",
    "almost", "about", "as", "like", "more", "less", "much", "even", "now", "here", "there", "in", "on", "at", "for", "from", "with", "to", "up", "out",
    "off", "down", "over", "been", "being", "gone", "ok", "okay", "alright", "fine", "good", "great", "bad", "nice", "lovely", "awful", "terrible",
    "horrible", "wonderful", "hard", "tough", "easy", "difficult", "normal", "natural", "fair", "unfair", "understandable", "clear", "right", "wrong",
    "true", "late", "early", "ready", "done", "sad", "important", "common", "worth", "safe", "best", "better", "worse", "cold", "hot", "warm", "raining",
    "broken", "closed", "lost", "stressful", "painful", "frustrating", "annoying", "tricky", "sorted", "fixed", "free", "back", "today", "tomorrow",
];

#[rustfmt::skip]
const AFTER_YOU_ARE: &[&str] = &[
    "welcome", "angry", "upset", "worried", "tired", "frustrated", "annoyed", "scared", "stressed", "sure", "able", "entitled", "happy", "unhappy", "sick",
    "busy", "kind", "correct", "alone", "amazing",
];

#[rustfmt::skip]
const AFTER_WOULD: &[&str] = &[
    "like", "love", "hate", "be", "have", "rather", "suggest", "recommend", "say", "want", "need", "prefer", "appreciate", "never", "feel", "think", "hope",
    "expect", "imagine", "guess", "probably", "happily", "gladly", "also", "go", "try", "ask", "call",
];

#[rustfmt::skip]
const AFTER_WILL: &[&str] = &[
    "be", "do", "get", "send", "call", "check", "make", "sort", "fix", "look", "ring", "ask", "try", "see", "go", "come", "bring", "take", "have", "find",
    "put", "give", "let", "arrange", "book", "email", "text", "stay", "explain", "help", "speak", "talk", "tell", "show", "start", "phone", "personally",
    "wait", "keep", "add", "just", "also", "never", "definitely", "gladly", "happily", "pass", "follow", "update", "contact", "cancel", "reset", "refund",
    "replace", "hold", "chase", "message", "transfer", "forward", "confirm", "note", "set", "move", "change", "walk", "meet", "pick", "need",
];

/// Fewer than after "I'll": "well" begins many a sentence, and "well come", "well have" stay as they are.
const AFTER_WE_WILL: &[&str] = &["sort", "get", "send", "call", "make", "fix", "ring"];

#[cfg(test)]
mod tests {
    use super::super::words;

    #[track_caller]
    fn reads(token: &str, next: &[&str], expected: &str) {
        for next in next {
            assert_eq!(words(token, Some(next)).collect::<Vec<_>>().join(" "), expected, "{token} {next}");
        }
    }

    #[test]
    fn its_is_a_verb_before_what_can_not_be_owned() {
        reads("its", &["normal", "understandable", "only", "about", "my", "really", "working", "lovely", "late", "just", "not"], "it is");
        reads("its", &["been", "got", "gone"], "it has");
        reads("its", &["colour", "price", "building", "own", "screen", "cable", "family"], "its");
        reads("thats", &["been", "happened"], "that has");
        reads("whats", &["the"], "what is");
    }

    #[test]
    fn ur_is_you_are_before_what_a_person_can_be() {
        reads("ur", &["right", "welcome", "being", "waiting", "upset", "so", "not"], "you are");
        reads("ur", &["car", "family", "lost", "daughter", "booking", "name"], "your");
    }

    #[test]
    fn id_and_ill_stay_nouns_where_nobody_acts() {
        reads("id", &["like", "suggest", "happily"], "i would");
        reads("id", &["card", "number", "check", "please"], "id");
        reads("ill", &["call", "just", "definitely"], "i will");
        reads("ill", &["today", "and", "at"], "ill");
        reads("well", &["sort"], "we will");
        reads("well", &["i", "done"], "well");
    }
}
