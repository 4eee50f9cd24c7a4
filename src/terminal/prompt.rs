//! Typing a reply: keys in, the draft on the screen.
//!
//! `inquire` asks the short questions. A reply may be long, pasted and of several lines, and there `inquire` draws anew for each
//! letter of a paste and loses its place once the text is taller than the screen; so replies are typed here.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::ops::Range;

use crossterm::Command;
use crossterm::cursor::{Hide, MoveUp, Show};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{Clear, ClearType};

use super::editor::{Draft, Reach, fit, row_of, rows, width};
use super::guard::Guard;
use crate::report::page::Style;

/// What came of a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A line was typed.
    Line(String),
    /// Esc; the text is what had been typed until then.
    Left(String),
    /// Ctrl-C.
    Interrupted,
}

/// A prompt for one reply.
#[derive(Debug)]
pub struct Prompt<'a> {
    /// One line of help below it.
    pub help: &'a str,
    /// What was typed last: the arrow up brings it back.
    pub last: &'a str,
    /// May it be coloured?
    pub colour: bool,
}

/// Columns of the mark in front of a row.
const MARK: usize = 2;
/// Rows of a reply that stay on the screen once it is said; a longer one is shown by its beginning.
const TALLEST: usize = 12;

/// What is on the screen, so that it can be drawn over.
#[derive(Debug, Default)]
struct Drawn {
    /// Columns of the rows above the cursor's.
    above: Vec<usize>,
    /// Columns left of the cursor.
    left: usize,
}

impl Drawn {
    /// Rows from the cursor up to the first one. A terminal that became narrower has folded the rows that were drawn.
    fn height(&self, columns: usize) -> usize {
        let folds = |wide: usize| wide.saturating_sub(1) / columns;
        self.above.iter().map(|wide| 1 + folds(*wide)).sum::<usize>() + folds(self.left)
    }
}

impl Prompt<'_> {
    /// Asks; `text` stands there already.
    pub fn ask(&self, text: String) -> io::Result<Typed> {
        let _raw = Guard::raw()?;
        let mut draft = Draft::new(text);
        let mut drawn = Drawn::default();
        loop {
            drawn = self.draw(&draft, &drawn)?;
            let done = match event::read()? {
                Event::Paste(text) => {
                    draft.insert(&text);
                    None
                }
                Event::Key(key) if key.kind == KeyEventKind::Press => self.key(key, &mut draft),
                _ => None,
            };
            if let Some(done) = done {
                close(&draft, &drawn)?;
                return Ok(match done {
                    Done::Said => Typed::Line(draft.into_text()),
                    Done::Left => Typed::Left(draft.into_text()),
                    Done::Interrupted => Typed::Interrupted,
                });
            }
        }
    }

    fn key(&self, key: KeyEvent, draft: &mut Draft) -> Option<Done> {
        // Ctrl and Alt together are how some keyboards type letters such as @.
        let held = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let reach = if held.is_empty() { Reach::Letter } else { Reach::Word };
        match key.code {
            KeyCode::Enter if held == KeyModifiers::ALT => draft.insert("\n"),
            KeyCode::Enter => return Some(Done::Said),
            KeyCode::Esc => return Some(Done::Left),
            KeyCode::Backspace => draft.delete_back(reach),
            KeyCode::Delete => draft.delete_on(reach),
            KeyCode::Left => draft.back(reach),
            KeyCode::Right => draft.on(reach),
            KeyCode::Home => draft.back(Reach::Line),
            KeyCode::End => draft.on(Reach::Line),
            KeyCode::Up if draft.text().is_empty() => draft.insert(self.last),
            KeyCode::Up => _ = draft.climb(-1, room()),
            KeyCode::Down => _ = draft.climb(1, room()),
            KeyCode::Char(letter) if held == KeyModifiers::CONTROL => return control(letter, draft),
            KeyCode::Char('b') if held == KeyModifiers::ALT => draft.back(Reach::Word),
            KeyCode::Char('f') if held == KeyModifiers::ALT => draft.on(Reach::Word),
            KeyCode::Char('d') if held == KeyModifiers::ALT => draft.delete_on(Reach::Word),
            KeyCode::Char(_) if held == KeyModifiers::ALT => {}
            KeyCode::Char(letter) => draft.insert(letter.encode_utf8(&mut [0; 4])),
            _ => {}
        }
        None
    }

    /// Draws the draft over what was drawn before, in one go, so that nothing flickers.
    fn draw(&self, draft: &Draft, before: &Drawn) -> io::Result<Drawn> {
        let (columns, lines) = super::screen_size();
        let room = room();
        let rows = rows(draft.text(), room);
        let at = row_of(&rows, draft.cursor());
        // One line for the help, and one that shows where the prompt belongs.
        let most = lines.saturating_sub(2).max(1);
        let first = (at + 1).saturating_sub(most);
        let last = rows.len().min(first + most);
        let mut out = over(before, columns);
        let mark = |row: usize| {
            if row == 0 {
                self.mark()
            } else if row == first {
                "… ".to_owned()
            } else {
                "  ".to_owned()
            }
        };
        let shown = |row: &Range<usize>| fit(&draft.text()[row.clone()], room);
        for (number, row) in rows.iter().enumerate().take(last).skip(first) {
            let _ = write!(out, "{}{}\r\n", mark(number), shown(row));
        }
        let help = fit(self.help, columns.saturating_sub(1));
        out.push_str(&if self.colour { format!("\u{1b}[2m{help}\u{1b}[0m") } else { help.to_owned() });
        ansi(&mut out, MoveUp(u16::try_from(last - at).unwrap_or(u16::MAX)));
        // Written again up to the cursor: so it stands where this terminal thinks the letters end.
        let left = fit(&draft.text()[rows[at].start..draft.cursor()], room);
        let _ = write!(out, "\r{}{left}", mark(at));
        ansi(&mut out, Show);
        show(&out)?;
        let above = rows[first..at].iter().map(|row| MARK + width(shown(row))).collect();
        Ok(Drawn { above, left: MARK + width(left) })
    }

    fn mark(&self) -> String {
        if self.colour { "\u{1b}[36m>\u{1b}[0m ".to_owned() } else { "> ".to_owned() }
    }
}

