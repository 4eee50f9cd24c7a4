//! `tactful calibrate`: how well is heard what people hear.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::bail;
use serde_json::json;

use super::args::{Args, Format};
use super::labelled::{self, Labelled};
use super::{Exit, gather, print, print_text, style};
use crate::report::agreement::{self, Disagreement};
use crate::report::json as lines;
use crate::score::agreement::Agreement;
use crate::speech::evidence::Heard;

/// What is known of one signal: pairs of labelled and heard, and where they differ.
#[derive(Default)]
struct Rows {
    pairs: Vec<(u8, u8)>,
    differ: Vec<Disagreement>,
}

/// What `tactful calibrate` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful calibrate labelled.jsonl
  tactful calibrate labelled.jsonl --signal warmth --show 20     what to argue about

Each line: {\"id\", \"context\"?, \"name\"?, \"reply\", \"labels\": {\"warmth\": 0|1|2, …}}; a signal without a label was not judged")]
pub(super) struct Calibrate {
    /// Labelled replies as JSON lines; "-" for standard input
    file: PathBuf,
    /// Only this signal
    #[arg(long)]
    signal: Option<String>,
    /// Show so many replies of each kind on which people and cues differ
    #[arg(long, value_name = "N")]
    show: Option<usize>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// `tactful calibrate FILE`.
pub(super) fn run(args: &Args, calibrate: &Calibrate) -> anyhow::Result<Exit> {
    let shelf = gather::shelf(args)?;
    let mut signals: BTreeMap<String, Rows> = BTreeMap::new();
    for labelled in labelled::read(&calibrate.file)? {
        let heard = labelled.hear(shelf.ear());
        for (signal, level) in labelled.levels(shelf.ear())? {
            if calibrate.signal.as_ref().is_none_or(|only| *only == signal) {
                note(signals.entry(signal.clone()).or_default(), &labelled, level, &heard, &signal);
            }
        }
    }
    if signals.is_empty() {
        bail!("`{}` labels no signal that is known here", calibrate.file.display())
    }
    tell(calibrate, &signals)
}

fn note(rows: &mut Rows, labelled: &Labelled, level: u8, heard: &Heard, signal: &str) {
    let found = u8::from(heard.level(signal));
    rows.pairs.push((level, found));
    if (level > 0) != (found > 0) {
        rows.differ.push(Disagreement {
            id: labelled.id.as_str().map_or_else(|| labelled.id.to_string(), str::to_owned),
            context: labelled.context.clone(),
            reply: labelled.reply.clone(),
            labelled: level,
            heard: found,
            evidence: heard.evidence(signal).to_vec(),
        });
    }
}

fn tell(calibrate: &Calibrate, signals: &BTreeMap<String, Rows>) -> anyhow::Result<Exit> {
    // A signal that nobody ever labelled present says nothing.
    let known = signals.iter().filter(|(_, rows)| rows.pairs.iter().any(|(level, _)| *level > 0));
    let table: Vec<(String, Agreement)> = known.map(|(signal, rows)| (signal.clone(), Agreement::of(&rows.pairs))).collect();
    if calibrate.format == Format::Json {
        let by_signal: BTreeMap<&str, &Agreement> = table.iter().map(|(signal, agreement)| (signal.as_str(), agreement)).collect();
        print_text(&format!("{}\n", lines::line(&json!({ "signals": by_signal }))))?;
        return Ok(Exit::Fine);
    }
    print(&agreement::table(&table, style()))?;
    if let Some(most) = calibrate.show {
        for (signal, rows) in signals.iter().filter(|(_, rows)| !rows.differ.is_empty()) {
            print(&agreement::disagreements(signal, &rows.differ, most, style()))?;
        }
    }
    Ok(Exit::Fine)
}
