//! Optimizers: how a training step moves the parameters, and schedules of their learning rates.
//!
//! The settings of an optimizer are public fields. Its `State` contains what it stores between steps: nothing, or one or two numbers
//! for each parameter. The formulas are those of PyTorch, so results can be compared.
//!
//! Settings are not checked when they are set. A [`Trainer`](crate::train::Trainer) checks them in each step and refuses the step if
//! one is out of its range.

mod adam;
mod adam_step;
mod bounds;
mod denormals;
mod rms_prop;
mod schedule;
mod sgd;

pub use self::adam::{Adam, AdamW};
#[doc(hidden)]
pub use self::adam_step::AdamState;
pub(crate) use self::bounds::LARGEST_STEP;
pub use self::rms_prop::RmsProp;
pub use self::schedule::{Curve, Schedule};
pub use self::sgd::{Momentum, NoMomentum, Sgd, SgdKind};

use crate::error::Error;
use crate::network::{Gradients, Network};
use crate::settings;
use crate::state::Persist;
use crate::zero::Zero;

/// A rule by which gradients move parameters.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an optimizer",
    label = "not an optimizer",
    note = "the optimizers of nn-core are `Sgd`, `Sgd<Momentum>`, `Adam`, `AdamW` and `RmsProp`"
)]
pub trait Optimizer {
    /// The name of the optimizer. A checkpoint of another optimizer is refused.
    const NAME: &'static str;

    /// The state that is stored between steps for the network `N`.
    type State<N: Network>: Zero + Persist;

    /// Moves the parameters of a network by its gradients. The settings must be in their ranges: see [`check`](Self::check).
    fn step<N: Network>(&self, state: &mut Self::State<N>, net: &mut N, gradients: &Gradients<N>);

    /// Whether a step leaves all parameters and the state finite, if they are finite before it. A
    /// [`Trainer`](crate::train::Trainer) refuses a step that does not.
    ///
    /// `gradient_norm` is the Euclidean norm of the gradient of all parameters. The default requires that `learning_rate *
    /// gradient_norm` is below `2^102`. Override it in an optimizer whose steps can be longer.
    fn keeps_finite<N: Network>(
        &self,
        state: &Self::State<N>,
        net: &N,
        gradient_norm: f32,
    ) -> bool {
        let _ = (state, net);
        self.learning_rate() * gradient_norm < LARGEST_STEP
    }

    /// Sets denormal numbers in the state to 0, because they would slow down every further step. A [`Trainer`](crate::train::Trainer)
    /// calls it after every 64th step.
    fn flush_denormals<N: Network>(&self, state: &mut Self::State<N>) {
        let _ = state;
    }

    /// The learning rate.
    fn learning_rate(&self) -> f32;

    /// Changes the learning rate, as a schedule does. With 0 no parameter moves.
    fn set_learning_rate(&mut self, learning_rate: f32);

    /// Checks the settings. A [`Trainer`](crate::train::Trainer) calls it in each step.
    ///
    /// The default checks the learning rate. A rate of all zero bits was not set, as in `Trainer::ZERO`. A rate of 0 is stored as -0.
    ///
    /// # Errors
    /// A setting was not set or is out of its range.
    fn check(&self) -> Result<(), Error> {
        settings::learning_rate(self.learning_rate())
    }
}
