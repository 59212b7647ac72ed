//! Dropout.

use core::marker::PhantomData;

use super::{Facts, Layer, Trainable, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::kernel::copy;
use crate::ratio::Fraction;
use crate::require::require;
use crate::rng::{Noise, Rng};
use crate::tensor::Tensor;

/// Sets each value of `T` to 0 with the probability `R`, and divides the others by `1 - R`, so that the mean is preserved (inverted
/// dropout; Srivastava et al., "Dropout", 2014). In inference it does nothing.
///
/// The trainer's [seed](crate::train::Trainer::set_seed) and the number of the step determine which values are dropped. The backward
/// pass draws the same random numbers again, so the tape has 12 bytes for any batch size.
///
/// # Shapes
/// Any tensor `T` to `T`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<64, Relu> => Dropout<0.5> => Dense<2, Softmax>];
/// assert_eq!(Net::PARAMS, 4 * 64 + 64 + 64 * 2 + 2);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Dropout<T, R> {
    marks: PhantomData<(T, R)>,
}

value_traits!([T, R] Dropout<T, R> {});

impl<T: Tensor<Element = f32>, R: Fraction> Layer for Dropout<T, R> {
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            R::VALUE >= 0.0 && R::VALUE < 1.0,
            "the rate of `Dropout` is at least 0 and less than 1",
        );
        Facts::of::<T>("Dropout")
    };

    #[inline]
    fn infer(&self, input: &T, output: &mut T) {
        copy(input.as_slice(), output.as_mut_slice());
    }
}

impl<T: Tensor<Element = f32>, R: Fraction> Trainable for Dropout<T, R> {
    type Tape<const BATCH: usize> = Noise;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        output: &mut [T],
        tape: &mut Noise,
        noise: Noise,
    ) {
        *tape = noise;
        for (sample, (input, output)) in (0..).zip(input.iter().zip(output)) {
            copy(input.as_slice(), output.as_mut_slice());
            Self::thin(output, noise.branch(sample));
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        noise: &mut Noise,
    ) {
        let rows = d_input.unwrap_or_default().iter_mut().zip(d_output);
        for (sample, (d_input, d_output)) in (0..).zip(rows) {
            copy(d_output.as_slice(), d_input.as_mut_slice());
            Self::thin(d_input, noise.branch(sample));
        }
    }
}

impl<T: Tensor<Element = f32>, R: Fraction> Dropout<T, R> {
    /// Drops the values that the random numbers of a sample select.
    fn thin(values: &mut T, noise: Noise) {
        let scale = const { 1.0 / (1.0 - R::VALUE) };
        let least = const { (R::VALUE as f64 * 4_294_967_296.0) as u32 };
        let mut random = noise.random();
        for value in values.as_mut_slice() {
            *value = if random.next_u32() >= least {
                *value * scale
            } else {
                0.0
            };
        }
    }
}
