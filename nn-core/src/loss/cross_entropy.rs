//! Cross-entropy over classes, fused with softmax.

use super::{Loss, Target};
use crate::activation::{Activation, Softmax, maximum, normalize};
use crate::math;
use crate::sum::Sum;
use crate::tensor::Tensor;
use crate::zero::zeroed;

/// `-sum_i t_i ln y_i`, averaged over samples, for networks that end in [`Softmax`].
///
/// A target is a class label, or a distribution with the sum 1: see [`Target`].
///
/// It is computed from the inputs `z` of softmax as `sum(t) ln(sum_j e^z_j) - sum_i t_i z_i`, after the largest `z` is subtracted from
/// each. So it is finite even where `y` rounds to 0. Its gradient with respect to `z` is `y sum(t) - t`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<4, Softmax>];
/// let trainer = Trainer::<Net, _, _, 1>::new(CrossEntropy, Sgd::new(0.1));
/// let inputs = [[1.0, 1.0]];
/// let of_label = trainer.loss(&Net::ZERO, &inputs, &[3usize])?;
/// let of_distribution = trainer.loss(&Net::ZERO, &inputs, &[[0.0, 0.0, 0.0, 1.0]])?;
/// assert_eq!(of_label, of_distribution);
/// assert!((of_label - 4f32.ln()).abs() < 1e-6); // each of four classes has the probability 1/4
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct CrossEntropy;

zeroed!(CrossEntropy {});

#[diagnostic::do_not_recommend]
impl Loss for CrossEntropy {
    type Needs = Softmax;

    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        _memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        let values = values.as_mut_slice();
        let maximum = maximum(values);
        let (mut below, mut weight) = (Sum::up_to(O::LEN), Sum::up_to(O::LEN));
        for (index, z) in values.iter().enumerate() {
            let target = target.at(index);
            weight.add(target);
            if target != 0.0 {
                below.add(target * (maximum - z));
            }
        }
        let (below, weight) = (below.value(), weight.value());
        // softmax, the activation that this loss requires
        let sum = normalize(values, maximum);
        if let Some(d_values) = d_values {
            let pairs = d_values.as_mut_slice().iter_mut().zip(values);
            for (index, (d_value, output)) in pairs.enumerate() {
                *d_value = weight * *output - target.at(index);
            }
        }
        weight * math::ln(sum) + below
    }
}
