//! What was practised, in a database that outlives the program.
//!
//! [`record`] is what is kept, as plain data. [`schedule`] tells what is due, [`progress`] what has grown, [`measure`] what an
//! assessment shows. [`store`] is the database. Only `store/open.rs` and `store/old.rs` touch the disk
//! themselves. Nothing here reads the clock, and nothing knows what happens inside a drill: a session is opaque JSON.

pub mod measure;
pub mod progress;
pub mod record;
pub mod schedule;
pub mod store;

pub use store::{Home, Store, StoreError};
