//! Laws of hearing: what holds for every text and every cue, whoever typed it.

use std::sync::LazyLock;

use proptest::prelude::*;
use tactful::framework::Shelf;
use tactful::speech::cue::Cue;
use tactful::speech::evidence::Heard;
use tactful::speech::{Book, Setting, Utterance};

static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::embedded);

/// Cues of every form.
const CUES: &[&str] = &[
    "i am [so|very] sorry",
    "(apologise|apologise for) ..",
    "do not worry",
    "it is not your fault",
    "you are (welcome|right)",
    "how .. <feeling>",
    "frustrat*",
    "colour",
    "i will .. (organise|cancelled)",
    "^ can i ..6 you ?",
    "that is .",
    "^ ok $ ?",
    "in # minutes",
    "(realise|realised|prioritise)",
];

/// Pieces of talk, so that random texts are about something: words, marks, quotations, and what people type by accident.
const PIECES: &[&str] = &[
    "I'm",
    "I am",
    "so sorry",
    "apologise for it",
    "don't worry",
    "it's not your fault",
    "you're right",
    "how frustrated",
    "frustrating",
    "colour",
    "I'll organise it",
    "cancelled",
    "can I help you",
    "that's it",
    "ok",
    "in 20 minutes",
    "realised",
    "never",
    "but",
    "\"where is it?\"",
    "\"",
    "“",
    "”",
    ">",
    "?",
    "!",
    ".",
    "...",
    ",",
    "-",
    "\n",
    "'",
    "ß",
    "🙈",
    "e\u{301}",
    "ﬁ",
    "İ",
    "\u{200d}",
    "¿",
    "10.30",
    "soooo",
    "apologzie",
];

fn talk() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,8}", 1 => any::<String>()];
    let gap = prop_oneof![6 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, gap), 0..25).prop_map(|parts| parts.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
}

/// Signs of the cue language among words, well and badly put together.
fn cue_like() -> impl Strategy<Value = String> {
    const SIGNS: &[&str] = &[
        "sorry",
        "i'm",
        "(",
        ")",
        "[",
        "]",
        "|",
        "..",
        "..6",
        "..0",
        "*",
        "frustrat*",
        "<feeling>",
        "<",
        ">",
        "#",
        "^",
        "?",
        ".",
        "$",
        " ",
        "’",
        "ß",
        "é",
        "✓",
    ];
    prop_oneof![prop::collection::vec(prop::sample::select(SIGNS), 0..14).prop_map(|signs| signs.concat()), any::<String>()]
}

fn hear(text: &str) -> Heard {
    SHELF.ear().hear(&Utterance::read(text), &Setting::default())
}

/// Which of the cues are heard.
fn heard_of(cues: &[&str], text: &str) -> Vec<usize> {
    let (book, faults) = Book::compile(cues.iter().copied(), SHELF.lists());
    assert_eq!(faults, []);
    book.find(&Utterance::read(text)).iter().map(|found| found.cue).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_hearing_panic_and_every_place_lies_in_the_text(text in talk()) {
        let utterance = Utterance::read(&text);
        let inside = |start: usize, end: usize| start <= end && text.get(start..end).is_some();
        let mut before = (0, 0);
        for word in utterance.words() {
            prop_assert!(inside(word.span.start, word.span.end), "{:?}", word);
            prop_assert!(before.0 <= word.span.start && before.1 <= word.span.end, "{:?} after {:?}", word, before);
            before = (word.span.start, word.span.end);
        }
        let (mut words, mut bytes) = (0, 0);
        for sentence in utterance.sentences() {
            prop_assert!(sentence.words.start == words && !sentence.words.is_empty());
            prop_assert!(inside(sentence.span.start, sentence.span.end) && bytes <= sentence.span.start);
            prop_assert!(sentence.span.end >= utterance.span_of(sentence.words.clone()).end);
            (words, bytes) = (sentence.words.end, sentence.span.end);
        }
        prop_assert_eq!(words, utterance.words().len(), "every word stands in a sentence");
        for (signal, reading) in hear(&text).signals {
            for evidence in reading.evidence {
                prop_assert_eq!(text.get(evidence.start..evidence.end), Some(evidence.text.as_str()), "{}", signal);
            }
        }
    }

    #[test]
    fn hearing_is_the_same_twice(text in talk(), line in talk()) {
        prop_assert_eq!(hear(&text), hear(&text));
        let (reply, line) = (Utterance::read(&text), Utterance::read(&line));
        let before = [reply.clone()];
        let setting = Setting { line: Some(&line), name: Some("Marta Reyes"), before: &before, samples: &before, ..Setting::default() };
        prop_assert_eq!(SHELF.ear().hear(&reply, &setting), SHELF.ear().hear(&reply, &setting));
    }

    #[test]
    fn a_cue_is_read_or_its_fault_has_a_place(cue in cue_like()) {
        match Cue::read(&cue) {
            Ok(_) => {
                let (book, faults) = Book::compile([cue.as_str()], SHELF.lists());
                prop_assert!(faults.iter().all(|(_, error)| cue.get(error.span.clone()).is_some()), "{:?}", faults);
                book.find(&Utterance::read("i'm sorry, how frustrating is 9 of it?"));
            }
            Err(error) => prop_assert!(cue.get(error.span.clone()).is_some() && !error.fault.help().is_empty(), "{:?}", error),
        }
    }

    #[test]
    fn a_cue_is_heard_in_its_own_words(words in prop::collection::vec("[a-z]{2,9}", 1..6)) {
        let text = words.join(" ");
        let utterance = Utterance::read(&text);
        prop_assume!(utterance.words().iter().all(|word| !word.negated));
        prop_assert_eq!(heard_of(&[&text], &text), [0]);
    }

    #[test]
    fn spelling_quotes_and_capitals_make_no_difference(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..20)) {
        let text = pieces.join(" ");
        let heard = heard_of(CUES, &text);
        let pairs = [("'", "’"), ("colour", "color"), ("organise", "organize"), ("cancelled", "canceled"), ("realised", "realized"), ("apologise", "apologize")];
        for (from, to) in pairs {
            let twin = text.replace(from, to);
            prop_assert_eq!(&heard_of(CUES, &twin), &heard, "{:?} for {:?}: {:?}", to, from, twin);
        }
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
        prop_assert_eq!(&heard_of(CUES, &first), &heard, "{:?}", first);
    }
}

#[test]
fn pairs_of_one_meaning_are_heard_alike() {
    for (one, other) in [
        ("I'm so sorry.", "i’m so sorry."),
        ("I apologise for the colour.", "i apologize for the color."),
        ("I'll organise it, it was cancelled.", "I’ll organize it, it was canceled."),
        ("Can I ask you something?", "can i ask you something?"),
        ("That's it.", "thats it."),
        ("Don't worry!", "dont worry!"),
        ("You wrote \"I'm so sorry\" to me.", "You wrote “I’m so sorry” to me."),
        ("So, OK?", "so, ok?"),
    ] {
        assert_eq!(heard_of(CUES, one), heard_of(CUES, other), "{one} / {other}");
    }
}
