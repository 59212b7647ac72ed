//! Losses: how far an output is from its target, and the gradient with which learning starts.
//!
//! A loss sees the last layer's sums *before* the activation. So [`CrossEntropy`] is computed from softmax's inputs and
//! [`BinaryCrossEntropy`] from sigmoid's, which is exact and stable where the probabilities are 0 or 1 to the last bit.
//! Which loss suits which output is a rule of types ([`Loss`]): a wrong pair does not compile.
//!
//! The loss of a batch is the mean over its samples.

mod binary_cross_entropy;
mod cross_entropy;
mod elementwise;
mod huber;
mod mean_absolute_error;
mod mean_squared_error;
mod target;

pub use self::binary_cross_entropy::{BinaryCrossEntropy, SuitsBinaryCrossEntropy};
pub use self::cross_entropy::{CrossEntropy, SuitsCrossEntropy};
pub use self::elementwise::Elementwise;
pub use self::huber::Huber;
pub use self::mean_absolute_error::MeanAbsoluteError;
pub use self::mean_squared_error::MeanSquaredError;
pub use self::target::{Target, class_target};

use crate::activation::Activation;
use crate::tensor::Tensor;

/// A loss that suits networks whose last activation is `A`.
///
/// To write a loss that compares outputs with targets number by number, implement [`Elementwise`] instead.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a loss for networks that end in `{A}`",
    label = "not a loss for this network",
    note = "the losses of nn-core are `MeanSquaredError`, `MeanAbsoluteError`, `Huber`, `BinaryCrossEntropy` and `CrossEntropy`; implement `Elementwise` for your own"
)]
pub trait Loss<A: Activation>: Sized {
    /// The loss of one sample.
    ///
    /// `values` holds the last layer's sums and is left with the outputs. If a place for the gradient is given, the
    /// gradient of this sample's loss by the sums is written to it.
    fn evaluate<O: Tensor, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32;
}
