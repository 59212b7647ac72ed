//! Normalization of each channel by its mean and deviation over a batch.

use core::marker::PhantomData;

use rand_core::Rng;

use super::statistics::Statistics;
use super::{Affine, Layer, Optional, dies_at_zero, len, plain};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel;
use crate::ratio::{Fraction, Ratio, as_settings};
use crate::rng::Noise;
use crate::state::StateTensor;
use crate::tensor::Tensor;

/// Normalises each of the `C` channels of `T` to mean 0 and variance 1, then scales and shifts it: `y = scale (x - mean) / sqrt(variance + E) + shift`
/// (Ioffe and Szegedy, "Batch Normalization", 2015). The channels of a vector are its elements. With `affine = false` it has no
/// scale and no shift.
///
/// In training, mean and variance are those of the batch, over all samples and places. The layer keeps running ones,
/// `running = (1 - M) running + M batch` after each step (the variance with Bessel's correction, as in PyTorch), and inference
/// uses those. (Keras' `momentum` is `1 - M`.)
///
/// A single value has no deviation. So over vectors a step needs two samples at least: one alone is refused with
/// [`BatchTooSmall`](crate::Error::BatchTooSmall), as PyTorch refuses it. [`Fit`](crate::train::Fit) leaves out the last batch of an
/// epoch if it has one sample only.
///
/// [Folding](crate::fold) merges it into the layer before it.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[1, 8, 8] => Conv2d<filters = 4, kernel = 3> => BatchNorm<Relu>];
/// assert_eq!(Net::PARAMS, (4 * 3 * 3 + 4) + 2 * 4);
/// assert_eq!(Net::FLASH_BYTES, 4 * (Net::PARAMS + 2 * 4)); // the running mean and variance
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct BatchNorm<
    const C: usize,
    T = [f32; C],
    A = Identity,
    M = Ratio<1, 10>,
    E = Ratio<1, 100_000>,
    B: Optional = Affine,
> {
    /// The factor of each channel; none with [`NoAffine`](super::NoAffine).
    pub scale: B::Of<[f32; C]>,
    /// What is added to each channel; none with [`NoAffine`](super::NoAffine).
    pub shift: B::Of<[f32; C]>,
    /// The running mean of each channel.
    pub mean: [f32; C],
    /// The running variance of each channel.
    pub variance: [f32; C],
    #[allow(clippy::type_complexity)]
    marks: PhantomData<(T, A, M, E, B)>,
}

plain!([const C: usize, T, A, M, E, B: Optional]
    BatchNorm<C, T, A, M, E, B> { scale: B::Of<[f32; C]>, shift: B::Of<[f32; C]>, mean: [f32; C], variance: [f32; C] });

impl<const C: usize, T, A, M, E, B> Layer for BatchNorm<C, T, A, M, E, B>
where
    T: Tensor<Element = f32>,
    A: Activation,
    M: Fraction,
    E: Fraction,
    B: Optional,
{
    type Input = T;
    type Output = T;
    type Activation = A;
    type Tape<const BATCH: usize> = Statistics<C>;

    const NAME: &'static str = "BatchNorm";
    const TENSORS: &'static [StateTensor] = {
        let all: &[StateTensor] = const {
            &[
                StateTensor::new("weight", &[C]),
                StateTensor::new("bias", &[C]),
                StateTensor::new("running_mean", &[C]),
                StateTensor::new("running_var", &[C]),
            ]
        };
        all.split_at(if B::IS_PRESENT { 0 } else { 2 }).1
    };
    const SETTINGS: &'static [usize] = &as_settings(E::VALUE);
    const PARAMS: usize = {
        assert!(
            C > 0 && T::LEN > 0 && T::SHAPE.channels() == C,
            "the input has as many channels as are normalised"
        );
        2 * len::<B, [f32; C]>()
    };
    const MACS: usize = T::LEN;
    const LEAST_BATCH: usize = if T::LEN > C { 1 } else { 2 };

    fn infer(&self, input: &T, output: &mut T) {
        self.normalize(&self.mean, &self.variance, input, output);
    }

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        output: &mut [T],
        tape: &mut Statistics<C>,
        _noise: Noise,
    ) {
        tape.measure(input);
        for (input, output) in input.iter().zip(output) {
            self.normalize(&tape.mean, &tape.variance, input, output);
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        tape: &mut Statistics<C>,
    ) {
        tape.differentiate(input, d_output, Self::inverse);
        let d_input = d_input.unwrap_or_default().iter_mut();
        for ((d_input, input), d_output) in d_input.zip(input.iter()).zip(d_output) {
            self.spread(input, d_output, d_input, tape);
        }
    }

    fn accumulate<const BATCH: usize>(
        &self,
        _input: Batch<'_, T>,
        _d_output: &[T],
        tape: &Statistics<C>,
        gradients: &mut [f32],
    ) {
        let d_parameters = tape.d_scale.iter().chain(&tape.d_shift);
        for (gradient, d) in gradients.iter_mut().zip(d_parameters) {
            *gradient += d;
        }
    }

    fn descend(&mut self, _input: &T, _d_output: &T, tape: &Statistics<C>, learning_rate: f32) {
        kernel::add_scaled(-learning_rate, &tape.d_scale, self.scale.as_mut_slice());
        kernel::add_scaled(-learning_rate, &tape.d_shift, self.shift.as_mut_slice());
    }

    fn gradient_norms(
        &self,
        _input: &T,
        _d_output: &T,
        tape: &Statistics<C>,
        visit: &mut impl FnMut(f32),
    ) {
        let norm = kernel::norm_squared(&tape.d_scale) + kernel::norm_squared(&tape.d_shift);
        visit(if B::IS_PRESENT { norm } else { 0.0 });
    }

    fn settle<const BATCH: usize>(&mut self, tape: &Statistics<C>) {
        // not `running += M (batch - running)`, whose difference loses the digits of a batch that is much smaller
        let keep = const { 1.0 - M::VALUE };
        for (mean, batch) in self.mean.iter_mut().zip(&tape.mean) {
            *mean = keep * *mean + M::VALUE * batch;
        }
        if tape.count > 1 {
            let bessel = tape.count as f32 / (tape.count - 1) as f32;
            for (variance, batch) in self.variance.iter_mut().zip(&tape.variance) {
                *variance = keep * *variance + M::VALUE * (batch * bessel);
            }
        }
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

    fn state(&self, visit: &mut impl FnMut(&[f32])) {
        self.parameters(visit);
        visit(&self.mean);
        visit(&self.variance);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        self.parameters_mut(visit);
        visit(&mut self.mean);
        visit(&mut self.variance);
    }

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, _init: Option<Init>, _rng: &mut R) {
        self.scale.as_mut_slice().fill(1.0);
        self.shift.as_mut_slice().fill(0.0);
        self.mean = [0.0; C];
        self.variance = [1.0; C];
    }
}
