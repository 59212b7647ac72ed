//! The bounds of activations.

use super::Interval;
use super::rounding::gamma;
use crate::activation::Formula;
use crate::math::constant::exp;

/// How far an activation in `f32` can be from its formula in `f64`.
///
/// The program `math-error` compares each activation with an exact reference for all finite inputs. What is rounded takes at most half
/// of the bound. The formula in `f64` takes at most an eighth, so a bound also holds between inputs where the exact function rises.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Error {
    relative: f64,
    absolute: f64,
}

impl Error {
    pub(super) const fn of(formula: Formula) -> Self {
        let (units, absolute) = match formula {
            Formula::Same | Formula::Rectified | Formula::RectifiedUpTo6 => (0.0, 0.0),
            Formula::LeakyRectified(_) => (2.0, 1e-44),
            Formula::LogisticOfLines | Formula::SwishOfLines => (10.0, 1e-42),
            // The distribution function amplifies the rounding of its input.
            Formula::GaussianLinear => (12.0, 2.5e-7),
            Formula::Swish => (14.0, 4e-15),
            Formula::ExponentialLinear(alpha) => (10.0, 4e-15 * (alpha.abs() as f64).max(1.0)),
            // The formula in `f64` is a difference of numbers near 1.
            _ => (10.0, 4e-15),
        };
        Error {
            relative: units * (f32::EPSILON as f64 / 2.0),
            absolute,
        }
    }

    /// The largest difference at this output.
    pub(super) const fn at(self, output: f64) -> f64 {
        self.relative * output.abs() + self.absolute
    }
}

/// What two inputs of softmax must differ by, so that the outputs differ: their exponentials differ by more than both can be rounded.
pub(super) const SOFTMAX_MARGIN: f64 = 1.0 / (1 << 20) as f64;

/// How far an activation in `f32` can be from this exact output, as proofs assume. It is public for the program that checks it.
pub const fn activation_error(formula: Formula, output: f64) -> f64 {
    Error::of(formula).at(output)
}

/// Where a formula has its minimum, and the minimum, if it does not rise everywhere.
pub(super) const fn minimum(formula: Formula) -> Option<[f64; 2]> {
    match formula {
        Formula::LeakyRectified(factor) | Formula::ExponentialLinear(factor) if factor < 0.0 => {
            Some([0.0, 0.0])
        }
        Formula::Swish => Some([-1.278_464_542_761_074, -0.278_464_542_761_073_8]),
        Formula::SwishOfLines => Some([-1.5, -0.375]),
        Formula::GaussianLinear => Some([-0.751_791_524_693_564_5, -0.169_971_207_479_903_69]),
        _ => None,
    }
}

/// The least and the greatest output of an elementwise formula for these inputs, without rounding.
pub(super) const fn range(formula: Formula, [low, high]: [f64; 2]) -> [f64; 2] {
    let [first, last] = [formula.of(low), formula.of(high)];
    match minimum(formula) {
        None => [first, last],
        Some([at, least]) if low <= at && at <= high => [least, first.max(last)],
        Some(_) => [first.min(last), first.max(last)],
    }
}

/// The outputs of an activation in `f32`.
pub(super) const fn activate<const N: usize>(
    formula: Formula,
    input: &[Interval; N],
) -> [Interval; N] {
    if let Formula::NormalizedExponential = formula {
        return softmax(input);
    }
    let error = Error::of(formula);
    let (mut output, mut index) = ([Interval::ANY; N], 0);
    while index < N {
        let x = input[index];
        if x.is_finite() {
            let [low, high] = range(formula, [x.low as f64, x.high as f64]);
            output[index] = Interval::outward(low - error.at(low), high + error.at(high));
        }
        index += 1;
    }
    output
}

/// An output of softmax is the greatest if its input is the greatest and the others are the least.
const fn softmax<const N: usize>(input: &[Interval; N]) -> [Interval; N] {
    let (mut least, mut greatest, mut index) = (f64::INFINITY, f64::NEG_INFINITY, 0);
    while index < N {
        if !input[index].is_finite() {
            return [Interval::ANY; N];
        }
        least = least.min(input[index].low as f64);
        greatest = greatest.max(input[index].high as f64);
        index += 1;
    }
    let error = softmax_error(N, greatest - least);
    let mut output = [Interval::ANY; N];
    index = 0;
    while index < N {
        let x = input[index];
        let low = share(input, index, x.low as f64, true);
        let high = share(input, index, x.high as f64, false);
        output[index] = Interval::outward(
            low * (1.0 - error) - SMALLEST,
            high * (1.0 + error) + SMALLEST,
        );
        index += 1;
    }
    output
}

/// More than what softmax loses where its terms underflow.
const SMALLEST: f64 = 1e-37;

/// The relative error of softmax in `f32`: the rounding of the differences to the greatest input, of the exponentials, of their sum and
/// of the quotient.
pub(super) const fn softmax_error(count: usize, spread: f64) -> f64 {
    // Where the difference is larger, the exponential is below `SMALLEST`.
    let spread = if spread < 128.0 { spread } else { 128.0 };
    gamma(count + 8) + 2.0 * (spread + 1.0) * f32::EPSILON as f64
}

/// The share of `e^x` in a sum with the exponentials of the other inputs: the greatest ones, or the least ones.
const fn share<const N: usize>(input: &[Interval; N], at: usize, x: f64, of_greatest: bool) -> f64 {
    let (mut sum, mut index) = (1.0, 0);
    while index < N {
        if index != at {
            let other = match of_greatest {
                true => input[index].high,
                false => input[index].low,
            };
            sum += exp(other as f64 - x);
        }
        index += 1;
    }
    1.0 / sum
}
