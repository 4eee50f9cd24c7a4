//! Every number of the scoring, in one table: unit, range, source.

/// A score, in points: 0.0..=100.0.
pub const MAX_SCORE: f64 = 100.0;

/// Trust of a persona, in points: 0..=100.
pub const MAX_TRUST: i32 = 100;

/// What a check-in question earns for its rung, as a share of the weight of "asked": none, tests the customer, owns the
/// clarity or offers, open, built on this person. 0.0..=1.0. Source: the order is AHRQ's teach-back tool; the steps are our own
/// judgement, 2026-11-22: a kind but closed question alone stays just under a pass.
pub const LADDER: [f64; 5] = [0.0, 0.3, 0.6, 0.85, 1.0];

/// Weights of the check-in rubric (design section 6); our own judgement, 2026-11-22.
pub mod check_in {
    /// Asked at all, by its rung.
    pub const ASKED: f64 = 3.0;
    /// The purpose fits.
    pub const PURPOSE: f64 = 2.0;
    /// It is about this person.
    pub const ABOUT_THEM: f64 = 2.0;
    /// One question at a time.
    pub const ONE_AT_A_TIME: f64 = 1.0;
    /// In own words, not said before.
    pub const FRESH: f64 = 1.0;
}

/// Weights for closing the loop after a "no"; our own judgement, 2026-11-22.
pub mod close_loop {
    /// The gap is named.
    pub const NAMES_GAP: f64 = 2.0;
    /// It is explained in other words.
    pub const EXPLAINS_AGAIN: f64 = 2.0;
    /// It is checked again. Heavy enough that "do you understand?" after a good explanation still does not pass.
    pub const CHECKS_AGAIN: f64 = 3.5;
    /// So many new words are an explanation; half of them are half of one.
    pub const EXPLANATION_WORDS: usize = 8;
}

/// Pitfalls that count in every beat, with their weight when the framework gives none; our own judgement, 2026-11-22.
pub const ALWAYS_AVOID: [(&str, f64); 3] = [("borrowed-words", 3.0), ("script-speak", 1.0), ("too-long", 1.0)];

/// What a pitfall weighs that a beat names without a weight.
pub const PITFALL_WEIGHT: f64 = 1.0;

/// What a skill weighs that a beat names without a weight.
pub const SKILL_WEIGHT: f64 = 1.0;

/// Longer replies are not scored, in words: over three minutes of speech at 150 words a minute. Nobody listens that long.
pub const MOST_WORDS: usize = 500;

/// Advice must promise so many points more, or it is not worth a word.
pub const LEAST_GAIN: f64 = 1.0;

/// A good answer that was made worse must lose so many points at least, or the rubric can be cheated. Our own judgement, 2026-11-28.
pub const LEAST_DROP: f64 = 1.0;

/// How many examples of a signal advice tries out.
pub const EXAMPLES_TRIED: usize = 4;
