//! The first draft of a coach's own file: whole, commented, and passing its own examples as it stands.
//!
//! A coach changes what is there word by word and can try it at any moment; an empty form could not be tried.

use serde_json::Value;

mod blocks;
pub mod framework;
pub mod sheet;

/// What editors need to check a file while it is written.
const MODELINE: &str = "# yaml-language-server: $schema=./tactful.schema.json\n# (`tactful schema --out tactful.schema.json` writes that file; editors then complete and check as you type)\n";

/// A text as a quoted scalar: what JSON quotes, YAML reads.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// Several texts as a list on one line.
fn list<S: AsRef<str>>(texts: &[S]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text.as_ref())).collect::<Vec<_>>().join(", "))
}

/// A title as an id: "The late bed!" as "the-late-bed".
pub fn id(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_an_id() {
        assert_eq!((id("The late bed!"), id("  Für  2 "), id("…")), ("the-late-bed".into(), "f-r-2".into(), String::new()));
        assert_eq!(list(&["a \"b\"", "c: d"]), "[\"a \\\"b\\\"\", \"c: d\"]");
    }
}
