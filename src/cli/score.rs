//! `tactful score`: replies and whole conversations, judged.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::Value;

use super::args::Args;
use super::conversation::{self, Target};
use super::{Exit, gather, hear, print, style};
use crate::drill::{Effect, Event, Session};
use crate::report::page::{Page, Tone, piece, plain};
use crate::report::table::cell;
use crate::report::{debrief, feedback, json, scene};
use crate::score::{Judgement, Moment, judge};
use crate::speech::Utterance;

/// What `tactful score` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tactful score own-it/double-booked/kerb --reply \"I'm sorry, Marta. Leave it with me.\"
  tactful score own-it/double-booked conversation.txt       lines that start with \"You:\" are the replies
  tactful score own-it/double-booked/kerb --jsonl replies.jsonl
  tactful score own-it/double-booked/kerb --jsonl replies.jsonl --csv")]
pub(super) struct Score {
    /// FRAMEWORK/SCENARIO for a conversation, FRAMEWORK/SCENARIO/BEAT for replies
    what: String,
    /// The conversation or the reply as a text file; without it, standard input
    file: Option<PathBuf>,
    /// One reply
    #[arg(long, conflicts_with_all = ["file", "jsonl"])]
    reply: Option<String>,
    /// Many replies: JSON lines from FILE or standard input
    #[arg(long, num_args = 0..=1, default_missing_value = "-", value_name = "FILE", conflicts_with = "file")]
    jsonl: Option<PathBuf>,
    /// A table for spreadsheets instead of JSON lines
    #[arg(long, requires = "jsonl")]
    csv: bool,
    /// Show the receipts: each point with its words and its cue
    #[arg(long)]
    why: bool,
}

/// `tactful score`.
pub(super) fn run(args: &Args, score: &Score) -> anyhow::Result<Exit> {
    let (shelf, what) = gather::shelf_and_name(args, &score.what)?;
    let target = conversation::target(shelf, &what)?;
    if let Some(path) = &score.jsonl {
        return many(&target, path, score.csv);
    }
    let text = match &score.reply {
        Some(reply) => reply.clone(),
        None => gather::text(score.file.as_deref())?,
    };
    match target.beat {
        Some(beat) => one(&target, beat, &text, score.why),
        None => whole(&target, &text, score.why),
    }
}

fn one(target: &Target, beat: usize, reply: &str, why: bool) -> anyhow::Result<Exit> {
    let moment = target.course.moment(target.scenario, beat);
    let judgement = judge::judge(&target.course, &moment, reply);
    print(&feedback::judgement(&judgement, style()))?;
    if why {
        print(&feedback::receipts(&judgement, style()))?;
    }
    Ok(if judgement.passes() { Exit::Fine } else { Exit::Improve })
}

/// Plays the replies of a conversation through the scenario, as a drill would.
fn whole(target: &Target, text: &str, why: bool) -> anyhow::Result<Exit> {
    let replies = conversation::replies(text);
    if replies.is_empty() {
        bail!("there is no reply in this conversation; start the lines of the trainee with `You:`")
    }
    let course = &target.course;
    let (mut session, mut effects) = Session::new(course, &course.scenario(target.scenario).id, 0)?.step(Event::Begin, course);
    let total = replies.len();
    let mut used = 0;
    for reply in replies {
        if session.phase == crate::drill::session::Phase::Reflection {
            break;
        }
        print(&exchange(&effects, &reply))?;
        let (landed, shown) = session.step(Event::Reply { text: reply }, course);
        print_landed(&shown, why)?;
        (session, effects) = landed.step(Event::Next, course);
        used += 1;
    }
    let debrief = session.debrief(course);
    print(&debrief::page(&debrief, style()))?;
    if used < total {
        let _ = writeln!(anstream::stderr(), "tactful: the scenario ended after {used} of {total} replies");
    }
    Ok(if debrief.pass { Exit::Fine } else { Exit::Improve })
}

fn exchange(effects: &[Effect], reply: &str) -> Page {
    let mut page = Page::new(style());
    for effect in effects.iter().filter(|effect| matches!(effect, Effect::Reaction(_) | Effect::Line(_))) {
        page.append(scene::page(effect, style()));
    }
    page.gap();
    page.paragraph(0, 2, &[piece("You: ", Tone::Strong), plain(reply)]);
    page
}

fn print_landed(effects: &[Effect], why: bool) -> anyhow::Result<()> {
    for effect in effects {
        print(&scene::page(effect, style()))?;
        if let (true, Effect::Landed(landed)) = (why, effect) {
            print(&feedback::receipts(&landed.judgement, style()))?;
        }
    }
    Ok(())
}

fn many(target: &Target, path: &Path, csv: bool) -> anyhow::Result<Exit> {
    let Some(beat) = target.beat else { bail!("say which beat the replies answer: FRAMEWORK/SCENARIO/BEAT") };
    let judge_line = |line: Result<&str, String>| -> Result<(Value, Judgement), String> {
        let said: hear::Said = hear::read(line)?;
        let mut moment = target.course.moment(target.scenario, beat);
        if let Some(context) = &said.context {
            moment = Moment { line: Utterance::read(context), ..moment };
        }
        Ok((said.id, judge::judge(&target.course, &moment, &said.reply)))
    };
    let input = gather::lines(path)?;
    if csv {
        return table(input, judge_line);
    }
    let mut out = io::stdout().lock();
    hear::each_line(input, |number, line| hear::tell(&mut out, number, judge_line(line).map(|(id, judgement)| json::judged(&id, &judgement))))
}

/// The same as a table; a line that can not be read says so in its row.
fn table(input: impl BufRead, judge_line: impl Fn(Result<&str, String>) -> Result<(Value, Judgement), String>) -> anyhow::Result<Exit> {
    let mut rows = csv::Writer::from_writer(io::stdout().lock());
    rows.write_record(["id", "scored", "score", "how", "what", "pass", "missing", "why"]).map_err(written)?;
    let exit = hear::each_line(input, |number, line| {
        let judged = judge_line(line);
        let fine = judged.is_ok();
        let cells = judged.map_or_else(|error| unscored(String::new(), &format!("line {number}: {error}")), |(id, judgement)| row(&id, &judgement));
        rows.write_record(cells).map_err(written)?;
        Ok(fine)
    })?;
    rows.flush()?;
    Ok(exit)
}

/// What went wrong below the table: a closed pipe must be known as one.
pub(super) fn written(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn unscored(id: String, why: &str) -> Vec<String> {
    [id, "false".into()].into_iter().chain(vec![String::new(); 5]).chain([why.to_owned()]).collect()
}

fn row(id: &Value, judgement: &Judgement) -> Vec<String> {
    let id = id.as_str().map_or_else(|| id.to_string(), cell);
    let number = |value: Option<f64>| value.map(|value| format!("{value:.1}")).unwrap_or_default();
    match judgement {
        Judgement::NotScored(why) => unscored(id, json::why(*why)),
        Judgement::Scored(score) => {
            let missing: Vec<&str> = score.missing().map(|criterion| criterion.id.as_str()).collect();
            vec![id, "true".into(), number(Some(score.score)), number(score.how), number(score.what), score.pass.to_string(), missing.join(" "), String::new()]
        }
    }
}
