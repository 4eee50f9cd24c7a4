//! What an author's file says, and what is wrong with it.
//!
//! [`yaml`] reads a file into a tree that knows the place of every key and value; [`shape`] holds the tree against the
//! schema of the types; [`load`] makes a [`model`] of it, with its [`journey`]s; [`check`] looks for what the types can not say, also in a file that
//! [`mend`] first had to bring into shape; [`schema`] gives the shape to editors. Everything
//! wrong is a [`finding`], all of them at once. [`files`] is the only file here that touches the disk, [`shelf`] keeps what
//! was found. How well a reply does is none of this room's business.

pub mod check;
pub mod codes;
pub mod files;
pub mod finding;
pub mod graft;
pub mod journey;
pub mod load;
pub mod mend;
pub mod model;
pub mod schema;
pub mod shape;
pub mod shelf;
mod values;
pub mod yaml;

pub use finding::{Finding, Severity, Source};
pub use model::Framework;
pub use shelf::Shelf;
