//! Gradient descent: without momentum, with momentum, and with Nesterov's momentum.

use super::Optimizer;
use super::bounds::{largest, largest_gradient};
use super::denormals::flush;
use crate::error::Error;
use crate::network::{Gradients, Network, PerParameter};
use crate::settings::{self, FRACTION, NOT_NEGATIVE};
use crate::slices;
use crate::state::Persist;
use crate::zero::{Zero, zeroed};

/// Gradient descent: `p -= learning_rate * d_p`. With [`Momentum`] the step follows a decaying sum of gradients.
///
/// Without momentum the state takes no memory.
///
/// ```
/// use nn_core::optim::{Momentum, Sgd};
///
/// let sgd = Sgd::new(0.1);
/// let momentum: Sgd<Momentum> = sgd.with_weight_decay(1e-4).with_momentum(0.9);
/// let nesterov = momentum.with_nesterov();
/// assert_eq!(nesterov.kind, Momentum { factor: 0.9, nesterov: true });
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "K: bytemuck::Zeroable")
)]
pub struct Sgd<K = NoMomentum> {
    /// The learning rate: a finite number, at least 0. All zero bits mean that it was not set;
    /// [`new`](Sgd::new) and [`set_learning_rate`](Optimizer::set_learning_rate) store a rate of 0 as -0.
    pub learning_rate: f32,
    /// `weight_decay * p` is added to each gradient: a finite number, at least 0.
    pub weight_decay: f32,
    /// [`NoMomentum`] or [`Momentum`].
    pub kind: K,
}

/// No momentum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct NoMomentum;

/// Momentum: the velocity is `v = factor v + d_p`. The step is in the direction of `v`, or with Nesterov's correction of `d_p + factor
/// v`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Momentum {
    /// The decay of the velocity, usually 0.9: at least 0 and below 1.
    pub factor: f32,
    /// Whether the step has Nesterov's correction (Nesterov, 1983; in the form of Sutskever et al., 2013).
    pub nesterov: bool,
}

zeroed!(Sgd<NoMomentum> { learning_rate, weight_decay, kind });
zeroed!(Sgd<Momentum> { learning_rate, weight_decay, kind });
zeroed!(NoMomentum {});
zeroed!(Momentum { factor, nesterov });

impl Sgd {
    /// Gradient descent without momentum and without weight decay.
    #[must_use]
    pub const fn new(learning_rate: f32) -> Self {
        Sgd {
            learning_rate: settings::stored_rate(learning_rate),
            weight_decay: 0.0,
            kind: NoMomentum,
        }
    }

    /// Adds momentum, usually 0.9.
    #[must_use]
    pub const fn with_momentum(self, factor: f32) -> Sgd<Momentum> {
        Sgd {
            learning_rate: self.learning_rate,
            weight_decay: self.weight_decay,
            kind: Momentum {
                factor,
                nesterov: false,
            },
        }
    }
}

impl Sgd<Momentum> {
    /// Adds Nesterov's correction.
    #[must_use]
    pub const fn with_nesterov(mut self) -> Self {
        self.kind.nesterov = true;
        self
    }
}

impl<K: SgdKind> Sgd<K> {
    /// Sets the weight decay.
    #[must_use]
    pub const fn with_weight_decay(mut self, weight_decay: f32) -> Self {
        self.weight_decay = weight_decay;
        self
    }
}

/// [`NoMomentum`] or [`Momentum`].
pub trait SgdKind: Copy {
    /// The name of the optimizer.
    const NAME: &'static str;
    /// The velocities, or nothing.
    type State<N: Network>: Zero + Persist;
    /// The velocities. The slice is empty without momentum.
    fn velocity<N: Network>(state: &mut Self::State<N>) -> &mut [f32];
    /// The decay of the velocities: at least 0 and below 1.
    fn factor(self) -> f32;
    /// The direction of the step for one parameter, from its gradient and its velocity.
    fn direction(self, gradient: f32, velocity: &mut f32) -> f32;
}

