//! The loss of training with interval bounds.

use nn_core::loss::{AnyActivation, Label, Target};
use nn_core::prelude::*;

use crate::layers::Intervals;

/// Cross-entropy of the logits, and of the worst logits within the intervals: the least for the class of the sample, the greatest for
/// the others.
#[derive(Debug, Clone, Copy, PartialEq, bytemuck::Zeroable)]
pub(crate) struct WorstCase {
    /// The share of the worst logits in the loss, from 0 to 1.
    pub(crate) share: f32,
}

impl<const N: usize> Target<WorstCase, Intervals<N>> for u8 {
    fn at(&self, index: usize) -> f32 {
        f32::from(index == self.class())
    }

    fn check(&self) -> Result<(), nn_core::Error> {
        let (sample, class, classes) = (0, self.class(), N);
        match class < classes {
            true => Ok(()),
            false => Err(nn_core::Error::ClassOutOfRange {
                sample,
                class,
                classes,
            }),
        }
    }
}

impl Loss for WorstCase {
    type Needs = AnyActivation;

    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        _memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        let classes = O::LEN / 3;
        // `values` stay the outputs of the network.
        let mut scores = *values;
        let (plain, intervals) = scores.as_mut_slice().split_at_mut(classes);
        let (worst, radii) = intervals.split_at_mut(classes);
        for (class, (center, radius)) in worst.iter_mut().zip(radii).enumerate() {
            *center += (1.0 - 2.0 * target.at(class)) * *radius;
        }
        let losses = [cross_entropy(plain, target), cross_entropy(worst, target)];
        if let Some(d_values) = d_values {
            let (d_plain, d_intervals) = d_values.as_mut_slice().split_at_mut(classes);
            let (d_center, d_radius) = d_intervals.split_at_mut(classes);
            for class in 0..classes {
                let is_class = target.at(class);
                d_plain[class] = (1.0 - self.share) * (plain[class] - is_class);
                d_center[class] = self.share * (worst[class] - is_class);
                d_radius[class] = (1.0 - 2.0 * is_class) * d_center[class];
            }
        }
        (1.0 - self.share) * losses[0] + self.share * losses[1]
    }
}

/// Returns the cross-entropy, and replaces the logits by their softmax.
fn cross_entropy<L, O: Tensor<Element = f32>>(
    logits: &mut [f32],
    target: &impl Target<L, O>,
) -> f32 {
    let maximum = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let of_class: f32 = (logits.iter().enumerate())
        .map(|(class, logit)| target.at(class) * (logit - maximum))
        .sum();
    logits
        .iter_mut()
        .for_each(|logit| *logit = (*logit - maximum).exp());
    let sum: f32 = logits.iter().sum();
    logits.iter_mut().for_each(|share| *share /= sum);
    sum.ln() - of_class
}
