//! Tables for spreadsheets.

use super::when::iso;
use crate::history::record::{Attempt, Drill, Kind, Whole};

/// A cell never starts as a formula would, so that no spreadsheet runs what somebody wrote.
pub fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

/// The columns of the table of attempts.
pub const COLUMNS: [&str; 27] = [
    "drill",
    "framework",
    "scenario",
    "persona",
    "mode",
    "state",
    "started",
    "turn",
    "try",
    "beat",
    "at",
    "line",
    "reply",
    "score",
    "how",
    "what",
    "pass",
    "rung",
    "assisted",
    "counts",
    "fate",
    "trust_before",
    "trust_after",
    "skills",
    "points",
    "pitfalls",
    "engine",
];

/// A row for each attempt of a drill.
pub fn rows(whole: &Whole) -> impl Iterator<Item = Vec<String>> + '_ {
    whole.attempts.iter().map(|attempt| row(&whole.drill, attempt))
}

fn row(drill: &Drill, attempt: &Attempt) -> Vec<String> {
    let number = |value: Option<f64>| value.map(|value| format!("{value:.1}")).unwrap_or_default();
    let text = |value: &str| cell(value);
    vec![
        text(&drill.id),
        text(&drill.framework),
        text(&drill.scenario),
        text(&drill.persona),
        drill.mode.word().to_owned(),
        drill.state.word().to_owned(),
        iso(drill.started),
        attempt.turn.to_string(),
        attempt.no.to_string(),
        text(&attempt.beat),
        iso(attempt.at),
        text(&attempt.line),
        text(&attempt.reply),
        number(attempt.score),
        number(attempt.how),
        number(attempt.what),
        attempt.pass.to_string(),
        attempt.rung.map(|rung| rung.to_string()).unwrap_or_default(),
        attempt.assisted.to_string(),
        attempt.counts().to_string(),
        attempt.fate.word().to_owned(),
        attempt.trust_before.to_string(),
        attempt.trust_after.map(|trust| trust.to_string()).unwrap_or_default(),
        text(&heard(attempt, Kind::Skill)),
        text(&heard(attempt, Kind::Point)),
        text(&heard(attempt, Kind::Pitfall)),
        text(&attempt.engine),
    ]
}

/// "warmth:2 apology:0": what was looked for, and how clearly it was heard.
fn heard(attempt: &Attempt, kind: Kind) -> String {
    let of_kind = attempt.criteria.iter().filter(|criterion| criterion.kind == kind);
    of_kind.map(|criterion| format!("{}:{}", criterion.id, criterion.level)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+49 30", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        assert_eq!(cell("1-1=0"), "1-1=0");
    }
}
