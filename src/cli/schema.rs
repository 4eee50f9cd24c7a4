//! `tactful schema`: what an editor needs to help while a coach writes.

use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;

use super::args::Args;
use super::{Exit, gather, print_text};
use crate::framework::schema::{self, Kind};

/// What `tactful schema` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful schema --out tactful.schema.json
  tactful schema sheet --out sheet.schema.json

Then put this line on top of a framework, and an editor with a YAML language server says what belongs where:
  # yaml-language-server: $schema=./tactful.schema.json")]
pub(super) struct Schema {
    /// The kind of file
    #[arg(value_enum, default_value_t = What::Framework)]
    what: What,
    /// Write it to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// A framework
    Framework,
    /// A cue sheet: one signal in a file of its own
    Sheet,
    /// Word lists and signals that frameworks share
    Lexicon,
}

/// `tactful schema [KIND]`.
pub(super) fn run(args: &Args, schema: &Schema) -> anyhow::Result<Exit> {
    let kind = match schema.what {
        What::Framework => Kind::Framework,
        What::Sheet => Kind::Sheet,
        What::Lexicon => Kind::Lexicon,
    };
    let shelf = gather::shelf(args)?;
    let signals = shelf.sheets().map(|sheet| sheet.value.signal.as_str());
    let text = format!("{:#}\n", schema::schema(kind, signals));
    match &schema.out {
        Some(path) => std::fs::write(path, text).with_context(|| format!("could not write `{}`", path.display()))?,
        None => print_text(&text)?,
    }
    Ok(Exit::Fine)
}
