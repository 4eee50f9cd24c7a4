//! tactful: practise the how, not just the what.
//!
//! A learner's words go in, evidence comes out, a score is only ever a sum of evidence, and every screen can show where in the
//! learner's own text it came from.
//!
//! # The rooms, in reading order
//!
//! | room | from | to |
//! |---|---|---|
//! | [`speech`] | text | evidence: knows English and cue sheets, knows no framework |
//! | [`framework`] | an author's file | a model, or findings with their places |
//! | [`score`] | evidence | a judgement with its reasons, and the one thing to try |
//! | [`drill`] | what the trainee does | the session, one pure step after the other |
//! | [`history`] | what was practised | a database that outlives the program |
//! | [`report`] | values | words on a page, or JSON |
//! | [`terminal`] | keys | events; effects become a screen |
//! | [`cli`] | arguments | an exit code: the only room that wires the others together |
//!
//! A room uses only rooms above it (`tests/rooms.rs` keeps the arrows), and only `framework::files`, `open` and `old` of
//! `history::store`, `terminal` and `cli` touch the disk, the environment or the screen (lints keep that).
//!
//! # The words
//!
//! A customer says a *line*, the trainee answers with a *reply*. A *signal* is something that can be heard in a reply, at level
//! 0, 1 or 2, with *evidence*: a place in the reply and the *cue* that matched there. A signal that a framework wants is a
//! *skill*, one it warns against a *pitfall*: the how. A *point* is a content step: the what. A *framework* holds *scenarios*; a
//! scenario has a *persona* and *beats*. A *rubric* says what counts in a beat, a *judgement* is the score with its reasons. A
//! *drill* is one run through a scenario, an *attempt* one judged reply, a *finding* something wrong in an author's file.

pub mod speech;

pub mod framework;

pub mod score;

pub mod drill;

pub mod history;

pub mod report;

pub mod terminal;

pub mod cli;
