//! What has grown: each skill over twelve weeks, how and what apart, help apart.

use std::collections::BTreeMap;

use super::measure::Mean;
use super::record::{Kind, Met};
use super::schedule::{self, Unit};
use super::store::{Best, Cell, Counts, Side, StoreError, Stretch};
use super::{Store, schedule::skill_of};

/// How many weeks are looked back at.
pub const WEEKS: usize = 12;
/// A month, in weeks: what "now" and "a month ago" are.
pub const MONTH: usize = 4;
/// Days of a week.
const WEEK: i64 = 7;

/// How a skill has grown.
#[derive(Debug, Clone, PartialEq)]
pub struct Skill {
    /// Its id.
    pub id: String,
    /// The mean of each week, the oldest first; without help.
    pub weeks: [Option<Mean>; WEEKS],
    /// The last four weeks.
    pub now: Option<Mean>,
    /// The four weeks before.
    pub before: Option<Mean>,
    /// With help, in the last four weeks.
    pub helped: Option<Mean>,
    /// The best line of the twelve weeks.
    pub best: Option<Best>,
    /// The last line.
    pub last: Option<Best>,
    /// The first day on which it is due somewhere.
    pub due: Option<i64>,
    /// In how many situations it is due today.
    pub due_now: usize,
    /// With how many people it was practised, of today's wording.
    pub people: usize,
    /// Is it learned?
    pub learned: bool,
}

/// A pitfall, and how often it was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pitfall {
    /// Its id.
    pub id: String,
    /// In the last four weeks.
    pub now: usize,
    /// In the four weeks before.
    pub before: usize,
}

/// How or what over the weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// The mean of each week, 0.0..=1.0; without help.
    pub weeks: [Option<Mean>; WEEKS],
    /// The last four weeks.
    pub now: Option<Mean>,
    /// The four weeks before.
    pub before: Option<Mean>,
    /// With help, in the last four weeks.
    pub helped: Option<Mean>,
}

/// What has grown.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Today, in days since 1970.
    pub today: i64,
    /// The first day that is looked at.
    pub from: i64,
    /// How much was practised, ever.
    pub counts: Counts,
    /// The how.
    pub how: Over,
    /// The what.
    pub what: Over,
    /// Replies without help, week by week.
    pub replies: [usize; WEEKS],
    /// Skills, the most practised first.
    pub skills: Vec<Skill>,
    /// Pitfalls, the most frequent first.
    pub pitfalls: Vec<Pitfall>,
    /// Moments that deserved an answer, ever.
    pub moments: Vec<(Met, usize)>,
    /// How attempts spread over how and what, in these weeks.
    pub grid: Vec<Cell>,
}

impl Progress {
    /// Reads it from the history.
    pub fn read(store: &mut Store, today: i64) -> Result<Self, StoreError> {
        let from = today + 1 - WEEK * WEEKS as i64;
        let units = store.units()?;
        let sides = store.sides(from, WEEK)?;
        let mut skills = Vec::new();
        for (id, weeks) in by_id(store.stretches(Kind::Skill, from, WEEK)?) {
            skills.push(skill(store, id, &weeks, &units, today, from)?);
        }
        let practised = |skill: &Skill| skill.weeks.iter().flatten().map(|mean| mean.replies).sum::<usize>();
        skills.sort_by(|a, b| practised(b).cmp(&practised(a)).then(a.id.cmp(&b.id)));
        Ok(Self {
            today,
            from,
            counts: store.counts()?,
            how: over(&sides, |side| side.how.zip(Some(side.hows))),
            what: over(&sides, |side| side.what.zip(Some(side.whats))),
            replies: replies(&sides),
            skills,
            pitfalls: pitfalls(store.stretches(Kind::Pitfall, from, WEEK)?),
            moments: store.moments()?,
            grid: store.grid(from)?,
        })
    }
}

/// The parts of the check-in rubric are told by the rung; the rest is told by id.
fn by_id(stretches: Vec<Stretch>) -> BTreeMap<String, Vec<Stretch>> {
    let mut all: BTreeMap<String, Vec<Stretch>> = BTreeMap::new();
    for stretch in stretches.into_iter().filter(|stretch| !stretch.id.starts_with("check-in-")) {
        all.entry(stretch.id.clone()).or_default().push(stretch);
    }
    all
}

