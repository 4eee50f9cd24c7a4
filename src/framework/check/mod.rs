//! What is wrong in a file although it has the right shape: names that nobody has, phrases that can not be read, beats that
//! nobody reaches.
//!
//! One file for each kind of check. All of them always run, so that an author sees everything at once. Whether the examples
//! of a file are heard as it says needs the judge, and is looked after in `score`.

use std::sync::Arc;

use super::finding::{Finding, Severity, Source};
use super::load::{self, FRAMEWORK, File, LEXICON, Loaded, SHEET};
use super::model::Framework;
use super::shelf::Shelf;
use crate::speech::lexicon::Lists;
use crate::speech::sheet::{Lexicon, Sheet};

mod beats;
mod cues;
mod flow;
mod ids;
mod journeys;
mod known;
mod names;
mod never;
mod pad;
mod place;
mod proofs;
mod sheets;
mod texts;
mod wants;
mod whole;
mod wording;

pub use ids::is_id;

use cues::Cues;
use known::Known;
use names::Names;
use pad::Pad;
use place::items;

/// Everything that is wrong in a file that could be read or could be better, in the order of the file.
pub fn file(file: &File, shelf: &Shelf) -> Vec<Finding> {
    let mut found = faults(file, shelf);
    let sound = !found.iter().any(|finding| finding.severity == Severity::Error);
    found.extend(writing(file, shelf));
    // A name that is mistyped makes what it meant look unused; only a file without errors is asked what it proves.
    if sound {
        found.extend(proofs(file));
    }
    in_order(found)
}

/// What keeps a file that could be read from being used, in the order of the file: quicker than [`file()`], which gives advice too.
pub fn faults(file: &File, shelf: &Shelf) -> Vec<Finding> {
    // serde does not mind a number out of range or an empty list; the shape does.
    let mut found = match file {
        File::Framework(loaded) => FRAMEWORK.misfits(&loaded.source, &loaded.tree),
        File::Sheet(loaded) => SHEET.misfits(&loaded.source, &loaded.tree),
        File::Lexicon(loaded) => LEXICON.misfits(&loaded.source, &loaded.tree),
    };
    found.extend(sense(file, shelf));
    in_order(found)
}

/// Everything that is wrong in a file, whether it could be read or not.
pub fn source(source: &Arc<Source>, shelf: &Shelf) -> Vec<Finding> {
    match load::file(source) {
        Ok(loaded) => file(&loaded, shelf),
        Err(mut found) => {
            if let Some(file) = load::mended(source) {
                found.extend(sense(&file, shelf));
                found.extend(writing(&file, shelf));
            }
            in_order(found)
        }
    }
}

fn in_order(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by_key(|finding| (finding.span.start, finding.code));
    found
}

/// What the shape does not say.
fn sense(file: &File, shelf: &Shelf) -> Vec<Finding> {
    match file {
        File::Framework(loaded) => framework(loaded, shelf),
        File::Sheet(loaded) => sheet(loaded, shelf),
        File::Lexicon(loaded) => lexicon(loaded, shelf),
    }
}

/// How a file is written: what works and could be better.
fn writing(file: &File, shelf: &Shelf) -> Vec<Finding> {
    let (source, tree) = match file {
        File::Framework(loaded) => (&loaded.source, &loaded.tree),
        File::Sheet(loaded) => (&loaded.source, &loaded.tree),
        File::Lexicon(loaded) => (&loaded.source, &loaded.tree),
    };
    let mut pad = Pad::new(source);
    let mut cues = Cues::default();
    match file {
        File::Framework(loaded) => {
            let framework = &loaded.value;
            wording::check(&mut pad, framework, tree, shelf.jargon());
            for (scenario, node) in framework.scenarios.iter().zip(items(tree, "scenarios")) {
                never::check(&mut pad, scenario, node);
            }
            cues.of_framework(framework, tree);
            // Its includes are looked at for names; what is wrong with them has been told.
            let known = Known::of(loaded, shelf, &mut Pad::new(source));
            cues.advise(&mut pad, known.lists());
        }
        File::Sheet(loaded) => {
            cues.of_sheet(&loaded.value, tree);
            cues.advise(&mut pad, shelf.lists());
        }
        File::Lexicon(loaded) => {
            loaded.value.signals.iter().zip(items(tree, "signals")).for_each(|(sheet, node)| cues.of_sheet(sheet, node));
            cues.advise(&mut pad, &with_own(shelf, &loaded.value));
        }
    }
    pad.found
}

