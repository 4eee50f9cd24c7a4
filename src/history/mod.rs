//! What was practised, in a database that outlives the program.
//!
//! [`record`] is what is kept, as plain data. [`store`] is the database. Only `store/open.rs` and `store/old.rs` touch the disk
//! themselves. Nothing here reads the clock, and nothing knows what happens inside a drill: a session is opaque JSON.

pub mod record;
pub mod store;

pub use store::{Home, Store, StoreError};
