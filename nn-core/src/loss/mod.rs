//! Losses: the distance of an output from its target, and the gradient of that distance.
//!
//! A loss reads the values of the last layer *before* the activation. So [`CrossEntropy`] is computed from the inputs of softmax and
//! [`BinaryCrossEntropy`] from those of sigmoid, and both are accurate even where the probabilities round to 0 or 1. A loss that does
//! not fit the last activation does not compile ([`EndsIn`]).
//!
//! The loss of a batch is the mean over its samples.

mod binary_cross_entropy;
mod cross_entropy;
mod elementwise;
mod ends_in;
mod huber;
mod label;
mod mean_absolute_error;
mod mean_squared_error;
mod target;
mod targets;

pub use self::binary_cross_entropy::BinaryCrossEntropy;
pub use self::cross_entropy::CrossEntropy;
pub use self::elementwise::Elementwise;
pub use self::ends_in::{AnyActivation, Computes, EndsIn};
pub use self::huber::Huber;
pub use self::label::Label;
pub(crate) use self::label::class_index;
pub use self::mean_absolute_error::MeanAbsoluteError;
pub use self::mean_squared_error::MeanSquaredError;
pub use self::target::Target;
pub use self::targets::class_target;

use crate::activation::Activation;
use crate::error::Error;
use crate::tensor::Tensor;

/// A loss: a number for an output and a target, and its gradient.
///
/// For a loss that compares outputs with targets element by element, implement [`Elementwise`] instead.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a loss",
    label = "not a loss",
    note = "a trainer takes the loss first and the optimizer second: `Trainer::new(CrossEntropy, Adam::new(0.001))`",
    note = "the losses of nn-core are `MeanSquaredError`, `MeanAbsoluteError`, `Huber`, `BinaryCrossEntropy` and `CrossEntropy`; implement `Elementwise` for your own"
)]
pub trait Loss: Sized {
    /// The activation in which the network must end, or [`AnyActivation`].
    type Needs;

    /// Checks the settings of the loss. Trainers call it in each step.
    ///
    /// # Errors
    /// A setting is out of its range.
    #[inline]
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The loss of one sample, for a network that ends in `A`.
    ///
    /// `values` contains the values of the last layer before the activation, and on return the outputs. If `d_values` is `Some`, the
    /// gradient of the loss with respect to the values before the activation is written to it.
    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32;
}
