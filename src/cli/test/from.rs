//! `tactful test --from DRILL/TURN`: a reply that was practised becomes an example, so that a disagreement becomes a test.

use std::path::Path;

use anyhow::{Context, bail};

use super::super::args::Args;
use super::super::{Exit, gather, past, print_text};
use super::Test;
use crate::framework::graft;
use crate::framework::load::Loaded;
use crate::framework::model::Framework;
use crate::history::record::Attempt;
use crate::path;

/// Which answers a reply belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum As {
    /// It should pass
    Good,
    /// It should not
    Weak,
}

impl As {
    fn list(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Weak => "weak",
        }
    }
}

/// Puts a reply among the answers of its beat.
pub(super) fn run(args: &Args, test: &Test, from: &str) -> anyhow::Result<Exit> {
    let store = past::read(args)?;
    let (name, turn) = past::place(from)?;
    let whole = past::drill(&store, name)?;
    let attempt = said(&whole.attempts, turn, from)?;
    let shelf = gather::shelf(args)?;
    let framework = shelf.framework(&whole.drill.framework).with_context(|| format!("the framework `{}` is not here", whole.drill.framework))?;
    let (s, b) = beat(&framework.value, &whole.drill.scenario, &attempt.beat)?;
    // Who writes an example of a reply mostly disagrees with its score.
    let verdict = test.judged.unwrap_or(if attempt.pass { As::Weak } else { As::Good });
    let place = format!("{}/{}/{}", whole.drill.framework, whole.drill.scenario, attempt.beat);
    let score = attempt.score.map_or_else(|| "not scored".to_owned(), |score| format!("scored {score:.0}"));
    let list = verdict.list();
    print_text(&format!("“{}”\n  {place}, {score}; as a {list} answer\n", attempt.reply))?;
    let path = Path::new(&framework.source.name);
    if !test.write || !path.is_file() {
        let quoted = serde_json::Value::String(attempt.reply.clone());
        print_text(&format!("\nUnder `answers:` of beat `{}`, in `{list}:`, add\n  - {quoted}\n", attempt.beat))?;
        let how = if path.is_file() { "`--write` does it for you" } else { "this framework is inside the program: make a copy of your own to change it" };
        print_text(&format!("({how})\n"))?;
        return Ok(Exit::Fine);
    }
    write(framework, path, (s, b), list, &attempt.reply)?;
    print_text(&format!("written to {}; `tactful test {}` now holds it to that\n", path.display(), path.display()))?;
    Ok(Exit::Fine)
}

/// The reply of a turn; without a turn the last that counts.
fn said<'a>(attempts: &'a [Attempt], turn: Option<usize>, from: &str) -> anyhow::Result<&'a Attempt> {
    let mut counted = attempts.iter().filter(|attempt| attempt.counts());
    let found = match turn {
        Some(turn) => counted.find(|attempt| attempt.turn == turn),
        None => counted.next_back(),
    };
    found.with_context(|| format!("no reply was scored in `{from}`"))
}

fn beat(framework: &Framework, scenario: &str, beat: &str) -> anyhow::Result<(usize, usize)> {
    let s = framework.scenarios.iter().position(|known| known.id == scenario);
    let found = s.and_then(|s| Some((s, framework.scenarios[s].beat(beat)?)));
    found.with_context(|| format!("the framework has no beat `{scenario}/{beat}` any more"))
}

fn write(framework: &Loaded<Framework>, path: &Path, (s, b): (usize, usize), list: &str, reply: &str) -> anyhow::Result<()> {
    let answers = &framework.value.scenarios[s].beats[b].answers;
    if answers.good.iter().chain(&answers.weak).any(|answer| answer == reply) {
        bail!("this reply is among the answers already")
    }
    let text = graft::with_entry(framework, path!["scenarios", s, "beats", b, "answers", list], reply)
        .context("the answers are written in a way that can not be added to")?;
    // A crash leaves the old file or the new one, never half of one.
    let fresh = path.with_extension(format!("yaml.{}.new", std::process::id()));
    std::fs::write(&fresh, text).with_context(|| format!("could not write `{}`", fresh.display()))?;
    std::fs::rename(&fresh, path).with_context(|| format!("could not write `{}`", path.display()))
}
