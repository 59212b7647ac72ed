//! How a sum of products becomes a number of 8 bits.

#[cfg(feature = "verify")]
use crate::kernel::integer::value_of;
use crate::kernel::integer::{Double, Single, requantize};

/// The least and the greatest value of a sum.
pub(super) type SumRange = [i64; 2];

/// The least and the greatest number of 8 bits.
pub(super) type Range = [i32; 2];

/// All numbers of 8 bits.
pub(super) const FULL: Range = [-128, 127];

/// How a sum is divided and rounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    /// Requantization with two roundings: a multiplier and a shift.
    Twice(i32, i8),
    /// Requantization with one rounding: a multiplier and a shift.
    Once(i32, i8),
    /// The quotient by a count, rounded to the nearest integer.
    Mean(i32),
}

/// Requantization, the zero of the output, and the range of the output. It never decreases when the sum increases, so the ends of a
/// range of sums give the ends of the range of the outputs, exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Finish {
    pub(super) rule: Rule,
    pub(super) zero: i32,
    pub(super) range: Range,
}

/// A function of a real number `x`: `factor * x + offset`, rounded with an error of at most `error`.
#[cfg(feature = "verify")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rounded {
    pub(super) factor: f64,
    pub(super) offset: f64,
    pub(super) error: f64,
}

impl Rule {
    /// The rule of a rounding with this number of bits.
    pub(super) const fn of(bits: u32, multiplier: i32, shift: i8) -> Self {
        match bits {
            31 => Rule::Twice(multiplier, shift),
            _ => Rule::Once(multiplier, shift),
        }
    }

    /// Whether it never decreases.
    const fn is_monotone(self) -> bool {
        match self {
            Rule::Twice(multiplier, shift) | Rule::Once(multiplier, shift) => {
                multiplier >= 0 && -31 <= shift && shift <= 30
            }
            Rule::Mean(count) => count > 0,
        }
    }

    const fn apply(self, sum: i32) -> i32 {
        match self {
            Rule::Twice(multiplier, shift) => requantize::<Double>(sum, multiplier, shift),
            Rule::Once(multiplier, shift) => requantize::<Single>(sum, multiplier, shift),
            Rule::Mean(count) => {
                let half = count / 2;
                let half = if sum < 0 { -half } else { half };
                match sum.wrapping_add(half).checked_div(count) {
                    Some(mean) => mean,
                    None => 0,
                }
            }
        }
    }
}

impl Finish {
    /// The numbers for these ends of a sum, before they are limited to the range. `None` if nothing is known: the sum may overflow, or
    /// the numbers of the layer are invalid.
    pub(super) const fn numbers(self, [low, high]: SumRange) -> Option<Range> {
        let is_known = low >= i32::MIN as i64 && high <= i32::MAX as i64 && low <= high;
        let [least, most] = self.range;
        let is_range = FULL[0] <= least && least <= most && most <= FULL[1];
        let is_zero = FULL[0] <= self.zero && self.zero <= FULL[1];
        if !(is_known && is_range && is_zero && self.rule.is_monotone()) {
            return None;
        }
        let low = self.rule.apply(low as i32).saturating_add(self.zero);
        let high = self.rule.apply(high as i32).saturating_add(self.zero);
        Some([low, high])
    }

    /// What the outputs can be for sums of a range.
    pub(super) const fn outputs(self, sums: SumRange) -> Range {
        match self.numbers(sums) {
            Some([low, high]) => [self.limited(low), self.limited(high)],
            None => FULL,
        }
    }

    const fn limited(self, number: i32) -> i32 {
        let [least, most] = self.range;
        let number = if number < most { number } else { most };
        if number > least { number } else { least }
    }

    /// The numbers before the limits as a linear function of the sum, for sums of a range. `None` if a sum saturates.
    #[cfg(feature = "verify")]
    pub(super) fn rounded(self, [low, high]: SumRange) -> Option<Rounded> {
        let (factor, error) = match self.rule {
            Rule::Mean(count) => (1.0 / f64::from(count), 0.5),
            Rule::Once(multiplier, shift) | Rule::Twice(multiplier, shift) => {
                let most = 1_i64 << (30 - i32::from(shift).clamp(0, 30));
                if shift >= 0 && low.abs().max(high.abs()) >= most {
                    return None;
                }
                let is_twice = matches!(self.rule, Rule::Twice(..)) && shift < 0;
                let second = if is_twice {
                    libm::exp2(f64::from(shift) - 1.0)
                } else {
                    0.0
                };
                (value_of(multiplier, shift), 0.5 + second)
            }
        };
        Some(Rounded {
            factor,
            offset: f64::from(self.zero),
            error,
        })
    }
}

/// The least and the greatest entry of a table for numbers of a range.
pub(super) const fn of_table(table: &[i8; 256], [low, high]: Range) -> Range {
    let (mut least, mut most, mut index) = (127, -128, low);
    while index <= high {
        let output = table[(index + 128) as usize] as i32;
        least = if output < least { output } else { least };
        most = if output > most { output } else { most };
        index += 1;
    }
    [least, most]
}
