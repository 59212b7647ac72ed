//! The logistic function and tanh of 16 bits, as TensorFlow Lite Micro computes them for an LSTM: a table of 256 values of the logistic
//! function, and lines between them.

use super::shift::half_up;

/// `e^(-1 / 24)`.
const RATIO: f64 = 0.959_189_457_109_138_2;

/// `2^16 / (1 + e^-(i / 24))`, for `i` from 0 to 255. A line between two values of the function is below it, so the values are raised by
/// half of its largest distance, which follows from the second derivative. The last one is the largest number.
static LOGISTIC: [u16; 256] = {
    let (mut table, mut index, mut power) = ([u16::MAX; 256], 0, 1.0);
    while index < table.len() - 1 {
        let value = 1.0 / (1.0 + power);
        let distance = value * (1.0 - value) * (2.0 * value - 1.0) / (24 * 24 * 8) as f64;
        table[index] = ((value + distance / 2.0) * 65_536.0 + 0.5) as u16;
        power *= RATIO;
        index += 1;
    }
    table
};

/// The value of the table at an index, and the difference to the next one. `None` from the last one on.
#[inline(always)]
fn line(index: u32) -> Option<(i32, i32)> {
    match LOGISTIC.get(index as usize..) {
        Some([start, end, ..]) => {
            let (start, end) = (i32::from(*start), i32::from(*end));
            Some((start, end - start))
        }
        _ => None,
    }
}

/// `2^15 / (1 + e^-(a / 2^12))`, from 11 to 32,757.
///
/// ```
/// use nn_core::kernel::integer::{logistic16, tanh16};
///
/// assert_eq!(logistic16(0), 16_384); // 1/2
/// assert_eq!(logistic16(1 << 12), 23_956); // 0.7311
/// assert_eq!(tanh16(-1 << 12, -12), -24_956); // -0.7616
/// assert_eq!(tanh16(-1 << 11, -11), -24_956);
/// ```
#[inline(always)]
#[must_use]
pub fn logistic16(argument: i16) -> i16 {
    let argument = 3 * i32::from(argument);
    let magnitude = argument.unsigned_abs();
    let (start, rise) = line(magnitude >> 9).unwrap_or((0x7fff << 1, 0));
    let value = (start << 9) + (magnitude & 0x1ff) as i32 * rise;
    let value = if argument < 0 {
        (1 << 25) - value + (1 << 9) - 1
    } else {
        value + (1 << 9)
    };
    (value >> 10) as i16
}

/// `2^15 tanh(a 2^exponent)`, from -32,767 to 32,767, for an exponent from -24 to 0. Others count as the nearest of these.
#[inline(always)]
#[must_use]
pub fn tanh16(argument: i16, exponent: i32) -> i16 {
    let left = exponent.clamp(-24, 0) + 12;
    let tripled = 3 * i32::from(argument);
    let argument = if left < 0 {
        half_up(tripled, left.unsigned_abs() as u8)
    } else {
        tripled << left
    };
    let magnitude = argument.unsigned_abs();
    let value = match line(magnitude >> 8) {
        Some((start, rise)) => (start << 8) + (magnitude & 0xff) as i32 * rise,
        None => 0xffff << 8,
    };
    // tanh x = 2 logistic(2 x) - 1
    let value = if argument < 0 {
        (1 << 23) - value + (1 << 7) - 1
    } else {
        value - (1 << 23) + (1 << 7)
    };
    (value >> 8) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every argument of 16 bits.
    #[test]
    fn values_are_near_and_grow() {
        let (mut worst, mut before) = ([0.0_f64; 2], [i16::MIN; 2]);
        for argument in i16::MIN..=i16::MAX {
            let x = f64::from(argument) / 4096.0;
            let found = [logistic16(argument), tanh16(argument, -12)];
            let exact = [1.0 / (1.0 + libm::exp(-x)), libm::tanh(x)];
            for (place, (found, exact)) in found.into_iter().zip(exact).enumerate() {
                worst[place] = worst[place].max((f64::from(found) - 32_768.0 * exact).abs());
                assert!(found >= before[place], "{argument}");
                before[place] = found;
            }
        }
        assert!(worst[0] <= 1.1 && worst[1] <= 1.5, "{worst:?}");
        assert_eq!([logistic16(i16::MIN), logistic16(i16::MAX)], [11, 32_757]);
    }

    /// The same real numbers with other exponents.
    #[test]
    fn exponents_scale_the_argument() {
        for argument in -128..=127_i16 {
            let expected = tanh16(argument << 6, -12);
            assert_eq!(tanh16(argument, -6), expected);
            assert_eq!(tanh16(argument << 8, -14), expected);
            assert_eq!(tanh16(argument, 7), tanh16(argument, 0));
            assert_eq!(tanh16(argument << 8, -99), tanh16(argument << 8, -24));
        }
        assert_eq!(
            [tanh16(i16::MIN, 0), tanh16(i16::MAX, 0)],
            [-32_767, 32_767]
        );
    }
}
