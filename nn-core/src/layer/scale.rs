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

    /// `zero` plus the integer nearest to `real / factor`, limited to 8 bits. Halves are rounded away from zero, before `zero` is added,
    /// as TensorFlow Lite does.
    pub const fn to_i8(self, real: f32) -> i8 {
        let steps = real / self.factor;
        let whole = steps as i32; // toward zero; what is beyond 32 bits is limited
        let rest = steps - whole as f32;
        let nearest = whole.saturating_add((rest >= 0.5) as i32 - (rest <= -0.5) as i32);
        let number = nearest.saturating_add(self.zero);
        if number > 127 {
            127
        } else if number < -128 {
            -128
        } else {
            number as i8
        }
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
