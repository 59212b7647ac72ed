//! The bounds of softmax of `i8`.
//!
//! The exponentials and the reciprocal of their sum have 31 bits. In them, [`Exponents`] differs from softmax of real numbers by less
//! than [`ERROR`] of a step for each input, and the result is rounded. `tests/verify` compares it for all pairs of inputs.

use super::finish::{FULL, Range};
use crate::kernel::integer::{Exponents, value_of};
use crate::math::constant::exp;

/// More than what an input adds to the error of an output, in steps of the output: each exponential is rounded to 19 bits after the
/// point before it is added, and the sum is at least 1. The error of 2^-20 of a share is 2^-12 of a step.
const ERROR: f64 = 1.0 / 2048.0;

/// The largest number of inputs whose sum of exponentials surely fits its 12 bits before the point.
const MOST: usize = 4_000;

/// The natural logarithm of the quotient of the exponentials of two consecutive numbers.
const fn step(exponents: &Exponents) -> f64 {
    // the differences have 26 bits after the point
    value_of(exponents.multiplier, exponents.shift) / (1 << 26) as f64
}

/// Whether the multiplier is one that scales lead to.
const fn is_valid(exponents: &Exponents) -> bool {
    let Exponents {
        multiplier,
        least,
        shift,
    } = *exponents;
    // the exponentials of differences below `least` do not count, and would be below e^-15
    let is_left_out = (1.0 - least as f64) * step(exponents) > 15.0;
    multiplier >= 1 << 30 && shift >= -31 && shift <= 30 && is_left_out
}

/// What the outputs can be. An output is the greatest if its input is the greatest and the others are the least.
pub(super) const fn outputs<const N: usize>(
    exponents: &Exponents,
    input: &[Range; N],
) -> [Range; N] {
    let (mut all, mut index) = ([FULL; N], 0);
    while index < N {
        all[index] = output(exponents, input, index);
        index += 1;
    }
    all
}

/// What one output can be.
pub(super) const fn output(exponents: &Exponents, input: &[Range], index: usize) -> Range {
    if !is_valid(exponents) || input.len() > MOST {
        return FULL;
    }
    let [low, high] = shares(exponents, input, index);
    let error = 0.5 + ERROR * (input.len() + 4) as f64;
    [
        limited(-(floor(-(256.0 * low - error))) - 128),
        limited(floor(256.0 * high + error) - 128),
    ]
}

/// The least and the greatest share of an input, as a real number, with the rounding of this function.
pub(super) const fn shares(exponents: &Exponents, input: &[Range], index: usize) -> [f64; 2] {
    let (mut least, mut greatest, mut other) = (1.0, 1.0, 0);
    while other < input.len() {
        if other != index {
            let above = (input[other][1] - input[index][0]) as f64;
            let below = (input[other][0] - input[index][1]) as f64;
            least += exp(above * step(exponents));
            greatest += exp(below * step(exponents));
        }
        other += 1;
    }
    [(1.0 - 1e-9) / least, (1.0 + 1e-9) / greatest]
}

/// Whether an output is above another one, if its share is at least `share` and its input is at least `difference` above that of the
/// other: both are rounded to different numbers.
#[cfg(feature = "verify")]
pub(super) fn is_above(exponents: &Exponents, inputs: usize, share: f64, difference: f64) -> bool {
    let distance = 256.0 * share * (1.0 - exp(-difference * step(exponents)));
    is_valid(exponents) && distance > 1.0 + 2.0 * ERROR * (inputs + 4) as f64
}

const fn floor(x: f64) -> i32 {
    let whole = x as i32;
    if whole as f64 > x { whole - 1 } else { whole }
}

const fn limited(number: i32) -> i32 {
    if number < FULL[0] {
        FULL[0]
    } else if number > FULL[1] {
        FULL[1]
    } else {
        number
    }
}
