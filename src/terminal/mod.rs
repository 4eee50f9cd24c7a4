//! Keys and screen: three players of one drill.
//!
//! [`screen`] prompts in a terminal, [`lines`] reads and writes plain lines, [`json`] speaks events and effects. All of them are
//! [`Player`]s, and [`play`] is the loop they share: it asks, steps the session, saves it and shows what came of it. Where a
//! person sits, the player is a [`Desk`] too: it can also be asked which drill, and whether to go on with an old one. A reply is
//! typed in a [`prompt`], whose text and cursor are an [`editor`]'s; single [`keys`] are read while nothing is typed; [`guard`] leaves the
//! terminal as it was.

use std::io;

use crate::drill::Course;
use crate::drill::session::Phase;
use crate::drill::{Effect, Event, Session};

pub mod commands;
pub mod editor;
pub mod guard;
pub mod json;
pub mod keys;
pub mod lines;
pub mod paint;
pub mod prompt;
pub mod screen;

/// What a player got from the trainee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Something happened.
    Event(Event),
    /// The list of commands is wanted; the text is a command that nobody knows, if there was one.
    Help(Option<String>),
    /// Ctrl-C.
    Interrupted,
    /// There is nothing more to read.
    End,
}

/// Something a drill can be played with.
pub trait Player {
    /// Shows what came of a step.
    fn show(&mut self, effects: &[Effect]) -> io::Result<()>;
    /// Asks for what is awaited.
    fn ask(&mut self, phase: Phase) -> io::Result<Input>;
    /// Shows the commands.
    fn help(&mut self, unknown: Option<&str>) -> io::Result<()>;
}

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<T> {
    /// This.
    Is(T),
    /// The trainee turned away.
    Left,
    /// Ctrl-C.
    Interrupted,
}

/// A player where a person sits, who can be asked before a drill begins.
pub trait Desk: Player {
    /// A question that yes or no answers; Enter alone is yes.
    fn yes(&mut self, question: &str) -> io::Result<Answer<bool>>;
    /// Is something meant that can not be undone? Enter alone is no.
    fn sure(&mut self, question: &str) -> io::Result<Answer<bool>>;
    /// A question that is answered in one's own words, or with nothing.
    fn words(&mut self, question: &str) -> io::Result<Answer<String>>;
    /// One of several, by its number from 0.
    fn pick(&mut self, question: &str, choices: &[String]) -> io::Result<Answer<usize>>;
    /// Any of several, by their numbers from 0; `marked` are chosen to begin with.
    fn several(&mut self, question: &str, choices: &[String], marked: &[usize]) -> io::Result<Answer<Vec<usize>>>;
    /// A line of text; Enter alone is what is proposed.
    fn line(&mut self, question: &str, proposed: &str) -> io::Result<Answer<String>>;
}

/// Columns and lines of the terminal; those of old where it does not say.
pub fn screen_size() -> (usize, usize) {
    /// A terminal of old.
    const SIZE: (u16, u16) = (80, 24);
    let size = crossterm::terminal::size().ok().filter(|(columns, lines)| *columns > 0 && *lines > 0).unwrap_or(SIZE);
    (size.0.into(), size.1.into())
}

/// How playing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// To the end.
    Finished,
    /// Stopped, to go on later.
    Stopped,
    /// By Ctrl-C.
    Interrupted,
}

/// Plays a drill. `save` is called after every step that changed something, before anything else is asked.
pub fn play(
    mut session: Session,
    first: Event,
    course: &Course,
    player: &mut dyn Player,
    save: &mut dyn FnMut(&Session) -> io::Result<()>,
) -> io::Result<(Session, Ending)> {
    let mut event = first;
    loop {
        let (next, effects) = session.step(event, course);
        if next != session {
            save(&next)?;
        }
        session = next;
        player.show(&effects)?;
        if session.is_over() {
            return Ok((session, Ending::Finished));
        }
        event = loop {
            match player.ask(session.phase)? {
                Input::Event(Event::Stop) => return stop(session, course, player, Ending::Stopped),
                Input::Event(event) => break event,
                Input::Help(unknown) => player.help(unknown.as_deref())?,
                Input::Interrupted => return stop(session, course, player, Ending::Interrupted),
                // What was said is still answered when nothing more comes.
                Input::End if matches!(session.phase, Phase::Landed | Phase::Reflection) => break Event::Next,
                // One exchange alone is looked back at by whoever plays several.
                Input::End if session.way.only.is_some() => return stop(session, course, player, Ending::Stopped),
                Input::End => {
                    let debrief = Effect::Debrief(Box::new(session.debrief(course)));
                    player.show(&[debrief])?;
                    return stop(session, course, player, Ending::Stopped);
                }
            }
        };
    }
}

fn stop(session: Session, course: &Course, player: &mut dyn Player, ending: Ending) -> io::Result<(Session, Ending)> {
    let (session, effects) = session.step(Event::Stop, course);
    player.show(&effects)?;
    Ok((session, ending))
}
