//! The plain player: lines in, text out. For pipes, for simple terminals, and for screen readers.

use std::io::{self, BufRead, Write};

use super::{Input, Player, commands, paint};
use crate::drill::session::Phase;
use crate::drill::{Effect, Event};
use crate::report::page::{Page, Style, Tone, piece, plain};
use crate::report::scene;

/// Reads lines and writes pages.
pub struct Lines<R, W> {
    /// Where replies come from.
    input: R,
    /// Where pages go.
    output: W,
    /// How pages are made.
    style: Style,
    /// Write what was read, because no terminal does.
    echo: bool,
    /// A line that was read too early: the reply to the line that comes after the feedback.
    pending: Option<String>,
}

impl<R: BufRead, W: Write> Lines<R, W> {
    /// A plain player. `echo`: write what is read, because no terminal does.
    pub fn new(input: R, output: W, style: Style, echo: bool) -> Self {
        Self { input, output, style, echo, pending: None }
    }

    /// What was written.
    pub fn into_output(self) -> W {
        self.output
    }

    fn read(&mut self) -> io::Result<Option<String>> {
        if self.pending.is_some() {
            return Ok(self.pending.take());
        }
        let mut bytes = Vec::new();
        let read = self.input.read_until(b'\n', &mut bytes)?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn prompt(&mut self, phase: Phase) -> io::Result<()> {
        let prompt = if phase == Phase::Landed { "(Enter goes on) > " } else { "> " };
        self.output.write_all(prompt.as_bytes())?;
        self.output.flush()
    }

    fn echoed(&mut self, typed: &str) -> io::Result<()> {
        let mut page = Page::new(self.style);
        page.paragraph(0, 2, &[plain("> "), plain(typed.trim())]);
        self.page(&page)
    }

    fn page(&mut self, page: &Page) -> io::Result<()> {
        self.output.write_all(paint::page(page).as_bytes())?;
        self.output.flush()
    }
}

impl<R: BufRead, W: Write> Player for Lines<R, W> {
    fn show(&mut self, effects: &[Effect]) -> io::Result<()> {
        for effect in effects {
            self.page(&scene::page(effect, self.style))?;
        }
        Ok(())
    }

    fn ask(&mut self, phase: Phase) -> io::Result<Input> {
        if !self.echo {
            self.prompt(phase)?;
        }
        let Some(typed) = self.read()? else { return Ok(Input::End) };
        let input = commands::read(&typed, phase);
        if phase == Phase::Landed && matches!(input, Input::Event(Event::Reply { .. })) {
            // The feedback was read: this already answers what the person says next.
            self.pending = Some(typed);
            return Ok(Input::Event(Event::Next));
        }
        if self.echo && !typed.trim().is_empty() {
            self.echoed(&typed)?;
        }
        Ok(input)
    }

    fn help(&mut self, unknown: Option<&str>) -> io::Result<()> {
        let page = help(unknown, self.style);
        self.page(&page)
    }
}

/// The commands as a page.
pub fn help(unknown: Option<&str>, style: Style) -> Page {
    let mut page = Page::new(style);
    if let Some(unknown) = unknown {
        page.paragraph(2, 2, &[piece(format!("There is no {unknown}."), Tone::Fair)]);
    }
    page.paragraph(2, 2, &[plain("Type what you would say, or:")]);
    for (name, does) in commands::help() {
        page.row(plain(" "), name, 8, &[piece(does, Tone::Faint)]);
    }
    page
}
