//! Saying back: a short turn that carries on, echoes or sums up what the other person has just told.
//!
//! Source: simple reflections repeat or carry on what was said (MITI 4.2.1, Moyers et al. 2014). Such a turn has hardly a
//! form of its own; it is told by what is missing: nothing is asked, advised, promised or refused, and nobody speaks of
//! themselves.

use rustc_hash::FxHashSet;

use super::detail::is_detail;
use super::{Found, Listening, orders};
use crate::speech::form;
use crate::speech::lexicon::{is_article, is_function_word, stem};
use crate::speech::text::{Kind, Sentence, Utterance, Word};

/// More words than this inform, advise or ask as well.
const LONGEST: usize = 18;
/// Fewer words than this say nothing back, unless the words are theirs: "Not yet.", "A six."
const SHORTEST: usize = 3;

pub(super) fn says_back(heard: &Listening) -> Option<Found> {
    let line = heard.setting.line?;
    // What follows a question is its answer.
    if line.sentences().last()?.kind == Kind::Question {
        return None;
    }
    let stems: FxHashSet<String> = line.words().iter().map(|word| stem(&word.norm)).collect();
    let mut found: Option<Found> = None;
    let (mut length, mut theirs, mut asked) = (0, false, false);
    for sentence in heard.reply.own_sentences() {
        let all = heard.reply.own_words_of(sentence);
        let words = past_hums(&all);
        let sums_up = all[..all.len() - words.len()].iter().any(|word| word.norm == "so");
        if words.is_empty() {
            continue;
        }
        let echo = is_echo(words, &stems);
        if !echo && does_something_else(words, sentence, line, sums_up) {
            return None;
        }
        if !echo && is_verdict(words) {
            continue;
        }
        length += words.len();
        theirs |= echo || words.iter().any(|word| is_theirs(word, &stems));
        asked |= sentence.kind == Kind::Question && !sums_up;
        found.get_or_insert_with(|| Found::once(sentence.words.clone()));
    }
    let fits = length <= LONGEST && (length >= SHORTEST || theirs);
    found.filter(|_| fits).map(|found| Found { times: if asked { 0.5 } else { 1.0 }, ..found })
}

/// The words after "mm-hmm, yeah, so".
fn past_hums<'a, 'b>(words: &'b [&'a Word]) -> &'b [&'a Word] {
    #[rustfmt::skip]
    const HUMS: &[&str] = &[
        "mm", "hmm", "mhm", "mmh", "mmhm", "um", "uh", "huh", "er", "ah", "oh", "yeah", "yes", "yep", "ok", "okay", "alright", "right", "sure", "so", "well",
        "and", "but", "no", "now", "then", "exactly", "absolutely", "definitely", "wow", "good", "great", "excellent", "perfect", "fine", "indeed",
    ];
    let hums = words.iter().zip(words.iter().skip(1).map(Some).chain([None]));
    let hums = hums.take_while(|(word, next)| HUMS.contains(&word.norm.as_str()) || (word.norm == "all" && next.is_some_and(|next| next.norm == "right")));
    let at = hums.count();
    &words[at..]
}

/// Does this sentence ask, advise, promise, refuse, explain, thank, or speak of oneself or of us?
///
/// After "so", what can be and how much it is are drawn from their words: "So three a day."
fn does_something_else(words: &[&Word], sentence: &Sentence, line: &Utterance, sums_up: bool) -> bool {
    #[rustfmt::skip]
    const ELSE: &[&str] = &[
        "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "thank", "thanks", "welcome", "hello", "hi", "bye", "goodbye", "please", "sorry",
        "congratulations", "morning", "should", "must", "ought", "policy", "rules", "help", "helps", "helpful", "people", "many", "lots", "always",
    ];
    const MAYBE: &[&str] = &["can", "could", "may", "might", "will", "if"];
    let norms: Vec<&str> = words.iter().map(|word| word.norm.as_str()).collect();
    let tagged = matches!(norms.last(), Some(&("right" | "yeah" | "yes" | "huh" | "correct")));
    let asks = form::kind(if tagged { &words[..words.len() - 1] } else { words }) != Kind::Statement;
    let asks_for = |norm: &str| matches!(norm, "what" | "how" | "why" | "any" | "anything" | "else" | "which" | "who");
    let wonders = sentence.kind == Kind::Question && norms.iter().any(|norm| asks_for(norm));
    let requires = norms.windows(2).any(|pair| matches!(pair, ["need" | "have", "to"] | ["there", "is" | "are"]));
    asks || wonders
        || requires
        || is_order(&norms)
        || norms.iter().any(|norm| ELSE.contains(norm) || (!sums_up && MAYBE.contains(norm)))
        || (!sums_up && words.iter().any(|word| is_news(word, line)))
}

