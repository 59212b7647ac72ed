//! AdamW: Adam with decoupled weight decay.

use super::{Adam, AdamState, Optimizer};
use crate::error::Error;
use crate::network::Network;
use crate::per_parameter::Gradients;
use crate::zero::zeroed;

/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): `p -= learning_rate * weight_decay * p` beside the
/// step, not through the running means. The decay is 0.01 if nothing is said.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct AdamW(Adam);

zeroed!(AdamW { 0 });

impl AdamW {
    /// AdamW with the usual betas, 0.9 and 0.999, epsilon, 1e-8, and weight decay, 0.01.
    ///
    /// # Errors
    /// The learning rate must be a finite number not below 0.
    pub const fn new(learning_rate: f32) -> Result<Self, Error> {
        match Adam::new(learning_rate) {
            Ok(mut adam) => {
                adam.weight_decay = 0.01;
                Ok(AdamW(adam))
            }
            Err(error) => Err(error),
        }
    }

    /// How slowly the running means of the gradients (`beta1`) and of their squares (`beta2`) forget.
    ///
    /// # Errors
    /// Both must be at least 0 and below 1.
    pub const fn with_betas(self, beta1: f32, beta2: f32) -> Result<Self, Error> {
        match self.0.with_betas(beta1, beta2) {
            Ok(adam) => Ok(AdamW(adam)),
            Err(error) => Err(error),
        }
    }

    /// What is added to the divisor.
    ///
    /// # Errors
    /// It must be a positive number.
    pub const fn with_epsilon(self, epsilon: f32) -> Result<Self, Error> {
        match self.0.with_epsilon(epsilon) {
            Ok(adam) => Ok(AdamW(adam)),
            Err(error) => Err(error),
        }
    }

    /// The decay.
    ///
    /// # Errors
    /// It must be a number not below 0.
    pub const fn with_weight_decay(self, weight_decay: f32) -> Result<Self, Error> {
        match self.0.with_weight_decay(weight_decay) {
            Ok(adam) => Ok(AdamW(adam)),
            Err(error) => Err(error),
        }
    }
}

impl Optimizer for AdamW {
    const NAME: &'static str = "AdamW";
    type State<N: Network> = AdamState<N>;

    fn step<N: Network>(&self, state: &mut AdamState<N>, net: &mut N, gradients: &Gradients<N>) {
        let decay = self.0.weight_decay;
        self.0.update(state, net, gradients, (0.0, decay));
    }

    fn keeps_finite<N: Network>(&self, state: &AdamState<N>, net: &N, gradient_norm: f32) -> bool {
        let decay = self.0.weight_decay;
        self.0.bounds(state, net, gradient_norm, (0.0, decay))
    }

    fn flush_denormals<N: Network>(&self, state: &mut AdamState<N>) {
        state.flush_denormals();
    }

    fn learning_rate(&self) -> f32 {
        self.0.learning_rate()
    }

    fn is_ready(&self) -> bool {
        self.0.is_ready()
    }

    fn set_learning_rate(&mut self, learning_rate: f32) -> Result<(), Error> {
        self.0.set_learning_rate(learning_rate)
    }
}
