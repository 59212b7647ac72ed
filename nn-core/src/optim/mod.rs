//! Optimisers: what a training step does with the gradients.
//!
//! An optimiser is a handful of settings; what it remembers of earlier steps is its `State`, a flat block exactly as
//! long as the network's parameters, or nothing. The formulas are those of PyTorch, so that results can be compared.

mod adam;
mod adam_state;
mod adam_update;
mod adam_w;
mod bounds;
mod denormals;
mod rms_prop;
mod sgd;

pub use self::adam::Adam;
pub use self::adam_state::AdamState;
pub use self::adam_w::AdamW;
pub(crate) use self::bounds::LARGEST_STEP;
pub use self::rms_prop::RmsProp;
pub use self::sgd::{Momentum, Plain, Sgd, SgdKind};

use crate::error::Error;
use crate::network::Network;
use crate::per_parameter::Gradients;
use crate::state::Stored;
use crate::zero::Zero;

/// A rule by which gradients move parameters.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an optimiser",
    label = "not an optimiser",
    note = "the optimisers of nn-core are `Sgd`, `Sgd<Momentum>`, `Adam`, `AdamW` and `RmsProp`"
)]
pub trait Optimizer {
    /// What it is called: a checkpoint of another one is refused.
    const NAME: &'static str;

    /// What is remembered from step to step for the network `N`.
    type State<N: Network>: Zero + Stored;

    /// Moves the parameters of a network by its gradients.
    fn step<N: Network>(&self, state: &mut Self::State<N>, net: &mut N, gradients: &Gradients<N>);

    /// Whether a step leaves all parameters and all that is remembered finite, if they are finite before it. A
    /// [`Trainer`](crate::train::Trainer) refuses a step that does not.
    ///
    /// `gradient_norm` is the Euclidean norm of the gradient of all parameters. The default compares
    /// `learning_rate * gradient_norm` with `2^102`; an optimiser whose steps can be longer should know better.
    fn keeps_finite<N: Network>(
        &self,
        state: &Self::State<N>,
        net: &N,
        gradient_norm: f32,
    ) -> bool {
        let _ = (state, net);
        self.learning_rate() * gradient_norm < LARGEST_STEP
    }

    /// Sets what is remembered and has become denormal to 0, as it would make every further step slow. A
    /// [`Trainer`](crate::train::Trainer) calls it after every 64th step.
    fn flush_denormals<N: Network>(&self, state: &mut Self::State<N>) {
        let _ = state;
    }

    /// The learning rate.
    fn learning_rate(&self) -> f32;

    /// Whether it has settings: without, as in a trainer of zeros, a [`Trainer`](crate::train::Trainer) refuses to step. By
    /// default, whether the learning rate is above 0.
    fn is_ready(&self) -> bool {
        self.learning_rate() > 0.0
    }

    /// Changes the learning rate, as a schedule does.
    ///
    /// # Errors
    /// It must be a finite number not below 0. With 0 no parameter moves.
    fn set_learning_rate(&mut self, learning_rate: f32) -> Result<(), Error>;
}

/// Takes the next `count` numbers off a slice.
fn take<'a>(rest: &mut &'a [f32], count: usize) -> &'a [f32] {
    rest.split_off(..count).unwrap_or_default()
}

/// Takes the next `count` numbers off a slice that can be changed.
fn take_mut<'a>(rest: &mut &'a mut [f32], count: usize) -> &'a mut [f32] {
    rest.split_off_mut(..count).unwrap_or_default()
}
