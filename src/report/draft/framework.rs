//! The first draft of a framework.

use super::{MODELINE, blocks, quoted};
use crate::score::advice::first_name;
use crate::speech::Ear;

/// What a coach says about the framework they have in mind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who the trainee is: "the delivery desk".
    pub you_are: String,
    /// The customer's name.
    pub customer: String,
    /// What the customer feels.
    pub feels: String,
    /// Ids of the skills to train, the most important first.
    pub skills: Vec<String>,
    /// What a real conversation was like, where the draft is made from a story: what happened, and what one would say now.
    pub story: Option<Story>,
}

/// A story of a real conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// What happened.
    pub happened: String,
    /// What the coach or trainee said then.
    pub said: String,
    /// What they would say now.
    pub now: String,
}

/// No beat of a draft asks for more skills than this, or its answers get long.
const SKILLS_OF_A_BEAT: usize = 2;

/// Lines of the draft's story, for as many beats as are needed; they begin again after the last.
const LINES: [[&str; 3]; 3] = [
    [
        "This is the third time I'm asking. My mother needs that bed by Friday.",
        "I've asked you twice already. My mother needs that bed by Friday!",
        "Here I am again. My mother needs that bed by Friday, and nobody ever rings.",
    ],
    [
        "And what do I tell my mother tonight, when she asks about the bed?",
        "Tonight my mother will ask about the bed. What do I tell her?",
        "So what do I say to my mother about Friday and the bed?",
    ],
    [
        "It's the stairs I worry about. The bed has to go up to my mother's room.",
        "The stairs are another thing. How does the bed get to my mother's room by Friday?",
        "And then there are the stairs up to my mother's room, with that bed.",
    ],
];

/// The text of the file. What `ear` hears decides which examples prove a skill that the draft has no sentences for.
pub fn draft(plan: &Plan, ear: &Ear) -> String {
    let wanted: Vec<&str> = plan.skills.iter().map(String::as_str).filter(|skill| !is_check_in(skill)).collect();
    let beats = shared_out(&wanted);
    let beats: Vec<String> = beats.iter().enumerate().map(|(at, skills)| beat(plan, ear, at, skills)).collect();
    head(plan) + POINT + &how(plan, &wanted) + &scenario(plan) + &beats.concat() + &check_in_beat(plan, beats.len())
}

/// Which beat asks for which skills. The first beat is there in any case: it asks for the point.
fn shared_out<'s>(skills: &[&'s str]) -> Vec<Vec<&'s str>> {
    let asks = |skill: &str| skill.contains("question") || matches!(skill, "curiosity" | "asks-permission");
    let mut beats: Vec<Vec<&str>> = vec![Vec::new()];
    for skill in skills {
        match beats.last_mut() {
            // Two questions at once would be a pitfall.
            Some(beat) if beat.len() < SKILLS_OF_A_BEAT && !(asks(skill) && beat.iter().any(|other| asks(other))) => beat.push(skill),
            _ => beats.push(vec![skill]),
        }
    }
    beats
}

/// A check-in has a beat of its own.
fn is_check_in(skill: &str) -> bool {
    matches!(skill, "check-in" | "teach-back")
}

