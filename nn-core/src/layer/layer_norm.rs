//! Normalization of each sample by its own mean and deviation.

use core::marker::PhantomData;

use rand_core::Rng;

use super::statistics::inverse_deviation;
use super::visit::{addition, descent};
use super::{Affine, Layer, Optional, dies_at_zero, len, plain};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel;
use crate::ratio::{Fraction, Ratio, as_settings};
use crate::rng::Noise;
use crate::state::StateTensor;
use crate::sum::Sum;
use crate::tensor::Tensor;

/// Normalises each sample `T` to mean 0 and variance 1, then scales and shifts each value: `y = scale (x - mean) / sqrt(variance + E) + shift`
/// (Ba, Kiros and Hinton, "Layer Normalization", 2016). Mean and variance are taken over the whole sample. With `affine = false`
/// it has no scale and no shift.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => LayerNorm];
/// let mut net = Net::ZERO;
/// net.initialize(&mut Random::seed(1)); // scale 1, shift 0
/// let [low, high] = net.predict(&[3.0, 7.0]);
/// assert!((low + 1.0).abs() < 1e-5 && (high - 1.0).abs() < 1e-5);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct LayerNorm<
    T: Tensor<Element = f32>,
    A = Identity,
    E = Ratio<1, 100_000>,
    B: Optional = Affine,
> {
    /// The factor of each value; none with [`NoAffine`](super::NoAffine).
    pub scale: B::Of<T>,
    /// What is added to each value; none with [`NoAffine`](super::NoAffine).
    pub shift: B::Of<T>,
    marks: PhantomData<(T, A, E, B)>,
}

plain!([T: Tensor<Element = f32>, A, E, B: Optional] LayerNorm<T, A, E, B> { scale: B::Of<T>, shift: B::Of<T> });

/// What is known of a sample: its mean, and 1 by its deviation.
type Moments = [f32; 2];

impl<T: Tensor<Element = f32>, A: Activation, E: Fraction, B: Optional> Layer
    for LayerNorm<T, A, E, B>
{
    type Input = T;
    type Output = T;
    type Activation = A;
    type Tape<const BATCH: usize> = [Moments; BATCH];

    const NAME: &'static str = "LayerNorm";
    const TENSORS: &'static [StateTensor] = if B::IS_PRESENT {
        &[
            StateTensor::new("weight", T::DIMENSIONS),
            StateTensor::new("bias", T::DIMENSIONS),
        ]
    } else {
        &[]
    };
    const SETTINGS: &'static [usize] = &as_settings(E::VALUE);
    const PARAMS: usize = 2 * len::<B, T>();
    const MACS: usize = T::LEN + len::<B, T>();

    fn infer(&self, input: &T, output: &mut T) {
        self.normalize(Self::moments(input), input, output);
    }

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        output: &mut [T],
        tape: &mut [Moments; BATCH],
        _noise: Noise,
    ) {
        for ((input, output), moments) in input.iter().zip(output).zip(tape) {
            *moments = Self::moments(input);
            self.normalize(*moments, input, output);
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        tape: &mut [Moments; BATCH],
    ) {
        let d_input = d_input.unwrap_or_default().iter_mut();
        let samples = input.iter().zip(d_output).zip(tape);
        for (d_input, ((input, d_output), [mean, inverse])) in d_input.zip(samples) {
            let d = d_input.as_mut_slice();
            let scaled = d_output.as_slice().iter().zip(self.scale().as_slice());
            for (d, (d_output, scale)) in d.iter_mut().zip(scaled) {
                *d = d_output * scale;
            }
            let d_mean = kernel::sum(d) / T::LEN as f32;
            let (x, mean, inverse) = (input.as_slice(), *mean, *inverse);
            let slope = kernel::sum_of_pairs(d, x, |d, x| d * ((x - mean) * inverse));
            let slope = slope / T::LEN as f32;
            for (d, x) in d.iter_mut().zip(x) {
                *d = inverse * ((*d - d_mean) - (x - mean) * inverse * slope);
            }
        }
    }

    fn accumulate<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        tape: &[Moments; BATCH],
        gradients: &mut [f32],
    ) {
        let samples = input.iter().zip(d_output).zip(tape);
        for ((input, d_output), moments) in samples.filter(|_| B::IS_PRESENT) {
            gradient(input, d_output, *moments, &mut addition(gradients));
        }
    }

    fn descend(&mut self, input: &T, d_output: &T, tape: &[Moments; 1], learning_rate: f32) {
        let (scale, shift) = (self.scale.as_mut_slice(), self.shift.as_mut_slice());
        let mut descent = descent(learning_rate, scale, shift);
        gradient(input, d_output, tape[0], &mut descent);
    }

    fn gradient_norms(
        &self,
        input: &T,
        d_output: &T,
        tape: &[Moments; 1],
        visit: &mut impl FnMut(f32),
    ) {
        let mut norm = Sum::up_to(Self::PARAMS);
        if B::IS_PRESENT {
            gradient(input, d_output, tape[0], &mut |_, d| norm.add(d * d));
        }
        visit(norm.value());
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        if B::IS_PRESENT {
            visit(self.scale.as_slice());
            visit(self.shift.as_slice());
        }
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        if B::IS_PRESENT {
            visit(self.scale.as_mut_slice());
            visit(self.shift.as_mut_slice());
        }
    }

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, _init: Option<Init>, _rng: &mut R) {
        self.scale.as_mut_slice().fill(1.0);
        self.shift.as_mut_slice().fill(0.0);
    }
}

impl<T: Tensor<Element = f32>, A, E: Fraction, B: Optional> LayerNorm<T, A, E, B> {
    fn scale(&self) -> &T {
        B::or(&self.scale, T::ONES_REF)
    }

    fn moments(input: &T) -> Moments {
        let values = input.as_slice();
        let mean = kernel::sum(values) / T::LEN as f32;
        let squares = kernel::sum_of(values, |x| (x - mean) * (x - mean));
        let variance = squares / T::LEN as f32;
        [mean, inverse_deviation(variance, E::VALUE)]
    }

    fn normalize(&self, [mean, inverse]: Moments, input: &T, output: &mut T) {
        let shift = B::or(&self.shift, T::ZERO_REF);
        let affine = self.scale().as_slice().iter().zip(shift.as_slice());
        let values = input.as_slice().iter().zip(output.as_mut_slice());
        for ((x, y), (scale, shift)) in values.zip(affine) {
            *y = (x - mean) * inverse * scale + shift;
        }
    }
}

/// Shows the gradients of the scales and then of the shifts.
fn gradient<T: Tensor<Element = f32>>(
    input: &T,
    d_output: &T,
    [mean, inverse]: Moments,
    visit: &mut impl FnMut(usize, f32),
) {
    let values = input.as_slice().iter().zip(d_output.as_slice());
    for (index, (x, d)) in values.enumerate() {
        visit(index, d * ((x - mean) * inverse));
        visit(T::LEN + index, *d);
    }
}
