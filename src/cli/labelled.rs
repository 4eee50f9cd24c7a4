//! Replies that people labelled (design section 9), as `calibrate` and `learn` read them.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::Value;

use super::gather;
use crate::score::judge;
use crate::speech::evidence::Heard;
use crate::speech::{Ear, Setting, Utterance};

/// A labelled reply.
#[derive(Debug, Deserialize)]
pub(super) struct Labelled {
    /// Its name.
    pub(super) id: Value,
    /// What the customer said before it.
    #[serde(default)]
    pub(super) context: Option<String>,
    /// The customer's name.
    #[serde(default)]
    name: Option<String>,
    /// What was said.
    pub(super) reply: String,
    labels: BTreeMap<String, Value>,
}

/// Reads them, one on a line.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Labelled>> {
    let mut all = Vec::new();
    for (number, line) in gather::lines(path)?.lines().enumerate() {
        let line = line.context("could not read the labelled replies")?;
        if !line.trim().is_empty() {
            all.push(serde_json::from_str(&line).with_context(|| format!("{}:{}: not a labelled reply", path.display(), number + 1))?);
        }
    }
    Ok(all)
}

impl Labelled {
    /// What is heard in it. What can not be scored counts as nothing heard.
    pub(super) fn hear(&self, ear: &Ear) -> Heard {
        let context = self.context.as_deref().map(Utterance::read);
        let setting = Setting { line: context.as_ref(), name: self.name.as_deref(), ..Setting::default() };
        judge::hear_alone(ear, &self.reply, &setting).unwrap_or_default()
    }

    /// Its labels as levels. A label that is a word ("strategy": "question") is one signal against all others.
    pub(super) fn levels(&self, ear: &Ear) -> anyhow::Result<Vec<(String, u8)>> {
        let mut levels = Vec::new();
        for (name, value) in &self.labels {
            match value {
                Value::String(which) => levels.extend(ear.sheets().map(|sheet| (sheet.signal.clone(), u8::from(sheet.signal == *which)))),
                _ => match value.as_u64() {
                    Some(level @ 0..=2) => levels.push((name.clone(), u8::try_from(level)?)),
                    _ => bail!("{}: the label `{name}` is {value}; a level is 0, 1 or 2", self.id),
                },
            }
        }
        Ok(levels)
    }
}
