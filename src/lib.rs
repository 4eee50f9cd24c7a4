//! x
#![allow(missing_docs)]
pub mod framework;
pub mod report;
pub mod speech;
