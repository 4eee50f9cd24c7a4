//! What breaks a naive scorer, and what a fair coach would say to it (science: attacks to test for).
#![expect(clippy::unwrap_used, reason = "a test that can not go on should stop")]

use std::sync::LazyLock;

use tactful::framework::Shelf;
use tactful::score::{Course, Judgement, Moment, NotScored, Score, judge};
use tactful::speech::evidence::Level;
use tactful::speech::{Setting, Utterance};

static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::embedded);
static OWN_IT: LazyLock<Course> = LazyLock::new(|| Course::new(SHELF.framework("own-it").unwrap(), &SHELF));
static CHECK_IN: LazyLock<Course> = LazyLock::new(|| Course::new(SHELF.framework("check-in").unwrap(), &SHELF));

/// The moment in which Marta stands at the kerb, angry, with her daughter asleep on her shoulder.
fn kerb() -> Moment {
    at(&OWN_IT, "double-booked", "kerb")
}

fn at(course: &Course, scenario: &str, beat: &str) -> Moment {
    let number = course.framework().scenarios.iter().position(|s| s.id == scenario).unwrap();
    course.moment(number, course.scenario(number).beat(beat).unwrap())
}

fn scored(course: &Course, moment: &Moment, reply: &str) -> Score {
    match judge::judge(course, moment, reply) {
        Judgement::Scored(score) => *score,
        Judgement::NotScored(why) => panic!("not scored, {why:?}: {reply}"),
    }
}

#[track_caller]
fn fails(reply: &str) -> Score {
    let score = scored(&OWN_IT, &kerb(), reply);
    assert!(!score.pass, "{:.0} for {reply:?}", score.score);
    score
}

#[track_caller]
fn level(signal: &str, reply: &str) -> u8 {
    SHELF.ear().hear(&Utterance::read(reply), &Setting::default()).level(signal).into()
}

#[test]
fn an_honest_answer_passes() {
    let reply = "Marta, I'm really sorry. We gave your car away, that's our mistake. You've stood there forty minutes with Ana asleep, that must be exhausting. \
                 Are you still at the kerb by exit B? I'll get you a car now, I'm calling the driver myself.";
    let score = scored(&OWN_IT, &kerb(), reply);
    assert!(score.pass, "{:.0} {:?}", score.score, score.missing().map(|c| &c.id).collect::<Vec<_>>());
}

#[test]
fn keywords_without_sentences_do_not_pass() {
    fails("sorry apologise understand frustrated exhausted Ana daughter ownership fix sort now minutes exit check-in clear anything else");
    fails("Sorry. Understand. Frustrated. Ana. Daughter. Exit. Fix. Resolve. Promise.");
}

#[test]
fn the_customers_words_pasted_back_earn_nothing() {
    let line = kerb().line.text().to_owned();
    let score = fails(&line);
    assert!(score.pitfalls.iter().any(|pitfall| pitfall.id == "borrowed-words"), "{score:?}");
    assert!(score.score < 20.0, "{:.0}", score.score);
}

#[test]
fn the_sample_answer_pasted_does_not_pass() {
    let moment = kerb();
    for sample in &OWN_IT.beat(&moment).answers.good {
        let score = fails(sample);
        assert!(score.pitfalls.iter().any(|pitfall| pitfall.id == "borrowed-words"), "{sample}");
        // Somebody who says it in the same situation without having it before them is not accused.
        let own = Moment { fresh: false, ..moment.clone() };
        assert!(scored(&OWN_IT, &own, sample).pass, "{sample}");
    }
}

#[test]
fn negation_is_understood() {
    for reply in ["I don't understand why you're upset.", "I do not see why this would be frustrating.", "I can't understand your frustration."] {
        assert_eq!((level("understanding", reply), level("acknowledge-feeling", reply)), (0, 0), "{reply}");
    }
    assert_eq!(level("blame-shift", "This was not your fault at all."), 0);
    assert_eq!(level("apology", "I'm not sorry."), 0);
}

#[test]
fn a_but_takes_the_understanding_back() {
    let score = fails("I understand, but there is nothing I can do about the traffic.");
    assert!(score.pitfalls.iter().any(|pitfall| pitfall.id == "understand-but"), "{score:?}");
    assert_eq!(level("understand-but", "I understand, and I will sort it out."), 0);
}

#[test]
fn sorry_if_is_no_apology() {
    for reply in [
        "I'm sorry if you were inconvenienced.",
        "Sorry if that upset you.",
        "I'm sorry you feel that way.",
        "We're sorry, but you should have called earlier.",
    ] {
        assert_eq!(level("apology", reply), 0, "{reply}");
        assert!(level("hollow-apology", reply) > 0, "{reply}");
    }
    assert_eq!(level("hollow-apology", "I'm so sorry we let you down."), 0);
}

