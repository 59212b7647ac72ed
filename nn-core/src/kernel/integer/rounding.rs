//! Requantization: a sum of products becomes a number of the output's scale.
//!
//! The factor between the two scales is `multiplier / 2^31 * 2^shift`, with a multiplier from `2^30` to `2^31`. See
//! [`multiplier_of`](super::multiplier_of).

#[cfg(any(
    all(target_arch = "arm", not(target_has_atomic = "32")),
    all(
        any(target_arch = "riscv32", target_arch = "riscv64"),
        not(target_feature = "m")
    ),
    target_pointer_width = "16"
))]
use super::narrow as core_with;
#[cfg(not(any(
    all(target_arch = "arm", not(target_has_atomic = "32")),
    all(
        any(target_arch = "riscv32", target_arch = "riscv64"),
        not(target_feature = "m")
    ),
    target_pointer_width = "16"
)))]
use super::wide as core_with;

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
    if const { R::BITS == 31 } {
        core_with::twice(sum, multiplier, shift)
    } else {
        core_with::once(sum, multiplier, shift)
    }
}
