//! Standardization of the inputs of a network by fixed statistics.

use core::marker::PhantomData;

use super::{Facts, Layer, Trainable, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::kernel::copy;
use crate::require::require;
use crate::state::{Domain, StateTensor, Values, ValuesMut};
use crate::tensor::{Tensor, channels_mut};

/// Standardizes each of the `C` channels of `T` by the mean and the standard deviation of the training data:
/// `y = (x - mean) / scale`. The channels of a vector are its elements.
///
/// It is a layer at the front of a network, and a tool for data.
///
/// - As a layer it is not trained. [`standardize`](super::Standardized::standardize) measures the training data, and files of weights have
///   the statistics as `mean` and `scale`. [Folding](crate::fold) merges it into the dense layer or the convolution after it, so it costs
///   nothing on a device, and an int8 network gets the data as they are, with one scale for all elements.
/// - For data, [`of`](Self::of) measures the training data, and [`transform`](Self::transform) changes samples in place.
///
/// A scale of 0 counts as 1. So [`ZERO`](crate::zero::Zero::ZERO) changes nothing, and neither does `initialize` change the statistics.
///
/// # Shapes
/// `T` to `T`, where `T` is `[f32; C]`, `[[f32; L]; C]` or `[[[f32; W]; H]; C]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Standardize => Dense<3, Tanh> => Dense<1>];
/// let train = [[100.0, 0.1], [300.0, 0.5]];
///
/// let mut net = Net::random(&mut Random::seed(1));
/// net.standardize(&train)?;
/// assert_eq!(Net::PARAMS, (2 * 3 + 3) + (3 + 1));
///
/// let mut deployed = <nn_core::folded![Net]>::ZERO; // 2 => Dense<3, Tanh> => Dense<1>
/// net.fold_into(&mut deployed);
/// assert!((deployed.predict(&[200.0, 0.2])[0] - net.predict(&[200.0, 0.2])[0]).abs() < 1e-5);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Standardize<const C: usize, T = [f32; C]> {
    /// The mean of each channel.
    pub mean: [f32; C],
    /// The standard deviation of each channel, or 1 if the channel is constant. 0 counts as 1.
    pub scale: [f32; C],
    marks: PhantomData<T>,
}

value_traits!([const C: usize, T] Standardize<C, T> { mean: [f32; C], scale: [f32; C] });

impl<const C: usize, T> Standardize<C, T> {
    /// With these statistics, as a constant for example.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// const STANDARDIZE: Standardize<2> = Standardize::new([10.0, 1.0], [5.0, 0.5]);
    /// let mut samples = [[15.0, 0.0]];
    /// STANDARDIZE.transform(&mut samples);
    /// assert_eq!(samples, [[1.0, -2.0]]);
    /// ```
    pub const fn new(mean: [f32; C], scale: [f32; C]) -> Self {
        Standardize {
            mean,
            scale,
            marks: PhantomData,
        }
    }

    /// The mean of each channel, and the number by which it is divided.
    pub(crate) fn statistics(&self) -> impl Iterator<Item = (f32, f32)> {
        let divisor = |scale: f32| if scale == 0.0 { 1.0 } else { scale };
        let statistics = self.mean.iter().zip(&self.scale);
        statistics.map(move |(mean, scale)| (*mean, divisor(*scale)))
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Standardize<C, T> {
    /// Standardizes a sample, or one step of it.
    pub(crate) fn standardized<U: Tensor<Element = f32>>(&self, sample: &mut U) {
        self.change(sample, |x, mean, scale| (x - mean) / scale);
    }

    /// Changes each value of a sample to what `change` returns for the value, the mean and the scale of its channel.
    pub(super) fn change<U>(&self, sample: &mut U, change: impl Fn(f32, f32, f32) -> f32)
    where
        U: Tensor<Element = f32>,
    {
        for ((mean, scale), values) in self.statistics().zip(channels_mut::<C, U>(sample)) {
            for value in values {
                *value = change(*value, mean, scale);
            }
        }
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Layer for Standardize<C, T> {
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            C > 0 && T::LEN > 0 && T::SHAPE.channels() == C,
            "the input has as many channels as are standardized",
        );
        Facts {
            macs: T::LEN,
            tensors: const {
                &[
                    StateTensor::new("mean", &[C]),
                    StateTensor::new("scale", &[C]).within(Domain::NotNegative),
                ]
            },
            ..Facts::of::<T>("Standardize")
        }
    };

    fn infer(&self, input: &T, output: &mut T) {
        copy(input.as_slice(), output.as_mut_slice());
        self.standardized(output);
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        visit(Values::F32(&self.mean));
        visit(Values::F32(&self.scale));
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        visit(ValuesMut::F32(&mut self.mean));
        visit(ValuesMut::F32(&mut self.scale));
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Trainable for Standardize<C, T> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        _tape: &mut (),
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            copy(d_output.as_slice(), d_input.as_mut_slice());
            self.change(d_input, |d, _, scale| d / scale);
        }
    }
}
