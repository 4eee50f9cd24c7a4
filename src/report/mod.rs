//! Values into words: everything the program shows is made here, and nothing is printed.
//!
//! What goes to a person is a [`page`] of toned pieces, wrapped to a width that is given; a player paints it. What goes to
//! programs is [`json`]. [`words`] holds the small phrases that several screens share.

pub mod agreement;
pub mod assess;
pub mod card;
pub mod debrief;
pub mod draft;
pub mod feedback;
pub mod finding;
pub mod history;
pub mod home;
pub mod html;
pub mod json;
pub mod page;
pub mod practice;
pub mod progress;
pub mod receipts;
pub mod rehearsal;
pub mod replayed;
pub mod scene;
pub mod seat;
pub mod spark;
pub mod table;
pub mod watch;
pub mod when;
pub mod words;
pub mod xapi;

pub use page::{Page, Style, Tone};