/// The lists of the shelf, and those of a lexicon over them.
fn with_own(shelf: &Shelf, lexicon: &Lexicon) -> Lists {
    let mut lists = shelf.lists().clone();
    lists.extend(lexicon.lists.clone());
    lists
}

/// What an author's own examples prove.
fn proofs(file: &File) -> Vec<Finding> {
    match file {
        File::Framework(loaded) => {
            let mut pad = Pad::new(&loaded.source);
            proofs::framework(&mut pad, &loaded.value, &loaded.tree);
            pad.found
        }
        File::Sheet(loaded) => {
            let mut pad = Pad::new(&loaded.source);
            proofs::near_misses(&mut pad, &loaded.value, &loaded.tree);
            pad.found
        }
        File::Lexicon(_) => Vec::new(),
    }
}

fn framework(loaded: &Loaded<Framework>, shelf: &Shelf) -> Vec<Finding> {
    let (framework, tree) = (&loaded.value, &loaded.tree);
    let mut pad = Pad::new(&loaded.source);
    let known = Known::of(loaded, shelf, &mut pad);
    texts::check(&mut pad, tree);
    whole::check(&mut pad, framework, tree);
    ids::framework(&mut pad, framework, tree);
    wants::check(&mut pad, framework, tree, &known);

    for (sheet, node) in framework.signals.iter().zip(items(tree, "signals")) {
        sheets::check(&mut pad, sheet, node);
    }
    let points = Names::new(framework.what.iter().map(|point| point.id.as_str()), place::of(tree, "what"));
    for (scenario, node) in framework.scenarios.iter().zip(items(tree, "scenarios")) {
        flow::check(&mut pad, scenario, node);
        beats::check(&mut pad, scenario, node, &points, &known);
    }
    journeys::check(&mut pad, framework, tree);
    let mut cues = Cues::default();
    cues.of_framework(framework, tree);
    cues.check(&mut pad, known.lists(), known.is_open());
    pad.found
}

fn sheet(loaded: &Loaded<Arc<Sheet>>, shelf: &Shelf) -> Vec<Finding> {
    let mut pad = Pad::new(&loaded.source);
    let mut cues = Cues::default();
    texts::check(&mut pad, &loaded.tree);
    ids::signals(&mut pad, [(&*loaded.value, &loaded.tree)]);
    sheets::check(&mut pad, &loaded.value, &loaded.tree);
    cues.of_sheet(&loaded.value, &loaded.tree);
    cues.check(&mut pad, shelf.lists(), false);
    pad.found
}

fn lexicon(loaded: &Loaded<Lexicon>, shelf: &Shelf) -> Vec<Finding> {
    let (lexicon, tree) = (&loaded.value, &loaded.tree);
    let mut pad = Pad::new(&loaded.source);
    let mut cues = Cues::default();
    texts::check(&mut pad, tree);
    cues::lists(&mut pad, tree);
    ids::signals(&mut pad, lexicon.signals.iter().zip(items(tree, "signals")));
    for (sheet, node) in lexicon.signals.iter().zip(items(tree, "signals")) {
        sheets::check(&mut pad, sheet, node);
        cues.of_sheet(sheet, node);
    }
    cues.check(&mut pad, &with_own(shelf, lexicon), false);
    pad.found
}

#[cfg(test)]
mod tests {
    use super::super::files;
    use super::*;

    #[test]
    fn what_the_program_carries_is_sound() {
        let shelf = Shelf::embedded();
        for embedded in files::embedded() {
            assert_eq!(source(&embedded, &shelf), [], "{}", embedded.name);
        }
    }

    const GOOD: &str = include_str!("../../../tests/findings/good.yaml");

