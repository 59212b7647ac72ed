//! Lines below and above an activation.

use alloc::vec::Vec;

use super::super::curve::{Error, range};
use super::super::graph::stride;
use crate::activation::Formula;

/// `slope z + at`
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub(super) slope: f64,
    pub(super) at: f64,
}

impl Line {
    /// About how much is lost by the line.
    pub(super) fn loss(&self, low: f64, high: f64) -> f64 {
        match (self.slope, self.at) {
            // a rectified unit of which one half is cut
            (slope, 0.0) => ((1.0 - slope) * high.max(0.0)).max(-slope * low),
            _ => self.at,
        }
    }
}

/// For all `z` of an interval, the activation as it is computed in `f32` is between these lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lines {
    pub(super) below: Line,
    pub(super) above: Line,
}

/// The lines on one side of all elements of a value. There are [`stride`] of them, and those at the end are 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Side {
    pub(super) slopes: Vec<f64>,
    pub(super) at: Vec<f64>,
}

/// The lines of all elements of a value.
#[derive(Debug, Clone, Default)]
pub(super) struct LineTable {
    pub(super) below: Side,
    pub(super) above: Side,
}

impl Side {
    fn new(lines: impl Iterator<Item = Line> + Clone) -> Self {
        let padded = |mut numbers: Vec<f64>| {
            numbers.resize(stride(numbers.len()), 0.0);
            numbers
        };
        Side {
            slopes: padded(lines.clone().map(|line| line.slope).collect()),
            at: padded(lines.map(|line| line.at).collect()),
        }
    }

    /// The line of an element.
    pub(super) fn get(&self, index: usize) -> Option<Line> {
        let (slope, at) = self.slopes.get(index).zip(self.at.get(index))?;
        let (slope, at) = (*slope, *at);
        Some(Line { slope, at })
    }
}

impl LineTable {
    pub(super) fn new(lines: &[Lines]) -> Self {
        LineTable {
            below: Side::new(lines.iter().map(|lines| lines.below)),
            above: Side::new(lines.iter().map(|lines| lines.above)),
        }
    }
}

/// More than `f64` rounds in the few operations of a line.
const ROUNDED: f64 = 8.0 * f64::EPSILON;
/// The parts of an interval in which a smooth function is compared with a line.
const PARTS: usize = 24;

impl Lines {
    /// The lines for the inputs of an interval, which is finite.
    pub(super) fn of(formula: Formula, [low, high]: [f64; 2]) -> Self {
        match formula {
            Formula::Rectified => rectified(low, high),
            _ => parallel(formula, low, high),
        }
    }

    /// Two constants.
    pub(super) fn constants([below, above]: [f64; 2]) -> Self {
        let [below, above] = [below, above].map(|at| Line { slope: 0.0, at });
        Lines { below, above }
    }
}

/// Above is the chord. Below is `z` or 0, whichever encloses the smaller area (Zhang et al., "Efficient Neural Network Robustness
/// Certification with General Activation Functions", 2018).
fn rectified(low: f64, high: f64) -> Lines {
    let same = Line {
        slope: 1.0,
        at: 0.0,
    };
    if low >= 0.0 {
        return Lines {
            below: same,
            above: same,
        };
    }
    if high <= 0.0 {
        return Lines::constants([0.0, 0.0]);
    }
    let slope = high / (high - low);
    let at = (-slope * low).max(high - slope * high) + ROUNDED * (high - low);
    let below = Line {
        slope: if high > -low { 1.0 } else { 0.0 },
        at: 0.0,
    };
    Lines {
        below,
        above: Line { slope, at },
    }
}

