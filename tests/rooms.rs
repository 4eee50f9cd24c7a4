//! The arrows between the rooms of `src/`: who may use whom (design section 10).
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "this test reads the sources")]

use std::collections::BTreeSet;
use std::path::Path;

/// Each room, and the rooms it may use.
const ROOMS: [(&str, &[&str]); 8] = [
    ("speech", &[]),
    ("framework", &["speech"]),
    ("score", &["speech", "framework"]),
    ("drill", &["speech", "framework", "score"]),
    ("history", &["score", "framework"]),
    ("report", &["speech", "framework", "score", "drill", "history"]),
    ("terminal", &["drill", "report"]),
    ("cli", &["speech", "framework", "score", "drill", "history", "report", "terminal"]),
];

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The rooms a source names as `crate::ROOM`.
fn used(source: &str) -> BTreeSet<&str> {
    let word = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
    source.match_indices("crate::").map(|(at, found)| &source[at + found.len()..]).map(|rest| &rest[..word(rest)]).collect()
}

#[test]
fn every_arrow_goes_the_way_the_map_says() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (room, allowed) in ROOMS {
        let mut files = Vec::new();
        sources(&src.join(room), &mut files);
        assert!(!files.is_empty(), "no room `{room}`");
        for (name, source) in files {
            for other in used(&source) {
                let is_room = ROOMS.iter().any(|(known, _)| *known == other);
                assert!(!is_room || other == room || allowed.contains(&other), "{name}: `{room}` may not use `{other}`");
            }
        }
    }
}

#[test]
fn every_folder_of_src_is_a_room_of_the_map() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(src).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!path.is_dir() || ROOMS.iter().any(|(room, _)| *room == name), "`{name}` is not on the map");
    }
}

#[test]
fn only_the_doors_talk_to_the_outside() {
    // The lints refuse the calls themselves; this keeps the list of exceptions short and known.
    const DOORS: [&str; 7] = [
        "src/main.rs",
        "src/framework/files.rs",
        "src/history/store/open.rs",
        "src/history/store/old.rs",
        "src/terminal/mod.rs",
        "src/cli/mod.rs",
        "src/framework/mod.rs",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    for (name, source) in files {
        let short = Path::new(&name).strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let excuses = source.contains("expect(clippy::disallowed_methods") || source.contains("allow(clippy::disallowed_methods");
        assert!(!excuses || DOORS.contains(&short.as_str()), "{short} is not a door to the outside");
    }
}
