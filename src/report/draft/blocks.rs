//! Sentences of the draft's model answers: two ways to do each skill, for the one story that the draft tells.

/// The sentences for a skill, if the draft has some of its own. `{name}` is the customer's first name.
pub(super) fn of(skill: &str) -> Option<[&'static str; 2]> {
    Some(match skill {
        "question" => ["Which day would suit you?", "Which floor is your mother's room on?"],
        "open-question" => ["What would help you most right now?", "How have the two of you managed until now?"],
        "closed-question" => ["Is your mother at home today?", "Do you have the order number there?"],
        "curiosity" => ["What is the hardest part of this wait for you and your mother?", "Tell me more about Friday: what has to be ready by then?"],
        "reflection" => {
            ["So it's the third time, and your mother still waits for her bed.", "It sounds like you are asking again and again while Friday comes closer."]
        }
        "acknowledge-feeling" => ["That must be so frustrating for you.", "I can hear how worried you are."],
        "understanding" => [
            "I can imagine how hard that must be for you, with your mother waiting.",
            "I completely understand why you're upset, with your mother waiting for her bed.",
        ],
        "responsive" => ["Three times is far too often, and your mother's bed can't wait.", "Friday it is, and that bed has to be there for your mother."],
        "asks-permission" => ["May I suggest something?", "Would it be all right if I asked you two things?"],
        "warmth" => ["I'm so sorry you're going through this.", "I really feel for you both."],
        "encouragement" => {
            ["You're doing a great job of keeping on at us, and we'll get there together.", "You can be proud of how you look after your mother."]
        }
        "appreciation" => ["Thank you so much for telling me about your mother.", "I really appreciate that you came back to us."],
        "personal" => ["I've written your mother's name on it, {name}.", "{name}, your mother's bed comes before anything else today."],
        "looks-ahead" => [
            "So that you're not left waiting again, I'll let you know the evening before.",
            "Before Friday you'll need the rails too, so I'll put them on the van.",
        ],
        "small-gesture" => ["I've put in a set of sheets for her, on the house.", "And I'll carry it upstairs for you, free of charge."],
        "apology" => ["I'm so sorry, that was our mistake.", "I apologise: we got this wrong and let you down."],
        "ownership" => ["That's our fault, and I'll sort it out myself.", "Leave it with me: I'll take care of it."],
        "commitment" => ["I'll ring you by three o'clock today.", "You'll hear from me before noon tomorrow, I'll call you myself."],
        "concrete" => {
            ["The oak bed, order 4417, is on the blue van to Hill Street.", "I'm glad I can tell you: your oak bed stands at gate 7 of our Leeds depot."]
        }
        "plain-words" => ["In plain words: the van is full on Friday, so you get one of your own.", "In short, the bed is here, and it comes to your door."],
        _ => return None,
    })
}
