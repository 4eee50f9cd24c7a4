//! The attempts of a drill: added, taken back, never lost.

use rusqlite::{Connection, Row, Transaction, named_params, params};

use super::rounds::Touched;
use super::{json, known};
use crate::history::record::{Attempt, Criterion, Fate, Kind};

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// What is known of an attempt that was kept before.
struct Kept {
    n: i64,
    seq: u32,
    turn: usize,
    no: usize,
    fate: Fate,
    at: i64,
    trust_after: Option<i32>,
    reply: String,
}

impl Kept {
    /// Is it the same attempt? What stands in a drill is known by its place. An attempt that was taken back shares its place with
    /// others, so the second counts too.
    fn is(&self, attempt: &Attempt) -> bool {
        let same = (self.turn, self.no, self.reply.as_str()) == (attempt.turn, attempt.no, attempt.reply.as_str());
        same && if attempt.fate == Fate::Withdrawn { self.at == attempt.at } else { self.fate != Fate::Withdrawn }
    }
}

/// Makes what is kept of a drill agree with what stands in it now. What stands no more was taken back.
pub(super) fn keep(transaction: &Transaction, drill: i64, place: (&str, &str), attempts: &[Attempt]) -> rusqlite::Result<()> {
    let mut touched = Touched::default();
    let kept = kept(transaction, drill)?;
    let stands = |known: &&Kept| known.fate != Fate::Withdrawn && !attempts.iter().any(|attempt| known.is(attempt));
    for gone in kept.iter().filter(stands) {
        touched.goes(transaction, "a.n", &gone.n)?;
        withdraw(transaction, gone.n)?;
    }
    let mut next = kept.iter().map(|known| known.seq).max().unwrap_or(0) + 1;
    for attempt in attempts {
        match kept.iter().find(|known| known.is(attempt)) {
            Some(known) if known.trust_after != attempt.trust_after => {
                transaction.prepare_cached("UPDATE attempts SET trust_after = ?2 WHERE n = ?1")?.execute(params![known.n, attempt.trust_after])?;
            }
            Some(_) => {}
            None => {
                // A number that was given elsewhere is kept where it is free.
                let seq = next.max(attempt.seq);
                add(transaction, drill, seq, attempt)?;
                touched.came(place, attempt);
                next = seq + 1;
            }
        }
    }
    touched.write(transaction)
}

fn kept(transaction: &Transaction, drill: i64) -> rusqlite::Result<Vec<Kept>> {
    const SQL: &str = "SELECT n, seq, turn, no, fate, at, trust_after, reply FROM attempts JOIN texts ON texts.attempt = n WHERE drill = ?1 ORDER BY seq";
    let kept = |row: &Row| {
        let fate: String = row.get(4)?;
        Ok(Kept {
            n: row.get(0)?,
            seq: row.get(1)?,
            turn: row.get(2)?,
            no: row.get(3)?,
            fate: known(4, &fate, Fate::from_word(&fate))?,
            at: row.get(5)?,
            trust_after: row.get(6)?,
            reply: row.get(7)?,
        })
    };
    transaction.prepare_cached(SQL)?.query_map([drill], kept)?.collect()
}

fn withdraw(transaction: &Transaction, n: i64) -> rusqlite::Result<()> {
    transaction.prepare_cached("UPDATE attempts SET fate = 'withdrawn', counts = 0 WHERE n = ?1")?.execute([n])?;
    transaction.prepare_cached("UPDATE criteria SET counts = 0 WHERE attempt = ?1")?.execute([n])?;
    Ok(())
}

fn add(transaction: &Transaction, drill: i64, seq: u32, attempt: &Attempt) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO attempts (drill, seq, turn, no, beat, at, score, how, what, rung, pass, assisted, fate, counts,
            trust_before, trust_after, engine, print)
        VALUES (:drill, :seq, :turn, :no, :beat, :at, :score, :how, :what, :rung, :pass, :assisted, :fate, :counts,
            :trust_before, :trust_after, :engine, :print)";
    transaction.prepare_cached(SQL)?.execute(named_params! {
        ":drill": drill, ":seq": seq, ":turn": attempt.turn, ":no": attempt.no, ":beat": attempt.beat, ":at": attempt.at,
        ":score": attempt.score, ":how": attempt.how, ":what": attempt.what, ":rung": attempt.rung, ":pass": attempt.pass,
        ":assisted": attempt.assisted, ":fate": attempt.fate.word(), ":counts": attempt.counts(),
        ":trust_before": attempt.trust_before, ":trust_after": attempt.trust_after, ":engine": attempt.engine,
        ":print": attempt.print,
    })?;
    let n = transaction.last_insert_rowid();
    const TEXTS: &str = "INSERT INTO texts (attempt, line, reply, judgement) VALUES (?1, ?2, ?3, ?4)";
    transaction.prepare_cached(TEXTS)?.execute(params![n, attempt.line, attempt.reply, attempt.judgement.to_string()])?;
    const CRITERION: &str = "INSERT OR IGNORE INTO criteria (attempt, kind, id, level, earned, weight, quote, day, counts, assisted)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let mut criteria = transaction.prepare_cached(CRITERION)?;
    for c in &attempt.criteria {
        criteria.execute(params![
            n,
            c.kind.word(),
            c.id,
            c.level,
            c.earned,
            c.weight,
            c.quote,
            attempt.at.div_euclid(DAY),
            attempt.counts(),
            attempt.assisted
        ])?;
    }
    Ok(())
}

/// The attempts of a drill, in the order in which they were said.
pub(super) fn of(connection: &Connection, drill: i64) -> rusqlite::Result<Vec<Attempt>> {
    const SQL: &str = "SELECT n, seq, turn, no, beat, at, score, how, what, rung, pass, assisted, fate, trust_before, trust_after, engine,
            line, reply, judgement, print
        FROM attempts JOIN texts ON texts.attempt = n WHERE drill = ?1 ORDER BY seq";
    connection.prepare_cached(SQL)?.query_map([drill], |row| attempt(connection, row))?.collect()
}

fn attempt(connection: &Connection, row: &Row) -> rusqlite::Result<Attempt> {
    let (fate, judgement): (String, String) = (row.get(12)?, row.get(18)?);
    Ok(Attempt {
        seq: row.get(1)?,
        turn: row.get(2)?,
        no: row.get(3)?,
        beat: row.get(4)?,
        line: row.get(16)?,
        at: row.get(5)?,
        reply: row.get(17)?,
        score: row.get(6)?,
        how: row.get(7)?,
        what: row.get(8)?,
        rung: row.get(9)?,
        pass: row.get(10)?,
        assisted: row.get(11)?,
        fate: known(12, &fate, Fate::from_word(&fate))?,
        trust_before: row.get(13)?,
        trust_after: row.get(14)?,
        engine: row.get(15)?,
        print: row.get(19)?,
        criteria: criteria(connection, row.get(0)?)?,
        judgement: json(18, &judgement)?,
    })
}

fn criteria(connection: &Connection, attempt: i64) -> rusqlite::Result<Vec<Criterion>> {
    let criterion = |row: &Row| {
        let kind: String = row.get(0)?;
        Ok(Criterion {
            kind: known(0, &kind, Kind::from_word(&kind))?,
            id: row.get(1)?,
            level: row.get(2)?,
            earned: row.get(3)?,
            weight: row.get(4)?,
            quote: row.get(5)?,
        })
    };
    const SQL: &str = "SELECT kind, id, level, earned, weight, quote FROM criteria WHERE attempt = ?1 ORDER BY kind, id";
    connection.prepare_cached(SQL)?.query_map([attempt], criterion)?.collect()
}
