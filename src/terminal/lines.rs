//! The plain player: lines in, text out. For pipes, for simple terminals, and for screen readers.

use std::io::{self, BufRead, Write};

use super::{Answer, Desk, Input, Player, commands, paint};
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
    /// The first prompt says what can be done.
    told: bool,
}

impl<R: BufRead, W: Write> Lines<R, W> {
    /// A plain player. `echo`: write what is read, because no terminal does.
    pub fn new(input: R, output: W, style: Style, echo: bool) -> Self {
        Self { input, output, style, echo, pending: None, told: echo }
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
        if !std::mem::replace(&mut self.told, true) {
            let mut page = Page::new(self.style);
            page.paragraph(2, 2, &[piece("Type what you would say; /help shows what else there is.", Tone::Faint)]);
            self.page(&page)?;
        }
        self.asking(match phase {
            Phase::Landed => "(Enter goes on) > ",
            Phase::Reflection => "(Enter finishes) > ",
            _ => "> ",
        })
    }

    /// Writes a prompt, behind which the answer is typed.
    fn asking(&mut self, prompt: &str) -> io::Result<()> {
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

impl<R: BufRead, W: Write> Lines<R, W> {
    /// `enter`: what Enter alone means.
    fn yes_or_no(&mut self, question: &str, enter: bool) -> io::Result<Answer<bool>> {
        loop {
            self.asking(&format!("{question} (yes or no, Enter is {}) > ", if enter { "yes" } else { "no" }))?;
            let Some(typed) = self.read()? else { return Ok(Answer::Left) };
            match typed.trim().to_lowercase().as_str() {
                "" => return Ok(Answer::Is(enter)),
                "y" | "yes" => return Ok(Answer::Is(true)),
                "n" | "no" => return Ok(Answer::Is(false)),
                _ => {}
            }
        }
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
        let Some(typed) = self.read()? else {
            // The line that was begun is not where the next page starts.
            self.asking(if self.echo { "" } else { "\n" })?;
            return Ok(Input::End);
        };
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
        let page = help(unknown, &[("Enter", "alone: go on, after the feedback")], self.style);
        self.page(&page)
    }
}

impl<R: BufRead, W: Write> Desk for Lines<R, W> {
    fn yes(&mut self, question: &str) -> io::Result<Answer<bool>> {
        self.yes_or_no(question, true)
    }

    fn sure(&mut self, question: &str) -> io::Result<Answer<bool>> {
        self.yes_or_no(question, false)
    }

    fn words(&mut self, question: &str) -> io::Result<Answer<String>> {
        self.asking(&format!("{question} > "))?;
        Ok(self.read()?.map_or(Answer::Left, |typed| Answer::Is(commands::readable(&typed).trim().to_owned())))
    }

    fn pick(&mut self, question: &str, choices: &[String]) -> io::Result<Answer<usize>> {
        self.choices(question, choices)?;
        loop {
            self.asking("Its number, or Enter to leave > ")?;
            let Some(typed) = self.read()?.filter(|typed| !typed.trim().is_empty()) else { return Ok(Answer::Left) };
            match typed.trim().parse::<usize>() {
                Ok(number) if (1..=choices.len()).contains(&number) => return Ok(Answer::Is(number - 1)),
                _ => self.asking(&format!("There are 1 to {}.\n", choices.len()))?,
            }
        }
    }

    fn several(&mut self, question: &str, choices: &[String], marked: &[usize]) -> io::Result<Answer<Vec<usize>>> {
        self.choices(question, choices)?;
        let proposed = marked.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" ");
        loop {
            self.asking(&format!("Their numbers, or Enter for {proposed} > "))?;
            let Some(typed) = self.read()? else { return Ok(Answer::Left) };
            let numbers: Result<Vec<usize>, _> = typed.trim().split([' ', ',']).filter(|word| !word.is_empty()).map(str::parse).collect();
            match numbers {
                Ok(numbers) if numbers.is_empty() => return Ok(Answer::Is(marked.to_vec())),
                Ok(numbers) if numbers.iter().all(|number| (1..=choices.len()).contains(number)) => {
                    return Ok(Answer::Is(numbers.into_iter().map(|number| number - 1).collect()));
                }
                _ => self.asking(&format!("There are 1 to {}.\n", choices.len()))?,
            }
        }
    }

    fn line(&mut self, question: &str, proposed: &str) -> io::Result<Answer<String>> {
        self.asking(&format!("{question} (Enter for: {proposed}) > "))?;
        let Some(typed) = self.read()? else { return Ok(Answer::Left) };
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Answer::Is(if typed.is_empty() { proposed.to_owned() } else { typed }))
    }
}

