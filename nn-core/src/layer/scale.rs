//! The scale of quantized values.

use crate::zero::Zero;

/// The scale of quantized values: an integer represents the real number `factor * (integer - zero)`.
///
/// ```
/// use nn_core::layer::Scale;
///
/// const CELSIUS: Scale = Scale::new(0.5, -40); // from -44 to 83.5 degrees
/// assert_eq!(CELSIUS.to_i8(21.3), 3);
/// assert_eq!(CELSIUS.to_real(3), 21.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Scale {
    /// The distance between the real numbers of two consecutive integers.
    pub factor: f32,
    /// The integer that represents 0.
    pub zero: i32,
}

impl Scale {
    /// Every integer represents itself.
    pub const ONE: Self = Scale {
        factor: 1.0,
        zero: 0,
    };

    /// A scale with this factor and this zero.
    pub const fn new(factor: f32, zero: i32) -> Self {
        Scale { factor, zero }
    }

    /// Whether both are equal.
    pub(crate) const fn is(self, other: Self) -> bool {
        self.factor == other.factor && self.zero == other.zero
    }

    /// The nearest integer of 8 bits, halves away from zero.
    pub const fn to_i8(self, real: f32) -> i8 {
        // `as` rounds toward zero and saturates.
        let number = real / self.factor + self.zero as f32;
        (number + if number < 0.0 { -0.5 } else { 0.5 }) as i8
    }

    /// The real number that an integer represents.
    pub const fn to_real(self, number: i32) -> f32 {
        self.factor * (number as i64 - self.zero as i64) as f32
    }
}

impl Zero for Scale {
    const ZERO: Self = Scale::new(0.0, 0);
}

impl Default for Scale {
    fn default() -> Self {
        Scale::ONE
    }
}
