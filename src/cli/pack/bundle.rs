//! What a pack holds, read whole from a folder or a zip before anything of it is written.

use std::collections::BTreeMap;
use std::fs::File;
use std::hash::Hash;
use std::io::{BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail};
use siphasher::sip128::{Hasher128, SipHasher13};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::names;

/// More files than any coach writes.
const MAX_FILES: usize = 2_000;
/// Bytes of all files together (64 MiB).
const MAX_BYTES: u64 = 64 << 20;

/// The files of a pack by their path in it.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    /// The files that are taken.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The names of those that are not.
    pub(super) left_out: Vec<String>,
    /// The names that were seen, as some system would take them for one.
    alike: BTreeMap<String, String>,
    bytes: u64,
}

impl Bundle {
    /// What a folder or a zip holds.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let refused = || format!("`{}` can not be taken as a pack", path.display());
        let bundle = if path.is_dir() {
            let mut bundle = Self::default();
            bundle.folder(path, "", &mut 0).with_context(refused)?;
            bundle
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
            let file = File::open(path).with_context(|| format!("could not read `{}`", path.display()))?;
            Self::zip(file).with_context(refused)?.without_top_folder()
        } else if path.exists() {
            bail!("a pack is a folder or a .zip; put `{}` into one, or use it with `--frameworks`", path.display())
        } else {
            bail!("there is no folder or .zip `{}`", path.display())
        };
        if !bundle.files.keys().any(|path| is_yaml(path)) {
            bail!("there is no `.yaml` file in `{}`", path.display())
        }
        for path in bundle.files.keys() {
            let below = format!("{path}/");
            if bundle.files.range(below.clone()..).next().is_some_and(|(other, _)| other.starts_with(&below)) {
                bail!("`{path}` is a file and a folder at once")
            }
        }
        Ok(bundle)
    }

    /// The fingerprint of the files: 32 hexadecimal digits.
    pub(super) fn hash(&self) -> String {
        let mut hasher = SipHasher13::new();
        self.files.hash(&mut hasher);
        let hash = hasher.finish128();
        format!("{:016x}{:016x}", hash.h1, hash.h2)
    }

    fn folder(&mut self, folder: &Path, inside: &str, seen: &mut usize) -> anyhow::Result<()> {
        for entry in std::fs::read_dir(folder).with_context(|| format!("could not read `{}`", folder.display()))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { bail!("a file in `{}` has a name that can not be read", folder.display()) };
            let name = format!("{inside}{name}");
            if names::is_hidden(&name) {
                continue;
            }
            count(seen)?;
            let kind = entry.file_type()?;
            if kind.is_symlink() {
                bail!("`{}` is a link; put what it leads to in its place", names::shown(&name))
            }
            let path = names::path(&name).map_err(anyhow::Error::msg)?;
            if kind.is_dir() {
                self.folder(&entry.path(), &format!("{path}/"), seen)?;
            } else if !kind.is_file() || !names::is_taken(&path) {
                self.left_out.push(path);
            } else {
                let file = File::open(entry.path()).with_context(|| format!("could not read `{}`", entry.path().display()))?;
                self.take(path, file)?;
            }
        }
        Ok(())
    }

    fn zip(file: File) -> anyhow::Result<Self> {
        if file.metadata()?.len() > MAX_BYTES {
            bail!("it is larger than 64 MiB")
        }
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(unzipped)?;
        if archive.has_duplicate_names() {
            bail!("two files in it have the same name")
        }
        let mut bundle = Self::default();
        let mut seen = 0;
        for number in 0..archive.len() {
            count(&mut seen)?;
            bundle.entry(&mut archive, number)?;
        }
        Ok(bundle)
    }

    fn entry(&mut self, archive: &mut ZipArchive<BufReader<File>>, number: usize) -> anyhow::Result<()> {
        /// The kind of a file in its Unix mode, and what ordinary files and folders have there.
        const KIND: u32 = 0o170_000;
        const ORDINARY: [u32; 3] = [0, 0o100_000, 0o040_000];
        let entry = archive.by_index_data(number).map_err(unzipped)?;
        let name = entry.name().map_err(|_| anyhow::anyhow!("a file in it has a name that can not be read"))?.into_owned();
        let path = names::path(&name).map_err(anyhow::Error::msg)?;
        if entry.is_symlink() || entry.unix_mode().is_some_and(|mode| !ORDINARY.contains(&(mode & KIND))) {
            bail!("`{}` is a link or a device; only ordinary files are taken", names::shown(&name))
        }
        if entry.encrypted() {
            bail!("it has a password; pack it without one")
        }
        if entry.is_dir() {
            return Ok(());
        }
        if !names::is_taken(&path) {
            if !names::is_hidden(&path) {
                self.left_out.push(path);
            }
            return Ok(());
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            bail!("`{path}` is packed in a way that is not read here; pack it as an ordinary zip")
        }
        let unpacked = archive.by_index(number).map_err(unzipped)?;
        self.take(path, unpacked)
    }

    /// Takes a file. What it says of its own size is not believed: its bytes are counted while they come.
    fn take(&mut self, path: String, file: impl Read) -> anyhow::Result<()> {
        let mut bytes = Vec::new();
        let read = file.take(MAX_BYTES - self.bytes + 1).read_to_end(&mut bytes);
        self.bytes += read.with_context(|| format!("`{path}` is damaged"))? as u64;
        if self.bytes > MAX_BYTES {
            bail!("it is larger than 64 MiB when it is unpacked")
        }
        if is_yaml(&path) && std::str::from_utf8(&bytes).is_err() {
            bail!("`{path}` is not a text in UTF-8")
        }
        if let Some(other) = self.alike.insert(names::alike(&path), path.clone()) {
            bail!("`{other}` and `{path}` are the same name on some systems")
        }
        self.files.insert(path, bytes);
        Ok(())
    }

    /// A zip often holds one folder with everything in it; the pack is what that folder holds.
    fn without_top_folder(mut self) -> Self {
        let top = self.files.keys().next().and_then(|path| path.split_once('/')).map(|(top, _)| format!("{top}/"));
        if let Some(top) = top.filter(|top| self.files.keys().all(|path| path.starts_with(top.as_str()))) {
            self.files = self.files.into_iter().map(|(path, bytes)| (path[top.len()..].to_owned(), bytes)).collect();
        }
        self
    }
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

fn count(seen: &mut usize) -> anyhow::Result<()> {
    *seen += 1;
    if *seen > MAX_FILES {
        bail!("it holds more than 2,000 files")
    }
    Ok(())
}

/// What is wrong with a zip, in words for those who made it.
fn unzipped(error: ZipError) -> anyhow::Error {
    match error {
        ZipError::Io(error) => anyhow::Error::new(error).context("it is damaged"),
        ZipError::InvalidArchive(why) => anyhow::anyhow!("it is no zip, or damaged: {why}"),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            anyhow::anyhow!("it is packed in a way that is not read here; pack it as an ordinary zip")
        }
        other => anyhow::anyhow!("it can not be unpacked: {other}"),
    }
}
