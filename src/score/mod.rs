//! Evidence in, judgement out.
//!
//! A [`rubric`] says what counts in a beat and how much; [`judge`] adds up the evidence and [`check_in`] does so for
//! check-in questions; [`advice`] finds the one thing to try; a [`course`] is a framework made ready for all of that;
//! [`trial`] runs a framework's own examples, [`hardness`] makes them worse in the ways of [`cheat`]. How well
//! all this hears what people hear is told by [`agreement`], and [`weigh`] fits a sheet to their labels. Every number stands in [`bounds`]. Nothing here knows of a drill.

pub mod advice;
pub mod agreement;
pub mod bounds;
pub mod cheat;
pub mod check_in;
pub mod course;
pub mod hardness;
pub mod judge;
pub mod judgement;
pub mod rubric;
pub mod trial;
pub mod weigh;

pub use course::{Course, Moment};
pub use judgement::{Judgement, NotScored, Score};
