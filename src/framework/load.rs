//! From text to model: a file is read whole or not at all.
//!
//! A file that has findings gives no model. A file that is read keeps its tree, so that what is found later still has a place.

use std::sync::{Arc, LazyLock};

use serde::de::DeserializeOwned;

use super::finding::{Finding, Source};
use super::mend;
use super::model::Framework;
use super::shape::Shape;
use super::yaml::{self, Node, Step};
use crate::path;
use crate::speech::sheet::{CueEntry, Lexicon, Sheet};
use crate::speech::shorthand::Short;

/// A file that was read: what it says, and where it says it.
#[derive(Debug, Clone)]
pub struct Loaded<T> {
    /// What it says.
    pub value: T,
    /// Its text.
    pub source: Arc<Source>,
    /// Its tree, for places.
    pub tree: Node,
}

impl<T> Loaded<T> {
    /// The bytes of the value at a path.
    pub fn place(&self, path: &[Step]) -> std::ops::Range<usize> {
        self.tree.place(path)
    }
}

/// What an author's file can be.
#[derive(Debug, Clone)]
pub enum File {
    /// A framework.
    Framework(Arc<Loaded<Framework>>),
    /// A cue sheet; those who hear share it.
    Sheet(Arc<Loaded<Arc<Sheet>>>),
    /// Word lists and signals to share.
    Lexicon(Arc<Loaded<Lexicon>>),
}

/// The shape of a framework file.
pub static FRAMEWORK: LazyLock<Shape> = LazyLock::new(Shape::of::<Framework>);
/// The shape of a cue sheet.
pub static SHEET: LazyLock<Shape> = LazyLock::new(Shape::of::<Sheet>);
/// The shape of a lexicon.
pub static LEXICON: LazyLock<Shape> = LazyLock::new(Shape::of::<Lexicon>);

/// The kinds of files.
#[derive(Clone, Copy)]
enum Is {
    Framework,
    Sheet,
    Lexicon,
}

impl Is {
    /// Which kind a file is meant to be is told by its keys.
    fn of(tree: &Node) -> Self {
        let has = |key: &str| tree.at(path![key]).is_some();
        match () {
            () if has("scenarios") || has("format") => Self::Framework,
            () if has("signal") => Self::Sheet,
            () if has("lists") || has("signals") => Self::Lexicon,
            () => Self::Framework,
        }
    }

    fn shape(self) -> &'static Shape {
        match self {
            Self::Framework => &FRAMEWORK,
            Self::Sheet => &SHEET,
            Self::Lexicon => &LEXICON,
        }
    }

    fn read(self, source: &Arc<Source>, tree: Node, findings: Vec<Finding>) -> Result<File, Vec<Finding>> {
        match self {
            Self::Sheet => typed(source, tree, findings, &SHEET).map(|mut loaded: Loaded<Sheet>| {
                stamp(&mut loaded.value, source, &loaded.tree);
                let Loaded { value, source, tree } = loaded;
                File::Sheet(Arc::new(Loaded { value: Arc::new(value), source, tree }))
            }),
            Self::Lexicon => typed(source, tree, findings, &LEXICON).map(|mut loaded: Loaded<Lexicon>| {
                stamp_all(&mut loaded.value.signals, source, &loaded.tree);
                File::Lexicon(Arc::new(loaded))
            }),
            Self::Framework => typed(source, tree, findings, &FRAMEWORK).map(|mut loaded: Loaded<Framework>| {
                stamp_framework(&mut loaded, source);
                File::Framework(Arc::new(loaded))
            }),
        }
    }
}

/// Reads a file of any kind; which kind is told by its keys.
pub fn file(source: &Arc<Source>) -> Result<File, Vec<Finding>> {
    let (tree, findings) = yaml::read(source);
    let Some(tree) = tree else {
        let empty = || vec![Finding::error("F001", source, 0..0, "the file is empty").help("`tactful show own-it` shows what a framework looks like")];
        return Err(if findings.is_empty() { empty() } else { findings });
    };
    Is::of(&tree).read(source, tree, findings)
}

/// A file that [`file()`] refuses, brought into shape: not for use, only to look for more that is wrong. Nothing when it is no YAML.
pub fn mended(source: &Arc<Source>) -> Option<File> {
    let tree = yaml::read(source).0?;
    let kind = Is::of(&tree);
    kind.read(source, mend::mended(kind.shape(), &tree), Vec::new()).ok()
}

fn typed<T: DeserializeOwned>(source: &Arc<Source>, tree: Node, mut findings: Vec<Finding>, shape: &Shape) -> Result<Loaded<T>, Vec<Finding>> {
    // serde is quick to say yes; only when it says no is the shape walked, which finds everything and knows the places.
    match T::deserialize(&tree) {
        Ok(value) if findings.is_empty() => return Ok(Loaded { value, source: Arc::clone(source), tree }),
        Ok(_) => findings.extend(shape.misfits(source, &tree)),
        Err(_) => {
            findings.extend(shape.misfits(source, &tree));
            if findings.is_empty() {
                // Asked again, serde tells the way to the value as well; to keep it in mind costs time when all is well.
                findings.extend(serde_path_to_error::deserialize::<_, T>(&tree).err().map(|error| unexpected(source, &tree, &error)));
            }
        }
    }
    Err(findings)
}

