//! Findings for other programs: JSON, and the annotations of GitHub's workflows.

use serde_json::{Value, json};

use crate::framework::finding::{Finding, Severity};

/// Line and column of both ends of a finding, from 1; columns count characters and the end is behind the last one.
pub(super) struct Region {
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
}

impl Region {
    pub(super) fn of(finding: &Finding) -> Self {
        let source = &finding.source;
        Self { start: source.position(finding.span.start), end: source.position(finding.span.end.max(finding.span.start)) }
    }
}

/// All findings as one JSON document, with what they add up to.
pub fn json(findings: &[Finding], files: usize) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let all: Vec<Value> = super::sorted(findings).into_iter().map(one).collect();
    let document = json!({ "files": files, "errors": errors, "advice": findings.len() - errors, "findings": all });
    format!("{document:#}\n")
}

fn one(finding: &Finding) -> Value {
    let Region { start, end } = Region::of(finding);
    let mut value = json!({
        "code": finding.code,
        "severity": finding.severity.word(),
        "message": finding.message,
        "file": finding.source.name,
        "line": start.0, "column": start.1, "end_line": end.0, "end_column": end.1,
    });
    if let Some(help) = &finding.help {
        value["help"] = json!(help);
    }
    if let Some((span, what)) = &finding.also {
        let (line, column) = finding.source.position(span.start);
        value["also"] = json!({ "message": what, "line": line, "column": column });
    }
    value
}

/// All findings as commands of a GitHub workflow, one a line, which puts them beside the lines of a pull request.
///
/// Source: GitHub, "Workflow commands for GitHub Actions", setting an error or warning message.
pub fn github(findings: &[Finding]) -> String {
    super::sorted(findings).into_iter().map(annotation).collect()
}

fn annotation(finding: &Finding) -> String {
    let Region { start, end } = Region::of(finding);
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Advice => "warning",
    };
    let file = property(&finding.source.name);
    // GitHub marks columns only within one line.
    let columns = if start.0 == end.0 { format!(",col={},endColumn={}", start.1, end.1) } else { String::new() };
    let help = finding.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
    let message = data(&format!("{}{help}", finding.message));
    format!("::{command} file={file},line={},endLine={}{columns},title={}::{message}\n", start.0, end.0, finding.code)
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Source;

    fn finding() -> Finding {
        let source = Source::new("a,b.yaml", "how:\n  - skill: réflexion\n");
        Finding::error("F012", &source, 16..26, "100% unknown").help("did you mean `reflection`?").also(0..3, "in here")
    }

    #[test]
    fn json_tells_everything_and_counts_characters() {
        let value: Value = serde_json::from_str(&json(&[finding()], 3)).unwrap();
        assert_eq!((&value["files"], &value["errors"], &value["advice"]), (&json!(3), &json!(1), &json!(0)));
        let first = &value["findings"][0];
        assert_eq!((&first["line"], &first["column"], &first["end_column"]), (&json!(2), &json!(12), &json!(21)));
        assert_eq!(first["also"], json!({ "message": "in here", "line": 1, "column": 1 }));
        assert_eq!(json(&[], 0).lines().next(), Some("{"));
    }

    #[test]
    fn github_gets_one_line_for_each_finding() {
        let line = "::error file=a%2Cb.yaml,line=2,endLine=2,col=12,endColumn=21,title=F012::100%25 unknown%0Adid you mean `reflection`?\n";
        assert_eq!(github(&[finding()]), line);
    }
}
