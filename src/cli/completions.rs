//! `tactful completions`: what a shell needs to complete commands and options.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Args;
use super::{Exit, print_text};

/// What `tactful completions` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful completions bash > ~/.local/share/bash-completion/completions/tactful
  tactful completions zsh > ~/.zfunc/_tactful           where ~/.zfunc is in your fpath
  tactful completions fish > ~/.config/fish/completions/tactful.fish
  tactful completions powershell >> $PROFILE

It works in shells that are opened after that.")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// `tactful completions SHELL`.
pub(super) fn run(completions: &Completions) -> anyhow::Result<Exit> {
    let mut command = Args::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut command, name, &mut script);
    print_text(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}
