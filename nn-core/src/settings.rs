//! The ranges of settings. A step or a run checks them once before it begins.

use crate::error::Error;

/// The stored form of a learning rate: 0 becomes -0, because all zero bits mean that no rate was set.
pub(crate) const fn stored_rate(learning_rate: f32) -> f32 {
    if learning_rate == 0.0 {
        -0.0
    } else {
        learning_rate
    }
}

/// The learning rate of a stored form: -0 becomes 0.
pub(crate) const fn rate(stored: f32) -> f32 {
    stored + 0.0
}

/// The learning rate was set, is finite and at least 0.
#[inline]
pub(crate) const fn learning_rate(value: f32) -> Result<(), Error> {
    const NAME: &str = "learning_rate";
    if value.to_bits() == 0 {
        return Err(Error::Setting {
            name: NAME,
            value,
            rule: "it must be set before the first step: `set_learning_rate` sets a rate of 0, too",
        });
    }
    not_negative(NAME, value)
}

/// The value is a positive finite number.
#[inline]
pub(crate) const fn positive(name: &'static str, value: f32) -> Result<(), Error> {
    let rule = "it must be a finite number above 0";
    check(name, value, value > 0.0, rule)
}

/// The value is a finite number, at least 0.
#[inline]
pub(crate) const fn not_negative(name: &'static str, value: f32) -> Result<(), Error> {
    let rule = "it must be a finite number, at least 0";
    check(name, value, value >= 0.0, rule)
}

/// The value is at least 0 and below 1.
#[inline]
pub(crate) const fn fraction(name: &'static str, value: f32) -> Result<(), Error> {
    let rule = "it must be at least 0 and below 1";
    check(name, value, value >= 0.0 && value < 1.0, rule)
}

/// The count is at least 1.
pub(crate) const fn at_least_one(name: &'static str, count: usize) -> Result<(), Error> {
    let rule = "it must be at least 1";
    check(name, count as f32, count > 0, rule)
}

#[inline]
const fn check(
    name: &'static str,
    value: f32,
    holds: bool,
    rule: &'static str,
) -> Result<(), Error> {
    if holds && value.is_finite() {
        Ok(())
    } else {
        Err(Error::Setting { name, value, rule })
    }
}
