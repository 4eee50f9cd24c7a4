//! A new cue sheet: title, what it hears, what is said, and a near miss.

use super::{Asker, New, answered, id_of};
use crate::report::draft::sheet::{Plan, draft as text_of};
use crate::terminal::Answer;

/// What can be said of a signal beforehand.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Flags {
    /// What it hears, in one sentence
    #[arg(long, requires = "signal")]
    hears: Option<String>,
    /// A reply in which it must be heard (may be given several times)
    #[arg(long, requires = "signal", value_name = "REPLY")]
    says: Vec<String>,
    /// A reply that sounds like it and is not (may be given several times)
    #[arg(long, requires = "signal", value_name = "REPLY")]
    near_miss: Vec<String>,
    /// It is best avoided
    #[arg(long, requires = "signal")]
    pitfall: bool,
}

/// The id and the text of a new cue sheet.
pub(super) fn draft(new: &New, asker: &mut Asker) -> anyhow::Result<Answer<(String, String)>> {
    let flags = &new.sheet;
    let title = answered!(asker.line(new.title.as_ref(), "What is it called?", "Offers a seat"));
    let id = id_of(&title)?;
    let hears = answered!(asker.line(flags.hears.as_ref(), "What does it hear, in one sentence?", &format!("{title}.")));
    let says = answered!(examples(asker, &flags.says, "What would one say? A reply in which it must be heard:", "Please sit down for a moment."));
    let near_misses =
        answered!(examples(asker, &flags.near_miss, "And a near miss: the same words, but not the thing:", "You may not sit there, please move."));
    let plan = Plan { id: id.clone(), title, hears, says, near_misses, pitfall: flags.pitfall };
    Ok(Answer::Is((id, text_of(&plan))))
}

fn examples(asker: &mut Asker, flags: &[String], question: &str, proposed: &str) -> std::io::Result<Answer<Vec<String>>> {
    if !flags.is_empty() {
        return Ok(Answer::Is(flags.to_vec()));
    }
    let one = answered!(asker.line(None, question, proposed));
    Ok(Answer::Is(vec![one]))
}
