//! Activations in `f64` as constant functions, for tests of constant networks at compile time.

use crate::math::constant::{erf, exp, ln_1p};

/// The function of an activation as a value, which constant functions can match.
///
/// The names of the variants differ from those of the activations, because the compiler shortens a name in its messages only if it is
/// unique.
///
/// ```
/// use nn_core::activation::{Activation, Formula, LeakyRelu};
///
/// assert_eq!(<LeakyRelu<1, 2> as Activation>::FORMULA, Some(Formula::LeakyRectified(0.5)));
/// let mut values = [-1.0, 3.0];
/// Formula::LeakyRectified(0.5).apply(&mut values);
/// assert_eq!(values, [-0.5, 3.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Formula {
    /// `z`
    Same,
    /// `max(z, 0)`
    Rectified,
    /// `min(max(z, 0), 6)`
    RectifiedUpTo6,
    /// `z` for `z >= 0`, this factor times `z` for `z < 0`.
    LeakyRectified(f32),
    /// `z` for `z >= 0`, this factor times `e^z - 1` for `z < 0`.
    ExponentialLinear(f32),
    /// `1 / (1 + e^-z)`
    Logistic,
    /// `min(max(z + 3, 0), 6) / 6`
    LogisticOfLines,
    /// `tanh z`
    HyperbolicTangent,
    /// `ln(1 + e^z)`
    SmoothRectified,
    /// `z / (1 + e^-z)`
    Swish,
    /// `z min(max(z + 3, 0), 6) / 6`
    SwishOfLines,
    /// `z` times the distribution function of the standard normal distribution at `z`.
    GaussianLinear,
    /// `e^z` divided by the sum over all values.
    NormalizedExponential,
}

impl Formula {
    /// Replaces the inputs of one sample by the outputs.
    pub const fn apply(self, values: &mut [f64]) {
        let mut index = 0;
        if let Formula::NormalizedExponential = self {
            return softmax(values);
        }
        while index < values.len() {
            values[index] = self.of(values[index]);
            index += 1;
        }
    }

    /// The output for one input.
    pub(crate) const fn of(self, z: f64) -> f64 {
        match self {
            Formula::Rectified if z < 0.0 => 0.0,
            Formula::RectifiedUpTo6 => z.clamp(0.0, 6.0),
            Formula::LeakyRectified(slope) if z < 0.0 => slope as f64 * z,
            Formula::ExponentialLinear(alpha) if z < 0.0 => alpha as f64 * (exp(z) - 1.0),
            Formula::Logistic => 1.0 / (1.0 + exp(-z)),
            Formula::LogisticOfLines => (z + 3.0).clamp(0.0, 6.0) / 6.0,
            Formula::HyperbolicTangent => 1.0 - 2.0 / (1.0 + exp(2.0 * z)),
            Formula::SmoothRectified => z.max(0.0) + ln_1p(exp(-z.abs())),
            Formula::Swish => z / (1.0 + exp(-z)),
            Formula::SwishOfLines => z * (z + 3.0).clamp(0.0, 6.0) / 6.0,
            Formula::GaussianLinear => 0.5 * z * (1.0 + erf(z * core::f64::consts::FRAC_1_SQRT_2)),
            _ => z,
        }
    }
}

const fn softmax(values: &mut [f64]) {
    let (mut largest, mut sum, mut index) = (f64::NEG_INFINITY, 0.0, 0);
    while index < values.len() {
        largest = largest.max(values[index]);
        index += 1;
    }
    index = 0;
    while index < values.len() {
        values[index] = exp(values[index] - largest);
        sum += values[index];
        index += 1;
    }
    index = 0;
    while index < values.len() {
        values[index] /= sum;
        index += 1;
    }
}
