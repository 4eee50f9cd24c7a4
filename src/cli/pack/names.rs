//! Names of files in a pack: only such as lead nowhere else, on no system.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use crate::framework::check::is_id;

/// Folders in folders, as many as are looked into where packs are kept.
const MAX_DEPTH: usize = 8;
/// Bytes of a name, as every file system can keep it.
const MAX_NAME: usize = 200;
/// Letters that some system gives a meaning of its own.
const ODD: &[char] = &['<', '>', '"', '|', '?', '*'];
/// The endings of what is taken; the others are left out.
pub(super) const TAKEN: [&str; 4] = ["yaml", "yml", "md", "txt"];

/// A name in a pack as a path with `/`, or why it can not be kept.
pub(super) fn path(name: &str) -> Result<String, String> {
    let refuse = |why: &str| Err(format!("`{}` {why}", shown(name)));
    if name.contains('\\') {
        return refuse("has a backslash in its name");
    }
    if name.starts_with('/') {
        return refuse("begins at the root of a disk");
    }
    if name.contains(':') {
        return refuse("has a colon in its name, as a drive has");
    }
    if name.chars().any(|c| c.is_control() || is_invisible(c) || ODD.contains(&c)) {
        return refuse("has a letter in its name that not every system can keep");
    }
    let parts: Vec<&str> = name.trim_end_matches('/').split('/').filter(|part| *part != ".").collect();
    if parts.contains(&"..") {
        return refuse("leads out of the pack");
    }
    if parts.iter().any(|part| part.is_empty()) {
        return refuse("has an empty part in its name");
    }
    if parts.len() > MAX_DEPTH {
        return refuse("lies deeper than eight folders");
    }
    if parts.iter().any(|part| part.len() > MAX_NAME) {
        return refuse("has too long a name");
    }
    if parts.iter().any(|part| part.ends_with(['.', ' ']) || part.starts_with(' ')) {
        return refuse("has a name that begins or ends with a blank, or ends with a full stop");
    }
    if parts.iter().any(|part| is_device(part)) {
        return refuse("has the name of a device");
    }
    Ok(parts.join("/"))
}

/// Is this a file to take?
pub(super) fn is_taken(path: &str) -> bool {
    !is_hidden(path) && path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).is_some_and(|(_, ending)| TAKEN.contains(&ending))
}

/// Is this a file of a system or an editor, which nobody misses?
pub(super) fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// The same for two names that some system takes for one.
pub(super) fn alike(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).collect()
}

/// The name of a pack, or why it can not be one, with a better one.
pub(super) fn pack(name: &str) -> Result<(), String> {
    if is_id(name) && name.len() <= MAX_NAME && !is_device(name) {
        return Ok(());
    }
    let words: Vec<String> = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let near = match words.join("-") {
        near if near.is_empty() || is_device(&near) || near.len() > MAX_NAME => "my-pack".to_owned(),
        near => near,
    };
    Err(format!("`{}` can not be the name of a pack (lower-case words with hyphens between them); name it with `--name {near}`", shown(name)))
}

/// Names that Windows keeps for itself, with any ending.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |kind: &str| stem.strip_prefix(kind).is_some_and(|number| number.chars().count() == 1 && number != "0");
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffd}')
}

/// A name as it can be shown: what can not be seen is spelled out, and what is too long is cut.
pub(super) fn shown(name: &str) -> String {
    let mut shown = String::new();
    for c in name.chars().take(80) {
        if c.is_control() || is_invisible(c) {
            let _ = write!(shown, "{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    if name.chars().nth(80).is_some() { shown + "…" } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_inside_is_taken() {
        for (name, kept) in
            [("desk.yaml", "desk.yaml"), ("./signals/hums.yaml", "signals/hums.yaml"), ("größe/Überblick.md", "größe/Überblick.md"), ("a b/c.txt", "a b/c.txt")]
        {
            assert_eq!(path(name).as_deref(), Ok(kept));
        }
    }

    #[test]
    fn what_leads_elsewhere_or_is_odd_is_refused() {
        let long = "x".repeat(300);
        let deep = "a/".repeat(9) + "b.yaml";
        for name in [
            "../x.yaml",
            "a/../../x.yaml",
            "a/..",
            "/etc/x.yaml",
            "C:x.yaml",
            "c:/x.yaml",
            "a\\..\\x.yaml",
            "x.yaml:stream",
            "a//b.yaml",
            "",
            "x.yaml.",
            "x.yaml ",
            " x.yaml",
            "a\nb.yaml",
            "a\u{202e}b.yaml",
            "con.yaml",
            "sub/NUL.txt",
            "COM1.yaml",
            "lpt9",
            "a?.yaml",
            "\u{0}",
            &long,
            &deep,
        ] {
            assert!(path(name).is_err(), "{name:?}");
        }
        for name in ["connie.yaml", "com.yaml", "com10.yaml", "..yaml"] {
            assert!(path(name).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn only_texts_are_taken() {
        assert!(is_taken("a/b.yaml") && is_taken("README.md") && is_taken("b.yml") && is_taken("n.txt"));
        for name in ["run.sh", "yaml", ".yaml", "__MACOSX/x.yaml", ".git/x.yaml", "x.yaml.exe", "a/.b.yaml"] {
            assert!(!is_taken(name), "{name}");
        }
    }

    #[test]
    fn a_pack_has_a_plain_name() {
        assert_eq!(pack("front-desk"), Ok(()));
        assert!(pack("Front Desk (1)").unwrap_err().ends_with("`--name front-desk-1`"));
        for name in ["", "..", "con", "a/b", "ü"] {
            assert!(pack(name).unwrap_err().contains("my-pack") || pack(name).unwrap_err().contains("--name a-b"), "{name}");
        }
    }

    #[test]
    fn names_that_a_system_takes_for_one_are_alike() {
        assert_eq!(alike("Desk.YAML"), alike("desk.yaml"));
        assert_eq!(alike("e\u{301}.yaml"), alike("é.yaml"));
        assert_eq!(shown("a\u{1b}[31m"), "a{1b}[31m");
    }
}
