//! What surrounds a reply: what was said before it, and to whom it is said.

use super::book::Book;
use super::text::Utterance;

/// The situation in which a reply is heard. Everything may be left out; then what depends on it is simply not heard.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// What the customer just said.
    pub line: Option<&'a Utterance>,
    /// The customer's name.
    pub name: Option<&'a str>,
    /// Cues of the facts that are known about the customer.
    pub facts: Option<&'a Book>,
    /// What the speaker said earlier in this conversation.
    pub before: &'a [Utterance],
    /// What the speaker has said word for word in one conversation after another.
    pub often: &'a [Utterance],
    /// Sample answers and hints, which are not the speaker's own words.
    pub samples: &'a [Utterance],
    /// What the speaker was told to pass on; to say it as it was told is not borrowing.
    pub given: &'a [Utterance],
}
