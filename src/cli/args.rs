//! What was typed, and nothing resolved.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

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

const CHECK: &str = "Examples:
  tactful check                      your frameworks: ./frameworks and your data folder
  tactful check my.yaml signals/

Exit code 0: nothing found, 1: something to improve, 2: could not run";

const TEST: &str = "Examples:
  tactful test                       your frameworks: ./frameworks and your data folder
  tactful test my.yaml signals/

Exit code 0: all as they should be, 1: something to improve, 2: could not run";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Practise a role-play
    Drill(Drill),
    /// What there is to practise
    List(List),
    /// A framework, scenario or signal on one page
    Show(Show),
    /// Which signals are heard in a text, and where
    Hear(Hear),
    /// Judge replies, or a whole conversation, against a framework
    Score(Score),
    /// Find everything that is wrong in framework files
    #[command(after_help = CHECK)]
    Check(Paths),
    /// Run the examples of framework files: accepts, rejects, answers
    #[command(after_help = TEST)]
    Test(Paths),
    /// Explain a finding or a signal
    Explain(Explain),
    /// How well is heard what people hear: agreement with labelled replies
    Calibrate(Calibrate),
}

#[derive(Debug, Clone, Group)]
#[command(after_help = "Examples:
  tactful drill                                 pick one
  tactful drill own-it/double-booked            this one
  printf 'reply\\nreply\\n' | tactful drill own-it/double-booked --seed 1 --plain
  echo '{\"event\":\"reply\",\"text\":\"…\"}' | tactful drill own-it/double-booked --json

While you practise: /hint /again /why /skip /undo /stop")]
pub(super) struct Drill {
    /// Which one: FRAMEWORK or FRAMEWORK/SCENARIO
    pub(super) what: Option<String>,
    /// Choose the variants of lines by this number, so that a drill can be had again
    #[arg(long)]
    pub(super) seed: Option<u64>,
    /// Plain lines in and out, without prompts
    #[arg(long)]
    pub(super) plain: bool,
    /// One JSON event a line in, its effects on one line out
    #[arg(long, conflicts_with = "plain")]
    pub(super) json: bool,
    /// Show no numbers while practising
    #[arg(long)]
    pub(super) quiet_scores: bool,
    /// Keep nothing on the disk
    #[arg(long)]
    pub(super) no_save: bool,
}

#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  tactful list\n  tactful list --signals")]
pub(super) struct List {
    /// List the signals instead
    #[arg(long)]
    pub(super) signals: bool,
}

#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  tactful show own-it\n  tactful show own-it/double-booked\n  tactful show warmth")]
pub(super) struct Show {
    /// A framework, FRAMEWORK/SCENARIO, or a signal
    pub(super) id: String,
}

#[derive(Debug, Group)]
#[command(after_help = "Examples:
  tactful hear \"I'm so sorry you had to wait, Marta.\"
  tactful hear --line \"I waited an hour!\" \"An hour is far too long.\"
  tactful hear --jsonl replies.jsonl          one {\"id\", \"context\", \"reply\"} a line in, one answer a line out")]
pub(super) struct Hear {
    /// The reply; without it, standard input
    pub(super) text: Option<String>,
    /// What the customer said just before
    #[arg(long)]
    pub(super) line: Option<String>,
    /// Many replies: JSON lines from FILE or standard input
    #[arg(long, num_args = 0..=1, default_missing_value = "-", value_name = "FILE", conflicts_with_all = ["text", "line"])]
    pub(super) jsonl: Option<PathBuf>,
}

#[derive(Debug, Group)]
#[command(after_help = "Examples:
  tactful score own-it/double-booked/kerb --reply \"I'm sorry, Marta. Leave it with me.\"
  tactful score own-it/double-booked conversation.txt       lines that start with \"You:\" are the replies
  tactful score own-it/double-booked/kerb --jsonl replies.jsonl
  tactful score own-it/double-booked/kerb --jsonl replies.jsonl --csv")]
pub(super) struct Score {
    /// FRAMEWORK/SCENARIO for a conversation, FRAMEWORK/SCENARIO/BEAT for replies
    pub(super) what: String,
    /// The conversation or the reply as a text file; without it, standard input
    pub(super) file: Option<PathBuf>,
    /// One reply
    #[arg(long, conflicts_with_all = ["file", "jsonl"])]
    pub(super) reply: Option<String>,
    /// Many replies: JSON lines from FILE or standard input
    #[arg(long, num_args = 0..=1, default_missing_value = "-", value_name = "FILE", conflicts_with = "file")]
    pub(super) jsonl: Option<PathBuf>,
    /// A table for spreadsheets instead of JSON lines
    #[arg(long, requires = "jsonl")]
    pub(super) csv: bool,
    /// Show the receipts: each point with its words and its cue
    #[arg(long)]
    pub(super) why: bool,
}

#[derive(Debug, Group)]
pub(super) struct Paths {
    /// Files or folders; without them your own, or the shipped ones if you have none
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  tactful explain F012\n  tactful explain check-in")]
pub(super) struct Explain {
    /// The code of a finding, or the id of a signal
    pub(super) what: String,
}

#[derive(Debug, Group)]
#[command(after_help = "Examples:
  tactful calibrate labelled.jsonl
  tactful calibrate labelled.jsonl --signal warmth --show 20     what to argue about

Each line: {\"id\", \"context\"?, \"name\"?, \"reply\", \"labels\": {\"warmth\": 0|1|2, …}}; a signal without a label was not judged")]
pub(super) struct Calibrate {
    /// Labelled replies as JSON lines; "-" for standard input
    pub(super) file: PathBuf,
    /// Only this signal
    #[arg(long)]
    pub(super) signal: Option<String>,
    /// Show so many replies of each kind on which people and cues differ
    #[arg(long, value_name = "N")]
    pub(super) show: Option<usize>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// How something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}
