//! x
#![allow(missing_docs)]
pub mod framework;
pub mod speech;
pub mod score;
pub mod drill;
pub mod report;
pub mod terminal;
pub mod history;
pub mod cli;
