//! Weights fitted to labelled replies: how much each cue of a sheet should speak for its signal.
//!
//! The model is that of every sheet: the weights of what is heard are added up, and the sum reaches a level or does not. A logistic loss at both
//! thresholds is made small by gradient steps with momentum, and an L1 penalty holds each weight to where its author set it, so that only
//! what many replies speak for is moved (FISTA: Beck & Teboulle 2009). Nothing is random: the same replies give the same weights.

use crate::speech::sheet::Levels;

/// How sharply the sum tells heard from not heard, per unit of weight. Our own judgement, 2026-11-28, as the numbers below.
const STEEP: f64 = 2.5;
/// How firmly a weight is held to where it was, as a share of the loss.
const HOLD: f64 = 0.002;
/// How much level 2 counts beside level 1.
const CLEAR: f64 = 0.5;
/// Steps; after these nothing moves that would be seen.
const STEPS: usize = 300;
/// Weights are told in steps of this.
const GRAIN: f64 = 0.05;
/// Less than this says nothing, and is not told.
const LEAST: f64 = 0.1;

/// A labelled reply: which cues are heard in it, how often each counts, and the level people gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// Numbers of cues and how often their weight counts.
    pub heard: Vec<(usize, f64)>,
    /// 0 to 2.
    pub level: u8,
}

impl Labelled {
    fn sum(&self, weights: &[f64]) -> f64 {
        self.heard.iter().map(|(cue, times)| weights[*cue] * times).sum()
    }
}

/// The weights that fit these replies best, starting from those that are `set`; one that says nothing is 0. `present` is how much a reply
/// with the signal counts beside one without: above 1.0 more is heard, below 1.0 less is heard wrongly.
pub fn weigh(replies: &[Labelled], set: &[f64], levels: Levels, present: f64) -> Vec<f64> {
    let counts: Vec<f64> = replies.iter().map(|reply| if reply.level > 0 { present } else { 1.0 }).collect();
    let all: f64 = counts.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let step = 1.0 / (steepest(replies, &counts, set.len()) / all).max(f64::MIN_POSITIVE);
    let (mut weights, mut ahead, mut momentum) = (set.to_vec(), set.to_vec(), 1.0_f64);
    for _ in 0..STEPS {
        let slope = slope(replies, &counts, &ahead, levels);
        let next: Vec<f64> = (0..set.len()).map(|cue| held(ahead[cue] - step * slope[cue] / all, set[cue], step * HOLD)).collect();
        let faster = f64::midpoint(1.0, (1.0 + 4.0 * momentum * momentum).sqrt());
        ahead = next.iter().zip(&weights).map(|(next, before)| next + (momentum - 1.0) / faster * (next - before)).collect();
        (weights, momentum) = (next, faster);
    }
    weights.into_iter().map(told).collect()
}

/// Draws a weight towards where it was set; one that is near enough stays there.
fn held(weight: f64, set: f64, by: f64) -> f64 {
    let moved = weight - set;
    set + moved.signum() * (moved.abs() - by).max(0.0)
}

fn told(weight: f64) -> f64 {
    if weight.abs() < LEAST { 0.0 } else { (weight / GRAIN).round() * GRAIN }
}

/// How the loss changes with each weight.
fn slope(replies: &[Labelled], counts: &[f64], weights: &[f64], levels: Levels) -> Vec<f64> {
    let mut slope = vec![0.0; weights.len()];
    for (reply, count) in replies.iter().zip(counts) {
        let sum = reply.sum(weights);
        let miss = |threshold: f64, level: u8| 1.0 / (1.0 + (-STEEP * (sum - threshold)).exp()) - f64::from(u8::from(reply.level >= level));
        // Whether it is clear is asked only where it is there.
        let by = count * STEEP * (miss(levels.some, 1) + if reply.level > 0 { CLEAR * miss(levels.clear, 2) } else { 0.0 });
        reply.heard.iter().for_each(|(cue, times)| slope[*cue] += by * times);
    }
    slope
}

/// A bound on how fast the slope itself can change, by power iteration: what a step may not outrun.
fn steepest(replies: &[Labelled], counts: &[f64], cues: usize) -> f64 {
    let (mut along, mut size) = (vec![1.0; cues], 0.0);
    for _ in 0..20 {
        let mut next = vec![0.0; cues];
        for (reply, count) in replies.iter().zip(counts) {
            let by = count * reply.sum(&along);
            reply.heard.iter().for_each(|(cue, times)| next[*cue] += by * times);
        }
        size = next.iter().map(|x: &f64| x * x).sum::<f64>().sqrt();
        along = next.into_iter().map(|x| x / size.max(f64::MIN_POSITIVE)).collect();
    }
    size * STEEP * STEEP / 4.0 * (1.0 + CLEAR) * 1.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replies(all: &[(&[usize], u8, usize)]) -> Vec<Labelled> {
        let one = |(heard, level): (&[usize], u8)| Labelled { heard: heard.iter().map(|cue| (*cue, 1.0)).collect(), level };
        all.iter().flat_map(|(heard, level, times)| std::iter::repeat_n(one((heard, *level)), *times)).collect()
    }

    #[test]
    fn what_speaks_for_it_gains_and_what_says_nothing_goes() {
        // 0 is always there with it, 1 as often without, 2 is never heard.
        let replies = replies(&[(&[0, 1], 1, 40), (&[0], 2, 20), (&[1], 0, 60), (&[], 0, 60)]);
        let weights = weigh(&replies, &[0.0, 0.0, 1.5], Levels::default(), 1.0);
        assert!(weights[0] > 1.0 && weights[1] <= 0.0 && (weights[2] - 1.5).abs() < 1e-9, "{weights:?}");
    }

    #[test]
    fn a_near_miss_is_learned_to_speak_against() {
        let replies = replies(&[(&[0], 1, 50), (&[0, 1], 0, 50), (&[], 0, 50)]);
        let weights = weigh(&replies, &[1.0, 0.0], Levels::default(), 1.0);
        assert!(weights[0] >= 1.0 && weights[0] + weights[1] < 1.0, "{weights:?}");
    }

    #[test]
    fn without_replies_all_stays_as_it_was_set() {
        assert_eq!(weigh(&[], &[1.0, -0.5], Levels::default(), 1.0), [1.0, -0.5]);
    }
}
