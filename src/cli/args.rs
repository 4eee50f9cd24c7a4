//! What was typed, and nothing resolved: what holds for all commands. What only one command is asked stands in its own file.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::{assess, calibrate, check, completions, drill, explain, hear, learn, list, man, new, pack, progress, schema, score, show, test, watch};
use super::{export, history, import, journal, replay, why};

/// Practise the how, not just the what.
///
/// A coach in the terminal for the way people talk with customers and colleagues: practise in role-play against a customer who
/// reacts, and get a score that is a sum of what was found in your own words.
#[derive(Debug, Parser)]
#[command(name = "tactful", version, after_help = "Start with: tactful drill\nA coach starts with: tactful show own-it, tactful check FILE, tactful test FILE")]
pub(super) struct Args {
    /// More frameworks: a folder or a file (may be given several times)
    #[arg(long, global = true, value_name = "DIR|FILE")]
    pub(super) frameworks: Vec<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// In a terminal, unless `NO_COLOR` or `TERM=dumb` says no
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// One decision for everything that prints.
    pub(super) fn write_global(self) {
        match self {
            Self::Auto => colorchoice::ColorChoice::Auto,
            Self::Always => colorchoice::ColorChoice::Always,
            Self::Never => colorchoice::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Practise a role-play
    Drill(drill::Drill),
    /// How your skills have grown, and when they are due
    Progress(progress::Progress),
    /// Measure yourself: the same exchanges each time, without help, to compare with the last time
    Assess(assess::Assess),
    /// What there is to practise
    List(list::List),
    /// A framework, scenario or signal on one page
    Show(show::Show),
    /// Which signals are heard in a text, and where
    Hear(hear::Hear),
    /// Judge replies, or a whole conversation, against a framework
    Score(score::Score),
    /// Write the first draft of a framework or a signal, which passes as it stands
    New(new::New),
    /// Find everything that is wrong in framework files
    Check(check::Check),
    /// Run the examples of framework files: accepts, rejects, answers
    Test(test::Test),
    /// Check and test at every save
    Watch(watch::Watch),
    /// Explain a finding or a signal
    Explain(explain::Explain),
    /// JSON Schema, so that an editor helps to write a framework
    Schema(schema::Schema),
    /// Take in, list, update and remove packs of frameworks
    Pack(pack::Pack),
    /// How well is heard what people hear: agreement with labelled replies
    Calibrate(calibrate::Calibrate),
    /// Weigh a cue sheet anew by labelled replies
    Learn(learn::Learn),
    /// Where every point of a drill comes from
    Why(why::Why),
    /// A drill from the other side; or played again, to prove its score
    Replay(replay::Replay),
    /// Thoughts after a drill, and stories of real conversations
    Journal(journal::Journal),
    /// The drills you practised
    History(history::History),
    /// Take your history elsewhere: as lines, a table, or for a learning system
    Export(export::Export),
    /// Take in what was exported elsewhere
    Import(import::Import),
    /// Complete commands and options in your shell
    Completions(completions::Completions),
    /// The manual pages
    Man(man::Man),
}

/// How something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}
