//! The logistic function and tanh of fixed-point numbers of 16 bits, for the gates of recurrent layers.
//!
//! An argument `a` represents `a / 2^11`, and a value `v` represents `v / 2^15`. Both functions are one table: 513 values of tanh from -8
//! to 8, each rounded, and lines between them.

use super::fixed_point;
use super::limit::half_range;
use super::shift::half_away;

/// The number that represents 1 in an argument is 2 to this power.
pub const ARGUMENT_BITS: u32 = 11;
/// The number that represents 1 in a value is 2 to this power.
pub const VALUE_BITS: u32 = 15;

/// The number of lines between -8 and 8 is 2 to this power.
const LINE_BITS: u32 = 9;
/// An argument of [`line`] has 16 bits. Its lower bits are the place on a line.
const PLACE_BITS: u32 = 16 - LINE_BITS;

/// `2^15 + 2^15 tanh((i - 256) / 32)`, rounded, from 1 to `2^16 - 1`.
static TANH: [u16; (1 << LINE_BITS) + 1] = {
    const ZERO: u16 = 1 << VALUE_BITS;
    const MOST: u16 = ZERO - 1;
    let mut table = [0; (1 << LINE_BITS) + 1];
    let middle = table.len() / 2;
    let mut index = 0;
    while index < middle {
        // an argument of the exact function has 4 integer bits
        let value = half_away(fixed_point::tanh((index as i32) << 22), 16);
        let value = if value > MOST as i32 {
            MOST
        } else {
            value as u16
        };
        table[middle + index] = ZERO + value;
        table[middle - index] = ZERO - value;
        index += 1;
    }
    table[0] = ZERO - MOST;
    table[2 * middle] = ZERO + MOST;
    table
};

/// `2^15 / (1 + e^-(a / 2^11))`, from 0 to `2^15 - 1`.
///
/// The error is at most 4 from -16 to 16. Beyond, the value is that of the end.
///
/// ```
/// use nn_core::kernel::integer::{gate_logistic, gate_tanh};
///
/// assert_eq!(gate_logistic(0), 16_384); // 1/2
/// assert_eq!(gate_logistic(1 << 11), 23_955); // 0.7311
/// assert_eq!(gate_logistic(i32::MIN), 0);
/// assert_eq!(gate_tanh(-1 << 11), -24_956); // -0.7616
/// ```
#[inline(always)]
#[must_use]
pub fn gate_logistic(argument: i32) -> i32 {
    // (1 + tanh(x / 2)) / 2: a number of 2^-11 is half of a number of 2^-12
    line(half_range(argument)) >> 1
}

/// `2^15 tanh(a / 2^11)`, from `1 - 2^15` to `2^15 - 1`.
///
/// The error is at most 5. The argument is from `-2^30` to `2^30 - 1`.
#[inline(always)]
#[must_use]
pub fn gate_tanh(argument: i32) -> i32 {
    line(half_range(argument << 1)) - (1 << VALUE_BITS)
}

/// `2^15 + 2^15 tanh(a / 2^12)`, for `a + 2^15` from 0 to `2^16 - 1`.
#[inline(always)]
fn line(argument: u32) -> i32 {
    let place = (argument & ((1 << PLACE_BITS) - 1)).cast_signed();
    match TANH.get((argument >> PLACE_BITS) as usize..) {
        Some([start, end, ..]) => {
            let (start, end) = (i32::from(*start), i32::from(*end));
            start + (((end - start) * place + (1 << (PLACE_BITS - 1))) >> PLACE_BITS)
        }
        _ => i32::from(u16::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every argument of 16 bits, and beyond.
    #[test]
    fn values_are_near_and_grow() {
        let (mut worst, mut before) = ([0.0_f64; 2], [-40_000; 2]);
        for argument in -33_000..=33_000 {
            let x = f64::from(argument) / 2048.0;
            let found = [gate_logistic(argument), gate_tanh(argument)];
            let exact = [1.0 / (1.0 + libm::exp(-x)), libm::tanh(x)];
            for ((worst, before), (found, exact)) in worst
                .iter_mut()
                .zip(&mut before)
                .zip(found.into_iter().zip(exact))
            {
                *worst = worst.max((f64::from(found) - 32_768.0 * exact).abs());
                assert!(found >= *before, "{argument}");
                *before = found;
            }
            assert!((0..=32_767).contains(&found[0]) && found[1].abs() <= 32_767);
            // a line is rounded upward at both ends
            assert!((gate_tanh(-argument) + found[1]).abs() <= 1);
        }
        assert!(worst[0] <= 4.0 && worst[1] <= 5.0, "{worst:?}");
        for argument in [-1 << 30, -100_000, 100_000, (1 << 30) - 1] {
            let most = if argument < 0 {
                [0, -32_767]
            } else {
                [32_767; 2]
            };
            assert_eq!([gate_logistic(argument), gate_tanh(argument)], most);
        }
        assert_eq!([i32::MIN, i32::MAX].map(gate_logistic), [0, 32_767]);
    }
}
