//! Puts the terminal back, whatever happened.

use std::io::{self, Write};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// While this lives the terminal may be changed; when it goes, also by a panic, the terminal is as before.
#[derive(Debug)]
pub struct Guard;

impl Guard {
    /// A guard for the whole program: it also stands there when the program is told to go.
    pub fn posted() -> Self {
        #[cfg(unix)]
        on_signal();
        Self
    }

    /// Keys come one by one, and a paste comes whole, until this goes.
    pub fn raw() -> io::Result<Self> {
        enable_raw_mode()?;
        let guard = Self;
        // A terminal that cannot tell a paste from typing can still be typed in.
        let _ = crossterm::execute!(io::stderr(), EnableBracketedPaste);
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn restore() {
    // Nothing can be done about a terminal that is gone.
    let mut out = io::stderr();
    let _ = crossterm::execute!(out, DisableBracketedPaste, crossterm::cursor::Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Goes as the signal says, and leaves the terminal in order. What was said is on the disk already.
#[cfg(unix)]
fn on_signal() {
    use crossterm::style::Print;
    use crossterm::terminal::{Clear, ClearType};
    use signal_hook::consts::{SIGHUP, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGTERM]) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            // A prompt may stand there, with its help below.
            let _ = crossterm::execute!(io::stderr(), Clear(ClearType::FromCursorDown), Print("\r\n"));
            restore();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}
