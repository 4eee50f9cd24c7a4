//! Drills: kept after every reply, listed, found and deleted.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, named_params, params};

use super::rounds::Touched;
use super::{Store, StoreError, attempts, json, known};
use crate::history::record::{Branch, Drill, Met, Mode, Opportunity, Seconds, State, Whole};

/// A drill as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// 32 hexadecimal digits.
    pub id: String,
    /// The framework's id.
    pub framework: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// Who was talked with.
    pub persona: String,
    /// When it began.
    pub started: Seconds,
    /// When something last happened in it.
    pub ended: Seconds,
    /// Practice, or a measurement.
    pub mode: Mode,
    /// How it stands.
    pub state: State,
    /// The mean of the attempts that count, 0.0..=100.0.
    pub score: Option<f64>,
    /// The mean of the how, 0.0..=100.0.
    pub how: Option<f64>,
    /// The mean of the what, 0.0..=100.0.
    pub what: Option<f64>,
    /// Did the mean reach the pass mark?
    pub pass: bool,
    /// Where it was branched off.
    pub branch: Option<Branch>,
    /// Only this beat was played.
    pub beat: Option<String>,
}

impl Summary {
    /// What a list shows of a drill.
    pub fn of(drill: &Drill) -> Self {
        let Drill { id, framework, scenario, title, persona, started, ended, mode, state, score, how, what, pass, branch, beat, .. } = drill.clone();
        Self { id, framework, scenario, title, persona, started, ended, mode, state, score, how, what, pass, branch, beat }
    }
}

/// What a shortened id stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// This one.
    One(String),
    /// Nothing.
    None,
    /// One of these.
    Several(Vec<String>),
}

pub(super) const COLUMNS: &str =
    "id, framework, scenario, title, persona, started, ended, mode, state, score, how, what, pass, branch_drill, branch_turn, beat";

