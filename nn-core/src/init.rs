//! Initialization of weights: Xavier, He and LeCun, uniform and normal, and constants.

use rand_core::Rng;

use crate::{math, rng};

/// A rule for the initial values of a layer's weights. Biases are initialized to 0.
///
/// The rules keep the variance of the values or of the gradients about the same from layer to layer. `inputs` is the fan-in of the
/// layer, and `outputs` its fan-out. The default depends on the activation of the layer: [`Init::HeNormal`] before ReLU and similar
/// functions, [`Init::XavierUniform`] before sigmoid, tanh, softmax and the identity.
///
/// | rule | distribution | scale | for |
/// | --- | --- | --- | --- |
/// | Xavier (Glorot) | uniform | within `±sqrt(6 / (inputs + outputs))` | tanh, sigmoid, softmax |
/// | | normal | variance `2 / (inputs + outputs)` | |
/// | He (Kaiming) | uniform | within `±sqrt(6 / inputs)` | ReLU and similar |
/// | | normal | variance `2 / inputs` | |
/// | LeCun | uniform | within `±sqrt(3 / inputs)` | layers without activation |
/// | | normal | variance `1 / inputs` | |
///
/// ```
/// use nn_core::init::Init;
/// use nn_core::rng::Random;
///
/// let mut weights = [0.0; 600];
/// Init::XavierUniform.fill(&mut weights, 20, 30, &mut Random::seed(1));
/// let bound = (6.0f32 / 50.0).sqrt();
/// assert!(weights.iter().all(|w| w.abs() <= bound));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Init {
    /// Uniform within `±sqrt(6 / (inputs + outputs))` (Glorot and Bengio, 2010).
    XavierUniform,
    /// Normal with variance `2 / (inputs + outputs)` (Glorot and Bengio, 2010).
    XavierNormal,
    /// Uniform within `±sqrt(6 / inputs)` (He et al., 2015).
    HeUniform,
    /// Normal with variance `2 / inputs` (He et al., 2015).
    HeNormal,
    /// Uniform within `±sqrt(3 / inputs)` (LeCun et al., 1998).
    LecunUniform,
    /// Normal with variance `1 / inputs` (LeCun et al., 1998).
    LecunNormal,
    /// All weights are 0.
    Zeros,
    /// All weights have this value.
    Constant(f32),
}

impl Init {
    /// Initializes `weights`. `inputs` is the number of inputs of each unit (fan-in), and `outputs` the number of units that each
    /// input affects (fan-out).
    pub fn fill<R: Rng + ?Sized>(
        self,
        weights: &mut [f32],
        inputs: usize,
        outputs: usize,
        rng: &mut R,
    ) {
        let (inputs, both) = (inputs as f32, (inputs + outputs) as f32);
        match self {
            Init::XavierUniform => fill_uniform(weights, 6.0 / both, rng),
            Init::XavierNormal => fill_normal(weights, 2.0 / both, rng),
            Init::HeUniform => fill_uniform(weights, 6.0 / inputs, rng),
            Init::HeNormal => fill_normal(weights, 2.0 / inputs, rng),
            Init::LecunUniform => fill_uniform(weights, 3.0 / inputs, rng),
            Init::LecunNormal => fill_normal(weights, 1.0 / inputs, rng),
            Init::Zeros => weights.fill(0.0),
            Init::Constant(value) => weights.fill(value),
        }
    }
}

fn fill_uniform<R: Rng + ?Sized>(weights: &mut [f32], bound_squared: f32, rng: &mut R) {
    let bound = math::sqrt(bound_squared);
    weights.fill_with(|| rng::uniform(rng, -bound, bound));
}

fn fill_normal<R: Rng + ?Sized>(weights: &mut [f32], variance: f32, rng: &mut R) {
    let deviation = math::sqrt(variance);
    weights.fill_with(|| deviation * rng::normal(rng));
}
