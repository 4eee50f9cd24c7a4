//! The store of the history, from outside: what is kept is read back, nothing is lost, nothing is doubled, and files of earlier
//! versions are understood.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads and writes files, and fails where it cannot")]

use serde_json::json;
use tactful::history::record::{Attempt, Branch, Criterion, Drill, Entry, EntryKind, Fate, Kind, Line, Met, Mode, Opportunity, State, Whole};
use tactful::history::store::{Found, Merged};
use tactful::history::{Home, Store};
use tempfile::TempDir;

mod earlier;
mod statements;
mod units;

/// A drill with so many replies; `id` is its first digit.
pub fn whole(id: char, replies: usize) -> Whole {
    let attempts = (1..=replies).map(|turn| attempt(turn, &format!("reply {turn} of {id}"))).collect();
    let drill = Drill {
        id: std::iter::once(id).chain("0".repeat(31).chars()).collect(),
        framework: "own-it".into(),
        scenario: "double-booked".into(),
        title: "The double-booked transfer".into(),
        persona: "Marta Reyes".into(),
        seed: u64::MAX - 1,
        started: 1_000,
        ended: 1_000 + i64::try_from(replies).unwrap(),
        engine: "0.1.0".into(),
        fingerprint: "f".repeat(32),
        mode: Mode::Drill,
        branch: None,
        beat: None,
        state: State::Stopped,
        score: Some(100.0 / 3.0),
        how: Some(0.1 + 0.2),
        what: None,
        pass: false,
        trust_start: 40,
        trust_end: 55,
        session: json!({ "seed": u64::MAX, "turns": [{ "line": "Où est ma voiture ?", "share": 0.1 }] }),
    };
    let moment = Opportunity { turn: 1, quote: "Ana is asleep".into(), met: Met::Denied, words: Some("calm down".into()) };
    Whole { drill, attempts, opportunities: vec![moment] }
}

/// An attempt at a turn.
pub fn attempt(turn: usize, reply: &str) -> Attempt {
    let criterion = |kind, id: &str, level, earned| Criterion { kind, id: id.into(), level, earned, weight: 2.0, quote: (level > 0).then(|| "sorry".into()) };
    Attempt {
        seq: u32::try_from(turn).unwrap(),
        turn,
        no: 1,
        beat: "kerb".into(),
        print: String::new(),
        line: "Forty minutes.".into(),
        at: 1_000 + i64::try_from(turn).unwrap(),
        reply: reply.into(),
        score: Some(66.6),
        how: Some(50.0),
        what: Some(100.0),
        rung: Some(3),
        pass: false,
        assisted: turn == 2,
        fate: Fate::Said,
        trust_before: 40,
        trust_after: Some(55),
        engine: "0.1.0".into(),
        criteria: vec![criterion(Kind::Pitfall, "blame-shift", 1, -1.0), criterion(Kind::Point, "where", 0, 0.0), criterion(Kind::Skill, "apology", 2, 2.0)],
        judgement: json!({ "scored": { "score": 66.6 } }),
    }
}

fn entry(id: char, text: &str) -> Entry {
    let id = std::iter::repeat_n(id, 32).collect();
    Entry { id, at: 7, kind: EntryKind::Story, drill: None, about: None, question: None, text: text.into(), said: Some("Nothing.".into()), now: None }
}

fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Home::new(folder.path()).open().unwrap().store;
    (folder, store)
}

/// Everything in a history, as its export has it.
fn everything(store: &Store) -> Vec<String> {
    let drills = store.ids().unwrap().into_iter().map(|id| Line::drill(store.drill(&id).unwrap().unwrap()));
    let entries = store.entries().unwrap().into_iter().map(Line::entry);
    drills.chain(entries).map(|line| serde_json::to_string(&line).unwrap()).collect()
}

#[test]
fn what_is_kept_is_read_back_the_same() {
    let (folder, mut store) = store();
    let mut kept = whole('a', 3);
    kept.drill.branch = Some(Branch { drill: "b".repeat(32), turn: 2 });
    store.keep(&kept).unwrap();
    store.keep(&kept).unwrap();
    assert_eq!(store.drill(&kept.drill.id).unwrap().unwrap(), kept);
    drop(store);
    let again = Home::new(folder.path()).open().unwrap().store;
    assert_eq!(again.drill(&kept.drill.id).unwrap().unwrap(), kept, "also by the next program");
}

#[test]
fn what_was_said_lately_is_told_drill_by_drill() {
    let (_folder, mut store) = store();
    let mut measured = whole('d', 2);
    measured.drill.mode = Mode::Assess;
    let mut helped_back = whole('b', 2);
    helped_back.attempts[1].fate = Fate::Copied;
    for drill in [whole('a', 2), helped_back, whole('c', 1), measured] {
        store.keep(&drill).unwrap();
    }
    let said = |drills| store.said(drills).unwrap();
    assert_eq!(said(9), [vec!["reply 1 of a", "reply 2 of a"], vec!["reply 1 of b"], vec!["reply 1 of c"]]);
    assert_eq!(said(1).len(), 1, "only the latest");
    assert!(said(0).is_empty());
}

