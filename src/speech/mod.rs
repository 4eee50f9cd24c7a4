//! Text in, evidence out.
//!
//! This room knows English and cue sheets; it knows no framework, no score and no screen. Read it in this order:
//! [`text`] cuts a reply into sentences and words, each in its [`normal`] form, and marks what a [`negation`] reaches and
//! what each sentence does by its [`form`]; [`cue`] reads the phrase patterns that coaches write and [`pattern`] compiles
//! them; a [`book`] finds thousands of patterns in one pass; a [`sheet`] says which patterns and which [`detectors`] speak
//! for a signal; the [`ear`] puts it together and gives [`evidence`]. [`aloud`] turns a cue back into a sentence, [`content`] tells
//! what a text is about.

pub mod aloud;
pub mod book;
pub mod content;
pub mod cue;
pub mod detectors;
pub mod ear;
pub mod evidence;
pub mod form;
pub mod language;
pub mod lexicon;
pub mod negation;
pub mod normal;
pub mod pattern;
pub mod setting;
pub mod sheet;
pub mod shorthand;
mod spelling;
pub mod text;

pub use book::Book;
pub use ear::Ear;
pub use evidence::{Evidence, Heard, Level, Place, Reading};
pub use setting::Setting;
pub use sheet::Sheet;
pub use text::Utterance;
