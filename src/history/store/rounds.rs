//! Rounds and units: what is due, kept beside the attempts.
//!
//! A round is what was practised of a skill in one beat on one day; a unit is how well a skill is remembered in a situation. Both follow
//! from the attempts and are made again from them at any time; they are kept so that home need not read a hundred thousand attempts.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row, ToSql, Transaction, TransactionBehavior, params};

use super::attempts::DAY;
use super::{Store, StoreError};
use crate::history::record::{Attempt, Kind};
use crate::history::schedule::{Memory, Round, Scheduler, Unit, skill_of};

/// The name of a criterion's skill in SQL, as [`skill_of`] has it.
const SKILL: &str = "iif(c.id LIKE 'check-in-%', 'check-in', iif(c.id IN ('names-the-gap', 'explains-again'), 'close-loop', c.id))";

/// A beat as it reads today.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Print {
    /// The framework's id.
    pub framework: String,
    /// The scenario's id.
    pub scenario: String,
    /// The beat's id.
    pub beat: String,
    /// Its fingerprint.
    pub print: String,
}

/// Where a round belongs: a beat on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    skill: String,
    framework: String,
    scenario: String,
    day: i64,
    beat: String,
    print: String,
}

/// The rounds that changed while a drill is kept: what came, or that something went.
#[derive(Debug, Default)]
pub(super) struct Touched(BTreeMap<Key, Change>);

#[derive(Debug)]
enum Change {
    /// So much was earned of so much, of which with help.
    Came(f64, f64, f64),
    /// Something counts no more.
    Went,
}

impl Touched {
    /// An attempt was added.
    pub(super) fn came(&mut self, (framework, scenario): (&str, &str), attempt: &Attempt) {
        // One that was asked for twice is kept once.
        let mut seen = BTreeSet::new();
        let skills = attempt.criteria.iter().filter(|criterion| criterion.kind == Kind::Skill && attempt.counts());
        for criterion in skills.filter(|criterion| seen.insert(&criterion.id)) {
            let key = Key {
                skill: skill_of(&criterion.id).to_owned(),
                framework: framework.to_owned(),
                scenario: scenario.to_owned(),
                day: attempt.at.div_euclid(DAY),
                beat: attempt.beat.clone(),
                print: attempt.print.clone(),
            };
            let helped = if attempt.assisted { criterion.weight } else { 0.0 };
            match self.0.entry(key).or_insert(Change::Came(0.0, 0.0, 0.0)) {
                Change::Came(earned, weight, with_help) => {
                    *earned += criterion.earned;
                    *weight += criterion.weight;
                    *with_help += helped;
                }
                // It is summed again as a whole.
                Change::Went => {}
            }
        }
    }

    /// Attempts are about to count no more: those that this condition names, with one value.
    pub(super) fn goes(&mut self, transaction: &Transaction, condition: &str, value: &dyn ToSql) -> rusqlite::Result<()> {
        let sql = format!(
            "SELECT DISTINCT {SKILL}, d.framework, d.scenario, c.day, a.beat, a.print
             FROM drills d JOIN attempts a ON a.drill = d.n JOIN criteria c ON c.attempt = a.n WHERE {condition} = ?1 AND c.kind = 'skill' AND c.counts = 1"
        );
        let key =
            |row: &Row| Ok(Key { skill: row.get(0)?, framework: row.get(1)?, scenario: row.get(2)?, day: row.get(3)?, beat: row.get(4)?, print: row.get(5)? });
        for key in transaction.prepare_cached(&sql)?.query_map([value], key)? {
            self.0.insert(key?, Change::Went);
        }
        Ok(())
    }

    /// Brings the rounds and units up to date, when everything else is written.
    pub(super) fn write(self, transaction: &Transaction) -> rusqlite::Result<()> {
        for (key, change) in &self.0 {
            match change {
                Change::Came(earned, weight, helped) => add(transaction, key, (*earned, *weight, *helped))?,
                Change::Went => sum(transaction, key)?,
            }
        }
        let units: BTreeSet<_> = self.0.into_keys().map(|key| (key.skill, key.framework, key.scenario)).collect();
        if units.is_empty() {
            return Ok(());
        }
        let scheduler = Scheduler::default();
        units.iter().try_for_each(|unit| learn(transaction, &scheduler, (&unit.0, &unit.1, &unit.2)))
    }
}