fn head(plan: &Plan) -> String {
    let Plan { id, title, .. } = plan;
    format!(
        "{MODELINE}#
# Change a line, save, and look:
#   tactful check {id}.yaml     what is wrong, with the place and the way out
#   tactful test {id}.yaml      do the examples do what they should?
#   tactful test {id}.yaml --mutate --coverage     can it be cheated, and what does nobody try?
#   tactful drill {id}.yaml     play it
format: 1
id: {id}
title: {}
summary: {}
source: [\"our own judgement\"]      # who says that this is good? A book, a paper, your own desk
share: {{ how: 60, what: 40 }}       # how it is said, and what is covered
pass: 70

",
        quoted(title),
        quoted(&format!("Practise how to talk with {}: replace this with what it trains.", plan.customer)),
    )
}

/// The one point of the draft.
const POINT: &str = r#"# WHAT a conversation must cover. Cues are phrases: (this|that), [may be missing], .. up to three words between.
what:
  - id: next-step
    title: Say what happens next
    cues:
      - "next (step|thing) is that (i|we)"
      - "what happens (next|now) is that"
      - "(now|then|next) (i|we) .. (look|check|call|ring|ask|send|find|bring)"
    accepts: ["The next step is that we ask the depot.", "Now I check the van list for you."]      # must be heard
    rejects: ["Next time, please call earlier."]                                        # a near miss: must not be heard
    try: "Say in one sentence what happens next."

"#;

fn how(plan: &Plan, wanted: &[&str]) -> String {
    let weight = |at: usize| if at == 0 { 3 } else { 2 };
    let skills: String = wanted.iter().enumerate().map(|(at, skill)| format!("  - {{ skill: {skill}, weight: {} }}\n", weight(at))).collect();
    let check_in = if plan.skills.iter().any(|skill| is_check_in(skill)) { "  - { skill: check-in, weight: 2 }\n" } else { "" };
    format!(
        "# HOW it is said: skills that earn, pitfalls that cost. `tactful list --signals` shows all there are.
how:
{skills}{check_in}  - {{ avoid: blame-shift, weight: 3 }}
  - {{ avoid: dismissal, weight: 2 }}
  - {{ avoid: hollow-apology, weight: 2 }}
  - {{ avoid: understand-but, weight: 2 }}
  - {{ avoid: advice-too-soon, weight: 2 }}
  - {{ avoid: stacked-questions, weight: 2 }}

"
    )
}

fn scenario(plan: &Plan) -> String {
    format!(
        "scenarios:
  - id: first
    title: {}
    you_are: {}
    difficulty: 1                      # 1 to 4
    persona:
      name: {}
      feels: {}
      trust: 45                        # 0 to 100
      needs: {{ emotional: to be heard, transactional: a bed by Friday }}
      facts:                           # worth using in a reply
        - {{ id: mother, says: \"the bed is for the mother, who comes home on Friday\", cues: [mother, mum] }}
    beats:
",
        quoted(&format!("{}, the first time", plan.title)),
        quoted(&plan.you_are),
        quoted(&plan.customer),
        quoted(&plan.feels),
    )
}

fn beat(plan: &Plan, ear: &Ear, at: usize, skills: &[&str]) -> String {
    let lines = LINES[at % LINES.len()];
    let first = at == 0;
    let (points, opportunity) = if first { ("next-step", OPPORTUNITY) } else { ("", "") };
    let story = plan.story.as_ref().filter(|_| first);
    let said: Vec<&str> = story.map(|story| story.happened.as_str()).map_or_else(|| lines.to_vec(), |happened| vec![happened]);
    let (good, weak) = (answers(plan, ear, first, skills), weak(plan, at));
    format!(
        "      - id: beat-{}
        line:                          # what the customer says; of several lines one is chosen
{}{}        expects: {{ what: [{points}], how: [{}] }}
        reacts:                        # the first that fits; the last has no `when`
          - {{ when: {{ heard: [blame-shift] }}, says: {}, trust: -20, feels: hurt }}
          - {{ when: {{ score_at_least: 70 }}, says: {}, trust: +15, feels: calmer }}
          - {{ says: {}, trust: -5 }}
        answers:                       # good ones must pass, weak ones must not
          good:
{}          weak:
{}        hints: [\"What is this really about, besides the bed?\"]
",
        at + 1,
        entries(12, &said),
        if story.is_some() { "" } else { opportunity },
        skills.join(", "),
        quoted(["So it is my own fault now?", "You turn it round again, do you?", "Now you blame me for that too."][at % 3]),
        quoted(["All right. That helps.", "Good. I can tell her that.", "Yes. Thank you."][at % 3]),
        quoted(["That is no answer.", "I have heard that before.", "Well. We will see."][at % 3]),
        entries(12, &good),
        entries(12, &weak),
    )
}

/// A moment in every variant of the first line.
const OPPORTUNITY: &str = "        opportunities:                 # moments that deserve an answer
          - { quote: \"My mother needs that bed by Friday\", cues: [mother, mum, friday, bed] }
";

/// Texts as a list, one a line.
fn entries<S: AsRef<str>>(indent: usize, texts: &[S]) -> String {
    texts.iter().map(|text| format!("{:indent$}- {}\n", "", quoted(text.as_ref()))).collect()
}

/// A good answer in each of two styles, and what one would say now where there is a story.
fn answers(plan: &Plan, ear: &Ear, first: bool, skills: &[&str]) -> Vec<String> {
    let points = ["Now I check the van list for you.", "The next step is that I ask at the depot."];
    let mut good: Vec<String> = (0..2)
        .map(|style| {
            let sentences = skills.iter().map(|skill| sentence(plan, ear, skill, style)).chain(first.then(|| points[style].to_owned()));
            sentences.collect::<Vec<_>>().join(" ")
        })
        .collect();
    good.extend(plan.story.iter().filter(|_| first).map(|story| story.now.clone()));
    good
}

/// A sentence that does a skill, in one of two styles.
fn sentence(plan: &Plan, ear: &Ear, skill: &str, style: usize) -> String {
    if let Some(own) = blocks::of(skill) {
        return own[style].replace("{name}", first_name(&plan.customer));
    }
    let accepts = ear.sheet(skill).map(|sheet| sheet.accepts.as_slice()).unwrap_or_default();
    // An example that needs no situation around it.
    let alone: Vec<&str> =
        accepts.iter().filter(|example| example.line.is_none() && example.level.is_none_or(|level| level == 2)).map(|example| example.reply.as_str()).collect();
    alone.get(style).or(alone.first()).map_or_else(String::new, |reply| (*reply).to_owned())
}

/// Answers with a fault each: one does nothing that is asked for, one only sounds nice.
fn weak(plan: &Plan, at: usize) -> Vec<String> {
    let nothing = ["Somebody will get back to you at some point.", "Tell her whatever you like.", "We are rather busy at the moment."][at % 3].to_owned();
    let nice = [
        "Oh, don't you worry about a thing, it will all be fine!",
        "That's lovely, have a wonderful evening!",
        "No problem at all, these things sort themselves out!",
    ][at % 3]
        .to_owned();
    let said = plan.story.iter().filter(|_| at == 0).map(|story| story.said.clone());
    [nothing, nice].into_iter().chain(said).collect()
}

/// The last beat prompts for a check-in question.
fn check_in_beat(plan: &Plan, number: usize) -> String {
    let name = first_name(&plan.customer);
    format!(
        "      - id: beat-{}
        line: [\"I think I've got that.\", \"Yes, I suppose that's clear.\", \"Hm, all right. I think so.\"]
        ask: check-in                  # prompts for a check-in question, and judges it by the ladder
        purpose: understanding         # understanding, needs, feelings or agreement
        reacts:
          - {{ when: {{ score_at_least: 70 }}, says: \"Good that you ask. Who brings it up the stairs?\", trust: +15, next: end }}
          - {{ says: \"Mm. Bye, then.\", trust: -5, next: end }}
        answers:
          good:
            - {}
            - {}
          weak:
            - \"Do you understand?\"
            - \"Then all is fine. Have a lovely day.\"
        hints: [\"How would you know that it has landed?\"]
",
        number + 1,
        quoted(&format!("{name}, which part of Friday shall I go over again for your mother?")),
        quoted(&format!("I want to be sure I explained it well, {name}: how would you tell your mother about Friday?")),
    )
}
