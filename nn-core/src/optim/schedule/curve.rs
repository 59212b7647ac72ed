//! The curves of schedules: the learning rates after the warm-up.

use core::f32::consts::FRAC_PI_2;

use crate::error::Error;
use crate::math;
use crate::settings::{self, FRACTION, NOT_NEGATIVE, at_least_one};

/// The learning rates of a [`Schedule`](super::Schedule) after its warm-up.
///
/// The settings are checked when a run begins.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Curve {
    /// The base rate.
    Constant,
    /// A factor after each number of steps.
    Step {
        /// The number of steps with the same rate, at least 1.
        every: usize,
        /// The factor: a finite number, at least 0.
        factor: f32,
    },
    /// A factor after each step.
    Exponential {
        /// The factor: a finite number, at least 0.
        factor: f32,
    },
    /// Half a cosine.
    Cosine {
        /// The step from which on the rate is `least`, at least 1.
        length: usize,
        /// The last rate: a finite number, at least 0.
        least: f32,
    },
    /// A line.
    Linear {
        /// The step from which on the rate is `last`, at least 1.
        length: usize,
        /// The last rate: a finite number, at least 0.
        last: f32,
    },
    /// Half a cosine up, and half a cosine down.
    OneCycle {
        /// The number of steps, at least 1.
        length: usize,
        /// The share of the steps in which the rate rises: at least 0 and below 1.
        rise: f32,
        /// The first rate as a share of the base rate: a finite number, at least 0.
        first: f32,
        /// The last rate as a share of the base rate: a finite number, at least 0.
        last: f32,
    },
}

impl Curve {
    /// The rate of a step, counted from 0.
    pub(super) fn rate(&self, base: f64, step: usize) -> f64 {
        match *self {
            Curve::Constant => base,
            Curve::Step { every, factor } => {
                base * power(factor.into(), step.checked_div(every).unwrap_or_default())
            }
            Curve::Exponential { factor } => base * power(factor.into(), step),
            Curve::Cosine { length, least } => {
                half_cosine(base, least.into(), rest(step as f64, length as f64))
            }
            Curve::Linear { length, last } => {
                let last = f64::from(last);
                last + (base - last) * rest(step as f64, length as f64)
            }
            Curve::OneCycle {
                length,
                rise,
                first,
                last,
            } => {
                let [first, last] = [first, last].map(|share| base * f64::from(share));
                let (step, end) = (step as f64, length as f64 - 1.0);
                let peak = f64::from(rise) * length as f64 - 1.0;
                if step <= peak {
                    half_cosine(base, first, 1.0 - rest(step, peak))
                } else {
                    half_cosine(base, last, rest(step - peak, end - peak))
                }
            }
        }
    }

    /// Checks the settings.
    pub(super) fn check(&self) -> Result<(), Error> {
        let not_negative = |name, value| settings::check(&[(name, &NOT_NEGATIVE)], &[value]);
        match *self {
            Curve::Constant => Ok(()),
            Curve::Step { every, factor } => {
                at_least_one("every", every)?;
                not_negative("factor", factor)
            }
            Curve::Exponential { factor } => not_negative("factor", factor),
            Curve::Cosine { length, least } => {
                at_least_one("length", length)?;
                not_negative("least", least)
            }
            Curve::Linear { length, last } => {
                at_least_one("length", length)?;
                not_negative("last", last)
            }
            Curve::OneCycle {
                length,
                rise,
                first,
                last,
            } => {
                at_least_one("length", length)?;
                settings::check(&[("rise", &FRACTION)], &[rise])?;
                not_negative("first", first)?;
                not_negative("last", last)
            }
        }
    }
}

/// The share of a length that is left after some steps, from 1 to 0. It is 0 for a length of 0.
fn rest(steps: f64, length: f64) -> f64 {
    if steps < length {
        (length - steps) / length
    } else {
        0.0
    }
}

/// The values along half a cosine: `high` with `share` 1, and `low` with `share` 0.
///
/// `(1 - cos(pi share)) / 2` is the square of a sine, which does not cancel near `low`.
fn half_cosine(high: f64, low: f64, share: f64) -> f64 {
    let sine = f64::from(math::sin(FRAC_PI_2 * share as f32));
    low + (high - low) * (sine * sine)
}

/// `base^exponent`, by repeated squaring.
fn power(mut base: f64, mut exponent: usize) -> f64 {
    let mut product = 1.0;
    while exponent > 0 {
        if exponent % 2 == 1 {
            product *= base;
        }
        base *= base;
        exponent /= 2;
    }
    product
}
