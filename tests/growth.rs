//! Practice that lasts, as a shell sees it: home, what is due, single exchanges, assessments, progress and its page.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads and writes files, and fails where it cannot")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;
use tactful::history::record::{Attempt, Criterion, Drill, Fate, Kind, Met, Mode, Opportunity, State, Whole};
use tactful::history::schedule;
use tactful::history::{Home, Store};
use tempfile::TempDir;

const SORRY: &str = "Marta, I'm so sorry. We gave your car away, that was our mistake.";
const DAY: i64 = 86_400;

struct Trainee(TempDir);

impl Trainee {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    fn store(&self) -> Store {
        Home::new(self.home()).open().unwrap().store
    }

    fn fed_with(&self, arguments: &[&str], input: &str, env: &[(&str, &str)]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tactful"));
        command.args(arguments).current_dir(self.0.path()).env("TACTFUL_HOME", self.home()).env("COLUMNS", "80").env("TZ", "UTC").env("LC_ALL", "C.UTF-8");
        command.env("TERM", "xterm").envs(env.iter().copied());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    #[track_caller]
    fn fed(&self, arguments: &[&str], input: &str) -> String {
        let (code, out, err) = self.fed_with(arguments, input, &[]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        assert!(arguments.contains(&"--html") || out.lines().all(|line| line.chars().count() <= 80), "{out}");
        out
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> String {
        self.fed(arguments, "")
    }
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    parts.iter().for_each(|part| assert!(flat.contains(part), "`{part}` is not in\n{text}"));
}

/// A drill some days ago, each attempt with what its skills earned of 2.
fn practised(number: usize, days: i64, place: (&str, &str, &str), attempts: &[&[(&str, f64)]]) -> Whole {
    let at = now() - days * DAY - 600;
    let attempt = |(turn, skills): (usize, &&[(&str, f64)])| Attempt {
        seq: u32::try_from(turn + 1).unwrap(),
        turn: turn + 1,
        no: 1,
        beat: format!("b{turn}"),
        print: String::new(),
        line: "Where is <my> car?".into(),
        at: at + i64::try_from(turn).unwrap() * 30,
        reply: format!("I'm sorry & <script>alert({turn})</script>"),
        score: Some(50.0 + 25.0 * (turn % 3) as f64),
        how: Some(25.0 * ((number + turn) % 5) as f64),
        what: (turn % 2 == 0).then_some(25.0 * (turn % 5) as f64),
        rung: None,
        pass: false,
        assisted: (number + turn) % 4 == 3,
        fate: Fate::Said,
        trust_before: 40,
        trust_after: Some(40 + 5 * i32::try_from(turn).unwrap()),
        engine: "0.1.0".into(),
        criteria: criteria(skills),
        judgement: json!({ "scored": { "score": 1.0 } }),
    };
    let drill = Drill {
        id: format!("{number:032x}"),
        framework: place.0.into(),
        scenario: place.1.into(),
        title: "A <title>".into(),
        persona: place.2.into(),
        seed: 1,
        started: at,
        ended: at + 300,
        engine: "0.1.0".into(),
        fingerprint: "0".repeat(32),
        mode: Mode::Drill,
        branch: None,
        beat: None,
        state: State::Finished,
        score: Some(61.5),
        how: Some(40.0),
        what: Some(70.0),
        pass: false,
        trust_start: 40,
        trust_end: 50,
        session: json!({}),
    };
    let moments = [Met::Met, Met::Late, Met::Missed, Met::Denied].into_iter().take(number % 5);
    let opportunities = moments.map(|met| Opportunity { turn: 1, quote: "my car".into(), met, words: None }).collect();
    Whole { drill, attempts: attempts.iter().enumerate().map(attempt).collect(), opportunities }
}

fn criteria(skills: &[(&str, f64)]) -> Vec<Criterion> {
    let one = |(id, earned): &(&str, f64)| Criterion {
        kind: if *earned < 0.0 { Kind::Pitfall } else { Kind::Skill },
        id: (*id).to_owned(),
        level: u8::from(*earned > 0.0) + u8::from(*earned >= 2.0),
        earned: *earned,
        weight: 2.0,
        quote: (*earned != 0.0).then(|| "I'm <sorry>".to_owned()),
    };
    skills.iter().map(one).collect()
}

/// Months of practice with two people in two frameworks.
fn months(at: &Trainee) {
    let mut store = at.store();
    for number in 0..40 {
        let place = if number % 2 == 0 { ("own-it", "double-booked", "Marta Reyes") } else { ("check-in", "first-call", "Tomasz Nowak") };
        let earned = |step: usize| [0.0, 1.0, 2.0, 1.0][(number + step) % 4];
        let attempts: [&[(&str, f64)]; 3] = [
            &[("warmth", earned(0)), ("apology", earned(1))],
            &[("warmth", earned(2)), ("blame-shift", -1.0)],
            &[("check-in", earned(3)), ("check-in-purpose", 2.0)],
        ];
        store.keep(&practised(number, 3 + 3 * i64::try_from(number).unwrap(), place, &attempts)).unwrap();
    }
}

#[test]
fn a_newcomer_is_welcomed_and_nothing_is_made() {
    let at = Trainee::new();
    has(&at.run(&[]), &["Welcome.", "tactful drill check-in/first-call", "tactful list"]);
    has(&at.run(&["progress"]), &["Nothing has been practised yet."]);
    has(&at.run(&["drill", "--due"]), &["Nothing has been practised yet, so nothing is due."]);
    assert!(!at.home().exists());
}

#[test]
fn what_was_practised_is_due_later_and_home_says_so() {
    let at = Trainee::new();
    at.fed(&["drill", "own-it/double-booked", "--plain", "--seed", "1"], SORRY);
    has(&at.run(&[]), &["Nothing is due today. Next: tomorrow.", "Go on with: The double-booked transfer", "1 day of practice"]);
    has(&at.run(&["drill", "--due"]), &["Nothing is due today. Next: tomorrow."]);
    let other = Trainee::new();
    months(&other);
    has(&other.run(&[]), &["Due today: ", "tactful drill --due", "at your pace", "days of practice"]);
}

#[test]
fn what_is_due_is_practised_one_exchange_at_a_time_and_then_it_is_not_due() {
    let at = Trainee::new();
    at.store().keep(&practised(1, 30, ("own-it", "double-booked", "Marta Reyes"), &[&[("ownership", 0.0), ("apology", 0.0)]])).unwrap();
    let out = at.fed(&["drill", "--due", "--plain", "--seed", "1"], &[SORRY; 9].join("\n"));
    has(&out, &["1 of ", "out of:", "You talk with ", "Well practised: ", "taking ownership", "again "]);
    assert!(!out.contains("with Marta Reyes"), "a skill that has met only Marta meets somebody new first: {out}");
    has(&at.run(&[]), &["Nothing is due today."]);
    let drills = at.store().drills(None).unwrap();
    assert!(drills.iter().all(|drill| drill.state == State::Finished) && drills.iter().filter(|drill| drill.beat.is_some()).count() >= 1, "{drills:?}");
    at.run(&["replay", "last", "--verify"]);
    at.run(&["why", "last"]);
}

#[test]
fn one_skill_is_practised_across_frameworks() {
    let at = Trainee::new();
    let out = at.fed(&["drill", "--skill", "ownership", "--plain", "--minutes", "4", "--seed", "1"], &[SORRY; 9].join("\n"));
    has(&out, &["3 exchanges, about 4 minutes: taking ownership.", "3 of 3, out of:", "Well practised: 3 of 3 exchanges."]);
    let frameworks: Vec<String> = at.store().drills(None).unwrap().into_iter().map(|drill| drill.framework).collect();
    assert!(frameworks.windows(2).all(|pair| pair[0] != pair[1]), "{frameworks:?}");
    // Which exchanges come depends on the day; two of them may be of one scenario.
    assert!(at.store().units().unwrap().iter().filter(|unit| unit.skill == "ownership").count() >= 2);
    let saved = Trainee::new();
    saved.fed(&["drill", "--skill", "ownership", "--plain", "--no-save", "--minutes", "1"], SORRY);
    assert!(!saved.home().exists());
    let (code, _, err) = at.fed_with(&["drill", "--skill", "ownershp"], "", &[]);
    assert_eq!((code, err.trim()), (2, "tactful: no framework here asks for a skill `ownershp`; did you mean `ownership`?"));
    let json = at.fed_with(&["drill", "--skill", "ownership", "--json", "--minutes", "1"], "{\"event\":\"reply\",\"text\":\"That was our mistake.\"}\n", &[]).1;
    assert!(json.lines().all(|line| line.starts_with("{\"effects\":")), "{json}");
}

#[test]
fn a_beat_alone_ends_after_it_and_can_be_taken_back_and_replayed() {
    let at = Trainee::new();
    let input = [SORRY, "/undo", "/hint", "That was our mistake, Marta, you must be exhausted."].join("\n");
    let out = at.fed(&["drill", "--skill", "ownership", "--plain", "--minutes", "1", "--seed", "3"], &input);
    has(&out, &["Your last reply is taken back", "Well practised: 1 of 1 exchange."]);
    at.run(&["replay", "last", "--verify"]);
    let store = at.store();
    let whole = store.drill(&store.last().unwrap().unwrap()).unwrap().unwrap();
    assert_eq!(whole.attempts.iter().filter(|attempt| attempt.counts()).count(), 1);
    assert!(whole.attempts.iter().any(|attempt| attempt.assisted) && whole.attempts.iter().all(|attempt| attempt.print.len() == 32));
    assert!(whole.drill.beat.is_some() && store.stopped(None).unwrap().is_none());
}

#[test]
fn an_assessment_is_the_same_each_time_without_help_and_is_compared() {
    let at = Trainee::new();
    let first = at.fed(&["assess", "own-it", "--plain"], &["/hint", "ok", "/undo", "no", "ok", "fine", "so", "go", "ok", "ok", "ok"].join("\n"));
    has(&first, &["They are the same each time", "Not in an assessment", "What you said", "8 exchanges; nothing to compare with yet", "too few to tell"]);
    let asked = |out: &str| -> Vec<String> { out.lines().filter(|line| line.contains("  trust [")).map(str::to_owned).collect() };
    let before_the_end = first.split("What you said").next().unwrap();
    assert!(!before_the_end.contains("Not yet") && !before_the_end.contains("Try:"), "{first}");
    std::thread::sleep(Duration::from_millis(1100));
    let good = "I'm so sorry, that was our mistake, you must be exhausted. I'll ring you at nine myself.";
    let second = at.fed(&["assess", "own-it", "--plain"], &[good; 8].join("\n"));
    assert_eq!(asked(&first), asked(&second));
    assert_eq!(asked(&first).len(), 8);
    has(&second, &["8 exchanges; compared with today", "0% -> ", "better, over ", " then."]);
    let part = at.fed(&["assess", "own-it", "--plain", "--no-save"], good);
    has(&part, &["1 of 8 exchanges"]);
    assert_eq!(at.store().drills(None).unwrap().iter().filter(|drill| drill.mode == Mode::Assess).count(), 16);
}

#[test]
fn progress_tells_little_where_little_is_known_and_draws_what_a_terminal_can() {
    let at = Trainee::new();
    at.fed(&["drill", "own-it/double-booked", "--plain", "--seed", "1"], SORRY);
    has(&at.run(&["progress"]), &["How it is said", "too few to tell", "best: “", "practised with one person so far"]);
    let months_of = Trainee::new();
    months(&months_of);
    let out = months_of.run(&["progress", "--all"]);
    has(&out, &["Warmth", "now then", "with help:", "Pitfalls", "120 replies in 40 drills"]);
    assert!(out.contains('▇') || out.contains('▅'), "{out}");
    for env in [("TERM", "dumb"), ("LC_ALL", "C")] {
        let plain = months_of.fed_with(&["progress"], "", &[env]).1;
        assert!(!plain.contains(['▁', '▂', '▃', '▅', '▇']) && plain.contains('='), "{plain}");
    }
}

/// Every number of the page by its name.
fn numbers(page: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for part in page.split("data-key=\"").skip(1) {
        let (key, rest) = part.split_once("\">").unwrap();
        let value = rest.split_once('<').unwrap().0.to_owned();
        let before = found.insert(key.to_owned(), value.clone());
        assert!(before.is_none_or(|before| before == value), "{key} is told twice, and differently");
    }
    found
}

#[derive(Default)]
struct Sum(f64, usize);

impl Sum {
    fn add(&mut self, value: f64) {
        self.0 += value;
        self.1 += 1;
    }
}

/// The same numbers, from the attempts alone.
fn from_the_attempts(store: &mut Store) -> BTreeMap<String, f64> {
    let today = now().div_euclid(DAY);
    let from = today + 1 - 84;
    let wholes: Vec<Whole> = store.ids().unwrap().iter().map(|id| store.drill(id).unwrap().unwrap()).collect();
    let mut means: BTreeMap<String, Sum> = BTreeMap::new();
    let mut out: BTreeMap<String, f64> = BTreeMap::new();
    let mut count = |key: String, by: f64| *out.entry(key).or_default() += by;
    for whole in &wholes {
        count("counts/drills".into(), 1.0);
        whole.opportunities.iter().for_each(|moment| count(format!("moments/{}", moment.met.word()), 1.0));
        for attempt in whole.attempts.iter().filter(|attempt| attempt.counts()) {
            count("counts/attempts".into(), 1.0);
            count("counts/assisted".into(), f64::from(u8::from(attempt.assisted)));
            let day = attempt.at.div_euclid(DAY);
            if day < from {
                continue;
            }
            let week = (day - from) / 7;
            let span = if week >= 8 {
                "now"
            } else if week >= 4 {
                "before"
            } else {
                "long ago"
            };
            let mut keys = |name: &str, value: f64| match attempt.assisted {
                true if span == "now" => means.entry(format!("{name}/helped")).or_default().add(value),
                true => {}
                false => [format!("{name}/week/{week}"), format!("{name}/{span}")].into_iter().for_each(|key| means.entry(key).or_default().add(value)),
            };
            attempt.how.iter().for_each(|how| keys("how", how / 100.0));
            attempt.what.iter().for_each(|what| keys("what", what / 100.0));
            for criterion in attempt.criteria.iter().filter(|criterion| criterion.kind == Kind::Skill && !criterion.id.starts_with("check-in-")) {
                keys(&format!("skill/{}", criterion.id), criterion.earned / criterion.weight);
            }
            if !attempt.assisted {
                count(format!("sides/week/{week}/replies"), 1.0);
            }
            for criterion in &attempt.criteria {
                match (criterion.kind, span) {
                    (Kind::Pitfall, "now" | "before") => count(format!("pitfall/{}/{span}", criterion.id), 1.0),
                    (Kind::Skill, _) if !attempt.assisted && !criterion.id.starts_with("check-in-") => count(format!("skill/{}/replies", criterion.id), 1.0),
                    _ => {}
                }
            }
            if let (Some(how), Some(what)) = (attempt.how, attempt.what) {
                count(format!("grid/{}/{}", (how / 20.0).floor().min(4.0), (what / 20.0).floor().min(4.0)), 1.0);
            }
        }
    }
    for (key, Sum(sum, replies)) in means {
        out.insert(format!("{key}/share"), 100.0 * sum / replies as f64);
        out.insert(format!("{key}/replies"), replies as f64);
    }
    drills_on_the_page(&wholes, &mut out);
    remembered(store, today, &mut out);
    out
}

/// How well things are remembered is tested with the schedule; here it is only found again.
fn remembered(store: &mut Store, today: i64, out: &mut BTreeMap<String, f64>) {
    for unit in store.units().unwrap() {
        let id = format!("skill/{}", unit.skill);
        if unit.memory.due <= today {
            *out.entry(format!("{id}/due_now")).or_default() += 1.0;
        }
    }
    let units = store.units().unwrap();
    for unit in &units {
        out.insert(format!("skill/{}/people", unit.skill), schedule::people(units.iter().filter(|other| other.skill == unit.skill)) as f64);
    }
}

fn drills_on_the_page(wholes: &[Whole], out: &mut BTreeMap<String, f64>) {
    let mut latest: Vec<&Whole> = wholes.iter().collect();
    latest.sort_by_key(|whole| -whole.drill.ended);
    latest.truncate(12);
    out.insert("drills/shown".into(), latest.len() as f64);
    for whole in latest {
        let drill = &whole.drill;
        let key = |what: &str| format!("drill/{}/{what}", drill.id);
        for (what, value) in [("score", drill.score), ("how", drill.how), ("what", drill.what)] {
            out.extend(value.map(|value| (key(what), value)));
        }
        out.insert(key("trust/0"), drill.trust_start.into());
        for attempt in &whole.attempts {
            out.extend(attempt.trust_after.map(|trust| (key(&format!("trust/{}", attempt.turn)), f64::from(trust))));
            out.extend(attempt.score.map(|score| (key(&format!("attempt/{}/score", attempt.seq)), score)));
        }
    }
}

#[test]
fn every_number_on_the_page_can_be_found_again() {
    let at = Trainee::new();
    months(&at);
    let page = at.run(&["progress", "--html", "-"]);
    let shown = numbers(&page);
    let expected = from_the_attempts(&mut at.store());
    for (key, value) in &shown {
        let value: f64 = value.parse().unwrap();
        let known = expected.get(key).copied().unwrap_or_else(|| if key.starts_with("grid/") || key.contains("/now") { 0.0 } else { panic!("{key}: {value}") });
        assert!((value - known).abs() <= 0.5 + 1e-9, "{key}: {value} on the page, {known} from the attempts");
    }
    // And nothing that is known of these weeks is kept from the reader.
    for key in expected.keys().filter(|key| !key.contains("long ago") && !(key.ends_with("/replies") && (key.contains("/now") || key.contains("/before")))) {
        assert!(
            shown.contains_key(key) || (key.starts_with("how/week") || key.starts_with("what/week")) && key.ends_with("replies"),
            "{key} is not on the page"
        );
    }
    assert!(shown.len() > 150, "{}", shown.len());
}

#[test]
fn the_page_stands_alone_and_what_somebody_wrote_is_escaped() {
    let at = Trainee::new();
    months(&at);
    has(&at.run(&["progress", "--html", "page.html"]), &["Written to page.html."]);
    let page = std::fs::read_to_string(at.0.path().join("page.html")).unwrap();
    for banned in ["<script", "http://", "https://", "@import", "url(", "<link", "onload", "src="] {
        assert!(!page.contains(banned), "{banned}");
    }
    assert!(page.contains("I'm sorry &amp; &lt;script&gt;alert(0)&lt;/script&gt;") && page.contains("A &lt;title&gt;"));
    let headings: Vec<&str> =
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next().filter(char::is_ascii_digit).map(|_| &page[at + 2..at + 3])).collect();
    assert!(
        headings.windows(2).all(|pair| pair[1] <= pair[0] || pair[1].parse::<u8>().unwrap() == pair[0].parse::<u8>().unwrap() + 1),
        "no heading is left out: {headings:?}"
    );
    assert_eq!(page.matches("<svg").count(), page.matches("role=\"img\"").count());
    assert_eq!(page.matches("<svg").count(), page.matches("<desc").count());
    let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len(), "an id stands once");
    let empty = Trainee::new();
    has(&empty.run(&["progress", "--html", "-"]), &["Nothing has been practised yet."]);
}

#[test]
#[ignore = "needs chromium; look at target/tmp/page-light.png, page-dark.png and page.pdf afterwards"]
fn the_page_can_be_looked_at() {
    let at = Trainee::new();
    months(&at);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join("page.html"), at.run(&["progress", "--html", "-"])).unwrap();
    let page = format!("file://{}", folder.join("page.html").display());
    let kinds: [(&str, &[&str]); 3] = [
        ("page-light.png", &["--window-size=1100,2600", "--screenshot="]),
        ("page-dark.png", &["--blink-settings=preferredColorScheme=0", "--window-size=1100,2600", "--screenshot="]),
        ("page.pdf", &["--no-pdf-header-footer", "--print-to-pdf="]),
    ];
    for (name, arguments) in kinds {
        let path = folder.join(name);
        let _ = std::fs::remove_file(&path);
        let (last, first) = arguments.split_last().unwrap();
        let mut command = Command::new("chromium");
        command.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]).args(first).arg(format!("{last}{}", path.display()));
        assert!(command.arg(&page).stderr(Stdio::null()).status().unwrap().success(), "{name}");
        assert!(std::fs::metadata(&path).unwrap().len() > 10_000, "{name}");
    }
}
