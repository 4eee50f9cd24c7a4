//! `tactful export`: the history as lines, as a table, or as statements for a learning system.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;

use super::args::Args;
use super::keep;
use super::score::written;
use super::{Exit, past};
use crate::history::Store;
use crate::history::record::Line;
use crate::report::xapi::{self, Sender};
use crate::report::{json, table, words};

/// What `tactful export` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful export --out practice.jsonl              all of it, to keep or to `tactful import` elsewhere
  tactful export --drill last | tactful replay - --verify
  tactful export --format csv --out practice.csv   a row for each reply
  tactful export --format xapi --actor ana@example.org --site https://learn.example.org")]
pub(super) struct Export {
    /// What it is written as
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Where it is written to; without it, standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Only this drill: the first letters of its id, or `last` (may be given several times)
    #[arg(long, value_name = "DRILL")]
    drill: Vec<String>,
    /// xAPI: who practised, a name or a mail address
    #[arg(long, default_value = "trainee", value_name = "NAME")]
    actor: String,
    /// xAPI: the address of your organisation, on which the ids of activities are built
    #[arg(long, default_value = "https://tactful.invalid", value_name = "URL", value_parser = site)]
    site: String,
}

/// What a history is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A JSON object a line: everything, to be imported again
    Jsonl,
    /// A table, a row for each reply
    Csv,
    /// xAPI 1.0.3 statements, a JSON array
    Xapi,
}

fn site(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]@%".contains(c);
    if rest.is_empty() || rest.starts_with('/') || !rest.chars().all(plain) {
        return Err("an address begins with https:// or http://, as in https://learn.example.org".to_owned());
    }
    Ok(text.trim_end_matches('/').to_owned())
}

/// `tactful export`.
pub(super) fn run(args: &Args, export: &Export) -> anyhow::Result<Exit> {
    let store = past::read(args)?;
    let ids = match export.drill.as_slice() {
        [] => store.ids()?,
        names => names.iter().map(|name| past::id(&store, name)).collect::<Result<_, _>>()?,
    };
    let Some(path) = &export.out else {
        let mut out = io::BufWriter::new(io::stdout().lock());
        write(&store, &ids, export, &mut out)?;
        out.flush()?;
        return Ok(Exit::Fine);
    };
    let could_not = || format!("could not write `{}`", path.display());
    let mut out = io::BufWriter::new(std::fs::File::create(path).with_context(could_not)?);
    write(&store, &ids, export, &mut out).with_context(could_not)?;
    out.flush().with_context(could_not)?;
    keep::say(&format!("{} written to {}", words::count(ids.len(), "drill", "drills"), path.display()));
    Ok(Exit::Fine)
}

fn write(store: &Store, ids: &[String], export: &Export, out: &mut dyn Write) -> anyhow::Result<()> {
    match export.format {
        Format::Jsonl => lines(store, ids, export.drill.is_empty(), out),
        Format::Csv => rows(store, ids, out),
        Format::Xapi => statements(store, ids, &Sender { actor: export.actor.clone(), site: export.site.clone() }, out),
    }
}

/// Everything; the journal only where everything is wanted.
fn lines(store: &Store, ids: &[String], everything: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    for whole in wholes(store, ids) {
        writeln!(out, "{}", json::line(&Line::drill(whole?)))?;
    }
    for entry in if everything { store.entries()? } else { Vec::new() } {
        writeln!(out, "{}", json::line(&Line::entry(entry)))?;
    }
    Ok(())
}

fn rows(store: &Store, ids: &[String], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table::COLUMNS).map_err(written)?;
    for whole in wholes(store, ids) {
        for row in table::rows(&whole?) {
            writer.write_record(row).map_err(written)?;
        }
    }
    writer.flush()?;
    Ok(())
}

fn statements(store: &Store, ids: &[String], sender: &Sender, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut before = "[\n";
    for whole in wholes(store, ids) {
        for statement in xapi::statements(&whole?, sender) {
            write!(out, "{before}{}", json::line(&statement))?;
            before = ",\n";
        }
    }
    writeln!(out, "{}", if before == "[\n" { "[]" } else { "\n]" })?;
    Ok(())
}

/// The drills one after another: all of them at once may be more than fits.
fn wholes<'s>(store: &'s Store, ids: &'s [String]) -> impl Iterator<Item = anyhow::Result<crate::history::record::Whole>> + 's {
    // A drill that somebody deleted meanwhile is left out.
    ids.iter().filter_map(|id| store.drill(id).map_err(anyhow::Error::from).transpose())
}
