//! Requantization: a sum of products becomes a number of the output's scale.
//!
//! The factor between the two scales is `multiplier / 2^31 * 2^shift`, with a multiplier from `2^30` to `2^31`. See
//! [`multiplier_of`](super::multiplier_of).

use super::{narrow, wide};

/// Whether the processor has no long multiplication: ARMv6-M and 16-bit processors, and RISC-V without any multiplication. On stable
/// Rust, an Arm processor is told by its atomic operations. ARMv8-M Baseline has them, so it counts as a processor with one.
pub(super) const IS_NARROW: bool = cfg!(any(
    all(target_arch = "arm", not(target_has_atomic = "32")),
    all(target_arch = "riscv32", not(target_feature = "m")),
    target_pointer_width = "16"
));

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Double {}
    impl Sealed for super::Single {}
}

/// How a sum is requantized: [`Double`] or [`Single`].
pub trait Rounding: sealed::Sealed + 'static {
    /// The name in a summary.
    const NAME: &'static str;
    /// The bits of a multiplier that are not always 0.
    const BITS: u32;

    /// `sum * multiplier / 2^31 * 2^shift`, rounded. [`requantize`] is the same as a constant function.
    #[inline(always)]
    fn requantize(sum: i32, multiplier: i32, shift: i8) -> i32
    where
        Self: Sized,
    {
        requantize::<Self>(sum, multiplier, shift)
    }
}

/// The rounding of TensorFlow Lite Micro and of CMSIS-NN, for imported files: twice, halves away from zero.
///
/// The sum is shifted to the left if the shift is positive. `(sum * multiplier + 2^30) >> 31` rounds once, halves up. If the shift is
/// negative, a shift to the right rounds a second time, halves away from zero. (gemmlowp, `SaturatingRoundingDoublingHighMul` and
/// `RoundingDivideByPOT`.)
///
/// The error against the exact product with the multiplier is at most `1/2 + 2^(shift - 1)` for a negative shift, and at most 1/2
/// otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Double {}

/// One correct rounding, halves up.
///
/// The error against the exact product with the multiplier is at most 1/2. A multiplier has 15 bits: it is a multiple of `2^16`. So a
/// processor without a long multiplication needs two short ones, and a processor with `SMMULR` needs only that.
/// [`raised`](super::raised) selects scales for which 15 bits are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Single {}

impl Rounding for Double {
    const NAME: &'static str = "Double";
    const BITS: u32 = 31;
}

impl Rounding for Single {
    const NAME: &'static str = "Single";
    const BITS: u32 = 15;
}

/// `sum * multiplier / 2^31 * 2^shift`, rounded as `R` states.
///
/// The shift is from -31 to 30, as [`multiplier_of`](super::multiplier_of) returns it; others count as the nearest of these. The
/// bounds of the error hold for every sum if the shift is negative, and for `|sum| < 2^(30 - shift)` otherwise. Larger sums saturate:
/// the result keeps its sign and is at least `2^29 - 1` in magnitude, so it is outside of every range of 8 bits.
///
/// ```
/// use nn_core::kernel::integer::{Double, Single, multiplier_of, requantize};
///
/// let (multiplier, shift) = multiplier_of::<Double>(0.01);
/// assert_eq!(requantize::<Double>(12_345, multiplier, shift), 123);
/// let (multiplier, shift) = multiplier_of::<Single>(0.25);
/// assert_eq!(requantize::<Single>(-10, multiplier, shift), -2); // -2.5 rounds up
/// assert_eq!(requantize::<Double>(-10, multiplier, shift), -3); // away from zero
/// ```
#[inline(always)]
#[must_use]
pub const fn requantize<R: Rounding>(sum: i32, multiplier: i32, shift: i8) -> i32 {
    match const { (R::BITS, IS_NARROW) } {
        (31, true) => narrow::twice(sum, multiplier, shift),
        (31, false) => wide::twice(sum, multiplier, shift),
        (_, true) => narrow::once(sum, multiplier, shift),
        (_, false) => wide::once(sum, multiplier, shift),
    }
}

/// `a * b / 2^31`, rounded, halves up, but not for the smallest number times itself.
#[inline(always)]
pub(super) const fn doubled_high(a: i32, b: i32) -> i32 {
    if const { IS_NARROW } {
        narrow::doubled_high(a, b)
    } else {
        wide::doubled_high(a, b)
    }
}

