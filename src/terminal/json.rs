//! The player for programs: one event a line in, its effects on one line out.

use std::io::{self, BufRead, Write};

use serde::Serialize;

use super::{Input, Player};
use crate::drill::session::Phase;
use crate::drill::{Effect, Event};
use crate::report::json;

/// Reads events and writes effects, both as JSON.
pub struct Json<R, W> {
    /// Where events come from.
    pub input: R,
    /// Where effects go.
    pub output: W,
}

#[derive(Serialize)]
struct Shown<'a> {
    effects: &'a [Effect],
}

impl<R: BufRead, W: Write> Player for Json<R, W> {
    fn show(&mut self, effects: &[Effect]) -> io::Result<()> {
        writeln!(self.output, "{}", json::line(&Shown { effects }))?;
        self.output.flush()
    }

    fn ask(&mut self, _: Phase) -> io::Result<Input> {
        loop {
            let mut bytes = Vec::new();
            if self.input.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(Input::End);
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Event>(&bytes) {
                Ok(event) => return Ok(Input::Event(event)),
                Err(error) => writeln!(self.output, "{}", json::line(&serde_json::json!({ "error": error.to_string() })))?,
            }
            self.output.flush()?;
        }
    }

    fn help(&mut self, _: Option<&str>) -> io::Result<()> {
        Ok(())
    }
}
