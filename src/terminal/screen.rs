//! The player for a terminal: prompts, menus, and pages in colour.

use std::io::{self, Write};

use inquire::list_option::ListOption;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::{InquireError, MultiSelect, Select, Text};

use super::guard::Guard;
use super::prompt::{Prompt, Typed};
use super::{Answer, Desk, Input, Player, commands, lines, paint, screen_size};
use crate::drill::session::Phase;
use crate::drill::{Effect, Event};
use crate::report::page::{Page, Style, Tone, piece};
use crate::report::scene;

/// Prompts in a terminal and paints pages.
pub struct Screen {
    style: Style,
    colour: bool,
    _guard: Guard,
    /// Esc was pressed at the last prompt; a second time means it.
    escaped: bool,
    /// What had been typed when Esc was pressed: it comes back.
    draft: String,
    /// What was said last.
    last: String,
}

/// What one can do after feedback, as the menu says it.
const AFTERWARDS: [(&str, Event); 5] =
    [("Go on", Event::Next), ("Try again", Event::Again), ("Why this score?", Event::Why), ("Take it back", Event::Undo), ("Stop for now", Event::Stop)];

/// The help below a menu.
const CHOOSING: &str = "arrows to move, Enter to choose";
const MARKING: &str = "arrows to move, Space to mark, Enter when done";

impl Screen {
    /// A player for this terminal. `colour`: may prompts be coloured?
    pub fn new(style: Style, colour: bool) -> Self {
        inquire::set_global_render_config(if colour { look() } else { bare() });
        Self { style, colour, _guard: Guard::posted(), escaped: false, draft: String::new(), last: String::new() }
    }

    fn reply(&mut self, phase: Phase) -> io::Result<Input> {
        let help = match phase {
            Phase::Reflection => "a thought for yourself, or Enter to finish",
            _ => "type your reply, or /hint /skip /undo /stop /help",
        };
        let prompt = Prompt { help, last: &self.last, colour: self.colour };
        let typed = prompt.ask(std::mem::take(&mut self.draft))?;
        let escaped = std::mem::take(&mut self.escaped);
        Ok(match typed {
            Typed::Interrupted => Input::Interrupted,
            Typed::Left(_) if escaped => Input::Event(Event::Stop),
            // Esc is pressed by habit; the first time it only shows what can be done.
            Typed::Left(text) => {
                (self.escaped, self.draft) = (true, text);
                Input::Help(None)
            }
            Typed::Line(text) => {
                let input = commands::read(&text, phase);
                if let Input::Event(Event::Reply { text }) = &input {
                    self.last.clone_from(text);
                }
                input
            }
        })
    }

    fn menu(&mut self) -> io::Result<Input> {
        let names: Vec<&str> = AFTERWARDS.iter().map(|(name, _)| *name).collect();
        loop {
            let choice = Select::new("And now?", names.clone()).without_filtering().with_help_message(CHOOSING).raw_prompt();
            match answer(choice)? {
                Answer::Is(choice) => return Ok(Input::Event(AFTERWARDS[choice.index].1.clone())),
                Answer::Interrupted => return Ok(Input::Interrupted),
                Answer::Left if std::mem::take(&mut self.escaped) => return Ok(Input::Event(Event::Stop)),
                Answer::Left => {
                    self.escaped = true;
                    self.say("  Esc once more stops the drill.\n")?;
                }
            }
        }
    }

    fn say(&self, text: &str) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// The screen may have been made wider or narrower since the last page.
    fn measure(&mut self) {
        self.style = Style { numbers: self.style.numbers, ..Style::new(screen_size().0) };
    }
}

impl Player for Screen {
    fn show(&mut self, effects: &[Effect]) -> io::Result<()> {
        self.measure();
        // What comes right after a menu stands apart from it; the other pages see to that themselves.
        if matches!(effects, [Effect::Line(_) | Effect::Scene(_), ..]) {
            self.say("\n")?;
        }
        effects.iter().try_for_each(|effect| self.say(&paint::page(&scene::page(effect, self.style))))
    }

    fn ask(&mut self, phase: Phase) -> io::Result<Input> {
        match phase {
            Phase::Landed => {
                self.escaped = false;
                self.menu()
            }
            _ => self.reply(phase),
        }
    }

    fn help(&mut self, unknown: Option<&str>) -> io::Result<()> {
        self.measure();
        self.say(&paint::page(&lines::help(unknown, &[("Alt-Enter", "a new line in your reply")], self.style)))?;
        if self.escaped { self.say("  Esc once more stops the drill.\n") } else { Ok(()) }
    }
}