/// Does it begin with a verb as advice and orders do: "keep it", "just focus"?
fn is_order(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const ADVICE: &[&str] = &[
        "keep", "find", "focus", "take", "get", "make", "believe", "remember", "have", "hope", "be", "select", "practice", "watch", "think", "consider", "start",
        "avoid", "enjoy", "first", "next", "tell",
    ];
    let verb = words.iter().find(|word| **word != "just");
    verb.is_some_and(|verb| orders::ORDERS.contains(verb) || ADVICE.contains(verb))
}

/// A number, a time or a name that they have not named informs them.
fn is_news(word: &Word, line: &Utterance) -> bool {
    is_detail(word) && !line.words().iter().any(|theirs| theirs.norm == word.norm)
}

/// "That is great", "sounds good", "it is hard": says what the speaker thinks of it, and nothing back.
fn is_verdict(words: &[&Word]) -> bool {
    #[rustfmt::skip]
    const VERDICTS: &[&str] = &[
        "good", "great", "excellent", "fine", "wonderful", "correct", "right", "fantastic", "brilliant", "perfect", "true", "ok", "okay", "cool", "fair", "nice",
        "interesting", "awesome", "amazing", "lovely", "sure", "hard", "rough", "difficult", "tough", "sad", "understandable", "smart",
    ];
    let closes = words.last().is_some_and(|word| matches!(word.norm.as_str(), "ok" | "okay" | "right" | "sure"));
    let words = if closes && words.len() > 1 { &words[..words.len() - 1] } else { words };
    words.len() <= 9 && words.iter().any(|word| VERDICTS.contains(&word.norm.as_str()))
}

/// Their own words again, with "you" where they said "I": "Not yet.", "She'd tell you off."
fn is_echo(words: &[&Word], theirs: &FxHashSet<String>) -> bool {
    let said = |norm: &str| theirs.contains(&stem(norm));
    let again = |norm: &str| match norm {
        "you" => said("i") || said("me") || said("we"),
        "your" => said("my") || said("our"),
        "are" => said("am") || said("are"),
        "ok" | "okay" | "right" | "yeah" | "uh" | "huh" => true,
        norm => said(norm),
    };
    words.iter().all(|word| again(&word.norm)) && words.iter().any(|word| said(&word.norm))
}

fn is_theirs(word: &Word, theirs: &FxHashSet<String>) -> bool {
    !is_function_word(&word.norm) && theirs.contains(&stem(&word.norm))
}

/// Where much is said, what was said back is the smaller part of it. Articles are not counted: many people leave them out.
const MUCH: usize = 38;

pub(super) fn says_much(heard: &Listening) -> Option<Found> {
    let words = heard.reply.words();
    let much = (0..words.len()).filter(|at| !is_article(&words[*at].norm)).nth(MUCH)?;
    // The quote shows where it became much, not all of it.
    Some(Found::once(much..(much + 8).min(words.len())))
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::{Setting, Utterance};

    fn after(line: &str, reply: &str) -> f64 {
        let line = Utterance::read(line);
        heard("says-back", reply, &Setting { line: Some(&line), ..Setting::default() }).1
    }

    #[test]
    fn a_short_turn_that_does_nothing_else_says_back() {
        for yes in ["Mm-hmm, just the weekends.", "Not yet.", "And she doesn't listen.", "It never seems to end."] {
            assert_eq!(after("It happens at the weekends, not yet on weekdays.", yes), 1.0, "{yes}");
        }
        assert_eq!(after("I only eat at the weekends.", "Just late in the evening?"), 0.5);
        assert_eq!(after("I only eat at the weekends.", "So the evenings were quiet?"), 1.0);
        assert_eq!(after("She would tell me off.", "She'd tell you off."), 1.0);
        assert_eq!(after("A six, I guess.", "A six, okay."), 1.0);
        assert_eq!(after("One with each meal.", "So three a day."), 1.0);
        assert_eq!(after("He left in May.", "Mm-hmm."), 0.0);
    }

    #[test]
    fn news_advice_promises_and_verdicts_say_nothing_back() {
        for no in [
            "We will look into it.",
            "It should be there by now.",
            "Sounds good to everyone.",
            "What happened next then?",
            "Keep it in the box.",
            "That is 45 euros for two.",
            "Can't, store rules.",
            "Thank you for calling today.",
        ] {
            assert_eq!(after("It never came.", no), 0.0, "{no}");
        }
        assert_eq!(after("When does it leave?", "From the second gate, at noon."), 0.0);
        assert_eq!(heard("says-back", "It never came.", &Setting::default()).1, 0.0);
    }

    #[test]
    fn forty_words_are_much() {
        assert_eq!(heard("says-much", &"word ".repeat(38), &Setting::default()).1, 0.0);
        assert_eq!(heard("says-much", &"word ".repeat(39), &Setting::default()).1, 1.0);
        assert_eq!(heard("says-much", &"the word ".repeat(38), &Setting::default()).1, 0.0);
    }
}
