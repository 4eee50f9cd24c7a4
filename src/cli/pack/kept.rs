//! Packs on the disk: a folder for each, below one folder of their own, and nothing is ever written beside it.
//!
//! A pack is written into a hidden folder and renamed into place, so that a crash leaves the old pack or the new one:
//! `.NAME.new` is one that is being written, `.NAME.old` one that is being replaced, `.NAME.gone` one that is over. What was left
//! behind is tidied up by the next command that changes a pack.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::bundle::Bundle;
use crate::framework::check::is_id;

/// The file that tells where a pack came from.
const MANIFEST: &str = "pack.json";
/// The version of the manifest.
const FORMAT: u32 = 1;

/// Where a pack came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The version of this form.
    format: u32,
    /// Its name.
    pub(super) name: String,
    /// The folder or the zip.
    pub(super) from: PathBuf,
    /// When it was added or updated.
    pub(super) at: jiff::Timestamp,
    /// The fingerprint of its files.
    pub(super) hash: String,
    /// The version of the program that took it.
    program: String,
}

impl Manifest {
    /// Of a pack that is taken now.
    pub(super) fn new(name: &str, from: PathBuf, hash: String) -> Self {
        Self { format: FORMAT, name: name.to_owned(), from, at: jiff::Timestamp::now(), hash, program: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// The packs in a folder by name, each with the folder it is in. It reads and mends nothing.
pub(in crate::cli) fn folders(packs: &Path) -> Vec<(String, PathBuf)> {
    let names = std::fs::read_dir(packs).into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut found: Vec<(String, PathBuf)> = names
        .filter_map(|file| {
            let replaced = left_behind(&file, "old").filter(|name| !packs.join(name).exists()).map(str::to_owned);
            let name = if is_id(&file) { file.clone() } else { replaced? };
            let folder = packs.join(file);
            folder.is_dir().then_some((name, folder))
        })
        .collect();
    found.sort();
    found
}

/// The name of the pack that a folder such as `.NAME.old` belongs to.
fn left_behind<'a>(file: &'a str, ending: &str) -> Option<&'a str> {
    file.strip_prefix('.')?.strip_suffix(ending)?.strip_suffix('.').filter(|name| is_id(name))
}

/// The folder of all packs, while this program alone may change it.
pub(super) struct Packs {
    folder: PathBuf,
    /// Unlocked when it goes.
    _lock: File,
}

impl Packs {
    /// Opens the folder, makes it where there is none, and tidies up what a crash left behind.
    pub(super) fn open(folder: &Path) -> anyhow::Result<Self> {
        let told = || format!("could not open the folder of packs, `{}`", folder.display());
        std::fs::create_dir_all(folder).with_context(told)?;
        let lock = File::options().create(true).append(true).open(folder.join(".lock")).with_context(told)?;
        // Where a file system knows no locks, two commands at once are the author's own affair.
        let _ = lock.lock();
        let packs = Self { folder: folder.to_owned(), _lock: lock };
        packs.tidy().with_context(told)?;
        Ok(packs)
    }

    fn tidy(&self) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            let Ok(file) = entry.file_name().into_string() else { continue };
            let over = left_behind(&file, "new").or_else(|| left_behind(&file, "gone"));
            match left_behind(&file, "old") {
                Some(name) if !self.folder.join(name).exists() => std::fs::rename(entry.path(), self.folder.join(name))?,
                Some(name) => _ = self.retire(name, &entry.path())?,
                None if over.is_some() => std::fs::remove_dir_all(entry.path())?,
                None => {}
            }
        }
        Ok(())
    }

    /// Where a pack is.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Is there a pack of this name?
    pub(super) fn has(&self, name: &str) -> bool {
        self.folder(name).exists()
    }

    fn hidden(&self, name: &str, ending: &str) -> PathBuf {
        self.folder.join(format!(".{name}.{ending}"))
    }

    /// Writes a pack aside. It is not there before it is put into place, and is gone again if it never is.
    pub(super) fn draft(&self, name: &str, bundle: &Bundle) -> anyhow::Result<Draft<'_>> {
        let draft = Draft { packs: self, name: name.to_owned(), folder: self.hidden(name, "new") };
        for (path, bytes) in &bundle.files {
            write(&draft.folder.join(path), bytes).with_context(|| format!("could not write `{path}`"))?;
        }
        Ok(draft)
    }

    /// Removes a pack. One that was changed by hand is put aside instead, and where is told.
    pub(super) fn remove(&self, name: &str) -> anyhow::Result<Option<PathBuf>> {
        self.retire(name, &self.folder(name)).with_context(|| format!("could not remove `{name}`"))
    }

    fn retire(&self, name: &str, folder: &Path) -> io::Result<Option<PathBuf>> {
        if is_changed(folder) {
            let free = |number: &u32| self.folder.join(format!("{name}.{number}.aside"));
            let aside = (1..).map(|number| free(&number)).find(|path| !path.exists()).unwrap_or_else(|| free(&0));
            std::fs::rename(folder, &aside)?;
            return Ok(Some(aside));
        }
        let gone = self.hidden(name, "gone");
        std::fs::rename(folder, &gone)?;
        std::fs::remove_dir_all(gone)?;
        Ok(None)
    }
}

/// A pack that is written and not yet in its place.
pub(super) struct Draft<'a> {
    packs: &'a Packs,
    name: String,
    /// Where its files are.
    pub(super) folder: PathBuf,
}

impl Draft<'_> {
    /// Puts it into its place. The pack that was there goes; if it was changed by hand it is put aside, and where is told.
    pub(super) fn keep(self, manifest: &Manifest) -> anyhow::Result<Option<PathBuf>> {
        let told = || format!("could not put `{}` into its place", self.name);
        let text = format!("{}\n", serde_json::to_string_pretty(manifest)?);
        write(&self.folder.join(MANIFEST), text.as_bytes()).with_context(told)?;
        let place = self.packs.folder(&self.name);
        if !place.exists() {
            std::fs::rename(&self.folder, &place).with_context(told)?;
            return Ok(None);
        }
        let old = self.packs.hidden(&self.name, "old");
        std::fs::rename(&place, &old).with_context(told)?;
        if let Err(error) = std::fs::rename(&self.folder, &place) {
            std::fs::rename(&old, &place).with_context(told)?;
            return Err(error).with_context(told);
        }
        self.packs.retire(&self.name, &old).with_context(told)
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // Once it is in its place there is nothing left here.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Writes a file that was not there, and sees that it is on the disk before anything is renamed.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Where a pack came from, as its folder says.
pub(super) fn manifest(folder: &Path) -> anyhow::Result<Manifest> {
    let path = folder.join(MANIFEST);
    let bytes = std::fs::read(&path).with_context(|| format!("could not read `{}`", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("`{}` is damaged", path.display()))
}

/// Were its files changed since it was taken? A pack that can not be read counts as changed, so that nothing is lost.
pub(super) fn is_changed(folder: &Path) -> bool {
    let (Ok(bundle), Ok(manifest)) = (Bundle::read(folder), manifest(folder)) else { return true };
    bundle.hash() != manifest.hash || bundle.left_out != [MANIFEST]
}
