//! Which framework, scenario and beat is meant, and the replies in a conversation.

use std::sync::Arc;

use anyhow::{anyhow, bail};

use crate::framework::Shelf;
use crate::framework::finding::did_you_mean;
use crate::report::words;
use crate::score::Course;

/// A framework made ready, and where in it.
pub(super) struct Target {
    /// The framework.
    pub(super) course: Course,
    /// The number of the scenario.
    pub(super) scenario: usize,
    /// The number of the beat, if one was named.
    pub(super) beat: Option<usize>,
}

/// Finds FRAMEWORK[/SCENARIO[/BEAT]]; without a scenario it is the first.
pub(super) fn target(shelf: &Shelf, what: &str) -> anyhow::Result<Target> {
    let mut parts = what.splitn(3, '/');
    let id = parts.next().unwrap_or_default();
    let Some(framework) = shelf.framework(id) else {
        let near = shelf.nearest_framework(id).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let broken = shelf.broken().find(|looked| looked.source.name.contains(id)).map(|looked| format!("; `{}` has findings", looked.source.name));
        bail!("there is no framework `{id}`{} (`tactful list` shows all)", broken.unwrap_or(near))
    };
    let model = &framework.value;
    let scenarios: Vec<&str> = model.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
    let scenario = match parts.next() {
        None => 0,
        Some(scenario) => number(&scenarios, scenario).ok_or_else(|| unknown("scenario", scenario, &scenarios))?,
    };
    let beats: Vec<&str> = model.scenarios.get(scenario).map(|s| s.beats.iter().map(|beat| beat.id.as_str()).collect()).unwrap_or_default();
    let beat = match parts.next() {
        None => None,
        Some(beat) => Some(number(&beats, beat).ok_or_else(|| unknown("beat", beat, &beats))?),
    };
    Ok(Target { course: Course::new(&Arc::clone(framework), shelf), scenario, beat })
}

fn number(ids: &[&str], id: &str) -> Option<usize> {
    ids.iter().position(|known| *known == id)
}

fn unknown(kind: &str, id: &str, known: &[&str]) -> anyhow::Error {
    let near = did_you_mean(id, known.iter().copied()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    anyhow!("there is no {kind} `{id}`{near} (there are {})", words::list(known))
}

/// The trainee's replies in a conversation. With speakers ("You: …", "Marta: …") those of "You", "Me", "Agent" or "Trainee"; a
/// line without a speaker goes on with the one before. Without speakers every line is a reply.
pub(super) fn replies(text: &str) -> Vec<String> {
    const OWN: [&str; 4] = ["you", "me", "agent", "trainee"];
    let speaker = |line: &str| {
        let (name, said) = line.split_once(':')?;
        let name = name.trim().trim_start_matches('>').trim();
        let named = !name.is_empty() && name.split_whitespace().count() <= 3 && name.chars().next().is_some_and(char::is_uppercase);
        named.then(|| (OWN.contains(&name.to_lowercase().as_str()), said.trim().to_owned()))
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    if !lines.iter().any(|line| speaker(line).is_some_and(|(own, _)| own)) {
        return lines.into_iter().map(str::to_owned).collect();
    }
    let mut replies: Vec<String> = Vec::new();
    let mut own_turn = false;
    for line in lines {
        match speaker(line) {
            Some((own, said)) => {
                own_turn = own;
                if own {
                    replies.push(said);
                }
            }
            None if own_turn => {
                if let Some(last) = replies.last_mut() {
                    last.push('\n');
                    last.push_str(line);
                }
            }
            None => {}
        }
    }
    replies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_replies_of_a_conversation_are_those_of_the_trainee() {
        let text = "# a call\nMarta: Where is my car?\nYou: I'm sorry.\nIt comes at 9:30.\n\nMarta Reyes: Good.\nYou: Anything else?";
        assert_eq!(replies(text), ["I'm sorry.\nIt comes at 9:30.", "Anything else?"]);
        assert_eq!(replies("Sorry.\nIt comes: soon."), ["Sorry.", "It comes: soon."]);
    }
}
