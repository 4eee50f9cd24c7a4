//! Finding the files: inside the program, in the data folder, in `./frameworks`, and where the arguments say.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

use super::args::Args;
use super::pack::kept;
use crate::framework::finding::Source;
use crate::framework::shelf::Looked;
use crate::framework::{Shelf, files};
use crate::history::Home;
use crate::report::words;

/// The trainee's data: `TACTFUL_HOME`, or the platform's folder.
pub(super) fn home() -> Option<Home> {
    if let Some(home) = std::env::var_os("TACTFUL_HOME").filter(|home| !home.is_empty()) {
        return Some(Home::new(PathBuf::from(home)));
    }
    let args = AppStrategyArgs { top_level_domain: "org".into(), author: "tactful".into(), app_name: "tactful".into() };
    choose_app_strategy(args).ok().map(|strategy| Home::new(strategy.data_dir()))
}

/// The coach's own files, in the order in which later ones win.
pub(super) fn own(args: &Args) -> anyhow::Result<Vec<Arc<Source>>> {
    let mut sources = Vec::new();
    for folder in own_folders().into_iter().filter(|folder| folder.is_dir()) {
        // A folder that holds none of our files is none of our business.
        if let Ok(found) = files::at(&folder) {
            sources.extend(found);
        }
    }
    sources.extend(at(&args.frameworks)?);
    Ok(sources)
}

/// The folders that are always looked into: packs, by name, before what the coach wrote.
fn own_folders() -> Vec<PathBuf> {
    let packs = packs().map(|packs| kept::folders(&packs)).unwrap_or_default().into_iter().map(|(_, folder)| folder);
    packs.chain(written_folders()).collect()
}

fn written_folders() -> Vec<PathBuf> {
    home().map(|home| home.frameworks()).into_iter().chain([PathBuf::from("frameworks")]).collect()
}

/// Where packs are kept, beside the coach's own frameworks.
pub(super) fn packs() -> Option<PathBuf> {
    home().map(|home| home.folder().join("packs"))
}

/// Where the coach's own files may be: the folders that are always looked into, and what the arguments name.
pub(super) fn own_places(args: &Args) -> Vec<PathBuf> {
    own_folders().into_iter().chain(args.frameworks.iter().cloned()).collect()
}

/// The same without packs: what the coach wrote.
pub(super) fn written_places(args: &Args) -> Vec<PathBuf> {
    written_folders().into_iter().chain(args.frameworks.iter().cloned()).collect()
}

/// The files at these paths.
pub(super) fn at(paths: &[PathBuf]) -> anyhow::Result<Vec<Arc<Source>>> {
    let mut sources = Vec::new();
    for path in paths {
        sources.extend(files::at(path)?);
    }
    Ok(sources)
}

/// Everything that is at hand. Files with errors are left out, and said so on standard error.
pub(super) fn shelf(args: &Args) -> anyhow::Result<&'static Shelf> {
    gathered(args).map(keep)
}

fn gathered(args: &Args) -> anyhow::Result<Shelf> {
    let shelf = Shelf::embedded().with(&own(args)?);
    for Looked { source, findings, .. } in shelf.broken() {
        let count = words::count(findings.len(), "finding", "findings");
        // A closed standard error does not stop the command.
        let _ = writeln!(anstream::stderr(), "tactful: {} is left out: {count}; see `tactful check {}`", source.name, source.name);
    }
    Ok(shelf)
}

/// A shelf is there until the program ends: to take it apart then would only keep people waiting.
fn keep(shelf: Shelf) -> &'static Shelf {
    Box::leak(Box::new(shelf))
}

/// Everything that is at hand and the name of what is meant: a file by its path counts as given with `--frameworks`, and then goes by the
/// id of its framework.
pub(super) fn shelf_and_name(args: &Args, what: &str) -> anyhow::Result<(&'static Shelf, String)> {
    let Some((path, rest)) = as_path(what) else { return Ok((shelf(args)?, what.to_owned())) };
    let sources = at(&[PathBuf::from(path)])?;
    let shelf = keep(gathered(args)?.with(&sources));
    let found = shelf.frameworks().find(|framework| framework.source.name == path).map(|framework| framework.value.id.clone());
    match found {
        Some(id) => Ok((shelf, format!("{id}{rest}"))),
        None => anyhow::bail!("`{path}` holds no framework that can be used; see `tactful check {path}`"),
    }
}

/// "my/own.yaml/scenario/beat" as the file and what follows it.
fn as_path(what: &str) -> Option<(&str, &str)> {
    let end = [".yaml", ".yml"].iter().filter_map(|ending| what.find(ending).map(|at| at + ending.len())).min()?;
    let (path, rest) = what.split_at(end);
    (rest.is_empty() || rest.starts_with('/')).then_some((path, rest))
}

/// Text from a file, or from standard input for "-" or none.
pub(super) fn text(path: Option<&Path>) -> anyhow::Result<String> {
    let bytes = match path {
        Some(path) if path != Path::new("-") => std::fs::read(path).with_context(|| format!("could not read `{}`", path.display()))?,
        _ => {
            invite();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes).context("could not read standard input")?;
            bytes
        }
    };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Waiting in silence for somebody to type looks like hanging.
fn invite() {
    if std::io::stdin().is_terminal() {
        let _ = writeln!(anstream::stderr(), "(type or paste, then Ctrl-D on a line of its own)");
    }
}

/// Lines from a file, or from standard input for "-".
pub(super) fn lines(path: &Path) -> anyhow::Result<Box<dyn std::io::BufRead>> {
    if path == Path::new("-") {
        invite();
        return Ok(Box::new(std::io::BufReader::new(std::io::stdin())));
    }
    let file = std::fs::File::open(path).with_context(|| format!("could not read `{}`", path.display()))?;
    Ok(Box::new(std::io::BufReader::new(file)))
}
