//! Nothing that was answered is lost: kill -9 in the middle, four programs at once, and a history of years.
//!
//! A plain run takes small numbers; `TACTFUL_FULL=1 cargo test --release --test durability -- --nocapture` takes the real ones: 200 kills, 4,000
//! attempts by four processes, 100,000 attempts.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test looks at the clock and at the disk, and fails where it cannot")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tactful::drill::session::{Fit, Phase};
use tactful::drill::{Event, Session, saved};
use tactful::framework::Shelf;
use tactful::history::progress::Progress;
use tactful::history::record::{Attempt, Criterion, Drill, Fate, Kind, Mode, State, Whole};
use tactful::history::schedule;
use tactful::history::{Home, Store};
use tactful::score::Course;

const DRILL: &str = "own-it/double-booked";

fn full() -> bool {
    std::env::var_os("TACTFUL_FULL").is_some()
}

/// The small number in a plain run, the real one where it is asked for.
fn number(small: usize, real: usize) -> usize {
    if full() { real } else { small }
}

/// Numbers that look random and are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below
    }
}

fn tactful(home: &Path, arguments: &[&str]) -> Child {
    command(home, arguments).stderr(Stdio::inherit()).spawn().unwrap()
}

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tactful"));
    command.args(arguments).current_dir(home).env("TACTFUL_HOME", home).stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

fn reply(text: &str) -> String {
    json!({ "event": "reply", "text": text }).to_string()
}

fn open(home: &Path) -> Store {
    let opened = Home::new(home).open().unwrap();
    assert_eq!(opened.aside, None, "the file is sound");
    opened.store
}

/// What was said in one drill, each unlike anything that was said in another.
fn said(round: usize) -> Vec<String> {
    (0..8).map(|at| format!("I'm so sorry, Marta, that was our mistake; your car number {round} comes to exit B at {at} o'clock.")).collect()
}

/// Plays a drill and kills it after so many answers and a moment more. Gives the replies that were answered.
fn killed(home: &Path, round: usize, dice: &mut Dice) -> Vec<String> {
    let mut child = tactful(home, &["drill", DRILL, "--json", "--seed", &round.to_string()]);
    let replies = said(round);
    let mut input = child.stdin.take().unwrap();
    // Everything is typed at once; the program answers as quickly as it can.
    let events: Vec<String> = replies.iter().flat_map(|text| [reply(text), json!({ "event": "next" }).to_string()]).collect();
    input.write_all(format!("{}\n", events.join("\n")).as_bytes()).unwrap();
    let (after, moment) = (dice.roll(13), Duration::from_micros(dice.roll(8_000)));
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut answered = Vec::new();
    let mut read = |answered: &mut Vec<String>| {
        let mut line = String::new();
        let is_whole = output.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n');
        let effects: Value = if is_whole { serde_json::from_str(&line).unwrap() } else { Value::Null };
        for effect in effects["effects"].as_array().into_iter().flatten().filter(|effect| effect["effect"] == "landed") {
            answered.push(effect["reply"].as_str().unwrap().to_owned());
        }
        is_whole
    };
    for _ in 0..after {
        if !read(&mut answered) {
            break;
        }
    }
    std::thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    // What had been answered before it died is still in the pipe.
    while read(&mut answered) {}
    answered
}

/// The session of a drill that was kept.
fn session(whole: &Whole) -> Session {
    let judgement =
        |turn, no| whole.attempts.iter().find(|kept| (kept.turn, kept.no) == (turn, no) && kept.fate == Fate::Said).map(|kept| kept.judgement.clone());
    saved::read(whole.drill.session.clone(), judgement).unwrap()
}

/// The drill goes on where it was: the same beat, the same seed, everything that was said, and the next reply is scored.
fn resumes(whole: &Whole, course: &Course) {
    let session = session(whole);
    assert_eq!(session.fits(course), Ok(Fit::Same));
    let replayed = Session::replay(course, &session.scenario, session.seed, &session.log).unwrap();
    assert_eq!((&replayed.turns, replayed.beat, replayed.trust), (&session.turns, session.beat, session.trust), "nothing is torn");
    let (shown, effects) = session.step(Event::Resume, course);
    assert!(shown == session && !effects.is_empty());
    if session.phase == Phase::Reply {
        let (next, _) = session.step(Event::Reply { text: "Where are you now, Marta?".into() }, course);
        assert_eq!(next.turns.last().unwrap().attempts.len(), 1);
    }
}

