//! Lines below and above a function.

use super::super::curve::{Error, range};
use super::directed::{add_down, add_up, mul_down, mul_up, reach};
use crate::activation::Formula;

/// `slope z + at`
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub(super) slope: f64,
    pub(super) at: f64,
}

/// The pieces of an interval in which a function is compared with a line.
const PIECES: u32 = 64;

/// A line below and a line above a function, as it is computed in `f32`, for all inputs of an interval.
///
/// The line below a rectified function whose input can have both signs goes through 0. Its slope is `slope`, from 0 to 1.
pub(super) fn lines(formula: Formula, [low, high]: [f64; 2], slope: Option<f64>) -> [Line; 2] {
    match formula {
        Formula::Rectified if low >= 0.0 => {
            [Line {
                slope: 1.0,
                at: 0.0,
            }; 2]
        }
        Formula::Rectified if high <= 0.0 => {
            [Line {
                slope: 0.0,
                at: 0.0,
            }; 2]
        }
        Formula::Rectified => {
            let of_smaller_area = if high > -low { 1.0 } else { 0.0 };
            let below = slope.unwrap_or(of_smaller_area).clamp(0.0, 1.0);
            let chord = high / (high - low);
            // The function is convex, so the line is above it if it is above both ends.
            let at = mul_up(-chord, low).max(add_up(high, -mul_down(chord, high)));
            [
                Line {
                    slope: below,
                    at: 0.0,
                },
                Line { slope: chord, at },
            ]
        }
        // On one side of 0 it is a line itself.
        Formula::LeakyRectified(slope) if low >= 0.0 || high <= 0.0 => {
            let slope = if low >= 0.0 { 1.0 } else { f64::from(slope) };
            let error = Error::of(formula).at(slope * reach([low, high]));
            [-error, error].map(|at| Line { slope, at })
        }
        _ => parallel(formula, [low, high]),
    }
}

/// Two lines with the slope of the chord. How far the function is from them is bounded in pieces of the interval.
fn parallel(formula: Formula, [low, high]: [f64; 2]) -> [Line; 2] {
    let width = high - low;
    let slope = (formula.of(high) - formula.of(low)) / width;
    let slope = if slope.is_finite() { slope } else { 0.0 };
    let error = Error::of(formula).at(reach(range(formula, [low, high])));
    let (mut below, mut above) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut from = low;
    for piece in 1..=PIECES {
        let to = match piece {
            PIECES => high,
            _ => (low + width * f64::from(piece) / f64::from(PIECES)).clamp(from, high),
        };
        let [least, greatest] = range(formula, [from, to]);
        below = below.min(add_down(least, -mul_up(slope, from).max(mul_up(slope, to))));
        above = above.max(add_up(
            greatest,
            -mul_down(slope, from).min(mul_down(slope, to)),
        ));
        from = to;
    }
    let [below, above] = [add_down(below, -error), add_up(above, error)];
    [Line { slope, at: below }, Line { slope, at: above }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Random, normal};

    const FORMULAS: [Formula; 8] = [
        Formula::Rectified,
        Formula::RectifiedUpTo6,
        Formula::LeakyRectified(-0.5),
        Formula::ExponentialLinear(1.5),
        Formula::Logistic,
        Formula::HyperbolicTangent,
        Formula::Swish,
        Formula::GaussianLinear,
    ];

    #[test]
    fn a_function_is_between_its_lines() {
        let mut rng = Random::seed(2);
        for round in 0..300 {
            let scale = 10f32.powi(round % 5 - 2);
            let [a, b] = [0; 2].map(|_| f64::from(normal(&mut rng) * scale));
            let ends @ [low, high] = [a.min(b), a.max(b)];
            for formula in FORMULAS {
                let [below, above] = lines(formula, ends, Some(f64::from(round) / 300.0));
                for part in 0..=50 {
                    let z = (low + (high - low) * f64::from(part) / 50.0).min(high);
                    let y = formula.of(z);
                    assert!(below.slope * z + below.at <= y, "{formula:?} {ends:?} {z}");
                    assert!(above.slope * z + above.at >= y, "{formula:?} {ends:?} {z}");
                }
            }
        }
    }
}
