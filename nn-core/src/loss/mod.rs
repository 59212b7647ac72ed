//! Losses: how far an output is from its target, and the gradient with which learning starts.
//!
//! A loss sees the last layer's sums *before* the activation. So [`CrossEntropy`] is computed from softmax's inputs and
//! [`BinaryCrossEntropy`] from sigmoid's, which is exact and stable where the probabilities are 0 or 1 to the last bit.
//! Which loss suits which output is a rule of types ([`EndsIn`]): a wrong pair does not compile.
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

pub use self::binary_cross_entropy::BinaryCrossEntropy;
pub use self::cross_entropy::CrossEntropy;
pub use self::elementwise::Elementwise;
pub use self::ends_in::{AnyActivation, EndsIn};
pub use self::huber::Huber;
pub use self::label::Label;
pub(crate) use self::label::class_index;
pub use self::mean_absolute_error::MeanAbsoluteError;
pub use self::mean_squared_error::MeanSquaredError;
pub use self::target::{Target, class_target};

use crate::activation::Activation;
use crate::tensor::Tensor;

/// A loss: a number for an output and a target, and its gradient.
///
/// To write a loss that compares outputs with targets number by number, implement [`Elementwise`] instead.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a loss",
    label = "not a loss",
    note = "a trainer takes the loss first and the optimizer second: `Trainer::new(CrossEntropy, Adam::new(0.001)?)`",
    note = "the losses of nn-core are `MeanSquaredError`, `MeanAbsoluteError`, `Huber`, `BinaryCrossEntropy` and `CrossEntropy`; implement `Elementwise` for your own"
)]
pub trait Loss: Sized {
    /// The activation in which a network must end for this loss, or [`AnyActivation`].
    type Needs;

    /// The loss of one sample, for a network that ends in `A`.
    ///
    /// `values` holds the last layer's sums and is left with the outputs. If a place for the gradient is given, the
    /// gradient of this sample's loss by the sums is written to it.
    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32;
}
