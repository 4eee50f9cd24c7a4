//! Agreement with people: how well the levels that are heard fit the levels that people gave.
//!
//! Source: precision, recall and F1 as usual; macro-F1 is the mean of the F1 of each class, so that a rare class counts as much
//! as a common one; kappa is Cohen's (1960), agreement beyond chance.

use serde::Serialize;

/// How well one signal is heard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Replies that people judged.
    pub n: usize,
    /// Of these, replies in which people heard it.
    pub positives: usize,
    /// Of what was heard, how much people heard too, 0.0..=1.0.
    pub precision: f64,
    /// Of what people heard, how much was heard, 0.0..=1.0.
    pub recall: f64,
    /// The harmonic mean of the two, 0.0..=1.0.
    pub f1: f64,
    /// The mean of the F1 of present and of absent, 0.0..=1.0.
    pub macro_f1: f64,
    /// Cohen's kappa for present and absent, -1.0..=1.0.
    pub kappa: f64,
    /// The mean F1 over the three levels, where people gave three.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub three_levels: Option<f64>,
}

impl Agreement {
    /// From pairs of what people said and what was heard, as levels 0 to 2.
    pub fn of(pairs: &[(u8, u8)]) -> Self {
        let present: Vec<(u8, u8)> = pairs.iter().map(|(gold, heard)| (u8::from(*gold > 0), u8::from(*heard > 0))).collect();
        let (precision, recall, f1) = of_class(&present, 1);
        let (_, _, absent) = of_class(&present, 0);
        let three = pairs.iter().any(|(gold, _)| *gold == 2).then(|| (0..=2).map(|level| of_class(pairs, level).2).sum::<f64>() / 3.0);
        Self {
            n: pairs.len(),
            positives: present.iter().filter(|(gold, _)| *gold == 1).count(),
            precision,
            recall,
            f1,
            macro_f1: f64::midpoint(f1, absent),
            kappa: kappa(&present),
            three_levels: three,
        }
    }
}

/// Precision, recall and F1 of one class.
fn of_class(pairs: &[(u8, u8)], class: u8) -> (f64, f64, f64) {
    let count = |is: &dyn Fn(&(u8, u8)) -> bool| pairs.iter().filter(|pair| is(pair)).count() as f64;
    let both = count(&|(gold, heard)| *gold == class && *heard == class);
    let heard = count(&|(_, heard)| *heard == class);
    let gold = count(&|(gold, _)| *gold == class);
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let (precision, recall) = (share(both, heard), share(both, gold));
    (precision, recall, share(2.0 * precision * recall, precision + recall))
}

fn kappa(pairs: &[(u8, u8)]) -> f64 {
    let n = pairs.len() as f64;
    if pairs.is_empty() {
        return 0.0;
    }
    let share = |is: &dyn Fn(&(u8, u8)) -> bool| pairs.iter().filter(|pair| is(pair)).count() as f64 / n;
    let observed = share(&|(gold, heard)| gold == heard);
    let by_chance: f64 = [0, 1].iter().map(|class| share(&|(gold, _)| gold == class) * share(&|(_, heard)| heard == class)).sum();
    if by_chance < 1.0 { (observed - by_chance) / (1.0 - by_chance) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_textbook() {
        // Two of three found, one false alarm among seven.
        let pairs = [(2, 2), (1, 2), (1, 0), (0, 1), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)];
        let agreement = Agreement::of(&pairs);
        assert_eq!((agreement.n, agreement.positives), (10, 3));
        for (found, expected) in [
            (agreement.precision, 2.0 / 3.0),
            (agreement.recall, 2.0 / 3.0),
            (agreement.f1, 2.0 / 3.0),
            (agreement.macro_f1, (2.0 / 3.0 + 6.0 / 7.0) / 2.0),
            (agreement.kappa, 0.22 / 0.42),
        ] {
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }
        assert!(agreement.three_levels.is_some());
    }

    #[test]
    fn nothing_to_compare_is_no_division_by_zero() {
        let none = Agreement::of(&[]);
        assert_eq!((none.f1, none.kappa, none.macro_f1), (0.0, 0.0, 0.0));
        assert_eq!(Agreement::of(&[(0, 0)]).kappa, 1.0);
    }
}
