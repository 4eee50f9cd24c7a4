//! Findings as SARIF 2.1.0, the format that code hosts and editors read.
//!
//! Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::machine::Region;
use crate::framework::codes;
use crate::framework::finding::{Finding, Severity};

/// All findings as one SARIF log.
pub fn sarif(findings: &[Finding]) -> String {
    let used: Vec<&str> = findings.iter().map(|finding| finding.code).collect::<BTreeSet<_>>().into_iter().collect();
    let results: Vec<Value> = super::sorted(findings).into_iter().map(|finding| result(finding, &used)).collect();
    let driver = json!({
        "name": "tactful",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": used.iter().map(|code| rule(code)).collect::<Vec<_>>(),
    });
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    });
    format!("{log:#}\n")
}

fn rule(code: &str) -> Value {
    let Some(explained) = codes::explain(code) else { return json!({ "id": code }) };
    let help = format!("Wrong:\n{}\n\nRight:\n{}", explained.wrong, explained.right);
    json!({
        "id": code,
        "shortDescription": { "text": explained.title },
        "fullDescription": { "text": explained.why },
        "help": { "text": help },
    })
}

fn result(finding: &Finding, used: &[&str]) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Advice => "warning",
    };
    let help = finding.help.as_deref().map(|help| format!(". {help}")).unwrap_or_default();
    let mut value = json!({
        "ruleId": finding.code,
        "ruleIndex": used.iter().position(|code| *code == finding.code),
        "level": level,
        "message": { "text": format!("{}{help}", finding.message) },
        "locations": [location(finding)],
    });
    if let Some((span, what)) = &finding.also {
        let other = Finding { span: span.clone(), ..finding.clone() };
        let mut place = location(&other);
        place["id"] = json!(1);
        place["message"] = json!({ "text": what });
        value["relatedLocations"] = json!([place]);
    }
    value
}

fn location(finding: &Finding) -> Value {
    let Region { start, end } = Region::of(finding);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&finding.source.name) },
            "region": { "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1 },
        }
    })
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| match byte {
            b'\\' => "/".to_owned(),
            byte if plain(byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("my frameworks\\ü.yaml"), "my%20frameworks/%C3%BC.yaml");
    }
}
