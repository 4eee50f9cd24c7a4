//! `tactful pack`: folders and zips of frameworks, signals and word lists, taken in whole or not at all.
//!
//! `names` knows which names of files lead nowhere else, `bundle` reads a folder or a zip without believing it, `trial` checks and
//! tests it, and `kept` is the only one that writes: below the folder of packs, and nowhere beside it.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;

use super::args::Args;
use super::{Exit, gather, is_coloured, print, print_text, style};
use crate::framework::finding::did_you_mean;
use crate::report::page::{Page, Tone, piece, plain};
use crate::report::{finding, words};

mod bundle;
pub(super) mod kept;
mod list;
mod names;
mod trial;

use bundle::Bundle;
use kept::{Manifest, Packs};
use trial::Tried;

/// What `tactful pack` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful pack add front-desk.zip
  tactful pack add ../our-frameworks --name ours
  tactful pack list
  tactful pack update front-desk              from where it came
  tactful pack update front-desk newer.zip
  tactful pack remove front-desk

A pack is checked and tested before it is taken, and taken whole or not at all. Of two things with one id
the later wins: first comes what tactful carries, then packs by name, then your own files.")]
pub(super) struct Pack {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Take in a folder or a .zip
    #[command(after_help = "Examples:\n  tactful pack add front-desk.zip\n  tactful pack add ../our-frameworks --name ours")]
    Add {
        /// The folder or the .zip
        from: PathBuf,
        /// Its name; without it, that of the folder or the .zip
        #[arg(long)]
        name: Option<String>,
    },
    /// The packs there are
    #[command(after_help = "Examples:\n  tactful pack list")]
    List,
    /// Take a pack in again, from where it came or from elsewhere
    #[command(after_help = "Examples:\n  tactful pack update front-desk\n  tactful pack update front-desk newer.zip")]
    Update {
        /// The pack
        name: String,
        /// The folder or the .zip; without it, where the pack came from
        from: Option<PathBuf>,
    },
    /// Remove a pack
    #[command(after_help = "Examples:\n  tactful pack remove front-desk")]
    Remove {
        /// The pack
        name: String,
    },
}

/// `tactful pack`.
pub(super) fn run(args: &Args, pack: &Pack) -> anyhow::Result<Exit> {
    let Some(folder) = gather::packs() else { bail!("there is no folder for packs; say where with TACTFUL_HOME") };
    match &pack.what {
        What::List => list::run(&folder),
        What::Add { from, name } => add(args, &folder, from, name.as_deref()),
        What::Update { name, from } => update(args, &folder, name, from.as_deref()),
        What::Remove { name } => remove(&folder, name),
    }
}

fn add(args: &Args, folder: &Path, from: &Path, name: Option<&str>) -> anyhow::Result<Exit> {
    let real = real(from)?;
    let name = match name {
        Some(name) => name.to_owned(),
        None => {
            let own = if real.is_dir() { real.file_name() } else { real.file_stem() };
            own.unwrap_or_default().to_string_lossy().into_owned()
        }
    };
    names::pack(&name).map_err(anyhow::Error::msg)?;
    let bundle = Bundle::read(from)?;
    let packs = Packs::open(folder)?;
    if packs.has(&name) {
        bail!("there is a pack `{name}` already; `tactful pack update {name} {}` takes this one instead of it", from.display())
    }
    take(args, &packs, &name, from, real, &bundle)
}

fn update(args: &Args, folder: &Path, name: &str, from: Option<&Path>) -> anyhow::Result<Exit> {
    let packs = known(folder, name)?;
    let old = kept::manifest(&packs.folder(name));
    let from = match from {
        Some(from) => from.to_owned(),
        None => old
            .as_ref()
            .map(|old| old.from.clone())
            .map_err(|error| anyhow::anyhow!("{error:#}; say where it comes from: `tactful pack update {name} PATH`"))?,
    };
    let real = real(&from)?;
    let bundle = Bundle::read(&from)?;
    if old.is_ok_and(|old| old.hash == bundle.hash()) && !kept::is_changed(&packs.folder(name)) {
        print_text(&format!("{name} is as it was: there is nothing new in {}\n", from.display()))?;
        return Ok(Exit::Fine);
    }
    take(args, &packs, name, &from, real, &bundle)
}

