//! Single keys, while nothing is typed.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::guard::Guard;

/// A key that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A letter, small.
    Letter(char),
    /// Ctrl-C, or Ctrl-D.
    Interrupted,
}

/// While this lives keys come one by one and are not shown; when it goes, the terminal is as before.
#[derive(Debug)]
pub struct Keys {
    _guard: Guard,
}

impl Keys {
    /// Listens for keys.
    pub fn open() -> io::Result<Self> {
        Ok(Self { _guard: Guard::raw()? })
    }

    /// The next key, if one is pressed in this time.
    pub fn wait(&self, time: Duration) -> io::Result<Option<Key>> {
        if !event::poll(time)? {
            return Ok(None);
        }
        Ok(match event::read()? {
            Event::Key(key) if key.kind == KeyEventKind::Press => meant(key),
            _ => None,
        })
    }
}

fn meant(key: KeyEvent) -> Option<Key> {
    let held = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char('c' | 'd') if held == KeyModifiers::CONTROL => Some(Key::Interrupted),
        KeyCode::Char(letter) if held.is_empty() => Some(Key::Letter(letter.to_ascii_lowercase())),
        _ => None,
    }
}
