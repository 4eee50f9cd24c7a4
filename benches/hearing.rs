//! How long it takes to be ready, and to hear one reply: `cargo bench`.
//!
//! Aims, in a release build on one core: everything embedded read and compiled in under 10 ms, one reply heard in under 1 ms.

use tactful::framework::Shelf;
use tactful::score::{Course, judge};
use tactful::speech::{Setting, Utterance};

fn main() {
    divan::main();
}

const REPLY: &str = "Marta, I'm so sorry. We gave your car to somebody else, and that was our mistake. You've been standing there for \
                     forty minutes with Ana asleep on your shoulder, that must be exhausting. Are you still at exit B?";

#[divan::bench]
fn load_and_compile_everything_embedded() -> usize {
    let shelf = Shelf::embedded();
    shelf.frameworks().map(|framework| Course::new(framework, &shelf).scenario(0).beats.len()).sum()
}

/// What a command pays that hears nothing: home, `list`, `show`.
#[divan::bench]
fn load_everything_embedded() -> usize {
    Shelf::embedded().frameworks().count()
}

#[divan::bench]
fn hear_one_reply(bencher: divan::Bencher) {
    let shelf = Shelf::embedded();
    let line = Utterance::read("Forty minutes I've been standing here. Ana is asleep on my shoulder.");
    let setting = Setting { line: Some(&line), name: Some("Marta Reyes"), ..Setting::default() };
    bencher.bench(|| shelf.ear().hear(&Utterance::read(REPLY), &setting));
}

#[divan::bench]
fn judge_one_reply_with_advice(bencher: divan::Bencher) {
    let shelf = Shelf::embedded();
    let course = Course::new(shelf.framework("own-it").expect("it is embedded"), &shelf);
    let moment = course.moment(0, 0);
    bencher.bench(|| judge::judge(&course, &moment, REPLY));
}

#[divan::bench]
fn hear_five_thousand_words(bencher: divan::Bencher) {
    let shelf = Shelf::embedded();
    let text = "i understand how you feel and i will sort it out for you now because you waited ".repeat(300);
    bencher.bench(|| shelf.ear().hear(&Utterance::read(&text), &Setting::default()));
}
