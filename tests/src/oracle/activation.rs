//! Activations in `f64`: values, derivatives from the inputs, and sizes of the terms of the derivatives.

use std::f64::consts::{FRAC_1_SQRT_2, TAU};

use super::Part;

/// An activation with its slope or alpha.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "they are nn-core's")]
pub enum Activation {
    Identity,
    Relu,
    Relu6,
    LeakyRelu(f64),
    Elu(f64),
    Gelu,
    Silu,
    HardSwish,
    Sigmoid,
    HardSigmoid,
    Tanh,
    Softplus,
    Softmax,
}

impl Activation {
    /// The activation with this name in nn-core. `slope` is its slope or alpha if it is not the default.
    ///
    /// # Panics
    /// If there is no such activation.
    pub fn named(name: &str, slope: Option<f64>) -> Self {
        match name {
            "Identity" => Activation::Identity,
            "Relu" => Activation::Relu,
            "Relu6" => Activation::Relu6,
            "LeakyRelu" => Activation::LeakyRelu(slope.unwrap_or(f64::from(0.01f32))),
            "Elu" => Activation::Elu(slope.unwrap_or(1.0)),
            "Gelu" => Activation::Gelu,
            "Silu" => Activation::Silu,
            "HardSwish" => Activation::HardSwish,
            "Sigmoid" => Activation::Sigmoid,
            "HardSigmoid" => Activation::HardSigmoid,
            "Tanh" => Activation::Tanh,
            "Softplus" => Activation::Softplus,
            "Softmax" => Activation::Softmax,
            _ => panic!("the oracle has no activation `{name}`"),
        }
    }

    /// The outputs of one sample.
    pub fn apply(self, z: &[f64]) -> Vec<f64> {
        if self == Activation::Softmax {
            return softmax(z);
        }
        z.iter().map(|z| self.value(*z)).collect()
    }

    /// The gradient with respect to the inputs, from the gradient with respect to the outputs.
    pub fn backward(self, part: Part, z: &[f64], d_y: &[f64]) -> Vec<f64> {
        if self == Activation::Softmax {
            let y = softmax(z);
            let mean: f64 = d_y.iter().zip(&y).map(|(d, y)| d * y).sum();
            let mean = if part == Part::Sizes { -mean } else { mean };
            return d_y.iter().zip(&y).map(|(d, y)| y * (d - mean)).collect();
        }
        let derivative = |z: f64| match part {
            Part::Values => self.derivative(z),
            Part::Sizes => self.derivative_size(z),
        };
        let pairs = d_y.iter().zip(z);
        pairs.map(|(d, z)| d * derivative(*z)).collect()
    }

    fn value(self, z: f64) -> f64 {
        match self {
            Activation::Identity | Activation::Softmax => z,
            Activation::Relu => z.max(0.0),
            Activation::Relu6 => z.clamp(0.0, 6.0),
            Activation::LeakyRelu(slope) => z.max(0.0) + slope * z.min(0.0),
            Activation::Elu(alpha) => z.max(0.0) + alpha * z.min(0.0).exp_m1(),
            Activation::Gelu => z * normal_distribution(z),
            Activation::Silu => z * sigmoid(z),
            Activation::HardSwish => z * hard_sigmoid(z),
            Activation::Sigmoid => sigmoid(z),
            Activation::HardSigmoid => hard_sigmoid(z),
            Activation::Tanh => z.tanh(),
            Activation::Softplus => softplus(z),
        }
    }

    fn derivative(self, z: f64) -> f64 {
        let above = |below: f64| if z > 0.0 { 1.0 } else { below };
        let within = |low: f64, high: f64| f64::from(low < z && z < high);
        match self {
            Activation::Identity | Activation::Softmax => 1.0,
            Activation::Relu => above(0.0),
            Activation::Relu6 => within(0.0, 6.0),
            Activation::LeakyRelu(slope) => above(slope),
            Activation::Elu(alpha) => above(alpha * z.exp()),
            Activation::Gelu => normal_distribution(z) + z * normal_density(z),
            Activation::Silu => sigmoid(z) * (1.0 + z * sigmoid(-z)),
            Activation::HardSwish => hard_sigmoid(z) + z * within(-3.0, 3.0) / 6.0,
            Activation::Sigmoid => sigmoid(z) * sigmoid(-z),
            Activation::HardSigmoid => within(-3.0, 3.0) / 6.0,
            Activation::Tanh => 1.0 / z.cosh().powi(2),
            Activation::Softplus => sigmoid(z),
        }
    }

    /// The size of the terms of the derivative. If the terms cancel, the derivative is only as exact as the terms.
    ///
    /// The derivatives of Sigmoid, Tanh and Elu are computed from the rounded outputs. Where these are flat, an error of one ulp of
    /// 1 matters. The exponents of Gelu are squares, so their rounding errors count as often.
    fn derivative_size(self, z: f64) -> f64 {
        match self {
            Activation::Sigmoid | Activation::Tanh => 1.0,
            Activation::Elu(alpha) => alpha.max(1.0),
            Activation::Silu => sigmoid(z) * (1.0 + z.abs()),
            Activation::HardSwish => 0.5 + z.abs() / 3.0,
            Activation::Gelu => {
                (normal_distribution(z) + z.abs() * normal_density(z)) * (1.0 + z * z)
            }
            _ => self.derivative(z).abs(),
        }
    }
}

/// `1 / (1 + e^-z)`
fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// `min(max(z + 3, 0), 6) / 6`
fn hard_sigmoid(z: f64) -> f64 {
    (z + 3.0).clamp(0.0, 6.0) / 6.0
}

/// `ln(1 + e^z)`
pub(super) fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}

/// The normalized exponentials.
fn softmax(z: &[f64]) -> Vec<f64> {
    let sum = log_sum(z);
    z.iter().map(|z| (z - sum).exp()).collect()
}

/// `ln sum e^z`
pub(super) fn log_sum(z: &[f64]) -> f64 {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = z.iter().map(|z| (z - largest).exp()).sum();
    largest + sum.ln()
}

fn normal_distribution(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

fn normal_density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / TAU.sqrt()
}