fn add(transaction: &Transaction, key: &Key, (earned, weight, helped): (f64, f64, f64)) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO rounds (skill, framework, scenario, day, beat, print, earned, weight, helped) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT DO UPDATE SET earned = earned + excluded.earned, weight = weight + excluded.weight, helped = helped + excluded.helped";
    transaction.prepare_cached(SQL)?.execute(params![key.skill, key.framework, key.scenario, key.day, key.beat, key.print, earned, weight, helped])?;
    Ok(())
}

/// Sums a round again, so that no rounding stays behind of what was taken away.
fn sum(transaction: &Transaction, key: &Key) -> rusqlite::Result<()> {
    const DELETE: &str = "DELETE FROM rounds WHERE skill = ?1 AND framework = ?2 AND scenario = ?3 AND day = ?4 AND beat = ?5 AND print = ?6";
    transaction.prepare_cached(DELETE)?.execute(params![key.skill, key.framework, key.scenario, key.day, key.beat, key.print])?;
    let sql = format!(
        "INSERT INTO rounds (skill, framework, scenario, day, beat, print, earned, weight, helped)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, sum(c.earned), sum(c.weight), sum(iif(c.assisted, c.weight, 0.0))
         FROM attempts a JOIN drills d ON d.n = a.drill JOIN criteria c ON c.attempt = a.n
         WHERE a.at >= ?4 * 86400 AND a.at < (?4 + 1) * 86400 AND a.counts = 1 AND a.beat = ?5 AND a.print = ?6
            AND d.framework = ?2 AND d.scenario = ?3 AND c.kind = 'skill' AND {SKILL} = ?1 HAVING count(*) > 0"
    );
    transaction.prepare_cached(&sql)?.execute(params![key.skill, key.framework, key.scenario, key.day, key.beat, key.print])?;
    Ok(())
}

/// Learns a unit again from its rounds; one without any is no more.
fn learn(connection: &Connection, scheduler: &Scheduler, (skill, framework, scenario): (&str, &str, &str)) -> rusqlite::Result<()> {
    // What was practised in a beat that reads otherwise today counts no more; a beat that nobody knows is not held against it.
    const ROUNDS: &str = "SELECT r.day, r.earned, r.weight, r.helped FROM rounds r
        LEFT JOIN beats b ON b.framework = r.framework AND b.scenario = r.scenario AND b.beat = r.beat
        WHERE r.skill = ?1 AND r.framework = ?2 AND r.scenario = ?3 AND (r.print = '' OR b.print IS NULL OR b.print = r.print) ORDER BY r.day";
    let round = |row: &Row| Ok(Round { day: row.get(0)?, earned: row.get(1)?, weight: row.get(2)?, helped: row.get(3)? });
    let rounds: Vec<Round> = connection.prepare_cached(ROUNDS)?.query_map([skill, framework, scenario], round)?.collect::<Result<_, _>>()?;
    let Some(memory) = scheduler.learn(&rounds) else {
        connection.prepare_cached("DELETE FROM units WHERE skill = ?1 AND framework = ?2 AND scenario = ?3")?.execute([skill, framework, scenario])?;
        return Ok(());
    };
    const PERSONA: &str = "SELECT persona FROM drills WHERE framework = ?1 AND scenario = ?2 AND persona <> '' ORDER BY n DESC LIMIT 1";
    let persona: Option<String> = connection.prepare_cached(PERSONA)?.query_row([framework, scenario], |row| row.get(0)).optional()?;
    const UNIT: &str = "INSERT OR REPLACE INTO units (skill, framework, scenario, persona, stability, difficulty, share, reviews, last, due)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let Memory { stability, difficulty, share, reviews, last, due } = memory;
    connection.prepare_cached(UNIT)?.execute(params![
        skill,
        framework,
        scenario,
        persona.unwrap_or_default(),
        stability,
        difficulty,
        share,
        reviews,
        last,
        due
    ])?;
    Ok(())
}

