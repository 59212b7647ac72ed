//! Cross-entropy over classes, fused with softmax.

use super::{Loss, Target};
use crate::activation::{Activation, Softmax, largest, normalise};
use crate::math;
use crate::sum::sum_of_terms;
use crate::tensor::Tensor;
use crate::zero::zeroed;

/// `-sum_i t_i ln y_i`, averaged over samples, for networks that end in [`Softmax`].
///
/// A target is the label of a class or a distribution, whose sum is 1: see [`Target`].
///
/// It is computed from softmax's inputs `z` as `sum(t) ln(sum_j e^z_j) - sum_i t_i z_i`, less the largest `z`, so that it is finite where `y` is
/// rounded to 0; its gradient by `z` is `y sum(t) - t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct CrossEntropy;

zeroed!(CrossEntropy {});

impl Loss for CrossEntropy {
    type Needs = Softmax;

    fn evaluate<A: Activation, O: Tensor, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        _memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        let values = values.as_mut_slice();
        let largest = largest(values);
        let weight = sum_of_terms(O::LEN, |index| target.at(index));
        let below = sum_of_terms(O::LEN, |index| {
            match (target.at(index), values.get(index)) {
                (0.0, _) | (_, None) => 0.0,
                (target, Some(z)) => target * (largest - z),
            }
        });
        // softmax, the activation that this loss needs
        let sum = normalise(values, largest);
        if let Some(d_values) = d_values {
            let pairs = d_values.as_mut_slice().iter_mut().zip(values);
            for (index, (d_value, output)) in pairs.enumerate() {
                *d_value = weight * *output - target.at(index);
            }
        }
        weight * math::ln(sum) + below
    }
}
