//! What was practised, kept on the disk.
//!
//! Today that is the drill that was stopped, so that it can go on, and what was written after a drill. [`store`] is the only file here that touches the disk.

pub mod store;

pub use store::Store;
