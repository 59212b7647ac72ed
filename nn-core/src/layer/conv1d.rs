//! Convolution over sequences.

use core::marker::PhantomData;

use rand_core::Rng;

use super::sink::addition;
use super::windows::{self, Windows};
use super::{Bias, Facts, Layer, Optional, Sink, Trainable, dies_at_zero, len, value_traits};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::{self, Convolution, as_rows, as_rows_mut};
use crate::rng::Noise;
use crate::state::StateTensor;
use crate::tensor::Tensor;
use crate::window::Slide1d;
use crate::zero::Zero;

/// A convolution of `C` channels of a sequence with `F` filters of length `K`: `y[f][i] = b[f] + sum over c, u of x[c][i+u] w[c][u][f]`
/// at every place where the window lies, which the [`Slide1d`] `S` says.
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; OL]; F]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[6, 50] => Conv1d<filters = 8, kernel = 5, stride = 2, Relu> => [8, 23]];
/// assert_eq!(Net::PARAMS, 6 * 5 * 8 + 8);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Conv1d<
    const C: usize,
    const F: usize,
    const K: usize,
    S,
    A = Identity,
    B: Optional = Bias,
> {
    /// `weights[c][u][f]` leads from place `u` of the window in channel `c` to filter `f`.
    pub weights: [[[f32; F]; K]; C],
    /// One number per filter, or none without a bias.
    pub bias: B::Of<[f32; F]>,
    marks: PhantomData<(S, A, B)>,
}

value_traits!([const C: usize, const F: usize, const K: usize, S, A, B: Optional]
    Conv1d<C, F, K, S, A, B> { weights: [[[f32; F]; K]; C], bias: B::Of<[f32; F]> });

impl<const C: usize, const F: usize, const K: usize, S, A, B: Optional> Conv1d<C, F, K, S, A, B> {
    /// A layer with these weights and biases.
    pub const fn new(weights: [[[f32; F]; K]; C], bias: B::Of<[f32; F]>) -> Self {
        Conv1d {
            weights,
            bias,
            marks: PhantomData,
        }
    }

    /// What the sums begin with.
    fn bias(&self) -> &[f32; F] {
        B::or(&self.bias, Tensor::ZERO_REF)
    }
}

impl<
    const C: usize,
    const L: usize,
    const F: usize,
    const OL: usize,
    const K: usize,
    const S: usize,
    const P: usize,
    A: Activation,
    B: Optional,
> Layer for Conv1d<C, F, K, Slide1d<L, OL, S, P>, A, B>
{
    type Element = f32;
    type Input = [[f32; L]; C];
    type Output = [[f32; OL]; F];
    type Activation = A;

    const FACTS: Facts = {
        let axis = Slide1d::<L, OL, S, P>::axis(K);
        axis.check();
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::outputs_innermost("weight", &[F, C, K]),
                StateTensor::new("bias", &[F]),
            ]
        };
        Facts {
            params: (C * K)
                .saturating_mul(F)
                .saturating_add(len::<B, [f32; F]>()),
            macs: (C * K).saturating_mul(F * OL),
            left_out: [0, axis.left_out()],
            settings: &[S, P],
            tensors: tensors.split_at(1 + B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>("Conv1d")
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        Convolution::<1, L, F, 1, OL, 1, K, 1, S, 0, P>::forward(
            as_rows(input),
            as_rows(&self.weights),
            self.bias(),
            as_rows_mut(output),
        );
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        visit(self.weights.as_flattened().as_flattened());
        if B::IS_PRESENT {
            visit(self.bias.as_slice());
        }
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        visit(self.weights.as_flattened_mut().as_flattened_mut());
        if B::IS_PRESENT {
            visit(self.bias.as_mut_slice());
        }
    }
}

impl<
    const C: usize,
    const L: usize,
    const F: usize,
    const OL: usize,
    const K: usize,
    const S: usize,
    const P: usize,
    A: Activation,
    B: Optional,
> Trainable for Conv1d<C, F, K, Slide1d<L, OL, S, P>, A, B>
{
    type Tape<const BATCH: usize> = ();

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        output: &mut [Self::Output],
        _tape: &mut (),
        _noise: Noise,
    ) {
        let (weights, bias) = (as_rows(&self.weights), self.bias());
        kernel::over_samples(input, output, Self::FACTS.macs, |input, output| {
            Convolution::<1, L, F, 1, OL, 1, K, 1, S, 0, P>::forward(
                as_rows(input),
                weights,
                bias,
                as_rows_mut(output),
            );
        });
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        _tape: &mut (),
    ) {
        let (weights, d_input) = (as_rows(&self.weights), d_input.unwrap_or_default());
        kernel::over_samples(
            Batch::all(d_output),
            d_input,
            Self::FACTS.macs,
            |d_output, d_input| {
                Convolution::<1, L, F, 1, OL, 1, K, 1, S, 0, P>::input_gradient(
                    as_rows(d_output),
                    weights,
                    as_rows_mut(d_input),
                );
            },
        );
    }

    fn gradient<const BATCH: usize, Out: Sink>(
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        _tape: &(),
        sink: &mut Out,
    ) {
        windows::gradient::<Self, B, F>(input, d_output, sink);
    }

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let weights = self.weights.as_flattened_mut().as_flattened_mut();
        init.unwrap_or(A::INIT).fill(weights, C * K, F * K, rng);
        self.bias = Zero::ZERO;
    }
}

impl<
    const C: usize,
    const L: usize,
    const F: usize,
    const OL: usize,
    const K: usize,
    const S: usize,
    const P: usize,
    A: Activation,
    B: Optional,
> Windows for Conv1d<C, F, K, Slide1d<L, OL, S, P>, A, B>
{
    const WEIGHTS: usize = C * K * F;

    #[inline]
    fn visit_weights(
        input: &Self::Input,
        d_output: &Self::Output,
        visit: &mut impl FnMut(usize, f32),
    ) {
        Convolution::<1, L, F, 1, OL, 1, K, 1, S, 0, P>::weight_gradient(
            as_rows(input),
            as_rows(d_output),
            visit,
        );
    }

    fn add_weights(input: Batch<'_, Self::Input>, d_output: &[Self::Output], block: &mut [f32]) {
        let cost = d_output.len() * K * F * OL;
        kernel::over_blocks(0..C, block, cost, |channels, block| {
            for (input, d_output) in input.iter().zip(d_output) {
                let input = as_rows(input).get(channels.clone()).unwrap_or_default();
                Convolution::<1, L, F, 1, OL, 1, K, 1, S, 0, P>::weight_gradient(
                    input,
                    as_rows(d_output),
                    &mut addition(block),
                );
            }
        });
    }
}
