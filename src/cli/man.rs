//! `tactful man`: the manual pages.

use std::path::PathBuf;

use anyhow::Context;
use clap::CommandFactory;
use clap_mangen::Man as Page;

use super::args::Args;
use super::{Exit, print_text};
use crate::report::words;

/// What `tactful man` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful man | man -l -                             read the first page
  tactful man --out ~/.local/share/man/man1          a page for each command; then: man tactful-drill")]
pub(super) struct Man {
    /// Write the page of each command into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// `tactful man`.
pub(super) fn run(man: &Man) -> anyhow::Result<Exit> {
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &man.out else {
        print_text(&page(command)?)?;
        return Ok(Exit::Fine);
    };
    let written = || format!("could not write into `{}`", folder.display());
    std::fs::create_dir_all(folder).with_context(written)?;
    let commands = commands(&command);
    for command in &commands {
        let name = Page::new(command.clone()).get_filename();
        std::fs::write(folder.join(name), page(command.clone())?).with_context(written)?;
    }
    print_text(&format!("{} written to {}\n", words::count(commands.len(), "page", "pages"), folder.display()))?;
    Ok(Exit::Fine)
}

/// A command and everything below it.
fn commands(command: &clap::Command) -> Vec<clap::Command> {
    let below = command.get_subcommands().filter(|below| !below.is_hide_set()).flat_map(commands);
    std::iter::once(command.clone()).chain(below).collect()
}

/// The page of a command. The examples keep their lines, which `clap_mangen` would fill.
fn page(command: clap::Command) -> std::io::Result<String> {
    let after = command.get_after_help().map(ToString::to_string);
    let below = command.has_subcommands();
    let page = Page::new(command);
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    if below {
        page.render_subcommands_section(&mut text)?;
    }
    let text = String::from_utf8_lossy(&text).into_owned();
    let examples = |after: String| format!(".SH EXAMPLES\n.nf\n{}\n.fi\n", roff(after.trim_start_matches("Examples:\n")));
    Ok(text + &after.map(examples).unwrap_or_default())
}

/// A text as roff reads it: nothing in it is a command.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    text.lines().map(|line| if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line.to_owned() }).collect::<Vec<_>>().join("\n")
}