fn skill(store: &Store, id: String, stretches: &[Stretch], units: &[Unit], today: i64, from: i64) -> Result<Skill, StoreError> {
    let mean = |stretch: &Stretch| (stretch.stretch, stretch.assisted, Mean { share: stretch.share, replies: stretch.attempts });
    let over = weeks(stretches.iter().map(mean));
    let of_skill = || units.iter().filter(|unit| unit.skill == skill_of(&id));
    Ok(Skill {
        best: store.best_line(&id, from)?,
        last: store.last_line(&id, from)?,
        due: of_skill().map(|unit| unit.memory.due.max(unit.memory.last + 1)).min(),
        due_now: of_skill().filter(|unit| unit.memory.due <= today).count(),
        people: schedule::people(of_skill()),
        learned: schedule::is_learned(of_skill(), today),
        weeks: over.weeks,
        now: over.now,
        before: over.before,
        helped: over.helped,
        id,
    })
}

fn over(sides: &[Side], value: impl Fn(&Side) -> Option<(f64, usize)>) -> Over {
    let mean = |side: &Side| value(side).map(|(mean, replies)| (side.stretch, side.assisted, Mean { share: mean / 100.0, replies }));
    weeks(sides.iter().filter_map(mean))
}

fn replies(sides: &[Side]) -> [usize; WEEKS] {
    let mut replies = [0; WEEKS];
    for side in sides.iter().filter(|side| !side.assisted) {
        if let Some(place) = usize::try_from(side.stretch).ok().and_then(|week| replies.get_mut(week)) {
            *place = side.attempts;
        }
    }
    replies
}

fn weeks(means: impl Iterator<Item = (i64, bool, Mean)>) -> Over {
    let mut alone = [None; WEEKS];
    let mut helped = [None; WEEKS];
    for (week, assisted, mean) in means {
        let weeks = if assisted { &mut helped } else { &mut alone };
        if let Some(place) = usize::try_from(week).ok().and_then(|week| weeks.get_mut(week)) {
            *place = Some(mean);
        }
    }
    let (past, now) = alone.split_at(WEEKS - MONTH);
    Over { now: together(now), before: together(&past[past.len() - MONTH..]), helped: together(&helped[WEEKS - MONTH..]), weeks: alone }
}

/// The mean of means, each by its weight.
fn together(means: &[Option<Mean>]) -> Option<Mean> {
    let replies: usize = means.iter().flatten().map(|mean| mean.replies).sum();
    let sum: f64 = means.iter().flatten().map(|mean| mean.share * mean.replies as f64).sum();
    (replies > 0).then(|| Mean { share: sum / replies as f64, replies })
}

fn pitfalls(stretches: Vec<Stretch>) -> Vec<Pitfall> {
    let mut all: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for stretch in stretches {
        let counts = all.entry(stretch.id).or_default();
        match usize::try_from(stretch.stretch).unwrap_or(0) {
            week if week >= WEEKS - MONTH => counts.0 += stretch.attempts,
            week if week >= WEEKS - 2 * MONTH => counts.1 += stretch.attempts,
            _ => {}
        }
    }
    let mut all: Vec<Pitfall> = all.into_iter().map(|(id, (now, before))| Pitfall { id, now, before }).filter(|p| p.now + p.before > 0).collect();
    all.sort_by(|a, b| b.now.cmp(&a.now).then(b.before.cmp(&a.before)).then(a.id.cmp(&b.id)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn now_and_a_month_ago_are_four_weeks_each_and_help_stands_apart() {
        let mean = |share, replies| Mean { share, replies };
        let told = weeks(
            [(3, false, mean(0.9, 9)), (7, false, mean(0.5, 2)), (8, false, mean(0.0, 1)), (11, false, mean(1.0, 3)), (11, true, mean(0.2, 4))].into_iter(),
        );
        assert_eq!((told.now, told.before, told.helped), (Some(mean(0.75, 4)), Some(mean(0.5, 2)), Some(mean(0.2, 4))));
        assert_eq!(told.weeks[3], Some(mean(0.9, 9)));
    }
}
