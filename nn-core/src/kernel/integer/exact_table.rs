//! The tables of the logistic function and of tanh that have the bits of TensorFlow Lite Micro.
//!
//! It computes both functions in fixed-point arithmetic, and as constant for arguments near 16 and beyond. For factors below 4, the
//! values differ from correctly rounded ones in fewer than one of 5,000 entries, and by at most 1.

use super::Double;
use super::fixed_point::{logistic, tanh};
use super::multiplier::multiplier_of;
use super::rounding::requantize;
use super::shift::half_away;

/// The integer bits of the arguments.
const BITS: u32 = 4;

/// The logistic function of each of the 256 numbers from -128 on, as TensorFlow Lite Micro computes `LOGISTIC`.
///
/// The arguments have the given factor and zero. The values have the factor `1 / 256` and the zero -128. (The factor is below 8.
/// TensorFlow Lite Micro returns -128 for an argument of 0 with larger ones; this table has the correct value.)
///
/// ```
/// use nn_core::kernel::integer::logistic_table;
///
/// const TABLE: [i8; 256] = logistic_table(0.0625, 0);
/// assert_eq!(TABLE[128], 0); // 1 / 2
/// assert_eq!(TABLE[128 + 16], 59); // 0.731
/// assert_eq!(TABLE[255], 127);
/// ```
#[must_use]
pub const fn logistic_table(factor: f32, zero: i32) -> [i8; 256] {
    let arguments = Arguments::of(factor, zero);
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        table[index] = match arguments.get(index) {
            Argument::Low => -128,
            Argument::High => 127,
            Argument::Within(argument) => saturated(half_away(logistic(argument), 23) - 128),
        };
        index += 1;
    }
    table
}

/// The hyperbolic tangent of each of the 256 numbers from -128 on, as TensorFlow Lite Micro computes `TANH`.
///
/// The arguments have the given factor and zero. The values have the factor `1 / 128` and the zero 0. For factors of at least 8, see
/// [`logistic_table`].
///
/// ```
/// use nn_core::kernel::integer::tanh_table;
///
/// const TABLE: [i8; 256] = tanh_table(0.0625, 0);
/// assert_eq!(TABLE[128], 0);
/// assert_eq!(TABLE[128 + 16], 97); // 0.762
/// assert_eq!(TABLE[0], -128);
/// ```
#[must_use]
pub const fn tanh_table(factor: f32, zero: i32) -> [i8; 256] {
    let arguments = Arguments::of(factor, zero);
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        table[index] = match arguments.get(index) {
            Argument::Low => -128,
            Argument::High => 127,
            Argument::Within(argument) => saturated(half_away(tanh(argument), 24)),
        };
        index += 1;
    }
    table
}

/// The nearest number of 8 bits.
const fn saturated(number: i32) -> i8 {
    match number {
        ..=-128 => -128,
        127.. => 127,
        _ => number as i8,
    }
}

/// How numbers become arguments.
struct Arguments {
    multiplier: i32,
    shift: i8,
    zero: i32,
    /// The magnitude from which on the function is constant.
    radius: i32,
}

/// An argument of the function.
enum Argument {
    /// So small that the value is the smallest one.
    Low,
    /// So large that the value is the largest one.
    High,
    /// A fixed-point number.
    Within(i32),
}

impl Arguments {
    const fn of(factor: f32, zero: i32) -> Self {
        let (multiplier, shift) =
            multiplier_of::<Double>(factor as f64 * (1 << (31 - BITS)) as f64);
        let range = ((1 << BITS) - 1) << (31 - BITS);
        Arguments {
            multiplier,
            shift,
            zero,
            radius: range >> if shift > 0 { shift } else { 0 },
        }
    }

    /// The argument at an index of the table.
    const fn get(&self, index: usize) -> Argument {
        let number = (index as i32 - 128).saturating_sub(self.zero);
        if number <= -self.radius {
            Argument::Low
        } else if number >= self.radius {
            Argument::High
        } else {
            Argument::Within(requantize::<Double>(number, self.multiplier, self.shift))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bits, against the nearest values. The bits were compared with those of gemmlowp's own code as well.
    #[test]
    fn tables_are_near_the_functions() {
        let mut differing = 0;
        for step in 1..400 {
            let factor = step as f32 / 100.0;
            for zero in [-128, -7, 0, 100] {
                let (logistic, tanh) = (logistic_table(factor, zero), tanh_table(factor, zero));
                for index in 0..256 {
                    let x = f64::from(factor) * f64::from(index - 128 - zero);
                    let near = |found: i8, value: f64| {
                        let nearest = libm::round(value).clamp(-128.0, 127.0) as i32;
                        assert!(
                            (i32::from(found) - nearest).abs() <= 1,
                            "{factor} {zero} {x}"
                        );
                        i32::from(found) != nearest
                    };
                    let index = index as usize;
                    differing +=
                        i32::from(near(logistic[index], 256.0 / (1.0 + libm::exp(-x)) - 128.0));
                    differing += i32::from(near(tanh[index], 128.0 * libm::tanh(x)));
                }
            }
        }
        assert!(differing < 2 * 399 * 4 * 256 / 5_000, "{differing}");
    }
}
