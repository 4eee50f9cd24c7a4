//! x
#![allow(missing_docs)]
pub mod framework;
pub mod speech;
pub mod score;
pub mod drill;
pub mod quick;
