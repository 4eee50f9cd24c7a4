//! What practice asks of the history: best lines, how and what, the pace, visits, assessments.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError, Summary, drills};
use crate::history::record::{Kind, Seconds};
use crate::history::schedule::skill_of;

/// A line in which something was heard.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// The words.
    pub quote: String,
    /// What they earned, 0.0..=1.0.
    pub share: f64,
    /// When they were said.
    pub at: Seconds,
    /// In which drill.
    pub drill: String,
    /// In which exchange, from 1.
    pub turn: usize,
}

/// How and what over a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The number of the stretch: 0 is the first.
    pub stretch: i64,
    /// With help?
    pub assisted: bool,
    /// How many attempts.
    pub attempts: usize,
    /// The mean how, 0.0..=100.0; none where no beat asked for it.
    pub how: Option<f64>,
    /// Over so many.
    pub hows: usize,
    /// The mean what.
    pub what: Option<f64>,
    /// Over so many.
    pub whats: usize,
}

/// A skill in one exchange of an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// When the assessment began: the same for all of its exchanges.
    pub started: Seconds,
    /// The scenario's id.
    pub scenario: String,
    /// The beat's id.
    pub beat: String,
    /// Fingerprint of the beat.
    pub print: String,
    /// The skill's id.
    pub skill: String,
    /// What was earned.
    pub earned: f64,
    /// Of so much.
    pub weight: f64,
    /// The score of the reply, 0.0..=100.0.
    pub score: Option<f64>,
}

/// How a number of attempts spread over how and what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The fifth of the how: 0 is below 20, 4 is 80 and more.
    pub how: u8,
    /// The fifth of the what.
    pub what: u8,
    /// How many attempts.
    pub attempts: usize,
}

impl Store {
    /// The line that earned most for a skill since this day, the latest of equals; without help.
    pub fn best_line(&self, skill: &str, from: i64) -> Result<Option<Best>, StoreError> {
        const ROW: &str = "SELECT attempt FROM criteria WHERE kind = 'skill' AND id = ?1 AND day >= ?2 AND counts = 1 AND assisted = 0 AND earned > 0
            ORDER BY earned / weight DESC, day DESC, attempt DESC LIMIT 1";
        let attempt: Option<i64> = self.connection.prepare_cached(ROW)?.query_row(params![skill, from], |row| row.get(0)).optional()?;
        attempt.map_or(Ok(None), |attempt| self.line(skill, attempt))
    }

    /// The last line in which a skill was heard, without help.
    pub fn last_line(&self, skill: &str, from: i64) -> Result<Option<Best>, StoreError> {
        const ROW: &str = "SELECT attempt FROM criteria WHERE kind = 'skill' AND id = ?1 AND day >= ?2 AND counts = 1 AND assisted = 0 AND earned > 0
            ORDER BY day DESC, attempt DESC LIMIT 1";
        let attempt: Option<i64> = self.connection.prepare_cached(ROW)?.query_row(params![skill, from], |row| row.get(0)).optional()?;
        attempt.map_or(Ok(None), |attempt| self.line(skill, attempt))
    }