/// How a prompt ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Said,
    Left,
    Interrupted,
}

/// The keys of every shell.
fn control(letter: char, draft: &mut Draft) -> Option<Done> {
    match letter {
        'c' => return Some(Done::Interrupted),
        'd' if draft.text().is_empty() => return Some(Done::Left),
        'g' => return Some(Done::Left),
        'j' | 'm' => return Some(Done::Said),
        'd' => draft.delete_on(Reach::Letter),
        'h' => draft.delete_back(Reach::Letter),
        'w' => draft.delete_back(Reach::Word),
        'u' => draft.delete_back(Reach::Line),
        'k' => draft.delete_on(Reach::Line),
        'a' => draft.back(Reach::Line),
        'e' => draft.on(Reach::Line),
        'b' => draft.back(Reach::Letter),
        'f' => draft.on(Reach::Letter),
        _ => {}
    }
    None
}

/// Draws the reply for the last time, without the help, and goes to the next line.
fn close(draft: &Draft, before: &Drawn) -> io::Result<()> {
    let (columns, _) = super::screen_size();
    let room = room();
    let rows = rows(draft.text(), room);
    let shown = if rows.len() > TALLEST { 3 } else { rows.len() };
    let mut out = over(before, columns);
    for (number, row) in rows.iter().take(shown).enumerate() {
        let mark = if number == 0 { "> " } else { "  " };
        let _ = write!(out, "{mark}{}\r\n", fit(&draft.text()[row.clone()], room));
    }
    if shown < rows.len() {
        let _ = write!(out, "  … ({} words)\r\n", draft.text().split_whitespace().count());
    }
    ansi(&mut out, Show);
    show(&out)
}

/// What takes the cursor to the beginning of what was drawn, and clears it.
fn over(before: &Drawn, columns: usize) -> String {
    let mut out = String::new();
    ansi(&mut out, Hide);
    let up = before.height(columns);
    if up > 0 {
        ansi(&mut out, MoveUp(u16::try_from(up).unwrap_or(u16::MAX)));
    }
    out.push('\r');
    ansi(&mut out, Clear(ClearType::FromCursorDown));
    out
}

fn ansi(out: &mut String, command: impl Command) {
    // Writing into a text can not fail.
    let _ = command.write_ansi(out);
}

fn show(out: &str) -> io::Result<()> {
    let mut screen = io::stderr().lock();
    screen.write_all(out.as_bytes())?;
    screen.flush()
}

/// Columns for the text of a reply: the last one stays free for the cursor.
fn room() -> usize {
    let (columns, _) = super::screen_size();
    Style::new(columns).width.min(columns).saturating_sub(MARK + 1).max(1)
}