#[test]
fn a_reply_that_was_taken_back_stays_and_does_not_count() {
    let (_folder, mut store) = store();
    let mut drill = whole('a', 2);
    store.keep(&drill).unwrap();
    let gone = drill.attempts.pop().unwrap();
    store.keep(&drill).unwrap();
    drill.attempts.push(Attempt { at: 1_009, ..gone.clone() });
    store.keep(&drill).unwrap();
    let kept = store.drill(&drill.drill.id).unwrap().unwrap().attempts;
    let told: Vec<(u32, usize, Fate)> = kept.iter().map(|attempt| (attempt.seq, attempt.turn, attempt.fate)).collect();
    assert_eq!(told, [(1, 1, Fate::Said), (2, 2, Fate::Withdrawn), (3, 2, Fate::Said)]);
    assert_eq!(store.counts().unwrap().attempts, 2);
    assert_eq!(store.practised(Kind::Skill, "apology", 0).unwrap().len(), 2);
}

#[test]
fn what_comes_after_a_reaction_is_added_to_the_attempt() {
    let (_folder, mut store) = store();
    let mut drill = whole('a', 1);
    drill.attempts[0].trust_after = None;
    store.keep(&drill).unwrap();
    drill.attempts[0].trust_after = Some(60);
    drill.attempts[0].at = 5_000;
    store.keep(&drill).unwrap();
    let kept = store.drill(&drill.drill.id).unwrap().unwrap().attempts;
    assert_eq!((kept.len(), kept[0].trust_after, kept[0].at), (1, Some(60), 1_001), "and when it was said stays");
}

#[test]
fn drills_are_found_by_their_first_letters_and_the_newest_comes_first() {
    let (_folder, mut store) = store();
    for (id, replies) in [('a', 1), ('b', 3), ('c', 2)] {
        store.keep(&whole(id, replies)).unwrap();
    }
    store
        .keep(&Whole { drill: Drill { id: format!("b{}", "1".repeat(31)), ended: 5, ..whole('b', 1).drill }, attempts: Vec::new(), opportunities: Vec::new() })
        .unwrap();
    let firsts: String = store.drills(Some(3)).unwrap().iter().map(|drill| drill.id.chars().next().unwrap()).collect();
    assert_eq!(firsts, "bca");
    assert_eq!(store.find("A0").unwrap(), Found::One(whole('a', 1).drill.id));
    assert!(matches!(store.find("b").unwrap(), Found::Several(ids) if ids.len() == 2));
    for nothing in ["d", "", "%", "a'--", "ä"] {
        assert_eq!(store.find(nothing).unwrap(), Found::None, "{nothing}");
    }
    assert_eq!(store.last().unwrap(), Some(whole('b', 1).drill.id));
    store.mark(&whole('b', 1).drill.id, State::Finished).unwrap();
    assert_eq!(store.stopped(Some(("own-it", "double-booked"))).unwrap().unwrap().id, whole('c', 1).drill.id);
    assert!(store.stopped(Some(("own-it", "else"))).unwrap().is_none());
}

#[test]
fn a_deleted_drill_is_gone_with_all_that_belongs_to_it() {
    let (_folder, mut store) = store();
    store.keep(&whole('a', 3)).unwrap();
    store.keep(&whole('b', 1)).unwrap();
    assert!(store.delete(&whole('a', 1).drill.id).unwrap() && !store.delete("nothing").unwrap());
    assert_eq!((store.counts().unwrap().attempts, store.practised_since(0).unwrap().len()), (1, 3));
    assert_eq!(store.moments().unwrap(), [(Met::Denied, 1)]);
}

#[test]
fn the_journal_is_kept_searched_and_deleted() {
    let (_folder, store) = store();
    assert!(store.note(&entry('a', "An ANGRY driver at the gate")).unwrap());
    assert!(!store.note(&entry('a', "another")).unwrap(), "what is there stays");
    assert!(store.note(&entry('b', "A quiet guest")).unwrap());
    let found = |words: &[&str]| store.search(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()).unwrap().len();
    assert_eq!((found(&["angry", "Gate"]), found(&["angry", "guest"]), found(&["nothing"])), (1, 0, 2));
    assert_eq!(store.entry("b").unwrap().unwrap().text, "A quiet guest");
    assert!(store.entry("").unwrap().is_none() && store.entry("c").unwrap().is_none());
    assert!(store.delete_entry(&"b".repeat(32)).unwrap());
    assert_eq!(store.entries().unwrap().len(), 1);
}