fn remove(folder: &Path, name: &str) -> anyhow::Result<Exit> {
    let packs = known(folder, name)?;
    let aside = packs.remove(name)?;
    print_text(&format!("removed {name}\n"))?;
    told_aside(aside)?;
    Ok(Exit::Fine)
}

/// The packs, if there is one of this name.
fn known(folder: &Path, name: &str) -> anyhow::Result<Packs> {
    let there = kept::folders(folder);
    if !there.iter().any(|(known, _)| known == name) {
        let near = did_you_mean(name, there.iter().map(|(known, _)| known.as_str())).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        bail!("there is no pack `{}`{near} (`tactful pack list` shows all)", names::shown(name))
    }
    Packs::open(folder)
}

/// A path that still leads there from another folder.
fn real(from: &Path) -> anyhow::Result<PathBuf> {
    from.canonicalize().with_context(|| format!("there is no folder or .zip `{}`", from.display()))
}

/// Checks and tests a pack, and puts it into its place if nothing is wrong with it.
fn take(args: &Args, packs: &Packs, name: &str, from: &Path, real: PathBuf, bundle: &Bundle) -> anyhow::Result<Exit> {
    let draft = packs.draft(name, bundle)?;
    let tried = trial::try_out(&draft.folder, from)?;
    if !tried.wrong.is_empty() {
        return refuse(name, packs.has(name), &tried);
    }
    for clash in trial::clashes(args, name, &tried.holds) {
        print_text(&format!("{clash}\n"))?;
    }
    let was_there = packs.has(name);
    let aside = draft.keep(&Manifest::new(name, real, bundle.hash()))?;
    print(&taken(name, was_there, bundle, &tried))?;
    told_aside(aside)?;
    Ok(Exit::Fine)
}

fn refuse(name: &str, was_there: bool, tried: &Tried) -> anyhow::Result<Exit> {
    print_text(&finding::render(&tried.wrong, is_coloured()))?;
    let kept = if was_there { "the one that is there stays as it is" } else { "nothing was changed" };
    print_text(&format!("{name} is not taken: {} to mend; {kept}\n", words::count(tried.wrong.len(), "finding", "findings")))?;
    Ok(Exit::Improve)
}

fn taken(name: &str, was_there: bool, bundle: &Bundle, tried: &Tried) -> Page {
    let mut page = Page::new(style());
    let done = if was_there { "updated" } else { "added" };
    let examples = words::count(tried.ran, "example", "examples");
    let what = [piece(format!("{done} {name}"), Tone::Strong), plain(format!(": {}; {examples}, all as they should be", list::counts(&tried.holds)))];
    page.paragraph(0, 2, &what);
    if !bundle.left_out.is_empty() {
        let some: Vec<String> = bundle.left_out.iter().take(5).map(|name| names::shown(name)).collect();
        let more = bundle.left_out.len() - some.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        page.paragraph(2, 4, &[piece(format!("left out: {}{more} (only .{} files are taken)", some.join(", "), names::TAKEN.join(", .")), Tone::Faint)]);
    }
    if let Some(framework) = tried.holds.iter().find(|thing| thing.kind == "framework") {
        page.paragraph(2, 4, &[plain("practise with "), piece(format!("tactful drill {}", framework.id), Tone::Strong)]);
    }
    page
}

fn told_aside(aside: Option<PathBuf>) -> anyhow::Result<()> {
    if let Some(path) = aside {
        print_text(&format!("It had been changed by hand; that copy is kept as {}\n", path.display()))?;
    }
    Ok(())
}
