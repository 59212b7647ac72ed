//! Convolution of each channel of an image with a filter of its own.

use core::marker::PhantomData;

use rand_core::Rng;

use super::windows::{self, Windows};
use super::{Bias, Facts, Layer, Optional, Sink, Trainable, dies_at_zero, len, value_traits};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::{self, Convolution};
use crate::rng::Noise;
use crate::state::StateTensor;
use crate::tensor::Tensor;
use crate::window::Slide2d;
use crate::zero::Zero;

/// A convolution of each of `C` channels with its own filter of `KH` x `KW`: `y[c] = b[c] + sum over u, v of x[c][i+u][j+v] w[c][u][v]` at
/// every place where the window lies, which the [`Slide2d`] `S` says.
///
/// Before a [`Conv2d`](super::Conv2d) with a kernel of 1 it makes a depthwise separable convolution (Howard et al., "MobileNets", 2017).
///
/// # Shapes
/// `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; C]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Separable = network![[8, 16, 16]
///     => DepthwiseConv2d<3, padding = Same, Relu>
///     => Conv2d<filters = 16, kernel = 1, Relu>];
/// assert_eq!(Separable::PARAMS, (8 * 3 * 3 + 8) + (8 * 16 + 16));
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct DepthwiseConv2d<
    const C: usize,
    const KH: usize,
    const KW: usize,
    S,
    A = Identity,
    B: Optional = Bias,
> {
    /// `weights[c][u][v]` leads from row `u`, column `v` of the window in channel `c` to the same channel.
    pub weights: [[[f32; KW]; KH]; C],
    /// One number per channel, or none without a bias.
    pub bias: B::Of<[f32; C]>,
    marks: PhantomData<(S, A, B)>,
}

value_traits!([const C: usize, const KH: usize, const KW: usize, S, A, B: Optional]
    DepthwiseConv2d<C, KH, KW, S, A, B> { weights: [[[f32; KW]; KH]; C], bias: B::Of<[f32; C]> });

impl<const C: usize, const KH: usize, const KW: usize, S, A, B: Optional>
    DepthwiseConv2d<C, KH, KW, S, A, B>
{
    /// A layer with these weights and biases.
    pub const fn new(weights: [[[f32; KW]; KH]; C], bias: B::Of<[f32; C]>) -> Self {
        DepthwiseConv2d {
            weights,
            bias,
            marks: PhantomData,
        }
    }

    /// What the sums begin with.
    fn bias(&self) -> &[f32; C] {
        B::or(&self.bias, Tensor::ZERO_REF)
    }
}

impl<
    const C: usize,
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
    A: Activation,
    B: Optional,
> Layer for DepthwiseConv2d<C, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>, A, B>
{
    type Element = f32;
    type Input = [[[f32; W]; H]; C];
    type Output = [[[f32; OW]; OH]; C];
    type Activation = A;

    const FACTS: Facts = {
        let [rows, columns] = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW);
        rows.check();
        columns.check();
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::new("weight", &[C, 1, KH, KW]),
                StateTensor::new("bias", &[C]),
            ]
        };
        Facts {
            params: C * KH * KW + len::<B, [f32; C]>(),
            macs: C * KH * KW * OH * OW,
            left_out: [rows.left_out(), columns.left_out()],
            settings: &[SH, SW, PT, PL],
            tensors: tensors.split_at(1 + B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>("DepthwiseConv2d")
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        Convolution::<H, W, 1, OH, OW, KH, KW, SH, SW, PT, PL>::channels(
            input,
            &self.weights,
            self.bias(),
            output,
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
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
    A: Activation,
    B: Optional,
> Trainable for DepthwiseConv2d<C, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>, A, B>
{
    type Tape<const BATCH: usize> = ();

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        output: &mut [Self::Output],
        _tape: &mut (),
        _noise: Noise,
    ) {
        let (weights, bias) = (&self.weights, self.bias());
        kernel::over_samples(input, output, Self::FACTS.macs, |input, output| {
            Convolution::<H, W, 1, OH, OW, KH, KW, SH, SW, PT, PL>::channels(
                input, weights, bias, output,
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
        let (weights, d_input) = (&self.weights, d_input.unwrap_or_default());
        kernel::over_samples(
            Batch::all(d_output),
            d_input,
            Self::FACTS.macs,
            |d_output, d_input| {
                Convolution::<H, W, 1, OH, OW, KH, KW, SH, SW, PT, PL>::channels_input_gradient(
                    d_output, weights, d_input,
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
        windows::gradient::<Self, B, C>(input, d_output, sink);
    }

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let weights = self.weights.as_flattened_mut().as_flattened_mut();
        init.unwrap_or(A::INIT).fill(weights, KH * KW, KH * KW, rng);
        self.bias = Zero::ZERO;
    }
}

impl<
    const C: usize,
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
    A: Activation,
    B: Optional,
> Windows for DepthwiseConv2d<C, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>, A, B>
{
    const WEIGHTS: usize = C * KH * KW;

    #[inline]
    fn visit_weights(
        input: &Self::Input,
        d_output: &Self::Output,
        visit: &mut impl FnMut(usize, f32),
    ) {
        Convolution::<H, W, 1, OH, OW, KH, KW, SH, SW, PT, PL>::channels_gradient(
            input, d_output, false, visit,
        );
    }
}
