//! One run through a scenario, as a pure state machine.
//!
//! [`Session::step`] takes what happened ([`event`]) and gives the new session and what is to be shown ([`effect`]). It knows
//! no terminal, no clock and no disk; everything it needs besides itself is a [`Course`]. A [`debrief`]
//! looks back at the end, [`recall`] at what was remembered from earlier visits, and [`replay`] plays a saved drill again. A drill may be of
//! one beat alone, or silent, or a later visit: its [`way`]; what a trainee
//! says in one drill after another, their [`habits`], goes with it. Players in `terminal` turn keys into events and effects into a screen. For
//! coaches a [`rehearsal`] plays a framework many times over, and [`coverage`] tells what of it nobody tries.

pub mod coverage;
pub mod debrief;
pub mod effect;
pub mod event;
pub mod habits;
mod play;
pub mod prints;
pub mod reaction;
pub mod recall;
pub mod rehearsal;
pub mod replay;
pub mod saved;
pub mod session;
pub mod variants;
pub mod way;

pub use debrief::Debrief;
pub use effect::{Effect, Note};
pub use event::Event;
pub use session::{Session, SessionError};
pub use way::Way;

/// What a session is played with.
pub use crate::score::Course;
