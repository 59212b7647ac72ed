//! Losses that are sums over the single inputs of sigmoid.

use crate::activation::Activation;
use crate::sum::Sum;
use crate::tensor::Tensor;

/// The mean of the losses of single logits. `of` returns the loss and its derivative for an index and the logit.
///
/// `values` contains the logits, and on return the outputs of `A`.
#[inline]
pub(super) fn mean_over_logits<A: Activation, O: Tensor<Element = f32>>(
    values: &mut O,
    mut d_values: Option<&mut O>,
    of: impl Fn(usize, f32) -> (f32, f32),
) -> f32 {
    let scale = 1.0 / O::LEN as f32;
    let mut sum = Sum::up_to(O::LEN);
    for (index, z) in values.as_slice().iter().enumerate() {
        let (value, slope) = of(index, *z);
        sum.add(value);
        let d_values = d_values.as_deref_mut().map(Tensor::as_mut_slice);
        if let Some(d_value) = d_values.and_then(|d_values| d_values.get_mut(index)) {
            *d_value = scale * slope;
        }
    }
    A::apply(values.as_mut_slice());
    scale * sum.value()
}
