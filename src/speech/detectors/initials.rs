//! Initials that an outsider can not know: "the CDW with the SLI".
//!
//! Source: AHRQ Health Literacy Universal Precautions Toolkit, tool 4: spell out what only insiders call so.

use super::{Found, Listening};
use crate::speech::lexicon::is_word;
use crate::speech::text::Word;

/// Initials that everybody knows, and what is said in capitals for other reasons.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "I", "A", "OK", "ID", "IDS", "PIN", "TV", "UK", "US", "USA", "EU", "GP", "GPS", "PDF", "PC", "WC", "AM", "PM", "ATM", "DVD", "CD", "USB", "SMS", "FAQ", "DIY", "VIP", "CEO",
    "IT", "HR", "PS", "NHS", "BBC", "VAT", "MOT", "SIM", "PO", "TBC", "ASAP", "FYI", "BTW", "LED", "AC", "QR", "URL", "APP", "WIFI", "NOT", "NO", "YES",
    "SO", "AND", "YOU", "MR", "MRS", "MS", "DR", "ST", "ABC", "DNA", "X-RAY", "SOS", "PE", "RSVP", "LOL", "OMG", "NYC", "LA", "DJ", "MP3", "HD", "DWP", "HMRC", "CT", "MRI", "GB", "MB", "BLT", "ICU", "HRT", "IVF", "ECG", "RAC", "AA", "DVLA", "KM", "KG",
    "CCTV", "DPD", "DHL", "UPS", "PAC", "CV", "CTRL", "WLAN", "ETA", "RIP", "FM", "PTO", "SUV", "BBQ", "MC", "PTSD", "ADHD", "OCD", "IDK", "TBH", "DM", "IMO", "IMHO", "BF", "GF", "TLDR",
];

pub(super) fn unknown_initials(heard: &Listening) -> Option<Found> {
    let reply = heard.reply;
    let shouted = is_shouted(reply.text());
    // Where all is in capitals they tell nothing.
    let is_initials = |word: &Word| !word.quoted && (without_vowels(&word.norm) || (!shouted && in_capitals(&reply.text()[word.span.clone()])));
    let at = reply.words().iter().position(is_initials)?;
    Some(Found::once(at..at + 1))
}

/// Typed in capitals for the most part: then capitals tell nothing.
pub(super) fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() * 3 > text.chars().filter(|c| c.is_alphabetic()).count() * 2
}

fn in_capitals(typed: &str) -> bool {
    let capitals = typed.chars().filter(char::is_ascii_uppercase).count();
    let marks = typed.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    // "I NEVER said that" is said loudly, and no initials.
    let stressed = || is_word(&typed.to_lowercase());
    marks && (2..=5).contains(&typed.len()) && capitals >= 2 && !KNOWN.contains(&typed) && !stressed()
}

/// "the cdw": no word can be said without a vowel, so these are initials however they are typed.
pub(super) fn without_vowels(norm: &str) -> bool {
    #[rustfmt::skip]
    const CHAT: &[&str] = &["hmm", "hmmm", "mhm", "shh", "psst", "brb", "btw", "tbh", "thx", "pls", "plz", "msg", "txt", "mrs", "nhs", "bbc", "dvd", "sms", "pdf", "dns", "pcs", "ptsd", "ppl", "bff", "tldr", "brb"];
    let spelled = norm.bytes().all(|b| b.is_ascii_lowercase() && !b"aeiouy".contains(&b));
    (3..=5).contains(&norm.len()) && spelled && !CHAT.contains(&norm) && !is_word(norm)
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;
    use crate::speech::Setting;

    #[test]
    fn initials_of_a_trade_are_told_from_those_everybody_knows() {
        assert_eq!(heard("unknown-initials", "Take the CDW with it.", &Setting::default()).0, "CDW");
        assert_eq!(heard("unknown-initials", "hmm, take the cdw with it, thx", &Setting::default()).0, "cdw");
        assert_eq!(heard("unknown-initials", "Show your ID at gate B2, the UK line.", &Setting::default()).0, "");
        assert_eq!(heard("unknown-initials", "WE ARE ALL SORRY FOR THE WAIT", &Setting::default()).0, "");
    }
}
