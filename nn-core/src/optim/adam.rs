//! Adam and AdamW: their settings. Both take the step of `adam_step`; they differ in where the weight decay enters.

use super::Optimizer;
use super::adam_step::{AdamState, Settings};
use crate::error::Error;
use crate::network::{Gradients, Network};
use crate::settings;
use crate::zero::zeroed;

/// Adam with bias correction (Kingma and Ba, 2015): steps scaled by running means of the gradients and of their squares.
///
/// ```
/// use nn_core::prelude::*;
///
/// let adam = Adam::new(1e-3).with_betas(0.9, 0.99).with_epsilon(1e-7);
/// assert_eq!(adam, Adam { beta2: 0.99, epsilon: 1e-7, ..Adam::new(1e-3) });
///
/// // Settings are checked when a step is taken.
/// type Net = network![1 => Dense<1>];
/// let mut trainer = Trainer::<Net, _, _, 1>::new(MeanSquaredError, adam.with_betas(0.9, 1.0));
/// let error = trainer.step(&mut Net::ZERO, &[[1.0]], &[[2.0]]).unwrap_err();
/// assert_eq!(error.to_string(), "`beta2` is 1, but it must be at least 0 and below 1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Adam {
    /// The learning rate: a finite number, at least 0. All zero bits mean that it was not set;
    /// [`new`](Self::new) and [`set_learning_rate`](Optimizer::set_learning_rate) store a rate of 0 as -0.
    pub learning_rate: f32,
    /// The decay of the running mean of the gradients: at least 0 and below 1.
    pub beta1: f32,
    /// The decay of the running mean of the squared gradients: at least 0 and below 1.
    pub beta2: f32,
    /// The term added to the divisor: a finite number above 0.
    pub epsilon: f32,
    /// `weight_decay * p` is added to each gradient: a finite number, at least 0. [`AdamW`] is usually the better choice.
    pub weight_decay: f32,
}

/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): each step also subtracts `learning_rate * weight_decay * p`, outside
/// the running means.
///
/// ```
/// use nn_core::optim::AdamW;
///
/// assert_eq!(AdamW::new(1e-3).weight_decay, 0.01);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct AdamW {
    /// The learning rate, as in [`Adam`].
    pub learning_rate: f32,
    /// The decay of the running mean of the gradients: at least 0 and below 1.
    pub beta1: f32,
    /// The decay of the running mean of the squared gradients: at least 0 and below 1.
    pub beta2: f32,
    /// The term added to the divisor: a finite number above 0.
    pub epsilon: f32,
    /// The decoupled weight decay: a finite number, at least 0.
    pub weight_decay: f32,
}

zeroed!(Adam {
    learning_rate,
    beta1,
    beta2,
    epsilon,
    weight_decay
});

impl Adam {
    /// The usual settings: betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.
    #[must_use]
    pub const fn new(learning_rate: f32) -> Self {
        Adam {
            learning_rate: settings::stored_rate(learning_rate),
            beta1: 0.9,
            beta2: 0.999,
            epsilon: 1e-8,
            weight_decay: 0.0,
        }
    }

    /// Sets the decay of the running means of the gradients (`beta1`) and of their squares (`beta2`).
    #[must_use]
    pub const fn with_betas(mut self, beta1: f32, beta2: f32) -> Self {
        (self.beta1, self.beta2) = (beta1, beta2);
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

    const fn settings(&self) -> Settings {
        Settings {
            learning_rate: self.learning_rate,
            beta1: self.beta1,
            beta2: self.beta2,
            epsilon: self.epsilon,
            coupled: self.weight_decay,
            decoupled: 0.0,
        }
    }
}

#[diagnostic::do_not_recommend]
impl Optimizer for Adam {
    const NAME: &'static str = "Adam";
    type State<N: Network> = AdamState<N>;

    fn step<N: Network>(&self, state: &mut AdamState<N>, net: &mut N, gradients: &Gradients<N>) {
        self.settings().step(state, net, gradients);
    }

    fn keeps_finite<N: Network>(&self, state: &AdamState<N>, net: &N, gradient_norm: f32) -> bool {
        self.settings().keeps_finite(state, net, gradient_norm)
    }

    fn flush_denormals<N: Network>(&self, state: &mut AdamState<N>) {
        state.flush_denormals();
    }

    fn learning_rate(&self) -> f32 {
        settings::rate(self.learning_rate)
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learning_rate = settings::stored_rate(learning_rate);
    }

    fn check(&self) -> Result<(), Error> {
        self.settings().check()
    }
}

zeroed!(AdamW {
    learning_rate,
    beta1,
    beta2,
    epsilon,
    weight_decay
});

impl AdamW {
    /// The usual settings: betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01.
    #[must_use]
    pub const fn new(learning_rate: f32) -> Self {
        AdamW {
            learning_rate: settings::stored_rate(learning_rate),
            beta1: 0.9,
            beta2: 0.999,
            epsilon: 1e-8,
            weight_decay: 0.01,
        }
    }

    /// Sets the decay of the running means of the gradients (`beta1`) and of their squares (`beta2`).
    #[must_use]
    pub const fn with_betas(mut self, beta1: f32, beta2: f32) -> Self {
        (self.beta1, self.beta2) = (beta1, beta2);
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

    const fn settings(&self) -> Settings {
        Settings {
            learning_rate: self.learning_rate,
            beta1: self.beta1,
            beta2: self.beta2,
            epsilon: self.epsilon,
            coupled: 0.0,
            decoupled: self.weight_decay,
        }
    }
}

#[diagnostic::do_not_recommend]
impl Optimizer for AdamW {
    const NAME: &'static str = "AdamW";
    type State<N: Network> = AdamState<N>;

    fn step<N: Network>(&self, state: &mut AdamState<N>, net: &mut N, gradients: &Gradients<N>) {
        self.settings().step(state, net, gradients);
    }

    fn keeps_finite<N: Network>(&self, state: &AdamState<N>, net: &N, gradient_norm: f32) -> bool {
        self.settings().keeps_finite(state, net, gradient_norm)
    }

    fn flush_denormals<N: Network>(&self, state: &mut AdamState<N>) {
        state.flush_denormals();
    }

    fn learning_rate(&self) -> f32 {
        settings::rate(self.learning_rate)
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learning_rate = settings::stored_rate(learning_rate);
    }

    fn check(&self) -> Result<(), Error> {
        self.settings().check()
    }
}
