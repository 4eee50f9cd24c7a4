//! A framework played by nobody: simulated trainees go through the real session, many times, with a seed each.
//!
//! A [`trainee`] knows the author's answers and picks among them; a [`take`] is one drill that was played so; a [`stage`] plays
//! many and says what came out odd: drills without an end, and reactions that contradict the score.

pub mod stage;
pub mod take;
pub mod trainee;

pub use stage::Rehearsal;
pub use take::Take;
pub use trainee::Trainee;
