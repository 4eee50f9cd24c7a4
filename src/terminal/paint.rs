//! What tones look like.

use colored::Colorize;

use crate::report::page::{Page, Piece, Tone};

/// A page in colour. Whether the colours reach the eye is decided where it is printed, once for the whole program.
pub fn page(page: &Page) -> String {
    // `colored` would decide for itself, by standard output alone; the stream decides instead and strips what is not wanted.
    colored::control::set_override(true);
    page.paint(piece)
}

fn piece(piece: &Piece) -> String {
    let text = piece.text.as_str();
    let painted = match piece.tone {
        Tone::Plain => return text.to_owned(),
        Tone::Strong => text.bold(),
        Tone::Faint => text.dimmed(),
        Tone::Good => text.green(),
        Tone::Fair => text.yellow(),
        Tone::Poor => text.red(),
        Tone::Voice => text.cyan(),
    };
    painted.to_string()
}