impl SgdKind for NoMomentum {
    const NAME: &'static str = "Sgd";
    type State<N: Network> = ();
    fn velocity<N: Network>(_state: &mut ()) -> &mut [f32] {
        &mut []
    }
    #[inline]
    fn factor(self) -> f32 {
        0.0
    }
    #[inline]
    fn direction(self, gradient: f32, _velocity: &mut f32) -> f32 {
        gradient
    }
}

impl SgdKind for Momentum {
    const NAME: &'static str = "Sgd<Momentum>";
    type State<N: Network> = PerParameter<N>;
    fn velocity<N: Network>(state: &mut PerParameter<N>) -> &mut [f32] {
        state.as_mut_slice()
    }
    #[inline]
    fn factor(self) -> f32 {
        self.factor
    }
    #[inline]
    fn direction(self, gradient: f32, velocity: &mut f32) -> f32 {
        *velocity = self.factor * *velocity + gradient;
        if self.nesterov {
            gradient + self.factor * *velocity
        } else {
            *velocity
        }
    }
}

#[diagnostic::do_not_recommend]
impl<K: SgdKind> Optimizer for Sgd<K> {
    const NAME: &'static str = K::NAME;
    type State<N: Network> = K::State<N>;

    fn step<N: Network>(&self, state: &mut K::State<N>, net: &mut N, gradients: &Gradients<N>) {
        let rate = self.learning_rate.abs();
        let mut gradients = gradients.as_slice();
        let mut velocity = K::velocity::<N>(state);
        net.parameters_mut(&mut |block| {
            let gradients = slices::take(&mut gradients, block.len());
            // empty without momentum
            let velocity = velocity.split_off_mut(..block.len()).unwrap_or_default();
            let step = |parameter: &mut f32, gradient: f32, velocity: &mut f32| {
                let gradient = gradient + self.weight_decay * *parameter;
                *parameter -= rate * self.kind.direction(gradient, velocity);
            };
            if velocity.is_empty() {
                for (parameter, gradient) in block.iter_mut().zip(gradients) {
                    step(parameter, *gradient, &mut 0.0);
                }
            } else {
                let pairs = gradients.iter().zip(velocity);
                for (parameter, (gradient, velocity)) in block.iter_mut().zip(pairs) {
                    step(parameter, *gradient, velocity);
                }
            }
        });
    }

    fn keeps_finite<N: Network>(&self, state: &K::State<N>, net: &N, gradient_norm: f32) -> bool {
        let (rate, decay) = (self.learning_rate.abs(), self.weight_decay);
        let (factor, gradient) = (self.kind.factor(), largest_gradient(gradient_norm));
        // A gradient with a finite norm is below 2^64, so without weight decay the velocity is below 2^75. With weight decay, the sum
        // of both is below a quarter of the largest number, and the parameter moves toward 0.
        let is_usual = factor <= 0.999 && rate <= 1024.0;
        if is_usual && decay <= 0.25 * (1.0 - factor) && rate * decay <= 1.0 {
            return true;
        }
        let (parameter, velocity) = largest(net, state);
        let direction = factor * velocity + 2.0 * (gradient + decay * parameter);
        (parameter + rate * direction).is_finite()
    }

    fn flush_denormals<N: Network>(&self, state: &mut K::State<N>) {
        flush(K::velocity::<N>(state));
    }

    fn learning_rate(&self) -> f32 {
        settings::rate(self.learning_rate)
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learning_rate = settings::stored_rate(learning_rate);
    }

    #[inline]
    fn check(&self) -> Result<(), Error> {
        settings::learning_rate(self.learning_rate)?;
        settings::check(
            &[("weight_decay", &NOT_NEGATIVE), ("momentum", &FRACTION)],
            &[self.weight_decay, self.kind.factor()],
        )
    }
}
