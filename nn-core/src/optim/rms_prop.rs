//! RMSProp.

use super::Optimizer;
use super::bounds::{LARGEST_STEP, largest, largest_gradient};
use super::denormals::flush;
use crate::error::Error;
use crate::math;
use crate::network::{Gradients, Network, PerParameter};
use crate::settings::{self, FRACTION, NOT_NEGATIVE, POSITIVE};
use crate::slices;
use crate::zero::zeroed;

/// RMSProp (Tieleman and Hinton, 2012): steps divided by the root of a running mean of squared gradients.
///
/// ```
/// use nn_core::optim::RmsProp;
///
/// let optimizer = RmsProp::new(1e-2).with_smoothing(0.9);
/// assert_eq!(optimizer.smoothing, 0.9);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct RmsProp {
    /// The learning rate: a finite number, at least 0. All zero bits mean that it was not set;
    /// [`new`](Self::new) and [`set_learning_rate`](Optimizer::set_learning_rate) store a rate of 0 as -0.
    pub learning_rate: f32,
    /// The decay of the running mean of the squared gradients: at least 0 and below 1.
    pub smoothing: f32,
    /// The term added to the divisor: a finite number above 0.
    pub epsilon: f32,
    /// `weight_decay * p` is added to each gradient: a finite number, at least 0.
    pub weight_decay: f32,
}

zeroed!(RmsProp {
    learning_rate,
    smoothing,
    epsilon,
    weight_decay
});

impl RmsProp {
    /// The usual settings: smoothing 0.99, epsilon 1e-8, weight decay 0.
    #[must_use]
    pub const fn new(learning_rate: f32) -> Self {
        RmsProp {
            learning_rate: settings::stored_rate(learning_rate),
            smoothing: 0.99,
            epsilon: 1e-8,
            weight_decay: 0.0,
        }
    }

    /// Sets the decay of the running mean of the squared gradients.
    #[must_use]
    pub const fn with_smoothing(mut self, smoothing: f32) -> Self {
        self.smoothing = smoothing;
        self
    }

    /// Sets the term added to the divisor.
    #[must_use]
    pub const fn with_epsilon(mut self, epsilon: f32) -> Self {
        self.epsilon = epsilon;
        self
    }

    /// Sets the weight decay.
    #[must_use]
    pub const fn with_weight_decay(mut self, weight_decay: f32) -> Self {
        self.weight_decay = weight_decay;
        self
    }
}

#[diagnostic::do_not_recommend]
impl Optimizer for RmsProp {
    const NAME: &'static str = "RmsProp";
    type State<N: Network> = PerParameter<N>;

    fn step<N: Network>(&self, state: &mut PerParameter<N>, net: &mut N, gradients: &Gradients<N>) {
        let (rate, new) = (self.learning_rate.abs(), 1.0 - self.smoothing);
        let mut gradients = gradients.as_slice();
        let mut square = state.as_mut_slice();
        net.parameters_mut(&mut |block| {
            let gradients = slices::take(&mut gradients, block.len());
            let square = slices::take_mut(&mut square, block.len());
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
        let factor = self.learning_rate.abs() / self.epsilon.min(1.0);
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
        settings::rate(self.learning_rate)
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learning_rate = settings::stored_rate(learning_rate);
    }

    fn check(&self) -> Result<(), Error> {
        settings::learning_rate(self.learning_rate)?;
        settings::check(
            &[
                ("smoothing", &FRACTION),
                ("epsilon", &POSITIVE),
                ("weight_decay", &NOT_NEGATIVE),
            ],
            &[self.smoothing, self.epsilon, self.weight_decay],
        )
    }
}
