//! The weights of samples in the mean loss of a batch.

use crate::error::Error;
use crate::loss::{Loss, Target};
use crate::sum::Sum;
use crate::tensor::Tensor;

/// Whether samples can have weights other than 1. Without weights, a step contains no code for them.
pub(super) const fn is_weighted<L: Loss, T: Target<L, O>, O: Tensor<Element = f32>>() -> bool {
    L::WEIGHTED || T::WEIGHTED
}

/// The weight of a sample in the divisor of the mean.
pub(super) fn weight_of<L: Loss, T: Target<L, O>, O: Tensor<Element = f32>>(
    loss: &L,
    target: &T,
) -> f32 {
    // A target that is ignored can have no class.
    match target.weight() {
        0.0 => 0.0,
        weight => weight * loss.weight(target),
    }
}

/// The factors that make a mean of the losses of samples.
#[derive(Clone, Copy)]
pub(super) struct Mean {
    /// The sum of the weights. It is read only if there are weights.
    weights: f32,
    /// 1 divided by the number of samples.
    scale: f32,
}

impl Mean {
    /// The factors for samples with these indices in the data, with a check of the targets if they can have weights.
    ///
    /// # Errors
    /// The loss does not allow a target, or the sum of the weights is not a finite number above 0.
    #[inline(always)]
    pub(super) fn over<'a, L, T, O>(
        loss: &L,
        count: usize,
        targets: impl Iterator<Item = (usize, &'a T)>,
    ) -> Result<Self, Error>
    where
        L: Loss,
        T: Target<L, O> + 'a,
        O: Tensor<Element = f32>,
    {
        let weights = if const { is_weighted::<L, T, O>() } {
            sum_of_weights(loss, count, targets)?
        } else {
            1.0
        };
        Ok(Mean {
            weights,
            scale: 1.0 / count as f32,
        })
    }

    /// The factor of a sample's loss in the sum, and that of its gradient. `None` if the sample is ignored.
    #[inline(always)]
    pub(super) fn factors<L, T, O>(&self, target: &T) -> Option<[f32; 2]>
    where
        L: Loss,
        T: Target<L, O>,
        O: Tensor<Element = f32>,
    {
        if !const { is_weighted::<L, T, O>() } {
            return Some([1.0, self.scale]);
        }
        let share = target.weight() / self.weights;
        (share != 0.0).then_some([share; 2])
    }

    /// The mean, from the sum.
    #[inline(always)]
    pub(super) fn of<L, T, O>(&self, sum: f32) -> f32
    where
        L: Loss,
        T: Target<L, O>,
        O: Tensor<Element = f32>,
    {
        if const { is_weighted::<L, T, O>() } {
            sum
        } else {
            sum * self.scale
        }
    }
}

/// The sum of the weights of samples, with a check of their targets.
fn sum_of_weights<'a, L, T, O>(
    loss: &L,
    count: usize,
    targets: impl Iterator<Item = (usize, &'a T)>,
) -> Result<f32, Error>
where
    L: Loss,
    T: Target<L, O> + 'a,
    O: Tensor<Element = f32>,
{
    let mut sum = Sum::up_to(count);
    for (sample, target) in targets {
        target.check().map_err(|error| error.with_sample(sample))?;
        sum.add(weight_of(loss, target));
    }
    match sum.value() {
        sum if sum > 0.0 && sum.is_finite() => Ok(sum),
        sum => Err(Error::SumOfWeights { sum }),
    }
}
