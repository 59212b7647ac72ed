//! Adam: its settings, its step, and the bounds of the step.

use super::adam_state::AdamState;
use super::adam_update::{Factors, Update};
use super::bounds::{LARGEST_GRADIENT, LARGEST_STEP, largest, largest_gradient};
use super::{Optimizer, take, take_mut};
use crate::error::Error;
use crate::math;
use crate::network::Network;
use crate::per_parameter::Gradients;
use crate::settings::{Rate, fraction, not_negative, positive};
use crate::zero::zeroed;

/// Adam with bias correction (Kingma and Ba, 2015): steps scaled by running means of the gradients and their squares.
///
/// ```
/// use nn_core::optim::Adam;
///
/// let adam = Adam::new(1e-3)?.with_betas(0.9, 0.99)?.with_epsilon(1e-7)?;
/// assert!(Adam::new(1e-3)?.with_betas(0.9, 1.0).is_err());
/// # let _ = adam;
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Adam {
    learning_rate: Rate,
    beta1: f32,
    beta2: f32,
    epsilon: f32,
    pub(super) weight_decay: f32,
}

zeroed!(Adam {
    learning_rate,
    beta1,
    beta2,
    epsilon,
    weight_decay
});

impl Adam {
    /// Adam with the usual betas, 0.9 and 0.999, and epsilon, 1e-8.
    ///
    /// # Errors
    /// The learning rate must be a finite number not below 0.
    pub const fn new(learning_rate: f32) -> Result<Self, Error> {
        match Rate::new(learning_rate) {
            Ok(learning_rate) => Ok(Adam {
                learning_rate,
                beta1: 0.9,
                beta2: 0.999,
                epsilon: 1e-8,
                weight_decay: 0.0,
            }),
            Err(error) => Err(error),
        }
    }

    /// How slowly the running means of the gradients (`beta1`) and of their squares (`beta2`) forget.
    ///
    /// # Errors
    /// Both must be at least 0 and below 1.
    pub const fn with_betas(mut self, beta1: f32, beta2: f32) -> Result<Self, Error> {
        match fraction("beta1", beta1) {
            Ok(beta1) => self.beta1 = beta1,
            Err(error) => return Err(error),
        }
        match fraction("beta2", beta2) {
            Ok(beta2) => self.beta2 = beta2,
            Err(error) => return Err(error),
        }
        Ok(self)
    }

    /// What is added to the divisor.
    ///
    /// # Errors
    /// It must be a positive number.
    pub const fn with_epsilon(mut self, epsilon: f32) -> Result<Self, Error> {
        match positive("epsilon", epsilon) {
            Ok(epsilon) => self.epsilon = epsilon,
            Err(error) => return Err(error),
        }
        Ok(self)
    }

    /// Adds `weight_decay * p` to each gradient. [`AdamW`](super::AdamW) is usually the better choice.
    ///
    /// # Errors
    /// It must be a number not below 0.
    pub const fn with_weight_decay(mut self, weight_decay: f32) -> Result<Self, Error> {
        match not_negative("weight_decay", weight_decay) {
            Ok(weight_decay) => self.weight_decay = weight_decay,
            Err(error) => return Err(error),
        }
        Ok(self)
    }

    /// One step in one pass over parameters, gradients and both means.
    pub(super) fn update<N: Network>(
        &self,
        state: &mut AdamState<N>,
        net: &mut N,
        gradients: &Gradients<N>,
        (coupled, decoupled): (f32, f32),
    ) {
        let (new_mean, new_square) = (1.0 - self.beta1, 1.0 - self.beta2);
        let rate = self.learning_rate.get();
        state.mean_correction = new_mean + self.beta1 * state.mean_correction;
        state.square_correction = new_square + self.beta2 * state.square_correction;
        let factors = Factors {
            beta1: self.beta1,
            beta2: self.beta2,
            new_mean,
            new_square,
            step: rate / state.mean_correction,
            root: 1.0 / math::sqrt(state.square_correction),
            epsilon: self.epsilon,
            coupled,
            keep: 1.0 - rate * decoupled,
        };

        let mut gradients = gradients.as_slice();
        let mut mean = state.mean.as_mut_slice();
        let mut square = state.square.as_mut_slice();
        net.parameters_mut(&mut |block| {
            let gradients = take(&mut gradients, block.len());
            let mean = take_mut(&mut mean, block.len());
            let square = take_mut(&mut square, block.len());
            let update = Update {
                parameters: block,
                gradients,
                mean,
                square,
                factors: &factors,
            };
            update.compute();
        });
    }

    /// [`Optimizer::keeps_finite`] for both ways of weight decay.
    pub(super) fn bounds<N: Network>(
        &self,
        state: &AdamState<N>,
        net: &N,
        gradient_norm: f32,
        (coupled, decoupled): (f32, f32),
    ) -> bool {
        let mut gradient = largest_gradient(gradient_norm);
        let rate = self.learning_rate.get();
        let correction = (1.0 - self.beta1) + self.beta1 * state.mean_correction;
        let factor = rate / correction / self.epsilon.min(1.0);
        let decay = rate * decoupled;
        // The mean of gradients whose squares are finite is below 2^64.
        if coupled == 0.0 && decay <= 1.0 && factor < LARGEST_STEP / LARGEST_GRADIENT {
            return (gradient * gradient).is_finite();
        }
        let (parameter, remembered) = largest(net, state);
        gradient += coupled * parameter;
        let square = remembered + gradient * gradient;
        let mean = remembered + gradient;
        let moved = parameter + decay * parameter + factor * mean;
        square.is_finite() && moved.is_finite()
    }
}

impl Optimizer for Adam {
    const NAME: &'static str = "Adam";
    type State<N: Network> = AdamState<N>;

    fn step<N: Network>(&self, state: &mut AdamState<N>, net: &mut N, gradients: &Gradients<N>) {
        self.update(state, net, gradients, (self.weight_decay, 0.0));
    }

    fn keeps_finite<N: Network>(&self, state: &AdamState<N>, net: &N, gradient_norm: f32) -> bool {
        self.bounds(state, net, gradient_norm, (self.weight_decay, 0.0))
    }

    fn flush_denormals<N: Network>(&self, state: &mut AdamState<N>) {
        state.flush_denormals();
    }

    fn learning_rate(&self) -> f32 {
        self.learning_rate.get()
    }

    fn is_ready(&self) -> bool {
        self.learning_rate.is_set()
    }

    fn set_learning_rate(&mut self, learning_rate: f32) -> Result<(), Error> {
        self.learning_rate = Rate::new(learning_rate)?;
        Ok(())
    }
}
