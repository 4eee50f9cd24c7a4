//! `tactful journal`: thoughts after a drill, and stories of real conversations.

use anyhow::{Context, bail};
use clap::Subcommand;

use super::args::Args;
use super::{Exit, clock, desk, keep, now, past, print, print_text, style};
use crate::history::Store;
use crate::history::record::{Entry, EntryKind};
use crate::report::history;
use crate::terminal::{Answer, Desk};

/// What `tactful journal` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful journal                       everything, the newest last
  tactful journal add                   a story of a real conversation; you are asked three questions
  tactful journal add --happened \"…\" --said \"…\" --now \"…\"
  tactful journal search angry driver   entries in which all of these words are
  tactful journal delete 3f2a")]
pub(super) struct Journal {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Everything, the newest last
    List,
    /// Write down a real conversation: what happened, what you said, what you would say now
    Add {
        /// What happened
        #[arg(long)]
        happened: Option<String>,
        /// What you said
        #[arg(long)]
        said: Option<String>,
        /// What you would say now
        #[arg(long)]
        now: Option<String>,
    },
    /// The entries in which all of these words are
    Search {
        /// The words
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Delete an entry for good
    Delete {
        /// The first letters of its id
        entry: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// `tactful journal [list|add|search|delete]`.
pub(super) fn run(args: &Args, journal: &Journal) -> anyhow::Result<Exit> {
    match &journal.what {
        None | Some(What::List) => list(
            &past::read(args)?.entries()?,
            "Your journal is empty. `tactful journal add` writes down a real conversation; what you think after a drill goes in, too.",
        ),
        Some(What::Add { happened, said, now }) => add(args, [happened, said, now]),
        Some(What::Search { words }) => list(&past::read(args)?.search(words)?, "No entry has all of these words."),
        Some(What::Delete { entry, yes }) => delete(&past::read(args)?, entry, *yes),
    }
}

fn list(entries: &[Entry], nothing: &str) -> anyhow::Result<Exit> {
    if entries.is_empty() {
        print_text(&format!("{}\n", textwrap::fill(nothing, style().width)))?;
    } else {
        print(&history::journal(entries, &clock(), style()))?;
    }
    Ok(Exit::Fine)
}

/// The questions of a story.
const QUESTIONS: [&str; 3] = ["What happened?", "What did you say?", "What would you say now?"];

fn add(args: &Args, given: [&Option<String>; 3]) -> anyhow::Result<Exit> {
    let answers = match given {
        [None, None, None] => match desk::ask(|desk| asked(desk))? {
            None => bail!("say what happened: `tactful journal add --happened TEXT --said TEXT --now TEXT`"),
            Some(Answer::Is(answers)) => answers,
            Some(Answer::Left) => return Ok(Exit::Fine),
            Some(Answer::Interrupted) => return Ok(Exit::Interrupted),
        },
        given => given.map(|text| text.clone().unwrap_or_default()),
    };
    let [happened, said, later] = answers.map(|text| text.trim().to_owned());
    if happened.is_empty() {
        bail!("a story begins with what happened (`--happened`)")
    }
    let some = |text: String| (!text.is_empty()).then_some(text);
    let id = keep::random_id();
    let entry = Entry {
        id: id.clone(),
        at: now(),
        kind: EntryKind::Story,
        drill: None,
        about: None,
        question: None,
        text: happened,
        said: some(said),
        now: some(later),
    };
    past::write(args)?.note(&entry)?;
    print_text(&format!("Written down as {}.\n", keep::short(&id)))?;
    Ok(Exit::Fine)
}

fn asked(desk: &mut dyn Desk) -> std::io::Result<Answer<[String; 3]>> {
    let mut answers = [const { String::new() }; 3];
    for (answer, question) in answers.iter_mut().zip(QUESTIONS) {
        match desk.words(question)? {
            Answer::Is(text) => *answer = text,
            Answer::Left => return Ok(Answer::Left),
            Answer::Interrupted => return Ok(Answer::Interrupted),
        }
        // Without a story there is nothing more to ask.
        if answer.is_empty() && question == QUESTIONS[0] {
            return Ok(Answer::Left);
        }
    }
    Ok(Answer::Is(answers))
}

fn delete(store: &Store, name: &str, yes: bool) -> anyhow::Result<Exit> {
    let entry = store.entry(name)?.with_context(|| format!("there is no one entry `{name}` (`tactful journal` shows all)"))?;
    if !yes {
        list(std::slice::from_ref(&entry), "")?;
        match desk::ask(|desk| desk.sure("Delete it for good?"))? {
            None => bail!("`--yes` deletes without asking"),
            Some(Answer::Is(true)) => {}
            Some(Answer::Is(false) | Answer::Left) => {
                print_text("Nothing was deleted.\n")?;
                return Ok(Exit::Fine);
            }
            Some(Answer::Interrupted) => return Ok(Exit::Interrupted),
        }
    }
    store.delete_entry(&entry.id)?;
    print_text("Deleted.\n")?;
    Ok(Exit::Fine)
}