impl Desk for Screen {
    fn yes(&mut self, question: &str) -> io::Result<Answer<bool>> {
        answer(inquire::Confirm::new(question).with_default(true).prompt())
    }

    fn sure(&mut self, question: &str) -> io::Result<Answer<bool>> {
        answer(inquire::Confirm::new(question).with_default(false).prompt())
    }

    fn words(&mut self, question: &str) -> io::Result<Answer<String>> {
        self.measure();
        let mut page = Page::new(self.style);
        page.text(&[piece(question, Tone::Strong)]);
        self.say(&paint::page(&page))?;
        let prompt = Prompt { help: "Enter goes on, Alt-Enter is a new line, Esc leaves", last: "", colour: self.colour };
        Ok(match prompt.ask(String::new())? {
            Typed::Line(text) => Answer::Is(commands::readable(&text).trim().to_owned()),
            Typed::Left(_) => Answer::Left,
            Typed::Interrupted => Answer::Interrupted,
        })
    }

    fn pick(&mut self, question: &str, choices: &[String]) -> io::Result<Answer<usize>> {
        let (choices, size) = fitting(choices, 3);
        let select = Select::new(question, choices).with_page_size(size).with_help_message(CHOOSING);
        // What was chosen stands as a title on the next page; here it would only be cut.
        let chosen = |_: ListOption<&String>| String::new();
        Ok(match answer(select.with_formatter(&chosen).raw_prompt())? {
            Answer::Is(choice) => Answer::Is(choice.index),
            Answer::Left => Answer::Left,
            Answer::Interrupted => Answer::Interrupted,
        })
    }

    fn several(&mut self, question: &str, choices: &[String], marked: &[usize]) -> io::Result<Answer<Vec<usize>>> {
        let (choices, size) = fitting(choices, 7);
        let select = MultiSelect::new(question, choices).with_default(marked).with_page_size(size).with_help_message(MARKING);
        Ok(match answer(select.raw_prompt())? {
            Answer::Is(chosen) => Answer::Is(chosen.into_iter().map(|choice| choice.index).collect()),
            Answer::Left => Answer::Left,
            Answer::Interrupted => Answer::Interrupted,
        })
    }

    fn line(&mut self, question: &str, proposed: &str) -> io::Result<Answer<String>> {
        let typed = answer(Text::new(question).with_default(proposed).prompt())?;
        Ok(match typed {
            Answer::Is(text) => Answer::Is(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            left => left,
        })
    }
}

/// The choices of a menu cut to the screen, beside so many columns of marks, and how many of them are shown at once: a menu that is wider
/// or taller than the screen could not be drawn over.
fn fitting(choices: &[String], marks: usize) -> (Vec<String>, usize) {
    let (columns, lines) = screen_size();
    let short = |choice: &String| super::editor::fit(choice, columns.saturating_sub(marks)).trim_end().to_owned();
    (choices.iter().map(short).collect(), lines.saturating_sub(3).clamp(1, 12))
}

/// What a short question came to. One that was broken off leaves its help line behind, which is cleared.
fn answer<T>(answer: Result<T, InquireError>) -> io::Result<Answer<T>> {
    let left = match answer {
        Ok(value) => return Ok(Answer::Is(value)),
        Err(InquireError::OperationCanceled) => Answer::Left,
        Err(InquireError::OperationInterrupted) => Answer::Interrupted,
        Err(InquireError::IO(error)) => return Err(error),
        Err(error) => return Err(io::Error::other(error)),
    };
    crossterm::execute!(io::stderr(), crossterm::terminal::Clear(crossterm::terminal::ClearType::FromCursorDown))?;
    Ok(left)
}

fn bare() -> RenderConfig<'static> {
    RenderConfig::empty().with_prompt_prefix(Styled::new(">")).with_answered_prompt_prefix(Styled::new(">")).with_canceled_prompt_indicator(Styled::new(""))
}

fn look() -> RenderConfig<'static> {
    let prefix = Styled::new(">").with_fg(Color::DarkCyan);
    RenderConfig::default_colored()
        .with_prompt_prefix(prefix)
        .with_answered_prompt_prefix(prefix)
        .with_canceled_prompt_indicator(Styled::new(""))
        .with_answer(StyleSheet::empty())
        .with_help_message(StyleSheet::empty().with_fg(Color::DarkGrey))
}
