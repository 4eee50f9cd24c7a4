//! A line of small bars, one for each week.

/// How bars are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bars {
    /// With blocks.
    Blocks,
    /// With what every terminal has.
    Ascii,
}

/// Bars for shares from 0.0 to 1.0; a week without practice is a gap.
pub fn line(shares: impl IntoIterator<Item = Option<f64>>, bars: Bars) -> String {
    let (gap, steps): (char, [char; 5]) = match bars {
        Bars::Blocks => ('·', ['▁', '▂', '▃', '▅', '▇']),
        Bars::Ascii => (' ', ['_', '.', '-', '=', '#']),
    };
    let bar = |share: f64| steps[((share.clamp(0.0, 1.0) * 5.0) as usize).min(4)];
    shares.into_iter().map(|share| share.map_or(gap, bar)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_rise_with_the_share_and_a_gap_is_a_gap() {
        let shares = [Some(0.0), None, Some(0.2), Some(0.5), Some(0.79), Some(1.0)];
        assert_eq!(line(shares, Bars::Blocks), "▁·▂▃▅▇");
        assert_eq!(line(shares, Bars::Ascii), "_ .-=#");
    }
}
