//! The door: arguments in, exit code out.
#![expect(clippy::disallowed_methods, reason = "the arguments come in here")]

use std::process::ExitCode;

fn main() -> ExitCode {
    tactful::cli::run(std::env::args_os())
}
