//! The ranges that settings must lie in.

use crate::error::Error;

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
