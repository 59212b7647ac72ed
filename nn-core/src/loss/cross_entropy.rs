//! Cross-entropy over classes, fused with softmax.

use super::{Loss, Target};
use crate::activation::{Activation, Softmax};
use crate::math;
use crate::tensor::Tensor;

/// `-sum_i t_i ln y_i`, averaged over samples, for networks that end in [`Softmax`].
///
/// It is computed from softmax's inputs `z` as `sum_i t_i (ln(sum_j e^z_j) - z_i)`, so that it is finite where `y` is
/// rounded to 0; its gradient by `z` is `y sum(t) - t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct CrossEntropy;

impl Loss for CrossEntropy {
    type Needs = Softmax;

    fn evaluate<A: Activation, O: Tensor, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        _memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        let logits = values.as_slice();
        let largest = logits.iter().fold(f32::NEG_INFINITY, |a, b| a.max(*b));
        let sum: f32 = logits.iter().map(|z| math::exp(*z - largest)).sum();
        let log_sum = math::ln(sum);
        let (mut loss, mut weight) = (0.0, 0.0);
        for (index, z) in logits.iter().enumerate() {
            let target = target.at(index);
            weight += target;
            if target != 0.0 {
                loss += target * (log_sum + (largest - z));
            }
        }
        A::apply(values.as_mut_slice());
        if let Some(d_values) = d_values {
            let pairs = d_values.as_mut_slice().iter_mut().zip(values.as_slice());
            for (index, (d_value, output)) in pairs.enumerate() {
                *d_value = weight * output - target.at(index);
            }
        }
        loss
    }
}
