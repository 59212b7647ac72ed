//! Binary cross-entropy, fused with sigmoid.

use super::{Loss, Target};
use crate::activation::{Activation, Sigmoid};
use crate::math;
use crate::sum::Sum;
use crate::tensor::Tensor;
use crate::zero::zeroed;

/// `mean(-t ln y - (1 - t) ln(1 - y))` over outputs and samples, for networks that end in [`Sigmoid`].
///
/// A target is an array of probabilities in 0..=1, or a class label. For one output the labels are 0 and 1: see [`Target`].
///
/// It is computed from the input `z` of sigmoid as `max(z, 0) - t z + ln(1 + e^-|z|)`, so it is accurate even where `y` rounds to 0
/// or 1. Its gradient with respect to `z` is `y - t`, divided by the number of outputs.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<1, Sigmoid>];
/// let trainer = Trainer::<Net, _, _, 1>::new(BinaryCrossEntropy, Sgd::new(0.1));
/// let loss = trainer.loss(&Net::ZERO, &[[1.0, 1.0]], &[true])?;
/// assert!((loss - 2f32.ln()).abs() < 1e-6); // the probability is 1/2
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct BinaryCrossEntropy;

zeroed!(BinaryCrossEntropy {});

#[diagnostic::do_not_recommend]
impl Loss for BinaryCrossEntropy {
    type Needs = Sigmoid;

    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        _memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        let scale = 1.0 / O::LEN as f32;
        let mut sum = Sum::up_to(O::LEN);
        for (index, z) in values.as_slice().iter().enumerate() {
            let hinge = if *z < 0.0 { 0.0 } else { *z };
            sum.add((hinge - z * target.at(index)) + math::softplus(-z.abs()));
        }
        A::apply(values.as_mut_slice());
        if let Some(d_values) = d_values {
            let pairs = d_values.as_mut_slice().iter_mut().zip(values.as_slice());
            for (index, (d_value, output)) in pairs.enumerate() {
                *d_value = scale * (output - target.at(index));
            }
        }
        scale * sum.value()
    }
}
