//! ReLU with learned slopes.

use core::marker::PhantomData;

use rand_core::Rng;

use super::{Facts, Layer, Sink, Trainable, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel;
use crate::require::require;
use crate::state::StateTensor;
use crate::tensor::{Tensor, channels, channels_mut};

/// `y = x` for `x > 0`, otherwise `y = slope x` (He et al., "Delving Deep into Rectifiers", 2015). The slopes are trained.
///
/// `S` is the number of slopes: 1, or one for each channel of `T`. The channels of a vector are its elements. In
/// [`network!`](crate::network!), `PRelu` has one slope, and `PRelu<per_channel = true>` one for each channel. `initialize` sets them to
/// 0.25, as PyTorch does. The derivative with respect to an input of 0 is the slope.
///
/// It is a layer and not an activation, because an activation has no parameters.
///
/// # Shapes
/// `T` to `T`, where `T` is `[f32; N]`, `[[f32; L]; C]` or `[[[f32; W]; H]; C]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[4, 9] => PRelu<per_channel = true> => GlobalAvgPool => Dense<3> => PRelu];
/// assert_eq!(Net::PARAMS, 4 + (4 * 3 + 3) + 1);
///
/// let mut layer = PRelu::<2, [f32; 2]>::ZERO;
/// layer.slopes = [0.5, 2.0];
/// let mut output = [0.0; 2];
/// layer.infer(&[-4.0, -4.0], &mut output);
/// assert_eq!(output, [-2.0, -8.0]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct PRelu<const S: usize, T> {
    /// The slope for all inputs that are not above 0, or that of each channel.
    pub slopes: [f32; S],
    marks: PhantomData<T>,
}

value_traits!([const S: usize, T] PRelu<S, T> { slopes: [f32; S] });

impl<const S: usize, T: Tensor<Element = f32>> PRelu<S, T> {
    /// Replaces each of `numbers` by what `change` returns for it, the input at its place, and the slope.
    fn change<U>(&self, input: &U, numbers: &mut U, change: impl Fn(f32, f32, f32) -> f32)
    where
        U: Tensor<Element = f32>,
    {
        let places = channels::<S, U>(input).zip(channels_mut::<S, U>(numbers));
        for (slope, (inputs, numbers)) in self.slopes.iter().zip(places) {
            for (number, input) in numbers.iter_mut().zip(inputs) {
                *number = change(*number, *input, *slope);
            }
        }
    }
}

impl<const S: usize, T: Tensor<Element = f32>> PRelu<S, T> {
    /// Computes a sample, or one step of it.
    pub(crate) fn apply<U: Tensor<Element = f32>>(&self, input: &U, output: &mut U) {
        self.change(
            input,
            output,
            |_, x, slope| {
                if x > 0.0 { x } else { slope * x }
            },
        );
    }
}

impl<const S: usize, T: Tensor<Element = f32>> Layer for PRelu<S, T> {
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            T::LEN > 0 && (S == 1 || S == T::SHAPE.channels()),
            "there is one slope, or one for each channel of the input",
        );
        Facts {
            params: S,
            macs: T::LEN,
            tensors: const { &[StateTensor::new("weight", &[S])] },
            ..Facts::of::<T>("PRelu")
        }
    };

    fn infer(&self, input: &T, output: &mut T) {
        self.apply(input, output);
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        visit(&self.slopes);
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        visit(&mut self.slopes);
    }
}

impl<const S: usize, T: Tensor<Element = f32>> Trainable for PRelu<S, T> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        _tape: &mut (),
    ) {
        let d_input = d_input.unwrap_or_default().iter_mut();
        for (d_input, (input, d_output)) in d_input.zip(input.iter().zip(d_output)) {
            kernel::copy(d_output.as_slice(), d_input.as_mut_slice());
            self.change(
                input,
                d_input,
                |d, x, slope| {
                    if x > 0.0 { d } else { slope * d }
                },
            );
        }
    }

    fn gradient<const BATCH: usize, K: Sink>(
        input: Batch<'_, T>,
        d_output: &[T],
        _tape: &(),
        sink: &mut K,
    ) {
        let samples = input.iter().zip(d_output);
        let d_slopes = samples.map(|(input, d_output)| {
            let places = channels::<S, T>(input).zip(channels::<S, T>(d_output));
            places
                .map(|(x, d)| kernel::sum_of_pairs(x, d, |x, d| if x > 0.0 { 0.0 } else { x * d }))
        });
        sink.rows(S, d_slopes);
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, _init: Option<Init>, _rng: &mut R) {
        self.slopes = [0.25; S];
    }
}
