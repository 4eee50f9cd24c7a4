//! Asking a person something, where one sits.

use std::io::{self, BufReader, IsTerminal};

use super::style;
use crate::terminal::Desk;
use crate::terminal::lines::Lines;
use crate::terminal::screen::Screen;

/// Asks, if there is somebody to ask.
pub(super) fn ask<T>(question: impl FnOnce(&mut dyn Desk) -> io::Result<T>) -> io::Result<Option<T>> {
    somebody().map(|mut desk| question(&mut *desk)).transpose()
}

/// The one who can be asked: at a screen, or line by line where the terminal can do no more.
pub(super) fn somebody() -> Option<Box<dyn Desk>> {
    if has_screen() {
        let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        return Some(Box::new(Screen::new(style(), colour)));
    }
    let lines = || Lines::new(BufReader::new(io::stdin()), anstream::stdout(), style(), false);
    io::stdin().is_terminal().then(|| -> Box<dyn Desk> { Box::new(lines()) })
}

/// Prompts and single keys need a terminal on both sides that can move its cursor.
pub(super) fn has_screen() -> bool {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    !dumb && io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal()
}
