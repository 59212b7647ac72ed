//! Fractions as types: settings of layers that are part of a network's type.

/// The number `N / D`.
///
/// ```
/// use nn_core::ratio::{Fraction, Ratio};
///
/// assert_eq!(<Ratio<1, 5>>::VALUE, 0.2);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio<const N: u32, const D: u32> {}

/// The bits of a number as two settings of a layer. Each fits the addresses of a processor with 16 bits.
pub(crate) const fn as_settings(number: f32) -> [usize; 2] {
    let bits = number.to_bits();
    [(bits >> 16) as usize, (bits & 0xFFFF) as usize]
}

/// A number that a type stands for.
pub trait Fraction: 'static {
    /// The number.
    const VALUE: f32;
}

impl<const N: u32, const D: u32> Fraction for Ratio<N, D> {
    const VALUE: f32 = {
        assert!(D > 0, "a fraction's denominator is not 0");
        (N as f64 / D as f64) as f32
    };
}
