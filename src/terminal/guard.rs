//! Puts the terminal back, whatever happened.

use std::io::Write;

/// While this lives the terminal may be changed; when it goes, also by a panic, the terminal is as before.
#[derive(Debug)]
pub struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        // Nothing can be done about a terminal that is gone.
        let _ = crossterm::terminal::disable_raw_mode();
        let mut out = std::io::stderr();
        let _ = crossterm::execute!(out, crossterm::cursor::Show);
        let _ = out.flush();
    }
}
