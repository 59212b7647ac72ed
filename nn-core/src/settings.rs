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

/// A range of finite numbers.
pub(crate) struct Range {
    least: f32,
    greatest: f32,
    /// The rule for a value, in words.
    rule: &'static str,
}

/// The finite numbers above 0.
pub(crate) const POSITIVE: Range = Range {
    least: f32::from_bits(1),
    greatest: f32::MAX,
    rule: "it must be a finite number above 0",
};

/// The finite numbers that are at least 0.
pub(crate) const NOT_NEGATIVE: Range = Range {
    least: 0.0,
    greatest: f32::MAX,
    rule: "it must be a finite number, at least 0",
};

/// The numbers that are at least 0 and below 1.
pub(crate) const FRACTION: Range = Range {
    least: 0.0,
    greatest: 1.0_f32.next_down(),
    rule: "it must be at least 0 and below 1",
};

/// The numbers in 0..=1.
pub(crate) const UNIT: Range = Range {
    least: 0.0,
    greatest: 1.0,
    rule: "it must be in 0..=1",
};

impl Range {
    #[inline]
    const fn contains(&self, value: f32) -> bool {
        self.least <= value && value <= self.greatest
    }
}

/// The learning rate was set, is finite and at least 0.
#[inline]
pub(crate) const fn learning_rate(value: f32) -> Result<(), Error> {
    let rule = if value.to_bits() == 0 {
        "it must be set before the first step: `set_learning_rate` sets a rate of 0, too"
    } else if NOT_NEGATIVE.contains(value) {
        return Ok(());
    } else {
        NOT_NEGATIVE.rule
    };
    let name = "learning_rate";
    Err(Error::Setting { name, value, rule })
}

/// The values are in the ranges of their settings.
#[inline]
pub(crate) fn check<const N: usize>(
    settings: &[(&'static str, &Range); N],
    values: &[f32; N],
) -> Result<(), Error> {
    check_all(settings, values)
}

/// [`check`] for any number of settings. It is not inlined, because every step of every optimizer would contain a copy for each of
/// its settings.
#[inline(never)]
fn check_all(settings: &[(&'static str, &Range)], values: &[f32]) -> Result<(), Error> {
    for ((name, range), value) in settings.iter().zip(values) {
        if !range.contains(*value) {
            return Err(Error::Setting {
                name,
                value: *value,
                rule: range.rule,
            });
        }
    }
    Ok(())
}

/// The count is at least 1.
pub(crate) const fn at_least_one(name: &'static str, count: usize) -> Result<(), Error> {
    if count > 0 {
        Ok(())
    } else {
        Err(Error::Setting {
            name,
            value: count as f32,
            rule: "it must be at least 1",
        })
    }
}
