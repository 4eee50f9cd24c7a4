//! The files of frameworks: those inside the program, and those on the disk. The only place of this room that touches it.
#![expect(clippy::disallowed_methods, reason = "this file reads the disk for the room")]

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use thiserror::Error;

use super::finding::Source;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/frameworks");

/// Deeper folders are not looked into: a link that leads back to itself ends here.
const MAX_FOLDERS: usize = 8;

/// A file that could not be read.
#[derive(Debug, Error)]
pub enum FileError {
    /// The disk says no.
    #[error("can not read `{path}`: {why}")]
    Unreadable {
        /// Which.
        path: String,
        /// What the system says.
        why: std::io::Error,
    },
    /// Not text.
    #[error("`{0}` is not a text in UTF-8")]
    NotText(String),
    /// An include that leaves its folder.
    #[error("`{0}` leads out of the framework's folder")]
    Outside(String),
    /// A folder without any file of ours.
    #[error("there is no `.yaml` file in `{0}`")]
    Nothing(String),
}

/// The files inside the program, by their path below `frameworks/`.
pub fn embedded() -> Vec<Arc<Source>> {
    let mut sources = Vec::new();
    collect(&EMBEDDED, &mut sources);
    sources
}

fn collect(dir: &Dir, sources: &mut Vec<Arc<Source>>) {
    for file in dir.files().filter(|file| is_yaml(file.path())) {
        if let Some(text) = file.contents_utf8() {
            sources.push(Source::new(file.path().to_string_lossy(), text));
        }
    }
    dir.dirs().for_each(|dir| collect(dir, sources));
}

/// The files at a path: the file itself, or all below a folder, sorted by name.
pub fn at(path: &Path) -> Result<Vec<Arc<Source>>, FileError> {
    if !path.is_dir() {
        return Ok(vec![source(path)?]);
    }
    let mut paths = Vec::new();
    walk(path, 0, &mut paths)?;
    if paths.is_empty() {
        return Err(FileError::Nothing(path.display().to_string()));
    }
    paths.sort();
    paths.iter().map(|path| source(path)).collect()
}

fn walk(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> Result<(), FileError> {
    let unreadable = |why| FileError::Unreadable { path: folder.display().to_string(), why };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            if depth < MAX_FOLDERS {
                walk(&path, depth + 1, paths)?;
            }
        } else if is_yaml(&path) {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn source(path: &Path) -> Result<Arc<Source>, FileError> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|why| FileError::Unreadable { path: name.clone(), why })?;
    let text = String::from_utf8(bytes).map_err(|_| FileError::NotText(name.clone()))?;
    Ok(Source::new(name, text))
}

/// The file that a framework includes, by its path from the framework's folder and never from above it.
pub fn include(framework: &Source, path: &str) -> Result<Arc<Source>, FileError> {
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err(FileError::Outside(path.to_owned()));
    }
    let folder = Path::new(&framework.name).parent().unwrap_or(Path::new(""));
    let whole = folder.join(path);
    match EMBEDDED.get_file(&whole).and_then(|file| file.contents_utf8()) {
        Some(text) if !whole.is_file() => Ok(Source::new(whole.to_string_lossy(), text)),
        _ => {
            // A link may lead anywhere; where it leads to counts.
            let real = |path: &Path| path.canonicalize().ok();
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            if let (Some(file), Some(folder)) = (real(&whole), real(folder))
                && !file.starts_with(folder)
            {
                return Err(FileError::Outside(path.to_owned()));
            }
            source(&whole)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_carries_its_frameworks_and_signals() {
        let names: Vec<String> = embedded().iter().map(|source| source.name.clone()).collect();
        for name in ["check-in.yaml", "own-it.yaml", "signals/warmth.yaml", "shared/lexicon.yaml"] {
            assert!(names.contains(&name.to_owned()), "{name}");
        }
    }

    #[test]
    fn an_include_stays_in_its_folder() {
        let framework = Source::new("own-it.yaml", "");
        assert!(include(&framework, "shared/lexicon.yaml").is_ok());
        for path in ["../secret.yaml", "/etc/passwd", "shared/../../x.yaml"] {
            assert!(matches!(include(&framework, path), Err(FileError::Outside(_))), "{path}");
        }
    }
}
