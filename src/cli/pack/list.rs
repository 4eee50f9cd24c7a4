//! `tactful pack list`: the packs there are, and where they came from.

use std::path::Path;

use super::kept;
use super::trial::{self, Thing};
use crate::cli::{Exit, print, style};
use crate::report::page::{Page, Tone, piece, plain};
use crate::report::words;

/// Prints every pack.
pub(super) fn run(folder: &Path) -> anyhow::Result<Exit> {
    let packs = kept::folders(folder);
    let mut page = Page::new(style());
    if packs.is_empty() {
        page.text(&[plain("There is no pack yet. "), piece("tactful pack add PATH", Tone::Strong), plain(" takes in a folder or a .zip of frameworks.")]);
    }
    for (number, (name, folder)) in packs.iter().enumerate() {
        if number > 0 {
            page.gap();
        }
        let holds = trial::held(folder);
        page.text(&[piece(name, Tone::Strong), plain(format!("  {}", counts(&holds)))]);
        for kind in ["framework", "signal", "word list"] {
            let ids: Vec<&str> = holds.iter().filter(|thing| thing.kind == kind).map(|thing| thing.id.as_str()).collect();
            if !ids.is_empty() {
                page.paragraph(2, 4, &[piece(format!("{kind}{}: ", if ids.len() == 1 { "" } else { "s" }), Tone::Faint), plain(ids.join(", "))]);
            }
        }
        match kept::manifest(folder) {
            Ok(manifest) => {
                let day = manifest.at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d").to_string();
                page.paragraph(2, 4, &[piece(format!("taken {day} from {}", manifest.from.display()), Tone::Faint)]);
                if kept::is_changed(folder) {
                    page.paragraph(2, 4, &[piece("changed by hand since then", Tone::Fair)]);
                }
            }
            Err(_) => {
                page.paragraph(2, 4, &[piece(format!("where it came from can not be read; `tactful pack update {name} PATH` takes it again"), Tone::Fair)])
            }
        }
    }
    print(&page)?;
    Ok(Exit::Fine)
}

/// "2 frameworks, 1 signal".
pub(super) fn counts(holds: &[Thing]) -> String {
    let count = |kind: &str, many: &str| {
        let number = holds.iter().filter(|thing| thing.kind == kind).count();
        (number > 0).then(|| words::count(number, kind, many))
    };
    let counts: Vec<String> = [count("framework", "frameworks"), count("signal", "signals"), count("word list", "word lists")].into_iter().flatten().collect();
    if counts.is_empty() { "nothing that can be read".to_owned() } else { counts.join(", ") }
}
