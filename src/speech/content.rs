//! The words of a text that carry its content: what tells whether two texts are about the same thing.

use std::collections::BTreeSet;

use super::lexicon::{is_function_word, stem};
use super::text::Utterance;

/// Does a word carry content, and not only grammar? `norm` is its normal form.
pub fn is_content(norm: &str) -> bool {
    norm.chars().count() > 2 && !is_function_word(norm)
}

/// The same for all the forms of a word, and for what people call their parents.
pub fn root(norm: &str) -> String {
    match norm {
        "mum" | "mom" | "mummy" | "mommy" => "mother".into(),
        "dad" | "daddy" => "father".into(),
        _ => stem(norm),
    }
}

/// The roots of the words of a text that carry content.
pub fn roots(text: &Utterance) -> BTreeSet<String> {
    text.words().iter().filter(|word| is_content(&word.norm)).map(|word| root(&word.norm)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_of_a_word_have_one_root() {
        let text = Utterance::read("Mum was waiting, and my mother waited with her.");
        assert_eq!(roots(&text).into_iter().collect::<Vec<_>>(), ["mother", "wait"]);
    }
}