#[test]
fn kill_9_at_any_moment_loses_nothing_that_was_answered() {
    let home = tempfile::tempdir().unwrap();
    let shelf = Shelf::embedded();
    let course = Course::new(shelf.framework("own-it").unwrap(), &shelf);
    let mut dice = Dice(5);
    let mut all: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let rounds = number(20, 200);
    for round in 1..=rounds {
        let answered = killed(home.path(), round, &mut dice);
        let store = open(home.path());
        if !answered.is_empty() {
            let kept = store.drill(&store.last().unwrap().unwrap()).unwrap().unwrap();
            assert_eq!(kept.drill.seed, round as u64, "the drill is there");
            let replies: Vec<&String> = kept.attempts.iter().map(|attempt| &attempt.reply).collect();
            // One more may have been written than was answered.
            assert!(replies.len() >= answered.len() && replies.len() <= answered.len() + 1, "{replies:?} for {answered:?}");
            assert!(answered.iter().zip(&replies).all(|(answered, kept)| answered == *kept), "{replies:?} for {answered:?}");
            resumes(&kept, &course);
        }
        all.insert(round, answered);
    }
    let store = open(home.path());
    let kept: Vec<String> = store.ids().unwrap().iter().flat_map(|id| store.drill(id).unwrap().unwrap().attempts).map(|attempt| attempt.reply).collect();
    let answered: Vec<&String> = all.values().flatten().collect();
    assert!(answered.iter().all(|reply| kept.contains(reply)), "nothing of an earlier drill is lost");
    let died_early = all.values().filter(|answered| answered.is_empty()).count();
    println!("{rounds} kills: {} replies answered, {} kept, {died_early} died before the first answer", answered.len(), kept.len());
    assert!(answered.len() > rounds, "the kills come in the middle of drills");
}

/// Four programs at once, each through the real binary.
#[test]
fn four_drills_at_once_keep_all_their_replies_in_order() {
    let home = tempfile::tempdir().unwrap();
    let attempts = number(10, 100);
    let children: Vec<Child> = (0..4)
        .map(|who| {
            let mut child = tactful(home.path(), &["drill", DRILL, "--json", "--seed", &who.to_string()]);
            let events: Vec<String> = (0..attempts)
                .flat_map(|at| [reply(&format!("Sorry, Marta, I am number {who} and this is try {at}.")), "{\"event\":\"again\"}".into()])
                .collect();
            // The program reads while it is written to; its answers go unread, and must not fill the pipe.
            let mut output = child.stdout.take().unwrap();
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            child.stdin.take().unwrap().write_all(events.join("\n").as_bytes()).unwrap();
            child
        })
        .collect();
    assert!(children.into_iter().all(|mut child| child.wait().unwrap().success()));
    let store = open(home.path());
    for id in store.ids().unwrap() {
        let whole = store.drill(&id).unwrap().unwrap();
        let who = whole.drill.seed;
        let replies: Vec<String> = whole.attempts.iter().map(|attempt| attempt.reply.clone()).collect();
        let expected: Vec<String> = (0..attempts).map(|at| format!("Sorry, Marta, I am number {who} and this is try {at}.")).collect();
        assert_eq!(replies, expected);
    }
    assert_eq!(store.ids().unwrap().len(), 4);
}

const WRITER: &str = "TACTFUL_TEST_WRITER";

/// Drills of ten replies, kept after each of them.
fn write_drills(home: &Path, who: usize, attempts: usize) {
    let mut store = Home::new(home).open().unwrap().store;
    for number in 0..attempts.div_ceil(10) {
        let mut whole = drill(who * 1_000 + number, 0);
        for turn in 1..=10.min(attempts - number * 10) {
            whole.attempts.push(attempt(turn, 1_000 + i64::try_from(turn).unwrap(), &json!({})));
            whole.drill.ended += 1;
            store.keep(&whole).unwrap();
        }
    }
}

/// Not a test of its own: what each of the four processes does.
#[test]
#[ignore = "the other test starts it"]
fn a_writer() {
    if let Some(what) = std::env::var_os(WRITER) {
        let what = what.into_string().unwrap();
        let mut parts = what.splitn(3, ' ');
        let (who, attempts) = (parts.next().unwrap().parse().unwrap(), parts.next().unwrap().parse().unwrap());
        write_drills(Path::new(parts.next().unwrap()), who, attempts);
    }
}

