//! The first draft of a cue sheet.

use super::{MODELINE, list, quoted};

/// What a coach says about the signal they have in mind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it hears, in one sentence.
    pub hears: String,
    /// Replies in which it must be heard.
    pub says: Vec<String>,
    /// Replies that sound like it and are not.
    pub near_misses: Vec<String>,
    /// Is it best avoided?
    pub pitfall: bool,
}

/// The text of the file: each reply that must be heard is a cue to begin with.
pub fn draft(plan: &Plan) -> String {
    let Plan { id, title, hears, says, near_misses, pitfall } = plan;
    let cues: String = says.iter().map(|reply| format!("  - {}\n", quoted(&cue(reply)))).collect();
    let group = if *pitfall { "pitfall" } else { "neutral" };
    format!(
        "{MODELINE}#
# A signal: something that can be heard in a reply. Put this file beside your frameworks, and name `{id}` in their `how:`.
#   tactful check {id}.yaml
#   tactful test {id}.yaml
#   tactful hear --frameworks {id}.yaml \"a reply\"
signal: {id}
title: {}
group: {group}                # listening, checking, caring, trust, neutral or pitfall
hears: {}
source: \"our own judgement\"   # who says so?
levels: {{ some: 1, clear: 1 }}  # sums of weights from which it is heard; `clear: 2` asks for two different cues
# Cues are phrases. Widen them: (this|that) one of these, [really] may be missing, .. up to three words between, frustrat* begins so.
cues:
{cues}accepts: {}
rejects: {}   # near misses: they use the words and do not do it
try: {}
",
        quoted(title),
        quoted(hears),
        list(says),
        list(near_misses),
        quoted(&format!("Try this: {}", says.first().map_or("", String::as_str))),
    )
}

/// A reply as a cue: its words, without marks.
fn cue(reply: &str) -> String {
    let plain: String = reply.chars().map(|c| if c.is_alphanumeric() || matches!(c, '\'' | '’') { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