    /// The codes found when parts of a good framework are written otherwise.
    #[track_caller]
    fn finds(changes: &[(&str, &str)], expected: &[&str]) {
        let mut text = GOOD.to_owned();
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        let found = source(&Source::new("good.yaml", text), &Shelf::embedded());
        assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), expected, "{found:#?}");
    }

    #[test]
    fn a_quote_may_stand_in_what_is_said_just_before() {
        let opportunity = "line: \"And now?\"\n        opportunities: [{ quote: \"EXIT  B\", cues: [exit] }]";
        finds(&[("line: \"And now?\"", opportunity)], &[]);
        finds(&[("line: \"And now?\"", opportunity), ("says: \"Exit B.\"", "says: [\"Exit B.\", \"By the taxis.\"]")], &["F022"]);
    }

    #[test]
    fn a_round_needs_a_way_out_that_can_happen() {
        let again = "{ says: \"Again.\", trust: +5, next: kerb }";
        let out = "{ when: { times: 2 }, says: \"Leave it.\", next: end }";
        let last = "- { says: \"Thank you.\", trust: +5, next: end }";
        finds(&[(last, &format!("- {out}\n          - {again}"))], &[]);
        finds(&[(last, &format!("- {again}\n          - {out}"))], &["F020", "F019"]);
        // An empty `when` asks for nothing, so it always fits.
        finds(&[("- { says: \"I need a car.\" }", "- { when: {}, says: \"I need a car.\" }")], &[]);
    }

    #[test]
    fn one_mistake_is_one_finding() {
        finds(&[("what:\n", "wat:\n")], &["F002"]);
        finds(&[("beats:", "beets:")], &["F002"]);
        finds(&[("next: plan", "next: plam"), ("- { says: \"I need a car.\" }", "- { says: \"I need a car.\", next: end }")], &["F014"]);
        finds(&[("expects: { what: [confirm-where], how: [warmth] }", "expects: { how: warmth }")], &["F006"]);
        finds(&[("line: \"Forty minutes I've been standing here.\"", "line: 40")], &["F006"]);
        finds(&[("      - id: plan\n", "      - title: plan\n")], &["F002", "F003"]);
        finds(&[("feels: angry", "feels: &w angry"), ("how: [warmth]", "how: [*w]")], &["F005", "F005"]);
    }

    #[test]
    fn own_signals_and_lists_are_known() {
        let own = "signals:\n  - { signal: hums, title: Hums, hears: Hums., source: us, cues: [hm], accepts: [Hm.], rejects: [Hm no.], try: Hum. }\nhow:\n";
        finds(&[("how:\n", own), ("skill: warmth", "skill: hums")], &[]);
        finds(&[("how:\n", own), ("skill: warmth", "skill: humz")], &["F012"]);
        finds(&[("cues: [ana, daughter]", "cues: [feels <feeling>]")], &[]);
    }

    #[test]
    fn in_another_language_an_own_signal_takes_the_place_of_the_built_in_one() {
        let own = "language: de\nsignals:\n  - { signal: warmth, title: W, hears: W., source: us, cues: [tut mir leid], accepts: [Tut mir leid.], rejects: [Tut er mir leid?], try: W. }\nhow:\n";
        finds(&[("how:\n", own)], &[]);
    }

    #[test]
    fn a_journey_recalls_what_was_told_before() {
        let visits = |first: &str, second: &str| {
            format!("journeys:\n  - {{ id: j, title: J, visits: [{{ scenario: kerb-side{first} }}, {{ scenario: kerb-side{second} }}] }}\nscenarios:\n")
        };
        finds(&[("scenarios:\n", &visits("", ", recalls: [daughter]"))], &[]);
        finds(&[("scenarios:\n", &visits(", recalls: [daughter]", ""))], &["F015"]);
    }

    #[test]
    fn a_broken_signal_is_not_blamed_on_the_framework_that_uses_it() {
        let own = GOOD.replace("skill: warmth", "skill: humming");
        let sources = [Source::new("own.yaml", own), Source::new("humming.yaml", "signal: humming\ntitle: Humming\n")];
        let shelf = Shelf::embedded().with(&sources);
        let broken: Vec<_> = shelf.broken().map(|looked| looked.source.name.as_str()).collect();
        assert_eq!(broken, ["humming.yaml"]);
    }
}