impl<R: BufRead, W: Write> Lines<R, W> {
    fn choices(&mut self, question: &str, choices: &[String]) -> io::Result<()> {
        let mut page = Page::new(self.style);
        page.text(&[piece(question, Tone::Strong)]);
        choices.iter().enumerate().for_each(|(at, choice)| page.paragraph(2, 6, &[plain(format!("{:>2}  ", at + 1)), plain(choice)]));
        self.page(&page)
    }
}

/// The commands as a page; `more`: what else this player knows.
pub fn help(unknown: Option<&str>, more: &[(&str, &str)], style: Style) -> Page {
    let mut page = Page::new(style);
    if let Some(unknown) = unknown {
        page.paragraph(2, 2, &[piece(format!("There is no {unknown}."), Tone::Fair)]);
    }
    page.paragraph(2, 2, &[plain("Type what you would say, or:")]);
    for (name, does) in commands::help().iter().chain(more) {
        page.row(plain(" "), name, 11, &[piece(does, Tone::Faint)]);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(typed: &str) -> Lines<&[u8], Vec<u8>> {
        Lines::new(typed.as_bytes(), Vec::new(), Style::new(80), false)
    }

    #[test]
    fn a_number_picks_and_anything_else_is_asked_again() {
        let choices = ["One".to_owned(), "Two".to_owned()];
        let mut at = desk("three\n3\n2\n");
        assert_eq!(at.pick("Which?", &choices).unwrap(), Answer::Is(1));
        assert_eq!(String::from_utf8(at.output).unwrap().matches("There are 1 to 2.").count(), 2);
        assert_eq!(desk("\n").pick("Which?", &choices).unwrap(), Answer::Left);
        assert_eq!(desk("").pick("Which?", &choices).unwrap(), Answer::Left);
    }

    #[test]
    fn several_numbers_and_a_line_can_be_typed() {
        let choices = ["One".to_owned(), "Two".to_owned(), "Three".to_owned()];
        assert_eq!(desk("4\n3, 1\n").several("Which?", &choices, &[0]).unwrap(), Answer::Is(vec![2, 0]));
        assert_eq!(desk("\n").several("Which?", &choices, &[0, 1]).unwrap(), Answer::Is(vec![0, 1]));
        assert_eq!(desk("  My   own \n").line("Title?", "T").unwrap(), Answer::Is("My own".to_owned()));
        assert_eq!(desk("\n").line("Title?", "T").unwrap(), Answer::Is("T".to_owned()));
        assert_eq!(desk("").line("Title?", "T").unwrap(), Answer::Left);
    }

    #[test]
    fn enter_alone_is_yes() {
        assert_eq!(desk("\n").yes("Go on?").unwrap(), Answer::Is(true));
        assert_eq!(desk("perhaps\nNO\n").yes("Go on?").unwrap(), Answer::Is(false));
        assert_eq!(desk("").yes("Go on?").unwrap(), Answer::Left);
    }

    #[test]
    fn what_can_not_be_undone_needs_a_yes() {
        assert_eq!(desk("\n").sure("Delete?").unwrap(), Answer::Is(false));
        assert_eq!(desk("Yes\n").sure("Delete?").unwrap(), Answer::Is(true));
    }

    #[test]
    fn own_words_may_be_none() {
        assert_eq!(desk(" a\tstory \n").words("What happened?").unwrap(), Answer::Is("a story".to_owned()));
        assert_eq!(desk("\n").words("What happened?").unwrap(), Answer::Is(String::new()));
        assert_eq!(desk("").words("What happened?").unwrap(), Answer::Left);
    }
}