impl Store {
    /// Keeps a drill as it stands, whole or not at all. What was kept of it before and is not in it any more was taken back: it stays,
    /// and does not count.
    pub fn keep(&mut self, whole: &Whole) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        keep(&transaction, whole)?;
        transaction.commit()?;
        Ok(())
    }

    /// The latest drills, the newest first; all of them without a limit.
    pub fn drills(&self, limit: Option<usize>) -> Result<Vec<Summary>, StoreError> {
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let sql = format!("SELECT {COLUMNS} FROM drills ORDER BY ended DESC, n DESC LIMIT ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([limit], summary)?.collect::<Result<_, _>>()?)
    }

    /// The drill in which something last happened.
    pub fn last(&self) -> Result<Option<String>, StoreError> {
        Ok(self.connection.query_row("SELECT id FROM drills ORDER BY ended DESC, n DESC LIMIT 1", [], |row| row.get(0)).optional()?)
    }

    /// The latest drill that can go on: of this scenario, or of any.
    pub fn stopped(&self, place: Option<(&str, &str)>) -> Result<Option<Summary>, StoreError> {
        let (framework, scenario) = place.unzip();
        let sql = format!(
            "SELECT {COLUMNS} FROM drills WHERE state = 'stopped' AND (?1 IS NULL OR (framework = ?1 AND scenario = ?2))
             ORDER BY ended DESC, n DESC LIMIT 1"
        );
        Ok(self.connection.query_row(&sql, params![framework, scenario], summary).optional()?)
    }

    /// What a shortened id stands for.
    pub fn find(&self, short: &str) -> Result<Found, StoreError> {
        let short = short.to_lowercase();
        if short.is_empty() || !short.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Found::None);
        }
        // Every id that begins so lies between the two.
        let mut statement = self.connection.prepare_cached("SELECT id FROM drills WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 6")?;
        let mut ids: Vec<String> = statement.query_map([&short], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(match ids.len() {
            0 => Found::None,
            1 => Found::One(ids.swap_remove(0)),
            _ => Found::Several(ids),
        })
    }

    /// A drill with all that belongs to it, by its whole id.
    pub fn drill(&self, id: &str) -> Result<Option<Whole>, StoreError> {
        // Its parts are read from one state of the file.
        let transaction = self.connection.unchecked_transaction()?;
        Ok(whole(&transaction, id)?)
    }

    /// Marks how a drill stands.
    pub fn mark(&self, id: &str, state: State) -> Result<(), StoreError> {
        self.connection.execute("UPDATE drills SET state = ?2 WHERE id = ?1", params![id, state.word()])?;
        Ok(())
    }

    /// Deletes a drill and all that belongs to it, for good. The journal is left alone.
    pub fn delete(&self, id: &str) -> Result<bool, StoreError> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let mut touched = Touched::default();
        touched.goes(&transaction, "d.id", &id)?;
        let deleted = transaction.execute("DELETE FROM drills WHERE id = ?1", [id])? > 0;
        touched.write(&transaction)?;
        transaction.commit()?;
        Ok(deleted)
    }

    /// The ids of all drills, in the order in which they began.
    pub fn ids(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM drills ORDER BY started, id")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// Reads a drill with all that belongs to it.
pub(super) fn whole(connection: &Connection, id: &str) -> rusqlite::Result<Option<Whole>> {
    let sql = format!(
        "SELECT {COLUMNS}, drills.n, seed, engine, fingerprint, trust_start, trust_end, session
         FROM drills JOIN sessions ON sessions.drill = drills.n WHERE id = ?1"
    );
    let Some((n, drill)) = connection.prepare_cached(&sql)?.query_row([id], drill).optional()? else { return Ok(None) };
    Ok(Some(Whole { drill, attempts: attempts::of(connection, n)?, opportunities: opportunities(connection, n)? }))
}

fn opportunities(connection: &Connection, n: i64) -> rusqlite::Result<Vec<Opportunity>> {
    let mut statement = connection.prepare_cached("SELECT turn, quote, met, words FROM opportunities WHERE drill = ?1 ORDER BY place")?;
    let opportunity = |row: &Row| {
        let met: String = row.get(2)?;
        Ok(Opportunity { turn: row.get(0)?, quote: row.get(1)?, met: known(2, &met, Met::from_word(&met))?, words: row.get(3)? })
    };
    statement.query_map([n], opportunity)?.collect()
}

/// Writes a drill as it stands.
pub(super) fn keep(transaction: &Transaction, whole: &Whole) -> rusqlite::Result<()> {
    let n = put(transaction, &whole.drill)?;
    attempts::keep(transaction, n, (&whole.drill.framework, &whole.drill.scenario), &whole.attempts)?;
    transaction.prepare_cached("DELETE FROM opportunities WHERE drill = ?1")?.execute([n])?;
    let mut add = transaction.prepare_cached("INSERT INTO opportunities (drill, place, turn, quote, met, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (at, moment) in whole.opportunities.iter().enumerate() {
        add.execute(params![n, at + 1, moment.turn, moment.quote, moment.met.word(), moment.words])?;
    }
    Ok(())
}

/// Writes the drill itself; gives its number in this file.
fn put(transaction: &Transaction, drill: &Drill) -> rusqlite::Result<i64> {
    const SQL: &str = "INSERT INTO drills (id, framework, scenario, title, persona, seed, started, ended, engine, fingerprint, mode,
            branch_drill, branch_turn, beat, state, score, how, what, pass, trust_start, trust_end)
        VALUES (:id, :framework, :scenario, :title, :persona, :seed, :started, :ended, :engine, :fingerprint, :mode,
            :branch_drill, :branch_turn, :beat, :state, :score, :how, :what, :pass, :trust_start, :trust_end)
        ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, engine = excluded.engine, fingerprint = excluded.fingerprint,
            state = excluded.state, score = excluded.score, how = excluded.how, what = excluded.what, pass = excluded.pass,
            trust_end = excluded.trust_end
        RETURNING n";
    let n = transaction.prepare_cached(SQL)?.query_row(
        named_params! {
            ":id": drill.id, ":framework": drill.framework, ":scenario": drill.scenario, ":title": drill.title,
            ":persona": drill.persona, ":seed": drill.seed.cast_signed(), ":started": drill.started, ":ended": drill.ended,
            ":engine": drill.engine, ":fingerprint": drill.fingerprint, ":mode": drill.mode.word(),
            ":branch_drill": drill.branch.as_ref().map(|branch| &branch.drill), ":branch_turn": drill.branch.as_ref().map(|branch| branch.turn),
            ":beat": drill.beat, ":state": drill.state.word(), ":score": drill.score, ":how": drill.how, ":what": drill.what, ":pass": drill.pass,
            ":trust_start": drill.trust_start, ":trust_end": drill.trust_end,
        },
        |row| row.get(0),
    )?;
    const SESSION: &str = "INSERT INTO sessions (drill, session) VALUES (?1, ?2) ON CONFLICT (drill) DO UPDATE SET session = excluded.session";
    transaction.prepare_cached(SESSION)?.execute(params![n, drill.session.to_string()])?;
    Ok(n)
}

pub(super) fn summary(row: &Row) -> rusqlite::Result<Summary> {
    let (mode, state): (String, String) = (row.get(7)?, row.get(8)?);
    let branch = row.get::<_, Option<String>>(13)?.zip(row.get(14)?).map(|(drill, turn)| Branch { drill, turn });
    Ok(Summary {
        id: row.get(0)?,
        framework: row.get(1)?,
        scenario: row.get(2)?,
        title: row.get(3)?,
        persona: row.get(4)?,
        started: row.get(5)?,
        ended: row.get(6)?,
        mode: known(7, &mode, Mode::from_word(&mode))?,
        state: known(8, &state, State::from_word(&state))?,
        score: row.get(9)?,
        how: row.get(10)?,
        what: row.get(11)?,
        pass: row.get(12)?,
        branch,
        beat: row.get(15)?,
    })
}

fn drill(row: &Row) -> rusqlite::Result<(i64, Drill)> {
    let Summary { id, framework, scenario, title, persona, started, ended, mode, state, score, how, what, pass, branch, beat } = summary(row)?;
    let session: String = row.get(22)?;
    let drill = Drill {
        id,
        framework,
        scenario,
        title,
        persona,
        seed: row.get::<_, i64>(17)?.cast_unsigned(),
        started,
        ended,
        engine: row.get(18)?,
        fingerprint: row.get(19)?,
        mode,
        branch,
        beat,
        state,
        score,
        how,
        what,
        pass,
        trust_start: row.get(20)?,
        trust_end: row.get(21)?,
        session: json(22, &session)?,
    };
    Ok((row.get(16)?, drill))
}
