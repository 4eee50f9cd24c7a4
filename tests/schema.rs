//! What an editor is told about files is true: the printed schemas take every shipped file and refuse the faulty ones.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "this test runs the program and reads files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value as Json;

fn printed(kind: &str) -> Json {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tactful")).args(["schema", kind]).current_dir(home.path()).env("TACTFUL_HOME", home.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The three schemas, ready to hold files against.
struct Schemas {
    framework: Validator,
    sheet: Validator,
    lexicon: Validator,
}

impl Schemas {
    fn printed() -> Self {
        let ready = |kind| {
            let schema = printed(kind);
            jsonschema::draft202012::meta::validate(&schema).unwrap();
            jsonschema::draft202012::new(&schema).unwrap()
        };
        Self { framework: ready("framework"), sheet: ready("sheet"), lexicon: ready("lexicon") }
    }

    /// The schema that an author would choose for a file.
    fn of(&self, file: &Json) -> (&Validator, &'static str) {
        match () {
            () if file.get("signal").is_some() => (&self.sheet, "sheet"),
            () if file.get("lists").is_some() => (&self.lexicon, "lexicon"),
            () => (&self.framework, "framework"),
        }
    }

    /// What the schema says against a file.
    fn refusals(&self, file: &Json) -> Vec<String> {
        self.of(file).0.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }
}

/// A YAML file as an editor reads it: a key that stands twice is no YAML.
fn yaml(path: &Path) -> Result<Json, serde_yaml::Error> {
    let value: serde_yaml::Value = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap())?;
    Ok(serde_json::to_value(value).unwrap())
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn every_shipped_file_is_as_the_schema_says() {
    let schemas = Schemas::printed();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut shipped = Vec::new();
    ["frameworks", "examples"].iter().for_each(|folder| files(&root.join(folder), &mut shipped));
    let mut kinds = BTreeSet::new();
    for path in &shipped {
        let file = yaml(path).unwrap();
        kinds.insert(schemas.of(&file).1);
        assert_eq!(schemas.refusals(&file), Vec::<String>::new(), "{}", path.display());
    }
    assert_eq!(kinds, BTreeSet::from(["framework", "lexicon", "sheet"]), "of each kind something is shipped");
}

/// The faults that a schema sees: keys, missing parts, kinds of values, words, ranges, ids, empty texts, and what can not stand together.
/// Of F021 it sees an entry that is a skill and a pitfall at once, or neither; which signals are pitfalls it does not know.
const SEEN: [&str; 12] = ["F002", "F003", "F006", "F007", "F008", "F010", "F021", "F023", "F026", "F027", "F032", "F035"];

/// Those that the YAML reader of an editor sees before any schema is asked.
const NO_YAML: [&str; 2] = ["F001", "F004"];

/// All other faults lie between two places of a file, in words, or in other files, and no schema can see them: names used but not
/// defined (F012 to F015, F031), cue patterns (F016, F028 to F030), the ways between beats (F017 to F020, F034), the same name twice
/// (F011), quotes (F022), shares and points (F024, F025), anchors that stand for a
/// value (F005), and all advice on the writing (F033, F036 on). `tactful check` sees them all.
#[test]
fn a_faulty_file_is_refused_where_a_schema_can_see_the_fault() {
    let schemas = Schemas::printed();
    let mut faulty = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings"), &mut faulty);
    let mut seen = BTreeSet::new();
    let mut no_yaml = BTreeSet::new();
    for path in &faulty {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        match yaml(path) {
            Err(_) => _ = no_yaml.insert(name),
            Ok(file) if !schemas.refusals(&file).is_empty() => _ = seen.insert(name),
            Ok(_) => {}
        }
    }
    assert!(faulty.len() > SEEN.len() + NO_YAML.len() && seen.remove("ten"), "ten mistakes at once are refused");
    assert_eq!(no_yaml, NO_YAML.map(str::to_owned).into());
    assert_eq!(seen, SEEN.map(str::to_owned).into());
}

#[test]
fn the_schema_names_its_draft_itself_and_what_it_is() {
    for (kind, title) in [("framework", "A tactful framework"), ("sheet", "A tactful cue sheet"), ("lexicon", "A tactful lexicon")] {
        let schema = printed(kind);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["title"].as_str().unwrap().starts_with(title) && schema["description"].is_string(), "{kind}");
        assert_eq!(schema["$id"], format!("urn:tactful:{kind}:1"));
    }
}

#[test]
fn what_an_editor_refuses_it_refuses_at_its_place() {
    let schemas = Schemas::printed();
    let good = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings/good.yaml")).unwrap();
    for (right, wrong, place) in [
        ("skill: warmth, weight: 2", "skill: warmth, avoid: jargon", "/how/0/avoid"),
        ("{ skill: warmth, weight: 2 }", "{ weight: 2 }", "/how/0"),
        ("how: [warmth]", "how: [\"\"]", "/scenarios/0/beats/0/expects/how/0"),
        ("id: kerb-side", "id: Kerb Side", "/scenarios/0/id"),
        ("line: \"And now?\"", "line: []", "/scenarios/0/beats/1/line"),
        ("trust: 40", "trust: 400", "/scenarios/0/persona/trust"),
    ] {
        assert!(good.contains(right), "{right}");
        let refusals = schemas.refusals(&serde_yaml::from_str(&good.replacen(right, wrong, 1)).unwrap());
        assert!(refusals.len() == 1 && refusals[0].starts_with(&format!("{place}: ")), "{wrong}: {refusals:?}");
    }
}
