//! Values in, words out. Nothing here prints: what is returned is a text.

pub mod finding;
