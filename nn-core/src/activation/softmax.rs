//! The softmax function: normalized exponentials, a distribution over classes.

use super::{Activation, Forget, Formula};
use crate::init::Init;
use crate::kernel::{Isa, Kernel, Map, dispatch, map};
use crate::math;
use crate::sum::{BLOCK, Sum, sum_of};
use crate::tensor::Tensor;

/// `y_i = e^{z_i} / sum_j e^{z_j}` (Bridle, 1990). Outputs are between 0 and 1 and their sum is 1: a distribution over classes.
///
/// The largest `z` is subtracted first, so that nothing overflows.
///
/// [`network!`](crate::network!) accepts it in the last layer only. A network that ends in softmax may be a part of another network. A
/// single output would always be 1: for two classes, write `Dense<2, Softmax>` or `Dense<1, Sigmoid>`.
///
/// ```
/// use nn_core::activation::{Activation, Softmax};
///
/// let mut values = [1_000.0, 1_000.0];
/// Softmax::apply(&mut values);
/// assert_eq!(values, [0.5, 0.5]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Softmax;

impl Activation for Softmax {
    const NAME: &'static str = "Softmax";
    const FORMULA: Option<Formula> = Some(Formula::NormalizedExponential);
    const INIT: Init = Init::XavierUniform;
    type Memory<T: Tensor<Element = f32>> = Forget;

    #[inline]
    fn apply(values: &mut [f32]) {
        let maximum = maximum(values);
        normalize(values, maximum);
    }

    #[inline(always)]
    fn apply_with<S: Isa>(isa: S, values: &mut [f32]) {
        let maximum = maximum(values);
        if values.len() > BLOCK {
            normalize(values, maximum);
        } else {
            Normalize { values, maximum }.run(isa);
        }
    }

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        let mut mean = Sum::up_to(outputs.len());
        for (d, y) in d_values.iter().zip(outputs) {
            mean.add(d * y);
        }
        let mean = mean.value();
        for (d_value, output) in d_values.iter_mut().zip(outputs) {
            *d_value = output * (*d_value - mean);
        }
    }
}

/// The maximum of the values.
#[inline(always)]
pub(crate) fn maximum(values: &[f32]) -> f32 {
    values.iter().fold(f32::NEG_INFINITY, |a, b| a.max(*b))
}

/// `values[k] = e^(values[k] - maximum) / sum`, where `sum` is the sum of the exponentials. Returns the sum.
#[inline]
pub(crate) fn normalize(values: &mut [f32], maximum: f32) -> f32 {
    if values.len() <= BLOCK {
        return dispatch(Normalize { values, maximum });
    }
    map(values, |value| math::exp(value - maximum));
    let sum = sum_of(values);
    map(values, |value| value / sum);
    sum
}

/// [`normalize`] as a kernel, for at most one block of values. If the kernel also handled longer rows, the compiler would not
/// vectorize the exponentials.
struct Normalize<'a> {
    values: &'a mut [f32],
    maximum: f32,
}

impl Kernel for Normalize<'_> {
    type Output = f32;

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) -> f32 {
        let maximum = self.maximum;
        let exponentials = Map {
            values: &mut *self.values,
            function: |value| math::exp(value - maximum),
        };
        exponentials.run(isa);
        let sum: f32 = self.values.iter().sum();
        for value in self.values {
            *value /= sum;
        }
        sum
    }
}