#[test]
fn an_export_taken_in_elsewhere_gives_the_same_history_and_twice_changes_nothing() {
    let (_here, mut here) = store();
    let mut drill = whole('a', 4);
    here.keep(&drill).unwrap();
    // One reply was taken back, and said again in the same second.
    let gone = drill.attempts.pop().unwrap();
    here.keep(&drill).unwrap();
    drill.attempts.push(gone);
    here.keep(&drill).unwrap();
    here.keep(&whole('b', 2)).unwrap();
    here.note(&entry('a', "a story")).unwrap();
    let lines = everything(&here);

    let (_there, mut there) = store();
    let mut taken_in = |lines: &[String]| {
        let read: Vec<Line> = lines.iter().map(|line| Line::read(line).unwrap()).collect();
        let drills: Vec<Whole> = read.iter().filter_map(|line| line.drill.as_deref().cloned()).collect();
        let entries: Vec<Entry> = read.into_iter().filter_map(|line| line.journal).collect();
        let came = there.merge(&drills, &entries).unwrap();
        (came, everything(&there))
    };
    let (came, after) = taken_in(&lines);
    assert_eq!((came, &after), (vec![Merged::New; 3], &lines));
    let (came, after) = taken_in(&lines);
    assert_eq!((came, &after), (vec![Merged::Known; 3], &lines));
}

#[test]
fn a_drill_that_went_on_elsewhere_is_brought_up_and_nothing_is_lost() {
    let (_folder, mut store) = store();
    let (early, late) = (whole('a', 2), whole('a', 4));
    assert_eq!(store.merge(&[early.clone(), late.clone(), early.clone()], &[]).unwrap(), [Merged::New, Merged::More, Merged::Known]);
    assert_eq!(store.drill(&late.drill.id).unwrap().unwrap(), late);
    // The same drill went on in two places.
    let mut other = whole('a', 3);
    other.attempts[2].reply = "said elsewhere".into();
    assert_eq!(store.merge(&[other.clone()], &[]).unwrap(), [Merged::More]);
    let kept = store.drill(&late.drill.id).unwrap().unwrap();
    assert_eq!((kept.drill, kept.attempts.len()), (late.drill, 5));
    let beside = kept.attempts.iter().find(|attempt| attempt.reply == "said elsewhere").unwrap();
    assert_eq!(beside.fate, Fate::Withdrawn);
    assert_eq!(store.merge(&[other], &[]).unwrap(), [Merged::Known], "and only once");
}

#[test]
fn a_line_that_is_no_record_says_why() {
    let says = |line: &str, why: &str| {
        let error = Line::read(line).unwrap_err();
        assert!(error.contains(why), "{error}");
    };
    says("nonsense", "expected");
    says("{\"format\": 99}", "newer tactful (format 99)");
    says("{\"format\": 1}", "neither");
    let bad = |change: fn(&mut Whole)| {
        let mut whole = whole('a', 1);
        change(&mut whole);
        serde_json::to_string(&Line::drill(whole)).unwrap()
    };
    says(&bad(|whole| whole.drill.id = "../../etc".into()), "is not an id");
    says(&bad(|whole| whole.attempts[0].turn = 0), "from 1");
    assert!(Line::read(&bad(|_| {})).is_ok());
}

#[test]
fn skills_over_time_are_told_by_stretches_with_help_apart() {
    let (_folder, mut store) = store();
    let mut drill = whole('a', 4);
    drill.attempts[3].at = 90_000;
    store.keep(&drill).unwrap();
    let stretches = store.stretches(Kind::Skill, 0, 1).unwrap();
    let told: Vec<(i64, bool, usize, f64)> = stretches.iter().map(|s| (s.stretch, s.assisted, s.attempts, s.share)).collect();
    assert_eq!(told, [(0, false, 2, 1.0), (0, true, 1, 1.0), (1, false, 1, 1.0)]);
    assert_eq!(store.stretches(Kind::Pitfall, 0, 7).unwrap()[0].share, -0.5);
    // The sums follow what is taken back and what is deleted.
    let gone = drill.attempts.remove(0);
    store.keep(&drill).unwrap();
    let counted = |store: &Store| store.stretches(Kind::Skill, 0, 1).unwrap().iter().map(|s| (s.assisted, s.attempts)).collect::<Vec<_>>();
    assert_eq!(counted(&store), [(false, 1), (true, 1), (false, 1)]);
    store.delete(&drill.drill.id).unwrap();
    assert_eq!(counted(&store), []);
    drill.attempts.insert(0, gone);
    store.keep(&drill).unwrap();
    assert_eq!(store.times(0).unwrap(), [900, 90_000]);
    let place = &store.practised(Kind::Point, "where", 2_000).unwrap()[0];
    assert_eq!((place.at, place.turn, place.persona.as_str(), place.beat.as_str()), (90_000, 4, "Marta Reyes", "kerb"));
}