/// Two lines with the slope of the chord. No other parallel lines are closer.
fn parallel(formula: Formula, low: f64, high: f64) -> Lines {
    let [first, last] = [formula.of(low), formula.of(high)];
    let reach = {
        let [least, greatest] = range(formula, [low, high]);
        least.abs().max(greatest.abs())
    };
    let error = Error::of(formula).at(reach);
    if high - low < 1e-12 {
        let [least, greatest] = range(formula, [low, high]);
        return Lines::constants([least - error, greatest + error]);
    }
    let slope = (last - first) / (high - low);
    let error = error + ROUNDED * (reach + slope.abs() * low.abs().max(high.abs()));
    let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
    let (curvature, places) = (curvature(formula), places(formula, low, high));
    for pair in places.windows(2) {
        let &[from, to] = pair else { continue };
        // A smooth function is this close to its chord.
        let bend = curvature * (to - from) * (to - from) / 8.0;
        let ends = [from, to].map(|z| formula.of(z) - slope * z);
        least = least.min(ends[0].min(ends[1]) - bend);
        greatest = greatest.max(ends[0].max(ends[1]) + bend);
    }
    Lines {
        below: Line {
            slope,
            at: least - error,
        },
        above: Line {
            slope,
            at: greatest + error,
        },
    }
}

/// Where a function is compared with a line: the ends, where the function bends, and places between.
fn places(formula: Formula, low: f64, high: f64) -> Vec<f64> {
    let bends: &[f64] = match formula {
        Formula::LeakyRectified(_) | Formula::ExponentialLinear(_) => &[0.0],
        Formula::RectifiedUpTo6 => &[0.0, 6.0],
        Formula::LogisticOfLines | Formula::SwishOfLines => &[-3.0, 3.0],
        _ => &[],
    };
    let parts = if curvature(formula) == 0.0 { 1 } else { PARTS };
    let between = (1..parts).map(|part| low + (high - low) * part as f64 / parts as f64);
    let inside = bends.iter().copied().filter(|z| low < *z && *z < high);
    let mut places: Vec<f64> = between.chain(inside).chain([low, high]).collect();
    places.sort_by(f64::total_cmp);
    places
}

/// The largest absolute value of the second derivative, except where the function bends.
fn curvature(formula: Formula) -> f64 {
    match formula {
        Formula::ExponentialLinear(alpha) => f64::from(alpha.abs()),
        Formula::Logistic => 0.0963,
        Formula::HyperbolicTangent => 0.77,
        Formula::SmoothRectified => 0.25,
        Formula::Swish => 0.5,
        Formula::SwishOfLines => 1.0 / 3.0 + 1e-9,
        Formula::GaussianLinear => 0.798,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Random, normal};

    const FORMULAS: [Formula; 12] = [
        Formula::Rectified,
        Formula::RectifiedUpTo6,
        Formula::LeakyRectified(0.1),
        Formula::LeakyRectified(-0.5),
        Formula::ExponentialLinear(1.5),
        Formula::Logistic,
        Formula::LogisticOfLines,
        Formula::HyperbolicTangent,
        Formula::SmoothRectified,
        Formula::Swish,
        Formula::SwishOfLines,
        Formula::GaussianLinear,
    ];

    #[test]
    fn a_function_is_between_its_lines() {
        let mut rng = Random::seed(2);
        for round in 0..400 {
            let scale = 10f32.powi(round % 5 - 2);
            let [a, b] = [0; 2].map(|_| f64::from(normal(&mut rng) * scale));
            let (low, high) = (a.min(b), a.max(b));
            for formula in FORMULAS {
                let Lines { below, above } = Lines::of(formula, [low, high]);
                for part in 0..=100 {
                    let z = low + (high - low) * f64::from(part) / 100.0;
                    let y = formula.of(z);
                    assert!(
                        below.slope * z + below.at <= y,
                        "{formula:?} {low} {high} {z}"
                    );
                    assert!(
                        above.slope * z + above.at >= y,
                        "{formula:?} {low} {high} {z}"
                    );
                }
            }
        }
    }

    #[test]
    fn smooth_lines_are_close() {
        let Lines { below, above } = Lines::of(Formula::HyperbolicTangent, [-0.5, 0.5]);
        assert!(above.at - below.at < 0.03, "{}", above.at - below.at);
    }
}
