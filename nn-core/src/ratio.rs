//! Fractions as types: settings of layers in the type of a network.

/// The number `N / D`.
///
/// ```
/// use nn_core::ratio::{Fraction, Ratio};
///
/// assert_eq!(<Ratio<1, 5>>::VALUE, 0.2);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio<const N: u32, const D: u32> {}

/// The bits of a number as two settings of a layer, each of which fits into a `usize` of 16 bits.
pub(crate) const fn as_settings(number: f32) -> [usize; 2] {
    let bits = number.to_bits();
    [(bits >> 16) as usize, (bits & 0xFFFF) as usize]
}

/// A number as a type: a [`Ratio`].
///
/// ```
/// use nn_core::ratio::{Fraction, Ratio};
///
/// /// Half of the fraction.
/// fn half<F: Fraction>() -> f32 {
///     F::VALUE / 2.0
/// }
///
/// assert_eq!(half::<Ratio<1, 2>>(), 0.25);
/// ```
pub trait Fraction: 'static {
    /// The number.
    const VALUE: f32;
}

impl<const N: u32, const D: u32> Fraction for Ratio<N, D> {
    const VALUE: f32 = {
        assert!(D > 0, "the denominator of a fraction must be at least 1");
        (N as f64 / D as f64) as f32
    };
}
