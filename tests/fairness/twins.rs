//! The same thing said by somebody else: changes of a text that keep its meaning.

use tactful::speech::lexicon::is_word;

use super::Said;

/// The same reply, changed; what surrounds it stays.
pub(super) fn reply(said: &Said, change: impl Fn(&str) -> String) -> Said {
    Said { reply: change(&said.reply), ..said.clone() }
}

/// The customer bears another name.
pub(super) fn named(said: &Said, name: &str) -> Said {
    // "Mrs Pell" and "Marta" alike: the title stays.
    let Some(old) = said.name.as_deref().and_then(|old| old.split_whitespace().last()) else { return said.clone() };
    // "rob" is renamed too, and stays without a capital.
    let lower = |word: &str| word.starts_with(char::is_lowercase);
    let put = |text: &str| words(text, |word| word.eq_ignore_ascii_case(old).then(|| if lower(word) { name.to_lowercase() } else { name.to_owned() }));
    Said { id: said.id.clone(), context: put(&said.context), name: said.name.as_deref().map(put), reply: put(&said.reply) }
}

/// A text with each of its words replaced, where the change knows another; the rest stays as it was.
fn words(text: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let (mut out, mut rest) = (String::new(), text);
    while let Some(start) = rest.find(is_word) {
        let end = rest[start..].find(|c| !is_word(c)).map_or(rest.len(), |end| start + end);
        // "my dad's" is about my dad.
        let word = &rest[start..end];
        let word = word.strip_suffix("'s").filter(|owner| change(word).is_none() && change(owner).is_some()).unwrap_or(word);
        let end = start + word.len();
        out.push_str(&rest[..start]);
        out.push_str(&change(word).map_or_else(|| word.to_owned(), |new| cased_as(word, &new)));
        rest = &rest[end..];
    }
    out + rest
}

fn cased_as(old: &str, new: &str) -> String {
    let mut letters = new.chars();
    match letters.next() {
        Some(first) if old.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => new.to_owned(),
    }
}

/// The word's partner in a table, from the left column to the right.
fn partner(table: &[(&str, &str)], word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    table.iter().find(|(left, _)| *left == lower).map(|(_, right)| (*right).to_owned())
}

/// As a phone types them.
pub(super) fn curly(text: &str) -> String {
    let mut open = false;
    let curl = |c| match c {
        '\'' => '’',
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        other => other,
    };
    text.chars().map(curl).collect()
}

const CONTRACTIONS: &[(&str, &str)] = &[
    ("i'm", "I am"),
    ("i'll", "I will"),
    ("i've", "I have"),
    ("we'll", "we will"),
    ("we've", "we have"),
    ("we're", "we are"),
    ("you're", "you are"),
    ("you'll", "you will"),
    ("you've", "you have"),
    ("they're", "they are"),
    ("they'll", "they will"),
    ("they've", "they have"),
    ("don't", "do not"),
    ("didn't", "did not"),
    ("doesn't", "does not"),
    ("isn't", "is not"),
    ("aren't", "are not"),
    ("wasn't", "was not"),
    ("weren't", "were not"),
    ("can't", "cannot"),
    ("couldn't", "could not"),
    ("won't", "will not"),
    ("wouldn't", "would not"),
    ("shouldn't", "should not"),
    ("haven't", "have not"),
    ("hasn't", "has not"),
];

/// "I am" for "I'm".
pub(super) fn expanded(text: &str) -> String {
    words(text, |word| partner(CONTRACTIONS, &word.replace('’', "'")))
}

/// "I'm" for "I am".
pub(super) fn contracted(text: &str) -> String {
    CONTRACTIONS.iter().fold(text.to_owned(), |text, (short, long)| {
        let capital = |text: &str| cased_as("A", text);
        let short = cased_as(long, short);
        text.replace(&format!(" {long} "), &format!(" {short} ")).replace(&format!("{} ", capital(long)), &format!("{} ", capital(&short)))
    })
}

/// "Im" for "I'm": what thumbs leave out. Only where no other word comes of it ("we're", "I'll", "we'll").
pub(super) fn bare(text: &str) -> String {
    const OTHER_WORDS: &[&str] = &["were", "ill", "well", "wont", "cant", "its", "hell", "shell", "shed", "id", "wed"];
    words(text, |word| {
        let bare = word.replace(['\'', '’'], "");
        (partner(CONTRACTIONS, &word.replace('’', "'")).is_some() && !OTHER_WORDS.contains(&&*bare.to_lowercase())).then_some(bare)
    })
}