/// What serde refuses although nothing else is wrong.
fn unexpected(source: &Arc<Source>, tree: &Node, error: &serde_path_to_error::Error<serde_yaml::Error>) -> Finding {
    let path: Vec<Step> = error
        .path()
        .iter()
        .filter_map(|segment| match segment {
            serde_path_to_error::Segment::Seq { index } => Some(Step::At(*index)),
            serde_path_to_error::Segment::Map { key } => Some(Step::Key(key)),
            _ => None,
        })
        .collect();
    Finding::error("F006", source, tree.place(&path), error.inner().to_string())
}

fn line_of(source: &Source, tree: &Node, path: &[Step]) -> u32 {
    u32::try_from(source.position(tree.place(path).start).0).unwrap_or(u32::MAX)
}

/// Writes into a sheet where its cues stand.
fn stamp(sheet: &mut Sheet, source: &Source, tree: &Node) {
    sheet.file.clone_from(&source.name);
    stamp_cues(&mut sheet.cues, source, tree, "cues");
    for (at, rule) in sheet.rules.iter_mut().enumerate() {
        rule.line = line_of(source, tree, path!["rules", at]);
    }
}

fn stamp_cues(cues: &mut [Short<CueEntry>], source: &Source, tree: &Node, key: &str) {
    for (at, cue) in cues.iter_mut().enumerate() {
        cue.0.line = line_of(source, tree, path![key, at]);
    }
}

fn stamp_all(sheets: &mut [Sheet], source: &Source, tree: &Node) {
    for (at, sheet) in sheets.iter_mut().enumerate() {
        if let Some(tree) = tree.at(path!["signals", at]) {
            stamp(sheet, source, tree);
        }
    }
}

fn stamp_framework(loaded: &mut Loaded<Framework>, source: &Source) {
    let Loaded { value, tree, .. } = loaded;
    stamp_all(&mut value.signals, source, tree);
    for (at, point) in value.what.iter_mut().enumerate() {
        if let Some(tree) = tree.at(path!["what", at]) {
            stamp_cues(&mut point.cues, source, tree, "cues");
            stamp_cues(&mut point.partly, source, tree, "partly");
        }
    }
    for (s, scenario) in value.scenarios.iter_mut().enumerate() {
        for (f, fact) in scenario.persona.facts.iter_mut().enumerate() {
            if let Some(tree) = tree.at(path!["scenarios", s, "persona", "facts", f]) {
                stamp_cues(&mut fact.cues, source, tree, "cues");
            }
        }
        for (b, beat) in scenario.beats.iter_mut().enumerate() {
            for (o, opportunity) in beat.opportunities.iter_mut().enumerate() {
                if let Some(tree) = tree.at(path!["scenarios", s, "beats", b, "opportunities", o]) {
                    stamp_cues(&mut opportunity.cues, source, tree, "cues");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::files;
    use super::*;

    fn read(text: &str) -> Result<File, Vec<Finding>> {
        file(&Source::new("t.yaml", text))
    }

    fn codes(text: &str) -> Vec<&'static str> {
        read(text).unwrap_err().iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn the_keys_tell_what_kind_of_file_it_is() {
        let sheet = "signal: hums\ntitle: Humming\nhears: Hums.\nsource: us\ncues: [hm]\naccepts: [Hm.]\nrejects: [No.]\ntry: Hum.\n";
        assert!(matches!(read(sheet), Ok(File::Sheet(_))));
        assert!(matches!(read("lists: { fruit: [pear] }"), Ok(File::Lexicon(_))));
        assert!(matches!(read(include_str!("../../tests/findings/good.yaml")), Ok(File::Framework(_))));
        // A framework that holds a key of another kind by mistake is still a framework.
        let misplaced = include_str!("../../tests/findings/good.yaml").replace("what:\n", "lists: {}\nsignal: []\nwhat:\n");
        assert_eq!(codes(&misplaced), ["F002", "F002"]);
    }

    #[test]
    fn an_empty_file_is_told_so() {
        for text in ["", "\n\n", "# nothing yet\n", "\u{feff}"] {
            assert_eq!(codes(text), ["F001"], "{text:?}");
        }
    }

    #[test]
    fn a_faulty_file_gives_all_its_findings_and_no_model() {
        let text = include_str!("../../tests/findings/good.yaml").replace("trust: 40", "trust: a lot").replace("feels: angry", "feels: a\n      feels: b");
        assert_eq!(codes(&text), ["F004", "F006"]);
    }

    #[test]
    fn cues_know_the_line_they_stand_on() {
        let source = Source::new("t.yaml", include_str!("../../tests/findings/good.yaml"));
        let Ok(File::Framework(loaded)) = file(&source) else { panic!("a framework") };
        let line = |cue: &str| u32::try_from(source.text[..source.text.find(cue).unwrap()].lines().count()).unwrap();
        assert_eq!(loaded.value.what[0].cues[0].line, line("are you (still )"));
        assert_eq!(loaded.value.scenarios[0].persona.facts[0].cues[1].line, line("[ana, daughter]"));
        assert_eq!(loaded.value.scenarios[0].beats[0].opportunities[0].cues[0].line, line("[forty"));
    }

    #[test]
    fn a_mended_file_keeps_what_was_right() {
        let source = Source::new("t.yaml", include_str!("../../tests/findings/good.yaml").replace("feels: angry", "mood: angry"));
        assert!(file(&source).is_err());
        let Some(File::Framework(mended)) = mended(&source) else { panic!("a framework") };
        assert_eq!((mended.value.id.as_str(), mended.value.scenarios[0].beats.len()), ("good", 2));
        assert_eq!(mended.value.scenarios[0].persona.feels, "");
    }

    #[test]
    fn all_that_the_program_carries_is_read() {
        for source in files::embedded() {
            file(&source).unwrap();
        }
    }
}
