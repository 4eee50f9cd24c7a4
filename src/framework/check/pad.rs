//! Where the checks write down what they find.

use std::ops::Range;
use std::sync::Arc;

use super::super::finding::{Finding, Source};

/// The findings of one file, so far.
pub(super) struct Pad<'a> {
    /// The file.
    pub(super) source: &'a Arc<Source>,
    /// What was found.
    pub(super) found: Vec<Finding>,
}

impl<'a> Pad<'a> {
    /// An empty one.
    pub(super) fn new(source: &'a Arc<Source>) -> Self {
        Self { source, found: Vec::new() }
    }

    /// Writes down an error and the way out.
    pub(super) fn error(&mut self, code: &'static str, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.put(Finding::error(code, self.source, span, message).help(help));
    }

    /// Writes down a finding. What has no bytes was filled in by `mend`: its absence has been told already.
    pub(super) fn put(&mut self, finding: Finding) {
        if !finding.span.is_empty() {
            self.found.push(finding);
        }
    }
}
