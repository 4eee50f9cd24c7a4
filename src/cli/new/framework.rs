//! A new framework: title, who the trainee is, the customer, the skills.

use anyhow::bail;

use super::{Asker, New, answered, id_of};
use crate::framework::Shelf;
use crate::framework::finding::did_you_mean;
use crate::report::draft::framework::{Plan, draft as text_of};
use crate::speech::sheet::{Group, Sheet};
use crate::terminal::Answer;

/// What the draft trains where nobody says.
const SKILLS: [&str; 3] = ["acknowledge-feeling", "ownership", "check-in"];

/// What can be said of a framework beforehand.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Flags {
    /// Who the trainee is: "the delivery desk of Hill & Sons"
    #[arg(long, conflicts_with = "signal")]
    you_are: Option<String>,
    /// The name of the customer
    #[arg(long, conflicts_with = "signal")]
    customer: Option<String>,
    /// What the customer feels
    #[arg(long, conflicts_with = "signal")]
    feels: Option<String>,
    /// The skills to train, by the ids of their signals
    #[arg(long, value_delimiter = ',', conflicts_with = "signal")]
    skills: Vec<String>,
}

/// The id and the text of a new framework.
pub(super) fn draft(new: &New, shelf: &Shelf, asker: &mut Asker) -> anyhow::Result<Answer<(String, String)>> {
    let flags = &new.framework;
    let title = answered!(asker.line(new.title.as_ref(), "What is it called?", "The late bed"));
    let id = id_of(&title)?;
    let you_are = answered!(asker.line(flags.you_are.as_ref(), "Who is the trainee?", "the delivery desk of a furniture shop"));
    let customer = answered!(asker.line(flags.customer.as_ref(), "What is the customer's name?", "Lena Ortiz"));
    let feels = answered!(asker.line(flags.feels.as_ref(), "What do they feel?", "worried"));
    let skills = if flags.skills.is_empty() { answered!(choose(shelf, asker)) } else { known(shelf, &flags.skills)? };
    let plan = Plan { id: id.clone(), title, you_are, customer, feels, skills, story: None };
    Ok(Answer::Is((id, text_of(&plan, shelf.ear()))))
}

/// Skills by family: what a framework can want.
fn skills(shelf: &Shelf) -> Vec<&Sheet> {
    let mut skills: Vec<&Sheet> = shelf.ear().sheets().filter(|sheet| !matches!(sheet.group, Group::Pitfall | Group::Neutral)).collect();
    skills.sort_by_key(|sheet| sheet.group);
    skills
}

fn choose(shelf: &Shelf, asker: &mut Asker) -> anyhow::Result<Answer<Vec<String>>> {
    let all = skills(shelf);
    let names: Vec<String> = all.iter().map(|sheet| format!("{}  ({})", sheet.title, sheet.signal)).collect();
    let marked: Vec<usize> = SKILLS.iter().filter_map(|skill| all.iter().position(|sheet| sheet.signal == *skill)).collect();
    let chosen = answered!(asker.several("Which skills does it train?", &names, &marked));
    Ok(Answer::Is(chosen.into_iter().filter_map(|at| all.get(at)).map(|sheet| sheet.signal.clone()).collect()))
}

fn known(shelf: &Shelf, skills: &[String]) -> anyhow::Result<Vec<String>> {
    for skill in skills {
        match shelf.ear().sheet(skill) {
            Some(sheet) if sheet.group == Group::Pitfall => bail!("`{skill}` is a pitfall: name skills here, and write `avoid: {skill}` in the file"),
            Some(_) => {}
            None => {
                let near = did_you_mean(skill, shelf.ear().sheets().map(|sheet| sheet.signal.as_str())).map(|near| format!("; did you mean `{near}`?"));
                bail!("there is no signal `{skill}`{} (`tactful list --signals` shows all)", near.unwrap_or_default())
            }
        }
    }
    Ok(skills.to_vec())
}
