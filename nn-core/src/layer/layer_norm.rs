//! Layer normalization.

use core::marker::PhantomData;

use rand_core::Rng;

use super::statistics::inverse_deviation;
use super::{
    Affine, Facts, Layer, Optional, Sink, Trainable, dies_at_zero, len, value_traits, visit_tensors,
};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel;
use crate::ratio::{Fraction, Ratio, as_settings};
use crate::rng::Noise;
use crate::state::StateTensor;
use crate::tensor::Tensor;

/// Normalizes each sample `T` to mean 0 and variance 1, then scales and shifts each value:
/// `y = scale (x - mean) / sqrt(variance + E) + shift` (Ba, Kiros and Hinton, "Layer Normalization", 2016). The mean and the variance
/// are computed over the whole sample. With `affine = false` it has no scale and no shift.
///
/// # Shapes
/// Any tensor `T` to `T`.
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
    /// The scale of each value; empty with [`NoAffine`](super::NoAffine).
    pub scale: B::Of<T>,
    /// The shift of each value; empty with [`NoAffine`](super::NoAffine).
    pub shift: B::Of<T>,
    marks: PhantomData<(T, A, E, B)>,
}

value_traits!([T: Tensor<Element = f32>, A, E, B: Optional] LayerNorm<T, A, E, B> { scale: B::Of<T>, shift: B::Of<T> });

/// The mean of a sample, and its reciprocal standard deviation.
type Moments = [f32; 2];

impl<T: Tensor<Element = f32>, A: Activation, E: Fraction, B: Optional> Layer
    for LayerNorm<T, A, E, B>
{
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = A;

    const FACTS: Facts = {
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::new("weight", T::DIMENSIONS),
                StateTensor::new("bias", T::DIMENSIONS),
            ]
        };
        Facts {
            params: 2 * len::<B, T>(),
            macs: T::LEN + len::<B, T>(),
            settings: &as_settings(E::VALUE),
            tensors: tensors.split_at(2 * B::IS_PRESENT as usize).0,
            ..Facts::of::<T>("LayerNorm")
        }
    };

    fn infer(&self, input: &T, output: &mut T) {
        self.normalize(Self::moments(input), input, output);
    }

    visit_tensors!(; B: scale, shift);
}

impl<T: Tensor<Element = f32>, A: Activation, E: Fraction, B: Optional> Trainable
    for LayerNorm<T, A, E, B>
{
    type Tape<const BATCH: usize> = [Moments; BATCH];

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

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, T>,
        d_output: &[T],
        tape: &[Moments; BATCH],
        sink: &mut S,
    ) {
        if !B::IS_PRESENT {
            return;
        }
        let samples = input.iter().zip(d_output).zip(tape);
        let d_scale = samples.map(|((input, d_output), [mean, inverse])| {
            let values = input.as_slice().iter().zip(d_output.as_slice());
            values.map(move |(x, d)| d * ((x - mean) * inverse))
        });
        sink.rows(T::LEN, d_scale);
        let d_shift = d_output.iter().map(|d| d.as_slice().iter().copied());
        sink.rows(T::LEN, d_shift);
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
