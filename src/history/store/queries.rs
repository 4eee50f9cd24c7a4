//! What home and progress ask, answered from indices: 100,000 attempts are no reason to wait.

use rusqlite::{Row, params};

use super::{Store, StoreError, known};
use crate::history::record::{Kind, Met, Seconds};

/// How much was practised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Drills, of all kinds.
    pub drills: usize,
    /// Of these, played to the end.
    pub finished: usize,
    /// Attempts that count.
    pub attempts: usize,
    /// Of these, with help.
    pub assisted: usize,
    /// When the first attempt was.
    pub first: Option<Seconds>,
    /// When the last attempt was.
    pub last: Option<Seconds>,
}

/// One skill, point or pitfall in one attempt that counts, and where it was practised.
#[derive(Debug, Clone, PartialEq)]
pub struct Practised {
    /// When.
    pub at: Seconds,
    /// What it is.
    pub kind: Kind,
    /// The signal, point or part of the check-in rubric.
    pub id: String,
    /// How clearly it was heard, 0..=2.
    pub level: u8,
    /// What it earned of its weight.
    pub earned: f64,
    /// How much it counts.
    pub weight: f64,
    /// A hint, an earlier try or an earlier drill helped.
    pub assisted: bool,
    /// The drill.
    pub drill: String,
    /// The exchange in it, from 1.
    pub turn: usize,
    /// The framework's id.
    pub framework: String,
    /// The scenario's id.
    pub scenario: String,
    /// The beat's id.
    pub beat: String,
    /// Who was talked with.
    pub persona: String,
    /// The words that say it best.
    pub quote: Option<String>,
}

/// The mean of one skill over a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The number of the stretch: 0 is the first.
    pub stretch: i64,
    /// With help?
    pub assisted: bool,
    /// How many attempts asked for it; of a pitfall, in how many it was heard.
    pub attempts: usize,
    /// The mean share that was earned, 0.0..=1.0; for a pitfall the mean share it cost, below 0.
    pub share: f64,
}

impl Store {
    /// How much was practised.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        const DRILLS: &str = "SELECT count(*), count(*) FILTER (WHERE state = 'finished') FROM drills";
        const ATTEMPTS: &str = "SELECT count(*) FILTER (WHERE counts), count(*) FILTER (WHERE counts AND assisted), min(at), max(at) FROM attempts";
        let (drills, finished) = self.connection.query_row(DRILLS, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let counts = |row: &Row| Ok(Counts { drills, finished, attempts: row.get(0)?, assisted: row.get(1)?, first: row.get(2)?, last: row.get(3)? });
        Ok(self.connection.query_row(ATTEMPTS, [], counts)?)
    }

    /// When something was said, since then, the oldest first: for streaks and calendars. Each quarter of an hour is told once, which
    /// is as fine as any day in any place of the earth needs it.
    pub fn times(&self, since: Seconds) -> Result<Vec<Seconds>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT DISTINCT at / 900 * 900 FROM attempts WHERE at >= ?1 ORDER BY at")?;
        Ok(statement.query_map([since], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// What was said in the latest so many drills, each with its replies that count. Measurements are left out: they ask the same each time.
    pub fn said(&self, drills: usize) -> Result<Vec<Vec<String>>, StoreError> {
        const SQL: &str = "SELECT a.drill, t.reply FROM (SELECT n FROM drills WHERE mode = 'drill' ORDER BY ended DESC, n DESC LIMIT ?1) d
            JOIN attempts a ON a.drill = d.n AND a.counts = 1 JOIN texts t ON t.attempt = a.n ORDER BY a.drill, a.seq";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut said: Vec<(i64, Vec<String>)> = Vec::new();
        for row in statement.query_map([drills], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (drill, reply) = row?;
            match said.last_mut().filter(|(last, _)| *last == drill) {
                Some((_, replies)) => replies.push(reply),
                None => said.push((drill, vec![reply])),
            }
        }
        Ok(said.into_iter().map(|(_, replies)| replies).collect())
    }

    /// The mean of each skill, point or pitfall over stretches of so many days, from this day on (both in days since 1970, UTC), by id
    /// and time, with and without help apart.
    pub fn stretches(&self, kind: Kind, from: i64, days: i64) -> Result<Vec<Stretch>, StoreError> {
        const SQL: &str = "SELECT id, (day - ?2) / ?3 AS stretch, assisted, sum(attempts), sum(share) / sum(attempts)
            FROM days WHERE kind = ?1 AND day >= ?2 GROUP BY id, stretch, assisted ORDER BY id, stretch, assisted";
        let stretch = |row: &Row| Ok(Stretch { kind, id: row.get(0)?, stretch: row.get(1)?, assisted: row.get(2)?, attempts: row.get(3)?, share: row.get(4)? });
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_map(params![kind.word(), from, days.max(1)], stretch)?.collect::<Result<_, _>>()?)
    }

    /// Everything that counts of one skill, point or pitfall since then, the oldest first.
    pub fn practised(&self, kind: Kind, id: &str, since: Seconds) -> Result<Vec<Practised>, StoreError> {
        let sql = format!("{PRACTISED} WHERE c.kind = ?1 AND c.id = ?2 AND c.day >= ?3 / 86400 AND c.counts = 1 AND a.at >= ?3 ORDER BY a.at, a.n");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map(params![kind.word(), id, since], practised)?.collect::<Result<_, _>>()?)
    }

    /// Everything that counts, since then: all skills, points and pitfalls, the oldest first.
    pub fn practised_since(&self, since: Seconds) -> Result<Vec<Practised>, StoreError> {
        // The attempts of that time are few, and found by their own index.
        let sql = format!("{PRACTISED} WHERE a.at >= ?1 AND a.counts = 1 ORDER BY a.at, a.n, c.kind, c.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([since], practised)?.collect::<Result<_, _>>()?)
    }

    /// How many moments that deserved an answer were met, late, missed and pushed away.
    pub fn moments(&self) -> Result<Vec<(Met, usize)>, StoreError> {
        let moment = |row: &Row| {
            let met: String = row.get(0)?;
            Ok((known(0, &met, Met::from_word(&met))?, row.get(1)?))
        };
        let mut statement = self.connection.prepare_cached("SELECT met, count(*) FROM opportunities GROUP BY met ORDER BY met")?;
        Ok(statement.query_map([], moment)?.collect::<Result<_, _>>()?)
    }
}

const PRACTISED: &str = "SELECT a.at, c.kind, c.id, c.level, c.earned, c.weight, c.assisted, d.id, a.turn, d.framework, d.scenario, a.beat, d.persona, c.quote
    FROM criteria c JOIN attempts a ON a.n = c.attempt JOIN drills d ON d.n = a.drill";

fn practised(row: &Row) -> rusqlite::Result<Practised> {
    let kind: String = row.get(1)?;
    Ok(Practised {
        at: row.get(0)?,
        kind: known(1, &kind, Kind::from_word(&kind))?,
        id: row.get(2)?,
        level: row.get(3)?,
        earned: row.get(4)?,
        weight: row.get(5)?,
        assisted: row.get(6)?,
        drill: row.get(7)?,
        turn: row.get(8)?,
        framework: row.get(9)?,
        scenario: row.get(10)?,
        beat: row.get(11)?,
        persona: row.get(12)?,
        quote: row.get(13)?,
    })
}
