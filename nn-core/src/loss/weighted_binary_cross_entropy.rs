//! Binary cross-entropy with a weight of the positive targets.

use super::logits::mean_over_logits;
use super::per_output::check_weights;
use super::{BinaryCrossEntropy, Loss, PerOutput, Target};
use crate::activation::{Activation, Sigmoid};
use crate::error::Error;
use crate::math::{sigmoid, softplus};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// [`BinaryCrossEntropy`] with a weight `p` of the positive targets: `mean(-p t ln y - (1 - t) ln(1 - y))` over outputs and samples, for
/// networks that end in [`Sigmoid`](crate::activation::Sigmoid).
///
/// It is PyTorch's `BCEWithLogitsLoss(pos_weight)`: the weight does not change the divisor of the mean. With the number of negative samples
/// divided by that of positive ones, both count the same.
///
/// [`BinaryCrossEntropy::with_positive_weight`] makes it. Like [`BinaryCrossEntropy`], it is computed from the inputs of sigmoid.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<1, Sigmoid>];
/// let loss = BinaryCrossEntropy.with_positive_weight(3.0);
/// let trainer = Trainer::<Net, _, _, 1>::new(loss, Sgd::new(0.1));
/// let of = |label| trainer.loss(&Net::ZERO, &[[1.0, 1.0]], &[label]);
/// assert_eq!(of(true)?, 3.0 * of(false)?); // the probability is 1/2
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct WeightedBinaryCrossEntropy<W = f32> {
    /// The weight of the positive targets: one number, or one for each output as an array of the output's shape. Finite, at least 0.
    pub positive_weight: W,
}

impl<W: Zero> Zero for WeightedBinaryCrossEntropy<W> {
    const ZERO: Self = WeightedBinaryCrossEntropy {
        positive_weight: W::ZERO,
    };
}

impl BinaryCrossEntropy {
    /// Binary cross-entropy with a weight of the positive targets: one `f32`, or an array with one for each output.
    #[must_use]
    pub const fn with_positive_weight<W>(
        self,
        positive_weight: W,
    ) -> WeightedBinaryCrossEntropy<W> {
        WeightedBinaryCrossEntropy { positive_weight }
    }
}

#[diagnostic::do_not_recommend]
impl<W: PerOutput> Loss for WeightedBinaryCrossEntropy<W> {
    type Needs = Sigmoid;

    fn check(&self) -> Result<(), Error> {
        check_weights("positive_weight", &self.positive_weight)
    }

    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        _memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        mean_over_logits::<A, O>(values, d_values, |index, z| {
            let truth = target.at(index);
            let positive = self.positive_weight.at(index) * truth;
            let negative = 1.0 - truth;
            let value = positive * softplus(-z) + negative * softplus(z);
            (value, negative * sigmoid(z) - positive * sigmoid(-z))
        })
    }
}
