//! The normalised exponentials: a distribution over classes.

use super::{Activation, Forget, Formula};
use crate::init::Init;
use crate::kernel::{Isa, Kernel, Map, dispatch, map};
use crate::math;
use crate::sum::{BLOCK, Sum, sum_of};
use crate::tensor::Tensor;

/// `y_i = e^{z_i} / sum_j e^{z_j}`, computed after subtracting the largest `z`, so that nothing overflows.
///
/// As a distribution over classes it is a last layer's activation, and [`network!`](crate::network!) takes it nowhere else;
/// a network that ends in it may still be a part of another. A single output would always be 1: two classes are `Dense<2, Softmax>`,
/// or one output of [`Sigmoid`](super::Sigmoid).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Softmax;

impl Activation for Softmax {
    const NAME: &'static str = "Softmax";
    const FORMULA: Option<Formula> = Some(Formula::NormalizedExponential);
    const INIT: Init = Init::XavierUniform;
    type Memory<T: Tensor> = Forget;

    #[inline]
    fn apply(values: &mut [f32]) {
        let largest = largest(values);
        normalize(values, largest);
    }

    #[inline(always)]
    fn apply_with<S: Isa>(isa: S, values: &mut [f32]) {
        let largest = largest(values);
        if values.len() > BLOCK {
            normalize(values, largest);
        } else {
            Normalise { values, largest }.run(isa);
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

/// The largest of some numbers.
#[inline(always)]
pub(crate) fn largest(values: &[f32]) -> f32 {
    values.iter().fold(f32::NEG_INFINITY, |a, b| a.max(*b))
}

/// Replaces numbers by their exponentials, of which the largest is 1 before they are divided by their sum; gives the sum.
#[inline]
pub(crate) fn normalize(values: &mut [f32], largest: f32) -> f32 {
    if values.len() <= BLOCK {
        return dispatch(Normalise { values, largest });
    }
    map(values, |value| math::exp(value - largest));
    let sum = sum_of(values);
    map(values, |value| value / sum);
    sum
}

/// [`normalize`] as a kernel, for up to a block of values. (With the other case in it, too, the compiler computed its
/// exponentials one by one.)
struct Normalise<'a> {
    values: &'a mut [f32],
    largest: f32,
}

impl Kernel for Normalise<'_> {
    type Output = f32;

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) -> f32 {
        let largest = self.largest;
        let exponentials = Map {
            values: &mut *self.values,
            function: |value| math::exp(value - largest),
        };
        exponentials.run(isa);
        let sum: f32 = self.values.iter().sum();
        for value in self.values {
            *value /= sum;
        }
        sum
    }
}
