//! The player for a terminal: prompts with a line editor and a menu.

use std::io::{self, Write};

use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::{InquireError, Select, Text};

use super::guard::Guard;
use super::{Input, Player, commands, lines, paint};
use crate::drill::session::Phase;
use crate::drill::{Effect, Event};
use crate::report::page::Style;
use crate::report::scene;

/// Prompts in a terminal and paints pages.
pub struct Screen {
    style: Style,
    _guard: Guard,
    /// Esc was pressed at the last prompt; a second time means it.
    escaped: bool,
}

/// What one can do after feedback, as the menu says it.
const AFTERWARDS: [(&str, Event); 5] =
    [("Go on", Event::Next), ("Try again", Event::Again), ("Why this score?", Event::Why), ("Take it back", Event::Undo), ("Stop for now", Event::Stop)];

impl Screen {
    /// A player for this terminal. `colour`: may prompts be coloured?
    pub fn new(style: Style, colour: bool) -> Self {
        inquire::set_global_render_config(if colour { look() } else { bare() });
        Self { style, _guard: Guard, escaped: false }
    }

    /// A question that yes or no answers; Enter alone is yes.
    pub fn yes(&mut self, question: &str) -> io::Result<bool> {
        match inquire::Confirm::new(question).with_default(true).prompt() {
            Ok(yes) => Ok(yes),
            Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(true),
            Err(error) => Err(other(error)),
        }
    }

    /// One of several; none if the trainee turned away.
    pub fn pick(&mut self, question: &str, choices: Vec<String>) -> io::Result<Option<usize>> {
        match Select::new(question, choices).with_page_size(12).with_help_message("arrows to move, Enter to choose").raw_prompt() {
            Ok(choice) => Ok(Some(choice.index)),
            Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(None),
            Err(error) => Err(other(error)),
        }
    }

    fn answer(&mut self, phase: Phase, answer: Result<String, InquireError>) -> io::Result<Input> {
        let escaped = std::mem::take(&mut self.escaped);
        match answer {
            Ok(typed) => Ok(commands::read(&typed, phase)),
            Err(InquireError::OperationInterrupted) => tidy(Input::Interrupted),
            // Esc is pressed by habit; the first time it only shows what can be done.
            Err(InquireError::OperationCanceled) if escaped => tidy(Input::Event(Event::Stop)),
            Err(InquireError::OperationCanceled) => {
                self.escaped = true;
                tidy(Input::Help(None))
            }
            Err(error) => Err(other(error)),
        }
    }

    fn menu(&mut self) -> io::Result<Input> {
        let names: Vec<&str> = AFTERWARDS.iter().map(|(name, _)| *name).collect();
        let choice = Select::new("And now?", names).without_filtering().with_help_message("arrows to move, Enter to choose").raw_prompt();
        match choice {
            Ok(choice) => Ok(Input::Event(AFTERWARDS[choice.index].1.clone())),
            Err(InquireError::OperationCanceled) => tidy(Input::Event(Event::Next)),
            Err(InquireError::OperationInterrupted) => tidy(Input::Interrupted),
            Err(error) => Err(other(error)),
        }
    }
}

impl Player for Screen {
    fn show(&mut self, effects: &[Effect]) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        for effect in effects {
            write!(out, "{}", paint::page(&scene::page(effect, self.style)))?;
        }
        out.flush()
    }

    fn ask(&mut self, phase: Phase) -> io::Result<Input> {
        match phase {
            Phase::Landed => self.menu(),
            Phase::Reflection => {
                let answer = Text::new("").with_help_message("a thought for yourself, or Enter to finish").prompt();
                self.answer(phase, answer)
            }
            _ => {
                let answer = Text::new("").with_help_message("type your reply, or /hint /skip /undo /stop /help").prompt();
                self.answer(phase, answer)
            }
        }
    }

    fn help(&mut self, unknown: Option<&str>) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        write!(out, "{}", paint::page(&lines::help(unknown, self.style)))?;
        if self.escaped {
            writeln!(out, "  Esc once more stops the drill; it is kept.")?;
        }
        out.flush()
    }
}

/// A prompt that was broken off leaves its help line behind.
fn tidy(input: Input) -> io::Result<Input> {
    crossterm::execute!(io::stderr(), crossterm::terminal::Clear(crossterm::terminal::ClearType::FromCursorDown))?;
    Ok(input)
}

fn other(error: InquireError) -> io::Error {
    match error {
        InquireError::IO(error) => error,
        error => io::Error::other(error),
    }
}

fn bare() -> RenderConfig<'static> {
    RenderConfig::empty().with_prompt_prefix(Styled::new(">")).with_answered_prompt_prefix(Styled::new(">"))
}

fn look() -> RenderConfig<'static> {
    let prefix = Styled::new(">").with_fg(Color::LightCyan);
    RenderConfig::default_colored()
        .with_prompt_prefix(prefix)
        .with_answered_prompt_prefix(prefix)
        .with_answer(StyleSheet::empty())
        .with_help_message(StyleSheet::empty().with_fg(Color::DarkGrey))
}
