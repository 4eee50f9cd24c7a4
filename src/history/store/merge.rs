//! Takes in what was exported elsewhere: a union of sets, with nothing doubled and nothing lost.

use rusqlite::{Transaction, TransactionBehavior};

use super::{Store, StoreError, drills, journal};
use crate::history::record::{Attempt, Entry, Fate, Whole};

/// What taking in came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// It was not there.
    New,
    /// It was there, and something was added to it.
    More,
    /// It was there already.
    Known,
}

impl Store {
    /// Takes in drills and entries of the journal, all of them or none. Tells what became of each.
    pub fn merge(&mut self, drills: &[Whole], entries: &[Entry]) -> Result<Vec<Merged>, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut came = drills.iter().map(|whole| merge(&transaction, whole)).collect::<Result<Vec<_>, _>>()?;
        for entry in entries {
            came.push(if journal::note(&transaction, entry)? { Merged::New } else { Merged::Known });
        }
        transaction.commit()?;
        Ok(came)
    }
}

fn merge(transaction: &Transaction, whole: &Whole) -> rusqlite::Result<Merged> {
    let Some(known) = &drills::whole(transaction, &whole.drill.id)? else {
        drills::keep(transaction, whole)?;
        return Ok(Merged::New);
    };
    if known == whole {
        return Ok(Merged::Known);
    }
    // The drill goes on from where it was last; what was said elsewhere is kept beside it.
    let (later, earlier) = if whole.drill.ended > known.drill.ended { (whole, known) } else { (known, whole) };
    let mut together = later.clone();
    let same = |a: &Attempt, b: &Attempt| (a.turn, a.no, &a.reply, a.at) == (b.turn, b.no, &b.reply, b.at);
    let beside = earlier.attempts.iter().filter(|attempt| !later.attempts.iter().any(|other| same(attempt, other)));
    together.attempts.extend(beside.map(|attempt| Attempt { fate: Fate::Withdrawn, ..attempt.clone() }));
    if together == *known {
        return Ok(Merged::Known);
    }
    drills::keep(transaction, &together)?;
    Ok(Merged::More)
}
