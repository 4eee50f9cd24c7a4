//! A fault beside it: the same words count for less in a reply that brushes off, blames or recites.
//!
//! Source: competence counts only with kindness in complaints (Tax, Brown & Chandrashekaran 1998); the choice is our own judgement.

use super::cold::kindnesses;
use super::{Found, Listening};

/// What a reply may be that names details and things without being of use.
const FAULTS: &[&str] = &["blame-shift", "dismissal", "hollow-apology", "interrogation", "jargon", "over-promise", "policy-wall", "script-speak"];

/// "The courier lost your parcel." A reply with two kind signals is more than its fault.
pub(super) fn beside_a_fault(heard: &Listening) -> Option<Found> {
    let faulty = FAULTS.iter().filter_map(|signal| heard.first_heard.get(signal)).min()?;
    (kindnesses(heard) < 2).then(|| Found::once(*faulty..faulty + 1))
}

/// An apology that takes itself back is heard as such.
pub(super) fn hollow_beside(heard: &Listening) -> Option<Found> {
    heard.first_heard.get("hollow-apology").map(|at| Found::once(*at..*at + 1))
}