/// `number * multiplier / 2^11`, rounded, halves up, for a number of 9 bits and its sign.
#[inline(always)]
pub(super) const fn small(number: i32, multiplier: i32) -> i32 {
    if const { IS_NARROW } {
        narrow::small(number, multiplier)
    } else {
        wide::small(number, multiplier)
    }
}

/// `a * b / 2^32`, rounded, halves up.
#[inline(always)]
pub(super) const fn rounded_high(a: i32, b: i32) -> i32 {
    if const { IS_NARROW } {
        narrow::rounded_high(a, b)
    } else {
        wide::rounded_high(a, b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::integer::{multiplier_of, raised, value_of};
    use crate::rng::{Random, Rng};

    /// `number / 2^by`, halves up.
    fn half_up(number: i128, by: u32) -> i128 {
        (2 * number + (1 << by)) >> (by + 1)
    }

    /// `number / 2^by`, halves away from zero.
    fn half_away(number: i128, by: u32) -> i128 {
        number.signum() * half_up(number.abs(), by)
    }

    /// Sums, multipliers and shifts: extreme, and at random.
    fn each(bits: u32, mut work: impl FnMut(i32, i32, i8)) {
        let step = 1 << (31 - bits);
        let most = i32::MAX - (step - 1);
        let mut rng = Random::seed(5);
        for shift in -31..=30 {
            for round in 0..3_000_u32 {
                let word = rng.next_u64();
                let multiplier = match round % 5 {
                    0 => 1 << 30,
                    1 => most,
                    2 => most - step,
                    _ => (word as i32 & 0x3fff_ffff | 1 << 30) & !(step - 1),
                };
                let sum = match round / 5 % 8 {
                    0 => i32::MIN,
                    1 => i32::MAX,
                    2 => round as i32 - 1_500,
                    3 => (1 << (round % 31)) - 1,
                    4 => -(1 << (round % 31)) - 1,
                    5 => 1 << (round % 31),
                    _ => (word >> 32) as i32 >> (round % 32),
                };
                work(sum, multiplier, shift);
            }
        }
    }

    /// Whether the bounds of the error hold for this sum.
    fn is_bounded(sum: i32, shift: i8) -> bool {
        shift < 0 || i64::from(sum).abs() < 1 << (30 - shift)
    }

    /// A sum that saturates keeps its sign and is outside of 8 bits.
    fn assert_saturated(found: i32, sum: i32) {
        assert!(found.signum() == sum.signum() && found.abs() >= (1 << 29) - 1);
    }

    #[test]
    fn two_roundings_are_those_of_the_definition() {
        each(31, |sum, multiplier, shift| {
            let found = wide::twice(sum, multiplier, shift);
            assert_eq!(narrow::twice(sum, multiplier, shift), found);
            if !is_bounded(sum, shift) {
                return assert_saturated(found, sum);
            }
            let shifted = i128::from(sum) << shift.max(0);
            let high = half_up(shifted * i128::from(multiplier), 31);
            let right = (-shift).max(0) as u32;
            let expected = half_away(high, right);
            assert_eq!(i128::from(found), expected, "{sum} {multiplier} {shift}");
            // the error, times 2^(32 + right): at most 1/2 + 2^(shift - 1), or 1/2 without a shift to the right
            let exact = 2 * shifted * i128::from(multiplier);
            let bound = if right > 0 { (1 << right) + 1 } else { 1 };
            assert!(((expected << (32 + right)) - exact).abs() <= bound << 31);
        });
    }

    #[test]
    fn one_rounding_is_correct() {
        each(15, |sum, multiplier, shift| {
            let found = wide::once(sum, multiplier, shift);
            assert_eq!(narrow::once(sum, multiplier, shift), found);
            if !is_bounded(sum, shift) {
                return assert_saturated(found, sum);
            }
            let expected = half_up(
                i128::from(sum) * i128::from(multiplier),
                (31 - shift) as u32,
            );
            assert_eq!(i128::from(found), expected, "{sum} {multiplier} {shift}");
        });
    }

    #[test]
    fn products_of_all_signs_agree() {
        let mut rng = Random::seed(8);
        let mut any = || rng.next_u64() as i32 >> (rng.next_u64() % 32);
        for _ in 0..200_000 {
            let (a, b) = (any(), any().max(-i32::MAX));
            let expected = half_up(i128::from(a) * i128::from(b), 31);
            assert_eq!(i128::from(wide::doubled_high(a, b)), expected, "{a} {b}");
            assert_eq!(
                narrow::doubled_high(a, b),
                wide::doubled_high(a, b),
                "{a} {b}"
            );
        }
    }

    #[test]
    fn products_of_small_numbers_are_rounded() {
        each(31, |sum, multiplier, _| {
            let number = sum >> 23;
            let expected = half_up(i128::from(number) * i128::from(multiplier), 11);
            for found in [
                wide::small(number, multiplier),
                narrow::small(number, multiplier),
            ] {
                assert_eq!(i128::from(found), expected, "{number} {multiplier}");
            }
        });
    }

    /// Whatever the fields contain, nothing panics, and the two forms agree on shifts that are out of range.
    #[test]
    fn invalid_multipliers_do_not_panic() {
        for shift in i8::MIN..=i8::MAX {
            for multiplier in [i32::MIN, -1 << 30, -1, 0, 1, 1 << 30, i32::MAX] {
                for sum in [i32::MIN, -1, 0, 1, i32::MAX] {
                    let _ = (
                        narrow::once(sum, multiplier, shift),
                        wide::once(sum, multiplier, shift),
                    );
                    let _ = (
                        narrow::twice(sum, multiplier, shift),
                        wide::twice(sum, multiplier, shift),
                    );
                }
            }
        }
    }

    #[test]
    fn multipliers_are_nearest() {
        let mut rng = Random::seed(6);
        for exponent in -40..40 {
            for _ in 0..500 {
                let fraction = 1.0 + (rng.next_u64() >> 12) as f64 / (1_u64 << 52) as f64;
                let real = fraction * libm::exp2(f64::from(exponent));
                nearest::<Double>(real);
                nearest::<Single>(real);
            }
        }
        for real in [
            0.0,
            -1.0,
            f64::NAN,
            f64::NEG_INFINITY,
            f64::INFINITY,
            1e-310,
        ] {
            assert_eq!(multiplier_of::<Double>(real), (0, 0), "{real}");
        }
    }

    /// The multiplier is in range, and its error at most half of its last bit.
    fn nearest<R: Rounding>(real: f64) {
        let (multiplier, shift) = multiplier_of::<R>(real);
        if real >= libm::exp2(30.0) {
            return assert_eq!(
                (multiplier, shift),
                (i32::MAX - ((1 << (31 - R::BITS)) - 1), 30)
            );
        }
        if real < libm::exp2(-32.0) * (1.0 - libm::exp2(-33.0)) {
            return assert_eq!((multiplier, shift), (0, 0));
        }
        assert!(multiplier >= 1 << 30 && multiplier & ((1 << (31 - R::BITS)) - 1) == 0);
        let last = libm::exp2(f64::from(shift) - f64::from(R::BITS));
        assert!(
            (value_of(multiplier, shift) - real).abs() <= last / 2.0,
            "{real}"
        );
    }

    /// A scale that was raised has the same multiplier after it was stored as `f32`, with any scales of input and output.
    #[test]
    fn raised_scales_are_exact() {
        let mut rng = Random::seed(7);
        let mut random = |least: f64, most: f64| {
            least
                * libm::pow(
                    most / least,
                    (rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64,
                )
        };
        for _ in 0..200_000 {
            let input = random(1e-6, 1e4) as f32;
            let output = random(1e-6, 1e4) as f32;
            let weight = random(1e-9, 1e3);
            let real = f64::from(input) * weight / f64::from(output);
            if real > 1e9 {
                continue;
            }
            let exact = raised::<Single>(real);
            assert!(exact >= real && exact >= 1.0 / 262_144.0);
            assert!(exact < real * (1.0 + 1.0 / 16_384.0) || real < 1.0 / 262_144.0);
            let stored = (exact * f64::from(output) / f64::from(input)) as f32;
            let again = f64::from(input) * f64::from(stored) / f64::from(output);
            let (multiplier, shift) = multiplier_of::<Single>(again);
            let found = value_of(multiplier, shift);
            assert_eq!(found, exact, "{input} {weight} {output}");
        }
    }
}
