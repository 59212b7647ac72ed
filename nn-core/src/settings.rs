//! The ranges that settings must lie in.

use crate::error::Error;
use crate::zero::zeroed;

/// A learning rate, or none yet.
///
/// None is all zero bits, so that a trainer of zeros has none; the rate 0 is kept as -0.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub(crate) struct Rate(f32);

zeroed!(Rate { 0 });

impl PartialEq for Rate {
    fn eq(&self, other: &Self) -> bool {
        self.to_bits() == other.to_bits()
    }
}

impl Rate {
    /// This rate.
    pub(crate) const fn new(rate: f32) -> Result<Self, Error> {
        match not_negative("learning_rate", rate) {
            Ok(0.0) => Ok(Rate(-0.0)),
            Ok(rate) => Ok(Rate(rate)),
            Err(error) => Err(error),
        }
    }

    /// The rate; 0 if there is none.
    #[inline]
    pub(crate) const fn get(self) -> f32 {
        self.0.abs()
    }

    /// Whether there is one.
    #[inline]
    pub(crate) const fn is_set(self) -> bool {
        self.to_bits() != 0
    }

    /// What is stored of it; 0 if there is none.
    pub(crate) const fn to_bits(self) -> u32 {
        self.0.to_bits()
    }

    /// What was stored.
    pub(crate) const fn from_bits(bits: u32) -> Self {
        Rate(f32::from_bits(bits))
    }
}

/// Why a step without a learning rate is refused.
pub(crate) const fn no_rate(value: f32) -> Error {
    Error::Setting {
        name: "learning_rate",
        value,
        rule: "it must be set before the first step, to a finite number not below 0",
    }
}

/// A number above zero.
pub(crate) const fn positive(name: &'static str, value: f32) -> Result<f32, Error> {
    check(
        name,
        value,
        value > 0.0,
        "it must be a finite number above 0",
    )
}

/// Zero or a number above it.
pub(crate) const fn not_negative(name: &'static str, value: f32) -> Result<f32, Error> {
    check(
        name,
        value,
        value >= 0.0,
        "it must be a finite number, not below 0",
    )
}

/// A number from 0 to just below 1.
pub(crate) const fn fraction(name: &'static str, value: f32) -> Result<f32, Error> {
    check(
        name,
        value,
        value >= 0.0 && value < 1.0,
        "it must be at least 0 and below 1",
    )
}

const fn check(
    name: &'static str,
    value: f32,
    holds: bool,
    rule: &'static str,
) -> Result<f32, Error> {
    if holds && value.is_finite() {
        Ok(value)
    } else {
        Err(Error::Setting { name, value, rule })
    }
}