#[test]
fn four_processes_at_once_write_all_there_is_in_order() {
    let home = tempfile::tempdir().unwrap();
    let attempts = number(60, 1_000);
    let start = Instant::now();
    let writers: Vec<Child> = (0..4)
        .map(|who| {
            let what = format!("{who} {attempts} {}", home.path().display());
            Command::new(std::env::current_exe().unwrap()).args(["--ignored", "--exact", "a_writer"]).env(WRITER, what).stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    assert!(writers.into_iter().all(|mut writer| writer.wait().unwrap().success()));
    let took = start.elapsed();
    let store = open(home.path());
    let mut all = 0;
    for id in store.ids().unwrap() {
        let kept = store.drill(&id).unwrap().unwrap();
        let told: Vec<(u32, usize, Fate)> = kept.attempts.iter().map(|attempt| (attempt.seq, attempt.turn, attempt.fate)).collect();
        let expected: Vec<(u32, usize, Fate)> = (1..=told.len()).map(|turn| (u32::try_from(turn).unwrap(), turn, Fate::Said)).collect();
        assert_eq!(told, expected);
        all += told.len();
    }
    assert_eq!(all, 4 * attempts);
    println!("4 processes, {attempts} attempts each: all {all} there and in order, {:.1} s", took.as_secs_f64());
}

fn drill(number: usize, started: i64) -> Whole {
    let drill = Drill {
        id: format!("{number:032x}"),
        framework: format!("framework-{}", number % 5),
        scenario: format!("scenario-{}", number % 20),
        title: "A scenario".into(),
        persona: "Marta Reyes".into(),
        seed: number as u64,
        started,
        ended: started,
        engine: "0.1.0".into(),
        fingerprint: "0".repeat(32),
        mode: Mode::Drill,
        branch: None,
        beat: None,
        state: if number.is_multiple_of(7) { State::Stopped } else { State::Finished },
        score: Some(60.0),
        how: Some(60.0),
        what: Some(60.0),
        pass: false,
        trust_start: 40,
        trust_end: 60,
        session: json!({ "log": vec!["a reply that was typed"; 20] }),
    };
    Whole { drill, attempts: Vec::new(), opportunities: Vec::new() }
}

const SKILLS: [&str; 12] = [
    "acknowledge-feeling",
    "ownership",
    "apology",
    "commitment",
    "warmth",
    "personal",
    "open-question",
    "understanding",
    "reflection",
    "check-in",
    "curiosity",
    "concrete",
];

fn attempt(turn: usize, at: i64, judgement: &Value) -> Attempt {
    let skill = |which: usize| Criterion {
        kind: if which == 5 { Kind::Point } else { Kind::Skill },
        id: SKILLS[(turn + which * 2) % SKILLS.len()].into(),
        level: u8::try_from((turn + which) % 3).unwrap(),
        earned: ((turn + which) % 3) as f64,
        weight: 2.0,
        quote: Some("I'm so sorry, Marta".into()),
    };
    Attempt {
        seq: u32::try_from(turn).unwrap(),
        turn,
        no: 1,
        beat: format!("beat-{turn}"),
        print: String::new(),
        line: "Forty minutes I've been standing here. Ana is asleep on my shoulder. Nobody answers your phone.".into(),
        at,
        reply: format!("Marta, I'm so sorry. We gave your car to somebody else, and that was our mistake; turn {turn}."),
        score: Some(60.0),
        how: Some(60.0),
        what: Some(60.0),
        rung: None,
        pass: false,
        assisted: turn.is_multiple_of(4),
        fate: Fate::Said,
        trust_before: 40,
        trust_after: Some(45),
        engine: "0.1.0".into(),
        criteria: (0..6).map(skill).collect(),
        judgement: judgement.clone(),
    }
}

/// Three years of practice: drills of ten replies, spread evenly, with receipts as long as real ones.
fn years(home: &Path, attempts: usize) -> i64 {
    let shelf = Shelf::embedded();
    let course = Course::new(shelf.framework("own-it").unwrap(), &shelf);
    let start = Session::new(&course, "double-booked", 1).unwrap().step(Event::Begin, &course).0;
    let said = start.step(Event::Reply { text: "I'm so sorry, Marta, that was our mistake. I'll ring you at nine.".into() }, &course).0;
    let judgement = serde_json::to_value(&said.turns[0].attempts[0].judgement).unwrap();
    let mut store = Home::new(home).open().unwrap().store;
    let frameworks = shelf.frameworks().map(|loaded| &loaded.value);
    let places: Vec<_> = frameworks.flat_map(|framework| framework.scenarios.iter().map(|scenario| (&framework.id, scenario))).collect();
    let drills = attempts / 10;
    let step = 3 * 365 * 86_400 / i64::try_from(drills).unwrap();
    let whole = |number: usize| {
        let at = 1_700_000_000 + i64::try_from(number).unwrap() * step;
        let mut whole = drill(number, at);
        let (framework, scenario) = places[number % places.len()];
        (whole.drill.framework, whole.drill.scenario) = (framework.clone(), scenario.id.clone());
        let of_scenario = |turn: usize| {
            let attempt = attempt(turn, at + i64::try_from(turn).unwrap() * 40, &judgement);
            Attempt { beat: scenario.beats[turn % scenario.beats.len()].id.clone(), ..attempt }
        };
        whole.attempts = (1..=10).map(of_scenario).collect();
        whole
    };
    for batch in (0..drills).collect::<Vec<_>>().chunks(200) {
        store.merge(&batch.iter().map(|number| whole(*number)).collect::<Vec<_>>(), &[]).unwrap();
    }
    1_700_000_000 + i64::try_from(drills).unwrap() * step
}

/// The best of three: what the machine can do, not what else it was doing.
fn best(mut what: impl FnMut()) -> Duration {
    let time = |what: &mut dyn FnMut()| {
        let start = Instant::now();
        what();
        start.elapsed()
    };
    (0..3).map(|_| time(&mut what)).min().unwrap()
}

/// A long history is not looked through when it is opened; what is wrong with it shows when it is written to.
#[test]
fn damage_that_shows_only_while_saving_loses_neither_the_file_nor_the_reply() {
    let home = tempfile::tempdir().unwrap();
    years(home.path(), 1_500);
    let file = home.path().join("history.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let page = 4096;
    bytes[64 * page..].fill(0xAA); // the tables begin before, and lead into this
    std::fs::write(&file, &bytes).unwrap();
    let mut child = command(home.path(), &["drill", DRILL, "--json", "--seed", "1"]).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{}\n", reply("I'm so sorry, Marta.")).as_bytes()).unwrap();
    let came = child.wait_with_output().unwrap();
    let told = String::from_utf8(came.stderr).unwrap();
    assert!(came.status.success() && told.contains("the history is damaged") && told.contains("history.damaged-1.db"), "{told}");
    assert_eq!(std::fs::read(home.path().join("history.damaged-1.db")).unwrap(), bytes, "nothing was written over it");
    let store = open(home.path());
    let kept = store.drill(&store.last().unwrap().unwrap()).unwrap().unwrap();
    assert_eq!((store.ids().unwrap().len(), kept.attempts[0].reply.as_str()), (1, "I'm so sorry, Marta."));
}

/// The two commands a trainee waits for, as wholes. What is built to be debugged also takes its time to read the frameworks, and is not timed.
fn whole_commands(home: &Path) -> Option<[Duration; 2]> {
    if cfg!(debug_assertions) {
        return None;
    }
    let run = |arguments: &[&str]| {
        let mut child = tactful(home, arguments);
        drop(child.stdin.take());
        assert!(child.wait_with_output().unwrap().status.success());
    };
    run(&[]); // the first look of a day takes note of the frameworks
    let [home_page, progress_page] = [&[][..], &["progress"]].map(|arguments| best(|| run(arguments)));
    Some([home_page, progress_page])
}

#[test]
fn a_history_of_years_is_no_reason_to_wait() {
    let home = tempfile::tempdir().unwrap();
    let attempts = number(5_000, 100_000);
    let now = years(home.path(), attempts);
    let size = std::fs::metadata(home.path().join("history.db")).unwrap().len();
    let asked_by_home = best(|| {
        let mut store = open(home.path());
        let units = store.units().unwrap();
        assert!(!schedule::due(&units, now / 86_400 + 30).is_empty() && store.pace().unwrap() == Some(40));
        assert_eq!(store.counts().unwrap().attempts, attempts);
        assert_eq!(store.drills(Some(20)).unwrap().len(), 20);
        assert!(store.stopped(None).unwrap().is_some() && store.last().unwrap().is_some());
        assert!(!store.times(now - 365 * 86_400).unwrap().is_empty());
    });
    let mut store = open(home.path());
    let asked_by_progress = best(|| {
        let grown = Progress::read(&mut store, now / 86_400).unwrap();
        assert!(grown.skills.len() >= 6 && grown.skills.iter().all(|skill| skill.now.is_some() && skill.best.is_some()));
        let skills = store.stretches(Kind::Skill, 1_700_000_000 / 86_400, 7).unwrap();
        assert_eq!(skills.iter().map(|stretch| stretch.attempts).sum::<usize>(), attempts * 5);
        assert!(!store.stretches(Kind::Pitfall, 0, 7).unwrap().iter().any(|stretch| stretch.attempts == 0));
        assert!(store.moments().unwrap().is_empty());
    });
    let one_skill = best(|| assert!(!store.practised(Kind::Skill, "ownership", now - 90 * 86_400).unwrap().is_empty()));
    let one_drill = best(|| assert_eq!(store.drill(&format!("{:032x}", attempts / 20)).unwrap().unwrap().attempts.len(), 10));
    if let Some([home_page, progress_page]) = whole_commands(home.path()) {
        println!("whole commands: `tactful` {home_page:.1?}, `tactful progress` {progress_page:.1?}");
        assert!(home_page < Duration::from_millis(100) && progress_page < Duration::from_millis(300));
    }
    println!(
        "{attempts} attempts, {} MB: opening with a summary {asked_by_home:.1?}, skills over time {asked_by_progress:.1?}, one skill of 90 days \
         {one_skill:.1?}, one drill {one_drill:.1?}",
        size >> 20
    );
    assert!(asked_by_home < Duration::from_millis(100) && asked_by_progress < Duration::from_millis(300));
}
