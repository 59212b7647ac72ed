//! The mean loss and the mean gradient norm of an epoch.

use super::{Learner, Step};
use crate::error::Error;
use crate::network::TrainableNetwork;
use crate::sum::Sum;

/// The means over the steps of an epoch, each with the weight of its samples.
pub(super) struct EpochMean {
    loss: Sum,
    gradient_norm: Sum,
    weights: Sum,
    total: f32,
}

impl EpochMean {
    /// The means over steps with this many samples in total.
    pub(super) const fn over(total: usize) -> Self {
        EpochMean {
            loss: Sum::up_to(total),
            gradient_norm: Sum::up_to(total),
            weights: Sum::up_to(total),
            total: total as f32,
        }
    }

    /// Adds the result of a step. Returns `None` if all targets of the batch are ignored.
    ///
    /// # Errors
    /// The step was refused for another reason.
    pub(super) fn add(
        &mut self,
        weight: f32,
        result: Result<Step, Error>,
    ) -> Result<Option<Step>, Error> {
        let step = match result {
            Err(Error::SumOfWeights { sum: 0.0 }) => return Ok(None),
            result => result?,
        };
        let share = weight / self.total;
        self.loss.add(share * step.loss);
        self.gradient_norm.add(share * step.gradient_norm);
        self.weights.add(weight);
        Ok(Some(step))
    }

    /// The mean loss and the mean norm of the gradients. Without weights, the sum of the weights is the number of samples.
    ///
    /// # Errors
    /// All targets are ignored.
    pub(super) fn values(self) -> Result<(f32, f32), Error> {
        let sum = self.weights.value();
        if sum == 0.0 {
            return Err(Error::SumOfWeights { sum });
        }
        let scale = sum / self.total;
        Ok((
            self.loss.value() / scale,
            self.gradient_norm.value() / scale,
        ))
    }
}

/// The sum of the weights of the samples with these indices.
pub(super) fn weight_of_batch<N: TrainableNetwork, T, L: Learner<N, T>>(
    learner: &L,
    targets: &[T],
    picks: impl ExactSizeIterator<Item = usize>,
) -> f32 {
    if !L::WEIGHTED {
        return picks.len() as f32;
    }
    let mut sum = Sum::up_to(picks.len());
    for target in picks.filter_map(|pick| targets.get(pick)) {
        sum.add(learner.weight(target));
    }
    sum.value()
}
