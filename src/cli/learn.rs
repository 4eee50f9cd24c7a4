//! `tactful learn`: weights for a cue sheet, fitted to labelled replies.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{anyhow, bail};

use super::args::Args;
use super::labelled::{self, Labelled};
use super::{Exit, gather, print_text};
use crate::framework::{Shelf, graft};
use crate::score::weigh;
use crate::speech::sheet::{Levels, Sheet};

/// What `tactful learn` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful learn labelled.jsonl --signal warmth > warmth.yaml
  tactful learn labelled.jsonl --signal blame-shift --present 0.7     rather miss some than accuse wrongly

You write the cues; the replies say how much each speaks for the signal, or against it. The sheet comes out as it was, with other weights;
cues that say nothing are taken out. Keep some replies back, and try them with `tactful calibrate`: what was learned by heart shows there.
Each line: {\"id\", \"context\"?, \"name\"?, \"reply\", \"labels\": {\"warmth\": 0|1|2, …}}")]
pub(super) struct Learn {
    /// Labelled replies as JSON lines; "-" for standard input
    file: PathBuf,
    /// The signal whose sheet is weighed
    #[arg(long)]
    signal: String,
    /// How much a reply with the signal counts beside one without
    #[arg(long, value_name = "TIMES", default_value_t = 1.0, value_parser = times)]
    present: f64,
}

fn times(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|times| (0.01..=100.0).contains(times)).ok_or_else(|| "a number from 0.01 to 100".to_owned())
}

/// `tactful learn FILE --signal SIGNAL`.
pub(super) fn run(args: &Args, learn: &Learn) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let loaded = shelf.sheet(&learn.signal).ok_or_else(|| anyhow!("there is no signal `{}`; `tactful list` shows all", learn.signal))?;
    let sheet = &loaded.value;
    let replies = replies(shelf, sheet, &labelled::read(&learn.file)?)?;
    if !replies.iter().any(|reply| reply.level > 0) || replies.iter().all(|reply| reply.level > 0) {
        bail!("to learn `{}`, `{}` must label some replies that have it and some that have not", learn.signal, learn.file.display())
    }
    let set: Vec<f64> = sheet.cues.iter().map(|cue| cue.0.weight).chain(sheet.rules.iter().map(|rule| rule.weight)).collect();
    let weights = weigh::weigh(&replies, &set, sheet.levels, learn.present);
    let (cues, rules) = weights.split_at(sheet.cues.len());
    print_text(&graft::with_weights(loaded, cues, rules))?;
    Ok(Exit::Fine)
}

/// What is heard in each reply that has a label for the signal.
fn replies(shelf: &Shelf, sheet: &Sheet, all: &[Labelled]) -> anyhow::Result<Vec<weigh::Labelled>> {
    let ear = shelf.ear().with([Arc::new(bare(sheet))], shelf.lists());
    let names = sheet.cues.iter().map(|cue| cue.0.say.as_str()).chain(sheet.rules.iter().map(|rule| rule.rule.as_str()));
    let numbers: HashMap<&str, usize> = names.enumerate().map(|(number, name)| (name, number)).collect();
    let mut replies = Vec::new();
    for labelled in all {
        let Some((_, level)) = labelled.levels(shelf.ear())?.into_iter().find(|(signal, _)| *signal == sheet.signal) else { continue };
        let heard = labelled.hear(&ear);
        let heard = heard.evidence(BARE).iter().filter_map(|evidence| Some((*numbers.get(evidence.cue.as_str())?, evidence.weight)));
        replies.push(weigh::Labelled { heard: heard.collect(), level });
    }
    Ok(replies)
}

/// A name that no signal of an author can have, so that all others are heard as ever.
const BARE: &str = "(weighed)";

/// The sheet with every weight 1, heard however little there is.
fn bare(sheet: &Sheet) -> Sheet {
    let mut bare = Sheet { signal: BARE.to_owned(), levels: Levels { some: f64::MIN_POSITIVE, clear: f64::MAX }, ..sheet.clone() };
    bare.cues.iter_mut().for_each(|cue| cue.0.weight = 1.0);
    bare.rules.iter_mut().for_each(|rule| rule.weight = 1.0);
    bare
}
