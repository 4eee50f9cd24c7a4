//! Names that refer to something: is it there, and if not, what was meant?

use std::collections::HashSet;
use std::ops::Range;

use super::super::finding::did_you_mean;
use super::pad::Pad;

/// More names than this are not listed in a help.
const LISTED: usize = 8;

/// The names that can be referred to.
pub(super) struct Names<'a> {
    names: Vec<&'a str>,
    set: HashSet<&'a str>,
    /// Some of the names could not be read, so nothing can be called unknown.
    open: bool,
}

impl<'a> Names<'a> {
    /// The names that are defined at `place`.
    pub(super) fn new(names: impl IntoIterator<Item = &'a str>, place: Range<usize>) -> Self {
        let names: Vec<&str> = names.into_iter().collect();
        let open = place.is_empty() || names.contains(&"");
        Self { set: names.iter().copied().collect(), names, open }
    }

    /// Is this name known, or might it be?
    pub(super) fn has(&self, name: &str) -> bool {
        self.open || self.set.contains(name)
    }

    /// Writes down a name that is not known; `what` it should be the name of.
    pub(super) fn expect(&self, pad: &mut Pad, code: &'static str, what: &str, name: &str, span: Range<usize>) {
        if !self.has(name) {
            pad.error(code, span, format!("there is no {what} `{name}`"), self.help(what, name));
        }
    }

    fn help(&self, what: &str, name: &str) -> String {
        match did_you_mean(name, self.names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.names.is_empty() => format!("no {what} is defined here; define it, or leave this out"),
            None if self.names.len() <= LISTED => format!("there are {}", listed(&self.names)),
            None => format!("define it, or use a {what} that is there"),
        }
    }
}

/// `a`, `b` and `c`.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_like_a_sentence() {
        assert_eq!(listed(&[]), "");
        assert_eq!(listed(&["a"]), "`a`");
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
