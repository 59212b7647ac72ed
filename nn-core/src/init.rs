//! How weights start: Glorot, He and LeCun, uniform and normal, and constants.

use rand_core::Rng;

use crate::{math, rng};

/// A rule for the first values of a layer's weights. Biases start at zero.
///
/// Without a rule of your own each layer takes the one that suits its activation: [`Init::HeNormal`] before ReLU and its
/// relatives, [`Init::XavierUniform`] before sigmoid, tanh, softmax and the identity.
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
    /// Evenly within `±sqrt(6 / (inputs + outputs))` (Glorot and Bengio, 2010).
    XavierUniform,
    /// Normal with variance `2 / (inputs + outputs)` (Glorot and Bengio, 2010).
    XavierNormal,
    /// Evenly within `±sqrt(6 / inputs)` (He et al., 2015).
    HeUniform,
    /// Normal with variance `2 / inputs` (He et al., 2015).
    HeNormal,
    /// Evenly within `±sqrt(3 / inputs)` (LeCun et al., 1998).
    LecunUniform,
    /// Normal with variance `1 / inputs` (LeCun et al., 1998).
    LecunNormal,
    /// All zeros.
    Zeros,
    /// All the same.
    Constant(f32),
}

impl Init {
    /// Fills `weights` of a layer with so many inputs and outputs per unit ("fan-in" and "fan-out").
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
