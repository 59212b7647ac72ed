//! RMSProp.

use super::bounds::{LARGEST_STEP, largest, largest_gradient};
use super::denormals::flush;
use super::{Optimizer, take, take_mut};
use crate::error::Error;
use crate::math;
use crate::network::Network;
use crate::per_parameter::{Gradients, PerParameter};
use crate::settings::{Rate, fraction, not_negative, positive};
use crate::zero::zeroed;

/// RMSProp (Tieleman and Hinton, 2012): steps divided by the root of a running mean of squared gradients.
///
/// ```
/// use nn_core::optim::RmsProp;
///
/// let optimizer = RmsProp::new(1e-2)?.with_smoothing(0.9)?;
/// # let _ = optimizer;
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct RmsProp {
    learning_rate: Rate,
    smoothing: f32,
    epsilon: f32,
    weight_decay: f32,
}

zeroed!(RmsProp {
    learning_rate,
    smoothing,
    epsilon,
    weight_decay
});

impl RmsProp {
    /// RMSProp with the usual smoothing, 0.99, and epsilon, 1e-8.
    ///
    /// # Errors
    /// The learning rate must be a finite number not below 0.
    pub const fn new(learning_rate: f32) -> Result<Self, Error> {
        match Rate::new(learning_rate) {
            Ok(learning_rate) => Ok(RmsProp {
                learning_rate,
                smoothing: 0.99,
                epsilon: 1e-8,
                weight_decay: 0.0,
            }),
            Err(error) => Err(error),
        }
    }

    /// How slowly the running mean of the squared gradients forgets.
    ///
    /// # Errors
    /// It must be at least 0 and below 1.
    pub const fn with_smoothing(mut self, smoothing: f32) -> Result<Self, Error> {
        match fraction("smoothing", smoothing) {
            Ok(smoothing) => self.smoothing = smoothing,
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

    /// Adds `weight_decay * p` to each gradient.
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
}

impl Optimizer for RmsProp {
    const NAME: &'static str = "RmsProp";
    type State<N: Network> = PerParameter<N>;

    fn step<N: Network>(&self, state: &mut PerParameter<N>, net: &mut N, gradients: &Gradients<N>) {
        let (rate, new) = (self.learning_rate.get(), 1.0 - self.smoothing);
        let mut gradients = gradients.as_slice();
        let mut square = state.as_mut_slice();
        net.parameters_mut(&mut |block| {
            let gradients = take(&mut gradients, block.len());
            let square = take_mut(&mut square, block.len());
            for ((p, g), square) in block.iter_mut().zip(gradients).zip(square) {
                let g = g + self.weight_decay * *p;
                *square = self.smoothing * *square + new * (g * g);
                *p -= rate * g / (math::sqrt(*square) + self.epsilon);
            }
        });
    }

    fn keeps_finite<N: Network>(
        &self,
        state: &PerParameter<N>,
        net: &N,
        gradient_norm: f32,
    ) -> bool {
        let mut gradient = largest_gradient(gradient_norm);
        let factor = self.learning_rate.get() / self.epsilon.min(1.0);
        if self.weight_decay == 0.0 && factor * gradient < LARGEST_STEP {
            return (gradient * gradient).is_finite();
        }
        let (parameter, square) = largest(net, state);
        gradient += self.weight_decay * parameter;
        let square = square + gradient * gradient;
        square.is_finite() && (parameter + factor * gradient).is_finite()
    }

    fn flush_denormals<N: Network>(&self, state: &mut PerParameter<N>) {
        flush(state.as_mut_slice());
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
