//! temporary
#![allow(clippy::all, clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used)]
use crate::framework::{files, load::{self, File}, Shelf};
use crate::score::{trial, Course};
use crate::speech::{Setting, Utterance};
pub fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let shelf = Shelf::embedded();
    let mut sources = Vec::new();
    for a in &args[1..] { if args[0] == "hear" { break; } else { sources.extend(files::at(a.as_ref()).unwrap()); } }
    if args[0] == "hear" { sources = files::at("/work/main/frameworks".as_ref()).unwrap(); }
    let shelf = shelf.with(&sources);
    for (s, f) in shelf.broken() { for f in f { let (l,c)=s.position(f.span.start); println!("{}:{l}:{c}: {} {} — {}", s.name, f.code, f.message, f.help.clone().unwrap_or_default()); } }
    match args[0].as_str() {
        "hear" => { let t = args[1..].join(" "); let u = Utterance::read(&t); println!("{:?}", u.sentences().iter().map(|s| s.kind).collect::<Vec<_>>());
            for (id, r) in shelf.ear().hear(&u, &Setting::default()).signals { println!("{id} {} rung {:?} {:?}", u8::from(r.level), r.rung, r.purpose); for e in r.evidence { println!("    {:+} {:?} by `{}` {}", e.weight, e.text, e.cue, e.at); } } }
        _ => { let mut out = trial::Outcome::default();
            for s in &sources { match load::file(s) { Ok(File::Sheet(l)) => { 
                    let (_, problems) = crate::speech::Ear::new([l.value.clone()], shelf.lists()); for p in problems { println!("{}: cue {} {:?}: {}", s.name, p.cue, l.value.cues[p.cue].say, p.error); }
                    for r in &l.value.rules { if crate::speech::detectors::by_name(&r.rule).is_none() { println!("{}: unknown rule {}", s.name, r.rule); } }
                    out.add(trial::sheet(&l, shelf.ear())) },
                Ok(File::Framework(l)) => out.add(trial::framework(&Course::new(&std::sync::Arc::from(l), &shelf))), _ => {} } }
            for f in &out.failed { let (l,c)=f.source.position(f.span.start); println!("{}:{l}:{c}: {} {}\n      {:?}\n      {}", f.source.name, f.code, f.message, &f.source.text[f.span.clone()], f.help.clone().unwrap_or_default()); }
            println!("{} ran, {} failed", out.ran, out.failed.len()); }
    }
}
