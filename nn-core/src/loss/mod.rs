//! Losses: the distance of an output from its target, and the gradient of that distance.
//!
//! A loss reads the values of the last layer *before* the activation. So [`CrossEntropy`] is computed from the inputs of softmax and
//! [`BinaryCrossEntropy`] from those of sigmoid, and both are accurate even where the probabilities round to 0 or 1. A loss that does
//! not fit the last activation does not compile ([`EndsIn`]).
//!
//! | loss | formula for an output `y` and a target `t` | the network ends in |
//! | --- | --- | --- |
//! | [`MeanSquaredError`] | `mean((y - t)^2)` | anything |
//! | [`MeanAbsoluteError`] | `mean(abs(y - t))` | anything |
//! | [`Huber`] | quadratic near the target, linear far from it | anything |
//! | [`BinaryCrossEntropy`] | `mean(-t ln y - (1 - t) ln(1 - y))` | [`Sigmoid`](crate::activation::Sigmoid) |
//! | [`WeightedBinaryCrossEntropy`] | the same with a weight of the first term | `Sigmoid` |
//! | [`BinaryFocal`] | the same with `(1 - y)^gamma` and `y^gamma` as factors | `Sigmoid` |
//! | [`CrossEntropy`] | `-sum(t ln y)` | [`Softmax`](crate::activation::Softmax) |
//! | [`WeightedCrossEntropy`] | the same with class weights and label smoothing | `Softmax` |
//! | [`Focal`] | `-sum(t (1 - y)^gamma ln y)` with class weights | `Softmax` |
//!
//! The loss of a batch is the mean over its samples. A target can be [`Weighted`], or `None` to be ignored: then it is the mean with these
//! weights.

mod balanced;
mod binary_cross_entropy;
mod binary_focal;
mod cross_entropy;
mod elementwise;
mod ends_in;
mod focal;
mod huber;
mod label;
mod logits;
mod mean_absolute_error;
mod mean_squared_error;
mod per_output;
mod target;
mod targets;
mod weighted;
mod weighted_binary_cross_entropy;
mod weighted_cross_entropy;

pub use self::balanced::balanced_weights;
pub use self::binary_cross_entropy::BinaryCrossEntropy;
pub use self::binary_focal::BinaryFocal;
pub use self::cross_entropy::CrossEntropy;
pub use self::elementwise::Elementwise;
pub use self::ends_in::{AnyActivation, Computes, EndsIn};
pub use self::focal::Focal;
pub use self::huber::Huber;
pub use self::label::Label;
pub(crate) use self::label::class_index;
pub use self::mean_absolute_error::MeanAbsoluteError;
pub use self::mean_squared_error::MeanSquaredError;
pub use self::per_output::{PerOutput, WeightsOf};
pub use self::target::Target;
pub use self::targets::class_target;
pub use self::weighted::Weighted;
pub use self::weighted_binary_cross_entropy::WeightedBinaryCrossEntropy;
pub use self::weighted_cross_entropy::WeightedCrossEntropy;

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
    note = "the losses of nn-core are `MeanSquaredError`, `MeanAbsoluteError`, `Huber`, `BinaryCrossEntropy`, `CrossEntropy`, `BinaryFocal` and `Focal`; implement `Elementwise` for your own"
)]
pub trait Loss: Sized {
    /// The activation in which the network must end, or [`AnyActivation`].
    type Needs;

    /// Whether [`weight`](Self::weight) can differ from 1.
    const WEIGHTED: bool = false;

    /// Checks the settings of the loss. Trainers call it in each step.
    ///
    /// # Errors
    /// A setting is out of its range.
    #[inline]
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The weight of a sample in the divisor of the mean over a batch, such as the weight of its class. A number of at least 0.
    #[inline]
    fn weight<O: Tensor<Element = f32>, T: Target<Self, O>>(&self, target: &T) -> f32 {
        let _ = target;
        1.0
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