const AMERICAN: &[(&str, &str)] = &[
    ("apologise", "apologize"),
    ("apologised", "apologized"),
    ("realise", "realize"),
    ("realised", "realized"),
    ("organise", "organize"),
    ("organised", "organized"),
    ("recognise", "recognize"),
    ("favourite", "favorite"),
    ("favour", "favor"),
    ("colour", "color"),
    ("neighbour", "neighbor"),
    ("neighbours", "neighbors"),
    ("centre", "center"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("travelled", "traveled"),
    ("travelling", "traveling"),
    ("labelled", "labeled"),
    ("grey", "gray"),
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("mum", "mom"),
    ("mum's", "mom's"),
    ("cheque", "check"),
    ("jewellery", "jewelry"),
    ("pyjamas", "pajamas"),
    ("theatre", "theater"),
    ("programme", "program"),
    ("behaviour", "behavior"),
    ("honour", "honor"),
    ("kilometres", "kilometers"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("defence", "defense"),
    ("practise", "practice"),
    ("learnt", "learned"),
    ("burnt", "burned"),
    ("whilst", "while"),
    ("towards", "toward"),
    ("afterwards", "afterward"),
    ("sceptical", "skeptical"),
    ("catalogue", "catalog"),
    ("plough", "plow"),
    ("storey", "story"),
];

/// American spelling.
pub(super) fn american(text: &str) -> String {
    words(text, |word| partner(AMERICAN, word))
}

const GENDERS: &[(&str, &str)] = &[
    ("he", "she"),
    ("she", "he"),
    ("he's", "she's"),
    ("she's", "he's"),
    ("he'll", "she'll"),
    ("she'll", "he'll"),
    ("him", "her"),
    ("his", "her"),
    ("himself", "herself"),
    ("herself", "himself"),
    ("mother", "father"),
    ("father", "mother"),
    ("mum", "dad"),
    ("dad", "mum"),
    ("daughter", "son"),
    ("son", "daughter"),
    ("wife", "husband"),
    ("husband", "wife"),
    ("brother", "sister"),
    ("sister", "brother"),
    ("mr", "Mrs"),
    ("mrs", "Mr"),
    ("ms", "Mr"),
    ("sir", "madam"),
    ("madam", "sir"),
    ("boy", "girl"),
    ("girl", "boy"),
];

/// He for she, mother for father. "Her" stays: it may be "him" or "his".
pub(super) fn other_gender(text: &str) -> String {
    words(text, |word| partner(GENDERS, word))
}

/// In each sentence two letters in the middle of its longest word are swapped, as fast fingers do.
pub(super) fn mistyped(text: &str) -> String {
    text.split_inclusive(['.', '!', '?', '\n']).map(mistyped_sentence).collect()
}

fn mistyped_sentence(sentence: &str) -> String {
    // Names and short words have no spare letters to be known by, and a word that is mistyped already would be so twice.
    let is_typed = |word: &&str| word.chars().count() >= 6 && word.chars().all(|c| c.is_ascii_lowercase()) && is_word(word);
    let longest = sentence.split(|c: char| !c.is_alphanumeric()).filter(is_typed).max_by_key(|word| word.len());
    let Some(longest) = longest else { return sentence.to_owned() };
    let mut letters: Vec<char> = longest.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle - 1, middle);
    let typo: String = letters.into_iter().collect();
    sentence.replacen(longest, &typo, 1)
}

/// Without "the" and "a".
pub(super) fn without_articles(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let is_article = |word: &&str| matches!(word.to_lowercase().as_str(), "the" | "a" | "an");
    words.iter().filter(|word| !is_article(word)).copied().collect::<Vec<_>>().join(" ")
}

/// "He come" for "he comes".
pub(super) fn without_s(text: &str) -> String {
    let mut after_third = false;
    words(text, |word| word.to_owned().into())
        .split(' ')
        .map(|word| {
            let third = matches!(word.to_lowercase().as_str(), "he" | "she" | "it");
            let is_verb = after_third && word.len() > 4 && word.ends_with('s') && !word.ends_with("ss");
            after_third = third;
            if is_verb { word.trim_end_matches('s') } else { word }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
