//! Every code of a finding, explained to a coach: why it matters, a wrong example and a right one.
//!
//! `F` codes are found by reading a file, `T` codes by trying its own examples. A code is never used for something else.

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The code: `F012`.
    pub code: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A few lines of YAML that have the fault.
    pub wrong: &'static str,
    /// The same without it.
    pub right: &'static str,
}

/// The explanation of a code, in capital letters or small ones.
pub fn explain(code: &str) -> Option<&'static Explanation> {
    ALL.iter().find(|explanation| explanation.code.eq_ignore_ascii_case(code))
}

/// Every code, in order.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: "F001",
        title: "The file can not be read as YAML",
        why: "Something in the way the lines are written stops the reading: a quote that is not closed, a column that is shifted, a file that is empty, very large or nested very deep. What comes after it is not looked at.",
        wrong: "hints: [\"What is she carrying?]",
        right: "hints: [\"What is she carrying?\"]",
    },
    Explanation {
        code: "F002",
        title: "A key that is not known here",
        why: "Keys are words of the format. One that is not known would be passed over in silence, and what you wrote under it would never be used.",
        wrong: "- id: kerb\n  expect: { how: [warmth] }",
        right: "- id: kerb\n  expects: { how: [warmth] }",
    },
    Explanation {
        code: "F003",
        title: "Something is missing",
        why: "Without this part nobody can play or judge. Examples that must be heard and must not be heard are asked for because they prove that the cues do what you mean.",
        wrong: "- id: confirm-where\n  cues: [\"are you at ..\"]\n  accepts: []",
        right: "- id: confirm-where\n  title: Confirm where she is\n  cues: [\"are you at ..\"]\n  accepts: [\"Are you at exit B?\"]\n  rejects: [\"Where did you book?\"]",
    },
    Explanation {
        code: "F004",
        title: "A key stands twice",
        why: "Only one of the two could be used, and nobody would see which. Put both into one.",
        wrong: "expects: { how: [warmth] }\nexpects: { what: [confirm-where] }",
        right: "expects: { how: [warmth], what: [confirm-where] }",
    },
    Explanation {
        code: "F005",
        title: "A sign of YAML that is not read here",
        why: "YAML can name values with `&`, repeat them with `*` and type them with `!`. Here every value stands where it is used, so that each point leads to one line. In a text these signs need quotes.",
        wrong: "hints: *same",
        right: "hints: [\"What is she carrying?\"]",
    },
    Explanation {
        code: "F006",
        title: "A value of the wrong kind",
        why: "A list, a number, a text or a mapping was expected, and something else stands here. Often a text with `: ` in it needs quotes, or a list needs brackets.",
        wrong: "says: Well: no\ncues: ana",
        right: "says: \"Well: no\"\ncues: [ana]",
    },
    Explanation {
        code: "F007",
        title: "Not one of the words to choose from",
        why: "Only some words are understood here; the help names them.",
        wrong: "ask: checkin",
        right: "ask: check-in",
    },
    Explanation {
        code: "F008",
        title: "A number out of its range",
        why: "Trust goes from 0 to 100, so does the pass mark; a weight is never below 0; rungs go from 1 to 4.",
        wrong: "trust: 140",
        right: "trust: 40",
    },
    Explanation {
        code: "F010",
        title: "An id that can not be used",
        why: "Ids are typed on the command line and kept in the history, so they are plain: lower-case letters, digits, and hyphens between words.",
        wrong: "id: Double Booked",
        right: "id: double-booked",
    },
    Explanation {
        code: "F011",
        title: "The same id twice",
        why: "An id must lead to one thing only, and one signal must count only once.",
        wrong: "- { id: kerb, line: \"Hello?\" }\n- { id: kerb, line: \"Are you there?\" }",
        right: "- { id: kerb, line: \"Hello?\" }\n- { id: again, line: \"Are you there?\" }",
    },
    Explanation {
        code: "F012",
        title: "A signal that is not known",
        why: "Skills, pitfalls and conditions name signals. This name is neither built in nor defined under `signals:` nor in an included file, so it would never be heard.",
        wrong: "expects: { how: [warmht] }",
        right: "expects: { how: [warmth] }",
    },
    Explanation {
        code: "F013",
        title: "A point that is not known",
        why: "`expects.what` and `covered` name points of the framework's `what:`.",
        wrong: "expects: { what: [confirm-were] }",
        right: "expects: { what: [confirm-where] }",
    },
    Explanation {
        code: "F014",
        title: "A beat that is not known",
        why: "`next` names a beat of the same scenario, or `end`.",
        wrong: "- { says: \"Exit B.\", next: plam }",
        right: "- { says: \"Exit B.\", next: plan }",
    },
    Explanation {
        code: "F015",
        title: "A scenario or fact that a journey does not have",
        why: "A journey plays scenarios of this framework, and what a visit recalls must have been told in a visit before it.",
        wrong: "visits:\n  - { scenario: first-call, recalls: [daughter] }",
        right: "visits:\n  - { scenario: first-call }\n  - { scenario: second-call, days_later: 3, recalls: [daughter] }",
    },
    Explanation {
        code: "F016",
        title: "A cue that can not be read",
        why: "A cue is words in a row, with a few signs: `frustrat*`, `(late|held up)`, `[really]`, `..` for up to 3 words between, `<feeling>` for a word of a list, `^` at the start, `?` or `.` at the end.",
        wrong: "cues: [\"sorry (for|about\"]",
        right: "cues: [\"sorry (for|about)\"]",
    },
    Explanation {
        code: "F017",
        title: "A beat that nobody reaches",
        why: "No reaction leads here, so the beat is never played. A beat follows the one above it only where a reaction there has no `next`.",
        wrong: "- id: kerb\n  reacts: [{ says: \"Fine.\", next: end }]\n- id: plan",
        right: "- id: kerb\n  reacts: [{ says: \"Fine.\", next: plan }]\n- id: plan",
    },
    Explanation {
        code: "F018",
        title: "No reaction for every other reply",
        why: "Trainees say things nobody thought of. The last reaction has no `when`, so that the persona always answers.",
        wrong: "reacts:\n  - { when: { heard: [warmth] }, says: \"Thank you.\" }",
        right: "reacts:\n  - { when: { heard: [warmth] }, says: \"Thank you.\" }\n  - { says: \"I need a car.\" }",
    },
    Explanation {
        code: "F019",
        title: "A reaction that can never happen",
        why: "The first reaction that fits is taken. One without `when` always fits, so those after it are never reached.",
        wrong: "reacts:\n  - { says: \"I need a car.\" }\n  - { when: { heard: [warmth] }, says: \"Thank you.\" }",
        right: "reacts:\n  - { when: { heard: [warmth] }, says: \"Thank you.\" }\n  - { says: \"I need a car.\" }",
    },
    Explanation {
        code: "F020",
        title: "No way leads to the end",
        why: "From this beat the conversation goes round for ever. Give it a way out, for example after the second visit.",
        wrong: "- id: kerb\n  reacts: [{ says: \"Again, please.\", next: kerb }]",
        right: "- id: kerb\n  reacts:\n    - { when: { times: 2 }, says: \"Leave it.\", next: end }\n    - { says: \"Again, please.\", next: kerb }",
    },
    Explanation {
        code: "F021",
        title: "Skill or pitfall?",
        why: "Each entry wants one signal or warns against one. A pitfall can not be wanted, and nothing can be wanted and avoided at once.",
        wrong: "how:\n  - { skill: blame-shift }",
        right: "how:\n  - { avoid: blame-shift }",
    },
    Explanation {
        code: "F022",
        title: "A quote that nobody says",
        why: "An opportunity is a moment in the persona's words. The quote must stand in every variant of the line, or in a reaction that leads to it, so that every trainee has met it.",
        wrong: "line: \"My daughter is asleep.\"\nopportunities: [{ quote: \"Ana is asleep\", cues: [ana] }]",
        right: "line: \"Ana is asleep on my shoulder.\"\nopportunities: [{ quote: \"Ana is asleep\", cues: [ana] }]",
    },
    Explanation {
        code: "F023",
        title: "A format that this program does not know",
        why: "The number says by which rules the file is to be read. A newer one needs a newer program.",
        wrong: "format: 7",
        right: "format: 1",
    },
    Explanation {
        code: "F024",
        title: "Nothing is worth anything",
        why: "The how and the what share the score. When both shares are 0 there is nothing to share.",
        wrong: "share: { how: 0, what: 0 }",
        right: "share: { how: 60, what: 40 }",
    },
    Explanation {
        code: "F025",
        title: "A beat that expects nothing",
        why: "A reply is scored by what the beat expects. Pitfalls alone can only take away.",
        wrong: "- id: kerb\n  expects: { avoid: [jargon] }",
        right: "- id: kerb\n  expects: { how: [warmth], avoid: [jargon] }",
    },
    Explanation {
        code: "F026",
        title: "A check-in without its purpose",
        why: "A check-in asks for understanding, needs, feelings or agreement, and is judged by whether it fits. A purpose without `ask` is never looked at.",
        wrong: "ask: check-in",
        right: "ask: check-in\npurpose: understanding",
    },
    Explanation {
        code: "F027",
        title: "A rule that is not known",
        why: "Rules are built in: forms that phrases can not describe, such as `open-form`. Everything else is said with cues.",
        wrong: "rules: [{ rule: open-from }]",
        right: "rules: [{ rule: open-form }]",
    },
    Explanation {
        code: "F028",
        title: "A signal that hears nothing",
        why: "A signal is heard by its cues and rules. Without either it is never heard, and a skill that rests on it can not be earned.",
        wrong: "signal: hums\ntitle: Humming",
        right: "signal: hums\ntitle: Humming\ncues: [\"hm\"]",
    },
    Explanation {
        code: "F029",
        title: "Levels out of order",
        why: "`some` is the sum of weights from which a signal is heard at all, so it is above 0; `clear` is the sum from which it is heard clearly, so it is not below `some`.",
        wrong: "levels: { some: 2, clear: 1 }",
        right: "levels: { some: 1, clear: 2 }",
    },
    Explanation {
        code: "F030",
        title: "A weight or rung that says nothing",
        why: "A weight of 0 changes no score. Rungs and purposes belong to the ladder of `check-in` and are not looked at elsewhere.",
        wrong: "- { say: \"leave it with me\", weight: 0 }",
        right: "- { say: \"leave it with me\", weight: 2 }",
    },
    Explanation {
        code: "F031",
        title: "An include that can not be used",
        why: "An included file holds word lists or signals, and lies in the folder of the framework or below it, so that a folder can be handed on as it is.",
        wrong: "include: [\"../words.yaml\"]",
        right: "include: [\"shared/words.yaml\"]",
    },
    Explanation {
        code: "F032",
        title: "An empty text",
        why: "Somebody would read or hear nothing here.",
        wrong: "hints: [\"\"]",
        right: "hints: [\"What is she carrying?\"]",
    },
    Explanation {
        code: "F033",
        title: "A built-in signal in another language",
        why: "The built-in signals hear English phrases. In another language they stay silent, so this skill can not be earned until you define the signal with phrases of your own.",
        wrong: "language: de\nhow: [{ skill: warmth }]",
        right: "language: de\nhow: [{ skill: warmth }]\nsignals:\n  - signal: warmth\n    cues: [\"das tut mir leid\"]",
    },
    Explanation {
        code: "F034",
        title: "A beat called `end`",
        why: "`next: end` ends the scenario, so no beat can have that name.",
        wrong: "- id: end\n  line: \"Thank you.\"",
        right: "- id: thanks\n  line: \"Thank you.\"",
    },
    Explanation {
        code: "F035",
        title: "Nothing to play",
        why: "A framework has at least one scenario, and a scenario at least one beat.",
        wrong: "scenarios: []",
        right: "scenarios:\n  - id: double-booked\n    beats:\n      - id: kerb",
    },
    Explanation {
        code: "F036",
        title: "A criterion without a near miss",
        why: "A reject that shares no word with any cue is never heard anyway, so it proves nothing. A near miss uses the words and does not do the thing: it shows where a cue is too generous.",
        wrong: "cues: [\"where .. (are you|stand*)\"]\nrejects: [\"Good morning.\"]",
        right: "cues: [\"where .. (are you|stand*)\"]\nrejects: [\"Where did you book?\"]",
    },
    Explanation {
        code: "F037",
        title: "Nobody asks for it",
        why: "A skill, a point or a signal of your own counts only in the beats that expect it. One that no beat names trains nothing, and the trainee never sees it.",
        wrong: "how: [{ skill: warmth }, { skill: ownership }]\nscenarios:\n  - beats: [{ expects: { how: [warmth] } }]",
        right: "how: [{ skill: warmth }, { skill: ownership }]\nscenarios:\n  - beats: [{ expects: { how: [warmth, ownership] } }]",
    },
    Explanation {
        code: "F038",
        title: "A hint that gives the answer away",
        why: "A hint that holds the words of a good answer is copied, and nothing is learned. A good hint is a question that leads the trainee to the idea.",
        wrong: "hints: [\"Say that you send the driver to exit B\"]\nanswers: { good: [\"I'll send the driver to exit B now.\"] }",
        right: "hints: [\"What would let her put her phone away?\"]\nanswers: { good: [\"I'll send the driver to exit B now.\"] }",
    },
    Explanation {
        code: "F039",
        title: "An answer longer than people speak",
        why: "Trainees copy the length of a model answer too. What can not be said in one breath or two, about 15 seconds, is a letter and not a reply.",
        wrong: "good: [\"I am so sorry, and I want you to know that … (60 words)\"]",
        right: "good: [\"I'm so sorry. The car is with you in nine minutes. Which exit are you at?\"]",
    },
    Explanation {
        code: "F040",
        title: "A reaction that can never be said",
        why: "Its conditions contradict each other, an earlier reaction always comes first, trust never gets there, or the beat is never visited so often. Somebody wrote the line for nothing.",
        wrong: "- { when: { score_at_least: 40 }, says: \"All right.\" }\n- { when: { score_at_least: 70 }, says: \"Thank you.\" }",
        right: "- { when: { score_at_least: 70 }, says: \"Thank you.\" }\n- { when: { score_at_least: 40 }, says: \"All right.\" }",
    },
    Explanation {
        code: "F041",
        title: "A beat that nobody leaves with higher trust",
        why: "Trainees believe a score that the person in front of them confirms. Where even the best answer moves nothing, good work looks useless.",
        wrong: "reacts:\n  - { when: { score_at_least: 70 }, says: \"Thank you.\" }\n  - { says: \"Hm.\", trust: -5 }",
        right: "reacts:\n  - { when: { score_at_least: 70 }, says: \"Thank you.\", trust: +15 }\n  - { says: \"Hm.\", trust: -5 }",
    },
    Explanation {
        code: "F042",
        title: "A cue that can never be heard",
        why: "The cue is not found even in the sentence that it spells out itself. Often its last sign says that it is no question, and its words can only be one; or a question that nobody can ask.",
        wrong: "cues: [\"how are you .\"]",
        right: "cues: [\"how are you ?\"]",
    },
    Explanation {
        code: "F043",
        title: "The same cue twice",
        why: "Each cue counts once, so the second one adds nothing; if you meant another phrase, it is missing.",
        wrong: "cues: [\"leave it with me\", \"Leave it with me\"]",
        right: "cues: [\"leave it with me\", \"leave it to us\"]",
    },
    Explanation {
        code: "F044",
        title: "A word of the trade",
        why: "Customers do not speak in the words of our trade, and a good answer does not either. Where people of the trade talk to each other, leave it as it is.",
        wrong: "good: [\"I've raised a P1 incident with second line support.\"]",
        right: "good: [\"I've told the night engineers, and they start on it now.\"]",
    },
    Explanation {
        code: "F045",
        title: "A line that is said twice",
        why: "People do not say the same sentence twice in one conversation. Where two ways lead to the same words, let them lead to the same beat.",
        wrong: "- { when: { heard: [warmth] }, says: \"I need a car, not a letter.\" }\n- { says: \"I need a car, not a letter.\" }",
        right: "- { when: { heard: [warmth] }, says: \"That's kind. But I need a car.\" }\n- { says: \"I need a car, not a letter.\" }",
    },
    Explanation {
        code: "T001",
        title: "An example that is not heard",
        why: "This reply stands under `accepts`, but no cue hears it. Either the cues are too narrow, or the example belongs elsewhere.",
        wrong: "cues: [\"where are you\"]\naccepts: [\"Are you still at exit B?\"]",
        right: "cues: [\"where are you\", \"are you (still )at ..\"]\naccepts: [\"Are you still at exit B?\"]",
    },
    Explanation {
        code: "T002",
        title: "A near miss that is heard",
        why: "This reply stands under `rejects`, but a cue hears it. Make that cue say more, or give what tells the two apart a weight below 0.",
        wrong: "cues: [\"where ..\"]\nrejects: [\"Where did you book?\"]",
        right: "cues: [\"where (are|is) ..\"]\nrejects: [\"Where did you book?\"]",
    },
    Explanation {
        code: "T003",
        title: "A good answer that does not pass",
        why: "Trainees will be shown this answer as one that works. It must reach the pass mark: let it do what the beat expects, or expect less.",
        wrong: "expects: { how: [apology] }\nanswers: { good: [\"A car is coming.\"] }",
        right: "expects: { how: [apology] }\nanswers: { good: [\"I'm sorry, I forgot to book it. A car is coming.\"] }",
    },
    Explanation {
        code: "T004",
        title: "A weak answer that passes",
        why: "If an answer that you call weak passes, the beat asks for too little, or a cue is too generous.",
        wrong: "expects: { how: [warmth] }\nanswers: { weak: [\"I'm so sorry, but it's your fault.\"] }",
        right: "expects: { how: [warmth, ownership], avoid: [blame-shift] }\nanswers: { weak: [\"I'm so sorry, but it's your fault.\"] }",
    },
    Explanation {
        code: "T005",
        title: "A good answer with a pitfall in it",
        why: "Trainees copy what model answers do, the bad habits too. What the framework warns against does not belong into its own good answers.",
        wrong: "how: [{ avoid: over-promise }]\nanswers: { good: [\"I promise you, one hundred per cent.\"] }",
        right: "how: [{ avoid: over-promise }]\nanswers: { good: [\"I'll ring you at nine, whatever I know by then.\"] }",
    },
    Explanation {
        code: "T006",
        title: "A rubric that can be cheated",
        why: "The good answer was made worse in a way that people try, and it lost nothing. A score that can be had so cheaply trains the cheat.",
        wrong: "how: [{ skill: apology, weight: 3 }]",
        right: "how: [{ skill: apology, weight: 3 }, { avoid: hollow-apology, weight: 2 }]",
    },
    Explanation {
        code: "T007",
        title: "A drill without an end",
        why: "A simulated trainee was led round and round. People give up earlier; give the way round an exit.",
        wrong: "reacts: [{ says: \"Once more, please.\", next: kerb }]",
        right: "reacts:\n  - { when: { times: 2 }, says: \"Leave it, then.\", trust: -5, next: end }\n  - { says: \"Once more, please.\", next: kerb }",
    },
    Explanation {
        code: "T008",
        title: "A reaction that contradicts the score",
        why: "A reply that passes loses trust, or one that fails clearly wins it. The trainee hears two verdicts and believes neither.",
        wrong: "- { when: { covered: [time] }, says: \"Fine.\", trust: +10 }",
        right: "- { when: { covered: [time], score_at_least: 70 }, says: \"Fine.\", trust: +10 }",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_order_and_once() {
        assert!(ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert_eq!(explain("f012").map(|found| found.code), Some("F012"));
        assert_eq!(explain("F999"), None);
    }

    #[test]
    fn nothing_is_left_empty_and_examples_are_yaml() {
        for Explanation { code, title, why, wrong, right } in ALL {
            assert!(!title.is_empty() && why.ends_with('.') && wrong != right, "{code}");
            let source = crate::framework::Source::new(*code, *right);
            assert_eq!(crate::framework::yaml::read(&source).1, [], "{code}");
        }
    }
}
