//! Which of several lines is said: chosen by the seed, and none twice before all were used.

use std::hash::{Hash, Hasher};

use siphasher::sip::SipHasher13;

/// The variant for the n-th use of a list, from 0. The same seed, place and use give the same line on every machine: `SipHash` is
/// specified, which the hasher of the standard library is not.
pub fn choose<'a>(variants: &'a [String], seed: u64, place: &str, uses: u32) -> &'a str {
    let count = variants.len();
    if count == 0 {
        return "";
    }
    let (round, at) = (uses as usize / count, uses as usize % count);
    let rank = |variant: &usize| hash(seed, (place, round, *variant));
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(rank);
    &variants[order[at]]
}

fn hash(seed: u64, value: impl Hash) -> u64 {
    let mut hasher = SipHasher13::new_with_keys(seed, 0);
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_variant_comes_twice_before_all_were_used() {
        let variants: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
        for seed in 0..50 {
            let mut round: Vec<&str> = (3..6).map(|uses| choose(&variants, seed, "kerb", uses)).collect();
            round.sort_unstable();
            assert_eq!(round, ["a", "b", "c"]);
        }
        let first = |seed| choose(&variants, seed, "kerb", 0);
        assert!((0..20).any(|seed| first(seed) != first(0)), "the seed matters");
    }
}
