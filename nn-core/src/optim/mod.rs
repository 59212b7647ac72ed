//! Optimisers: what a training step does with the gradients.
//!
//! An optimiser is a handful of settings; what it remembers of earlier steps is its `State`, a flat block exactly as
//! long as the network's parameters, or nothing. The formulas are those of PyTorch, so that results can be compared.

mod adam;
mod adam_state;
mod adam_update;
mod rms_prop;
mod sgd;

pub use self::adam::{Adam, AdamW};
pub use self::adam_state::AdamState;
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

    /// The learning rate; a [`Trainer`](crate::train::Trainer) refuses to step if it is 0.
    fn learning_rate(&self) -> f32;

    /// Changes the learning rate, as a schedule does.
    ///
    /// # Errors
    /// It must be a positive number.
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
