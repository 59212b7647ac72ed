//! Activations as the compiler computes them: slowly, in 64 bits, for proofs of constant networks.

use crate::math::constant::{erf, exp, ln_1p};

/// The function of an activation, as a value that constant functions can look at.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Formula {
    /// `z`
    Identity,
    /// `max(z, 0)`
    Relu,
    /// `z` above 0, this times `z` below.
    LeakyRelu(f32),
    /// `z` above 0, this times `e^z - 1` below.
    Elu(f32),
    /// `1 / (1 + e^-z)`
    Sigmoid,
    /// `tanh z`
    Tanh,
    /// `ln(1 + e^z)`
    Softplus,
    /// `z / (1 + e^-z)`
    Silu,
    /// `z` times the normal distribution function of `z`.
    Gelu,
    /// `e^z` by the sum of all.
    Softmax,
}

impl Formula {
    /// Replaces the inputs of one sample by the outputs.
    pub const fn apply(self, values: &mut [f64]) {
        let mut index = 0;
        if let Formula::Softmax = self {
            return softmax(values);
        }
        while index < values.len() {
            values[index] = self.of(values[index]);
            index += 1;
        }
    }

    /// The output for one input.
    const fn of(self, z: f64) -> f64 {
        match self {
            Formula::Relu if z < 0.0 => 0.0,
            Formula::LeakyRelu(slope) if z < 0.0 => slope as f64 * z,
            Formula::Elu(alpha) if z < 0.0 => alpha as f64 * (exp(z) - 1.0),
            Formula::Sigmoid => 1.0 / (1.0 + exp(-z)),
            Formula::Tanh => 1.0 - 2.0 / (1.0 + exp(2.0 * z)),
            Formula::Softplus => z.max(0.0) + ln_1p(exp(-z.abs())),
            Formula::Silu => z / (1.0 + exp(-z)),
            Formula::Gelu => 0.5 * z * (1.0 + erf(z * core::f64::consts::FRAC_1_SQRT_2)),
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
