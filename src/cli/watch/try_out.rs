//! Trying things out while watching: the beat under work is played, a sentence is heard. Nothing is kept.

use std::hash::{BuildHasher, RandomState};
use std::io;

use super::watched::Watched;
use super::work::Work;
use crate::cli::{print, print_text, style};
use crate::drill::{Event, Session};
use crate::report::page::{Page, Tone, piece, plain};
use crate::report::{feedback, words};
use crate::score::{Course, judge};
use crate::speech::Setting;
use crate::terminal;
use crate::terminal::prompt::{Prompt, Typed};
use crate::terminal::screen::Screen;

/// The terminal as a place to try things out.
pub(super) struct Stage {
    screen: Screen,
    colour: bool,
    /// The sentence that was heard last.
    last: String,
}

impl Stage {
    /// A stage in this terminal.
    pub(super) fn new() -> Self {
        let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        Self { screen: Screen::new(style(), colour), colour, last: String::new() }
    }

    /// Plays the beat under work, and on from there.
    pub(super) fn play(&mut self, watched: &Watched) -> anyhow::Result<()> {
        let Some(work) = watched.work() else { return Ok(print_text("There is no framework here to play.\n")?) };
        let Some(course) = course(watched, &work) else {
            return Ok(print_text(&format!("{} can be played when its errors are mended.\n", work.file))?);
        };
        let seed = RandomState::new().hash_one(0) >> 32;
        let session = Session::starting_at(&course, &work.scenario, work.beat, seed)?;
        let (session, _) = terminal::play(session, Event::Begin, &course, &mut self.screen, &mut |_| Ok(()))?;
        if session.is_over() { Ok(()) } else { Ok(print_text("Nothing of it is kept.\n")?) }
    }

    /// Asks for a sentence and says what is heard in it, as an answer to the line under work.
    pub(super) fn hear(&mut self, watched: &Watched) -> anyhow::Result<()> {
        let work = watched.work();
        let course = work.as_ref().and_then(|work| course(watched, work));
        let place = course.as_ref().zip(work.as_ref()).and_then(|(course, work)| place(course, work));
        let moment = course.as_ref().zip(place).map(|(course, (scenario, beat))| course.moment(scenario, beat));
        if let Some(moment) = &moment {
            let mut page = Page::new(style());
            page.text(&[piece("After ", Tone::Faint), plain(words::quote(moment.line.text(), 200))]);
            print(&page)?;
        }
        let prompt = Prompt { help: "a sentence to hear, Esc to leave", last: &self.last, colour: self.colour };
        let Typed::Line(text) = prompt.ask(String::new())? else { return Ok(()) };
        let setting = course.as_ref().zip(moment.as_ref()).map_or_else(Setting::default, |(course, moment)| course.setting(moment));
        let ear = course.as_ref().map_or_else(|| watched.shelf().ear().as_ref(), Course::ear);
        match judge::hear_alone(ear, &text, &setting) {
            Ok(heard) => print(&feedback::heard(ear, &heard, style()))?,
            Err(why) => print_text(&format!("{}\n", words::not_scored(why)))?,
        }
        self.last = text;
        Ok(())
    }
}

/// The framework under work, if it can be played.
fn course(watched: &Watched, work: &Work) -> Option<Course> {
    watched.playable(&work.file).map(|framework| Course::new(framework, watched.shelf()))
}

/// The numbers of the scenario and the beat under work.
fn place(course: &Course, work: &Work) -> Option<(usize, usize)> {
    let scenario = course.framework().scenarios.iter().position(|scenario| scenario.id == work.scenario)?;
    let beats = course.framework().scenarios[scenario].beats.len();
    (beats > 0).then(|| (scenario, work.beat.min(beats - 1)))
}
