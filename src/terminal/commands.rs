//! The commands of a drill, as they are typed.

use super::Input;
use crate::drill::Event;
use crate::drill::session::Phase;

/// Each command: what is typed, what happens, what it does in words.
const COMMANDS: [(&str, Event, &str); 6] = [
    ("/hint", Event::Hint, "a question that makes you think"),
    ("/again", Event::Again, "say the last one again (the first try counts)"),
    ("/why", Event::Why, "every point of the last score, and where it comes from"),
    ("/skip", Event::Skip, "go past this one"),
    ("/undo", Event::Undo, "take the last reply back"),
    ("/stop", Event::Stop, "stop for now"),
];

/// The longest reply that is taken in, in characters; what is longer is cut. Far more than is scored.
pub const LONGEST: usize = 100_000;

/// Reads what was typed.
pub fn read(typed: &str, phase: Phase) -> Input {
    let text = clean(typed);
    if let Some(command) = text.strip_prefix('/').filter(|rest| rest.chars().all(|c| c.is_ascii_alphabetic() || c == '?')) {
        let known = COMMANDS.iter().find(|(name, ..)| name[1..] == command.to_lowercase());
        return match known {
            Some((_, event, _)) => Input::Event(event.clone()),
            None => Input::Help(Some(text.clone()).filter(|_| !matches!(command, "help" | "?" | "h"))),
        };
    }
    match phase {
        Phase::Landed | Phase::Reflection if text.is_empty() => Input::Event(Event::Next),
        _ => Input::Event(Event::Reply { text }),
    }
}

/// A reply as it is scored: readable, not too long, without blanks around it.
fn clean(typed: &str) -> String {
    let kept: String = readable(typed).chars().take(LONGEST).collect();
    kept.trim().to_owned()
}

/// A text without what a terminal may slip in: other line ends, tabs, control characters.
pub fn readable(typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n").replace('\r', "\n");
    typed.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control() || *c == '\n').collect()
}

/// The list of commands.
pub fn help() -> Vec<(&'static str, &'static str)> {
    COMMANDS.iter().map(|(name, _, does)| (*name, *does)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str) -> Input {
        Input::Event(Event::Reply { text: text.into() })
    }

    #[test]
    fn commands_and_replies_are_told_apart() {
        assert_eq!(read(" /hint ", Phase::Reply), Input::Event(Event::Hint));
        assert_eq!(read("/WHY", Phase::Landed), Input::Event(Event::Why));
        assert_eq!(read("/help", Phase::Reply), Input::Help(None));
        assert_eq!(read("/jump", Phase::Reply), Input::Help(Some("/jump".into())));
        assert_eq!(read("hint", Phase::Reply), reply("hint"));
        assert_eq!(read("/24 hours, is that ok?", Phase::Reply), reply("/24 hours, is that ok?"));
    }

    #[test]
    fn an_empty_line_goes_on_only_where_nothing_is_awaited() {
        assert_eq!(read("", Phase::Landed), Input::Event(Event::Next));
        assert_eq!(read("  ", Phase::Reply), reply(""));
    }

    #[test]
    fn what_a_terminal_slips_in_is_taken_out() {
        assert_eq!(read("a\tb\u{1b}[0m\r\nc\u{7}", Phase::Reply), reply("a b[0m\nc"));
    }
}
