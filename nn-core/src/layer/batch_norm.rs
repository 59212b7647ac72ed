//! Batch normalization.

use core::marker::PhantomData;
use core::slice::from_ref;

use rand_core::Rng;

use super::statistics::Statistics;
use super::{
    Affine, Facts, Layer, Optional, Sink, Trainable, dies_at_zero, len, value_traits, visit_tensors,
};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::init::Init;
use crate::ratio::{Fraction, Ratio, as_settings};
use crate::require::require;
use crate::rng::Noise;
use crate::state::{StateTensor, Values, ValuesMut};
use crate::tensor::Tensor;

/// Normalizes each of the `C` channels of `T` to mean 0 and variance 1, then scales and shifts it:
/// `y = scale (x - mean) / sqrt(variance + E) + shift` (Ioffe and Szegedy, "Batch Normalization", 2015). The channels of a vector are its elements. With `affine = false` it has no
/// scale and no shift.
///
/// In training, the mean and the variance are those of the batch, over all samples and positions. The layer keeps running statistics,
/// `running = (1 - M) running + M batch` after each step, and inference uses them. As in PyTorch, the running variance has Bessel's
/// correction. Keras's `momentum` is `1 - M`.
///
/// A single value has no variance. For vectors, a batch must therefore have at least two samples, as in PyTorch. A smaller batch is
/// refused with [`BatchTooSmall`](crate::Error::BatchTooSmall). [`Fit`](crate::train::Fit) skips the last batch of an epoch if it has
/// one sample.
///
/// [Folding](crate::fold) merges it into the layer before it.
///
/// # Shapes
/// `T` to `T`, where `T` is `[f32; C]`, `[[f32; L]; C]` or `[[[f32; W]; H]; C]`.
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
    /// The scale of each channel; empty with [`NoAffine`](super::NoAffine).
    pub scale: B::Of<[f32; C]>,
    /// The shift of each channel; empty with [`NoAffine`](super::NoAffine).
    pub shift: B::Of<[f32; C]>,
    /// The running mean of each channel.
    pub mean: [f32; C],
    /// The running variance of each channel.
    pub variance: [f32; C],
    #[allow(clippy::type_complexity)]
    marks: PhantomData<(T, A, M, E, B)>,
}

value_traits!([const C: usize, T, A, M, E, B: Optional]
    BatchNorm<C, T, A, M, E, B> { scale: B::Of<[f32; C]>, shift: B::Of<[f32; C]>, mean: [f32; C], variance: [f32; C] });

impl<const C: usize, T, A, M, E, B> Layer for BatchNorm<C, T, A, M, E, B>
where
    T: Tensor<Element = f32>,
    A: Activation,
    M: Fraction,
    E: Fraction,
    B: Optional,
{
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = A;

    const FACTS: Facts = {
        require(
            C > 0 && T::LEN > 0 && T::SHAPE.channels() == C,
            "the input has as many channels as are normalized",
        );
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::new("weight", &[C]),
                StateTensor::new("bias", &[C]),
                StateTensor::new("running_mean", &[C]),
                StateTensor::new("running_var", &[C]),
            ]
        };
        Facts {
            params: 2 * len::<B, [f32; C]>(),
            macs: T::LEN,
            least_batch: if T::LEN > C { 1 } else { 2 },
            settings: &as_settings(E::VALUE),
            tensors: tensors.split_at(if B::IS_PRESENT { 0 } else { 2 }).1,
            ..Facts::of::<T>("BatchNorm")
        }
    };

    fn infer(&self, input: &T, output: &mut T) {
        self.normalize(&self.mean, &self.variance, input, output);
    }

    visit_tensors!(; B: scale, shift);

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.parameters(&mut |values| visit(Values::F32(values)));
        visit(Values::F32(&self.mean));
        visit(Values::F32(&self.variance));
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.parameters_mut(&mut |values| visit(ValuesMut::F32(values)));
        visit(ValuesMut::F32(&mut self.mean));
        visit(ValuesMut::F32(&mut self.variance));
    }
}

impl<const C: usize, T, A, M, E, B> Trainable for BatchNorm<C, T, A, M, E, B>
where
    T: Tensor<Element = f32>,
    A: Activation,
    M: Fraction,
    E: Fraction,
    B: Optional,
{
    type Tape<const BATCH: usize> = Statistics<C>;

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

    fn gradient<const BATCH: usize, S: Sink>(
        _input: Batch<'_, T>,
        _d_output: &[T],
        tape: &Statistics<C>,
        sink: &mut S,
    ) {
        if B::IS_PRESENT {
            sink.sum(from_ref(&tape.d_scale));
            sink.sum(from_ref(&tape.d_shift));
        }
    }

    fn update_statistics<const BATCH: usize>(&mut self, tape: &Statistics<C>) {
        // `running += M (batch - running)` would lose digits if the batch's value is much smaller.
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

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, _init: Option<Init>, _rng: &mut R) {
        self.scale.as_mut_slice().fill(1.0);
        self.shift.as_mut_slice().fill(0.0);
        self.mean = [0.0; C];
        self.variance = [1.0; C];
    }
}