#[test]
fn a_question_without_a_question_mark_counts() {
    let moment = at(&CHECK_IN, "first-call", CHECK_IN.scenario(0).beats[1].id.as_str());
    let with = scored(&CHECK_IN, &moment, "Tomasz, which part would you like me to go over again?");
    let without = scored(&CHECK_IN, &moment, "tomasz which part would you like me to go over again");
    assert!(with.pass && (with.score - without.score).abs() < 1e-9, "{:.0} {:.0}", with.score, without.score);
}

#[test]
fn the_ladder_goes_up() {
    let moment = at(&CHECK_IN, "first-call", CHECK_IN.scenario(0).beats[1].id.as_str());
    let rung = |reply: &str| scored(&CHECK_IN, &moment, reply).rung.unwrap();
    assert_eq!(rung("Plug in the grey cable."), 0);
    assert_eq!(rung("Do you understand?"), 1);
    assert_eq!(rung("Have I explained that clearly?"), 2);
    assert_eq!(rung("Which part would you like me to go over again?"), 3);
    assert_eq!(rung("I want to be sure I explained it well: how would you describe to Zosia what happens next?"), 4);
}

#[test]
fn questions_in_a_heap_lose_the_point_for_one_at_a_time() {
    let moment = at(&CHECK_IN, "first-call", CHECK_IN.scenario(0).beats[1].id.as_str());
    let one = scored(&CHECK_IN, &moment, "Tomasz, which part shall I go over again?");
    let heap = scored(&CHECK_IN, &moment, "Tomasz, which part shall I go over again? Is it clear? Do you have the cable? Is the light on?");
    assert!(heap.score < one.score, "{:.0} {:.0}", heap.score, one.score);
}

#[test]
fn silence_noise_and_other_languages_are_not_scored() {
    let cases = [
        ("", NotScored::Silence),
        ("  \n ", NotScored::Silence),
        ("?!… 🙈🙈", NotScored::NoWords),
        ("Es tut mir sehr leid, dass Sie so lange mit Ihrer Tochter warten mussten.", NotScored::OtherLanguage),
        ("Lamento mucho que haya tenido que esperar tanto tiempo con su hija.", NotScored::OtherLanguage),
    ];
    for (reply, why) in cases {
        assert_eq!(judge::judge(&OWN_IT, &kerb(), reply), Judgement::NotScored(why), "{reply:?}");
    }
    assert_eq!(judge::judge(&OWN_IT, &kerb(), &"I am sorry. ".repeat(2000)), Judgement::NotScored(NotScored::TooLong));
}

#[test]
fn one_word_is_scored_and_does_not_pass() {
    fails("ok");
    fails("Sorry");
}

#[test]
fn what_others_said_is_not_ones_own() {
    assert_eq!(level("dismissal", "The driver told you \"calm down\", and that was wrong of him."), 0);
    assert_eq!(level("apology", "My colleague wrote \"I am so sorry\"."), 0);
}

#[test]
fn rude_replies_score_below_silence_and_cost_trust() {
    let score = fails("Calm down. It's your own fault, you should have booked earlier.");
    assert!(score.score < 10.0 && score.pitfalls.len() >= 2, "{score:?}");
}

#[test]
fn advice_is_never_what_was_already_done() {
    let moment = kerb();
    for reply in
        ["I'm so sorry, Marta, that must be exhausting.", "Are you still at exit B?", "I'll send a car right now, it is with you in nine minutes.", "ok"]
    {
        let score = scored(&OWN_IT, &moment, reply);
        let Some(advice) = &score.advice else { continue };
        let all = score.skills.iter().chain(&score.points);
        let about = all.clone().find(|criterion| criterion.id == advice.id);
        assert!(about.is_none_or(|criterion| criterion.level < Level::Clear), "{reply}: {advice:?}");
        assert!(advice.gain >= 0.0);
    }
}

#[test]
fn a_typing_error_costs_nothing() {
    let right = scored(&OWN_IT, &kerb(), "I'm so sorry, Marta, that must be exhausting. I will sort it out right now.");
    let typo = scored(&OWN_IT, &kerb(), "I'm so sorry, Marta, that must be exhuasting. I will sort it out right now.");
    assert!((right.score - typo.score).abs() < 1e-9, "{:.0} {:.0}", right.score, typo.score);
}

#[test]
fn five_thousand_words_are_heard_in_linear_time_and_without_panic() {
    let text = "I understand how you feel and I will sort it out for you now because you waited ".repeat(300);
    assert!(level("ownership", &text) > 0);
}