    fn line(&self, skill: &str, attempt: i64) -> Result<Option<Best>, StoreError> {
        const SQL: &str =
            "SELECT c.quote, c.earned / c.weight, a.at, d.id, a.turn FROM criteria c JOIN attempts a ON a.n = c.attempt JOIN drills d ON d.n = a.drill
            WHERE c.attempt = ?2 AND c.kind = 'skill' AND c.id = ?1 AND c.quote IS NOT NULL";
        let best = |row: &Row| Ok(Best { quote: row.get(0)?, share: row.get(1)?, at: row.get(2)?, drill: row.get(3)?, turn: row.get(4)? });
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![skill, attempt], best).optional()?)
    }

    /// The mean of the how and of the what over stretches of so many days, from this day on, with and without help apart.
    pub fn sides(&self, from: i64, days: i64) -> Result<Vec<Side>, StoreError> {
        const SQL: &str = "SELECT (at / 86400 - ?1) / ?2 AS stretch, assisted, count(*), avg(how), count(how), avg(what), count(what) FROM attempts
            WHERE at >= ?1 * 86400 AND counts = 1 GROUP BY stretch, assisted ORDER BY stretch, assisted";
        let side = |row: &Row| {
            Ok(Side {
                stretch: row.get(0)?,
                assisted: row.get(1)?,
                attempts: row.get(2)?,
                how: row.get(3)?,
                hows: row.get(4)?,
                what: row.get(5)?,
                whats: row.get(6)?,
            })
        };
        Ok(self.connection.prepare_cached(SQL)?.query_map(params![from, days.max(1)], side)?.collect::<Result<_, _>>()?)
    }

    /// How attempts spread over how and what since this day, in fifths; those that have both.
    pub fn grid(&self, from: i64) -> Result<Vec<Cell>, StoreError> {
        const SQL: &str = "SELECT min(4, CAST(how / 20 AS INTEGER)) AS h, min(4, CAST(what / 20 AS INTEGER)) AS w, count(*) FROM attempts
            WHERE at >= ?1 * 86400 AND counts = 1 AND how IS NOT NULL AND what IS NOT NULL GROUP BY h, w ORDER BY h, w";
        let cell = |row: &Row| Ok(Cell { how: row.get(0)?, what: row.get(1)?, attempts: row.get(2)? });
        Ok(self.connection.prepare_cached(SQL)?.query_map([from], cell)?.collect::<Result<_, _>>()?)
    }

    /// How many seconds an exchange takes this trainee: the middle one of the latest; none where too few are known.
    pub fn pace(&self) -> Result<Option<i64>, StoreError> {
        /// So many exchanges are looked at, and at least so many must be known.
        const LATEST: usize = 100;
        const ENOUGH: usize = 8;
        /// A longer one was a break, in seconds.
        const BREAK: i64 = 600;
        const SQL: &str = "SELECT drill, at FROM attempts ORDER BY at DESC, n DESC LIMIT ?1";
        let rows: Vec<(i64, i64)> =
            self.connection.prepare_cached(SQL)?.query_map([LATEST], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let pairs = rows.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        let mut took: Vec<i64> = pairs.map(|pair| pair[0].1 - pair[1].1).filter(|took| (1..=BREAK).contains(took)).collect();
        took.sort_unstable();
        Ok((took.len() >= ENOUGH).then(|| took[took.len() / 2]))
    }

    /// The last time that a whole scenario was played to its end in practice.
    pub fn finished(&self, framework: &str, scenario: &str) -> Result<Option<Summary>, StoreError> {
        let sql = format!(
            "SELECT {} FROM drills WHERE framework = ?1 AND scenario = ?2 AND state = 'finished' AND beat IS NULL AND mode = 'drill'
             ORDER BY ended DESC, n DESC LIMIT 1",
            drills::COLUMNS
        );
        Ok(self.connection.prepare_cached(&sql)?.query_row([framework, scenario], drills::summary).optional()?)
    }

    /// Everything that was measured of a framework, the oldest assessment first.
    pub fn measured(&self, framework: &str) -> Result<Vec<Measured>, StoreError> {
        const SQL: &str = "SELECT d.started, d.scenario, a.beat, a.print, c.id, c.earned, c.weight, a.score
            FROM drills d JOIN attempts a ON a.drill = d.n JOIN criteria c ON c.attempt = a.n
            WHERE d.framework = ?1 AND d.mode = 'assess' AND a.counts = 1 AND c.kind = ?2 ORDER BY d.started, d.n, a.seq, c.id";
        let measured = |row: &Row| {
            let criterion: String = row.get(4)?;
            Ok(Measured {
                started: row.get(0)?,
                scenario: row.get(1)?,
                beat: row.get(2)?,
                print: row.get(3)?,
                skill: skill_of(&criterion).to_owned(),
                earned: row.get(5)?,
                weight: row.get(6)?,
                score: row.get(7)?,
            })
        };
        Ok(self.connection.prepare_cached(SQL)?.query_map([framework, Kind::Skill.word()], measured)?.collect::<Result<_, _>>()?)
    }
}