impl Store {
    /// How well each skill is remembered in each situation.
    pub fn units(&mut self) -> Result<Vec<Unit>, StoreError> {
        let stale: bool = self.connection.query_row("SELECT EXISTS (SELECT 1 FROM notes WHERE name = 'units')", [], |row| row.get(0))?;
        if stale {
            self.rebuild_units()?;
        }
        const SQL: &str =
            "SELECT skill, framework, scenario, persona, stability, difficulty, share, reviews, last, due FROM units ORDER BY skill, framework, scenario";
        let unit = |row: &Row| {
            let memory =
                Memory { stability: row.get(4)?, difficulty: row.get(5)?, share: row.get(6)?, reviews: row.get(7)?, last: row.get(8)?, due: row.get(9)? };
            Ok(Unit { skill: row.get(0)?, framework: row.get(1)?, scenario: row.get(2)?, persona: row.get(3)?, memory })
        };
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_map([], unit)?.collect::<Result<_, _>>()?)
    }

    /// Makes the rounds and units again from the attempts.
    pub fn rebuild_units(&mut self) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM rounds", [])?;
        let sql = format!(
            "INSERT INTO rounds (skill, framework, scenario, day, beat, print, earned, weight, helped)
             SELECT {SKILL} AS skill, d.framework, d.scenario, c.day, a.beat, a.print, sum(c.earned), sum(c.weight), sum(iif(c.assisted, c.weight, 0.0))
             FROM criteria c JOIN attempts a ON a.n = c.attempt JOIN drills d ON d.n = a.drill
             WHERE c.kind = 'skill' AND c.counts = 1 GROUP BY skill, d.framework, d.scenario, c.day, a.beat, a.print"
        );
        transaction.execute(&sql, [])?;
        transaction.execute("DELETE FROM units", [])?;
        learn_all(&transaction, None)?;
        transaction.execute("DELETE FROM notes WHERE name = 'units'", [])?;
        transaction.commit()?;
        Ok(())
    }

    /// Takes note of how the beats of these frameworks read today. Only what was practised in those that read otherwise is forgotten.
    pub fn beats(&mut self, today: &[Print]) -> Result<(), StoreError> {
        let known: BTreeSet<Print> = self
            .connection
            .prepare_cached("SELECT framework, scenario, beat, print FROM beats")?
            .query_map([], |row| Ok(Print { framework: row.get(0)?, scenario: row.get(1)?, beat: row.get(2)?, print: row.get(3)? }))?
            .collect::<Result<_, _>>()?;
        let changed: Vec<&Print> = today.iter().filter(|print| !known.contains(print)).collect();
        if changed.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for print in &changed {
            const SQL: &str = "INSERT OR REPLACE INTO beats (framework, scenario, beat, print) VALUES (?1, ?2, ?3, ?4)";
            transaction.prepare_cached(SQL)?.execute([&print.framework, &print.scenario, &print.beat, &print.print])?;
        }
        let places: BTreeSet<(&str, &str)> = changed.iter().map(|print| (print.framework.as_str(), print.scenario.as_str())).collect();
        places.into_iter().try_for_each(|place| learn_all(&transaction, Some(place)))?;
        transaction.commit()?;
        Ok(())
    }
}

/// Learns all units again, or those of one scenario.
fn learn_all(connection: &Connection, place: Option<(&str, &str)>) -> rusqlite::Result<()> {
    let (framework, scenario) = place.unzip();
    let units: Vec<(String, String, String)> = connection
        .prepare_cached("SELECT DISTINCT skill, framework, scenario FROM rounds WHERE ?1 IS NULL OR (framework = ?1 AND scenario = ?2)")?
        .query_map(params![framework, scenario], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let scheduler = Scheduler::default();
    units.iter().try_for_each(|unit| learn(connection, &scheduler, (&unit.0, &unit.1, &unit.2)))
}
