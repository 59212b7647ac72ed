//! Convolution over images.

use core::marker::PhantomData;

use rand_core::Rng;

use super::sink::addition;
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

/// A convolution of `C` channels with `F` filters of `KH` x `KW`: `y[f] = b[f] + sum over c, u, v of x[c][i+u][j+v] w[c][u][v][f]`
/// at every place where the window lies, which the [`Slide2d`] `S` says. (As everywhere in the field, the kernel is not
/// flipped.)
///
/// The weights are input-major, like those of [`Dense`](super::Dense): the filters stand innermost.
///
/// # Shapes
/// `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; F]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => [6, 28, 28]];
/// assert_eq!(Net::PARAMS, 6 * 5 * 5 + 6);
///
/// // The same by hand, without the macro:
/// type ByHand = Conv2d<1, 6, 5, 5, Slide2d<28, 28, 28, 28, 1, 1, 2, 2>, Relu>;
/// assert_eq!(ByHand::ZERO.weights, [[[[0.0; 6]; 5]; 5]; 1]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Conv2d<
    const C: usize,
    const F: usize,
    const KH: usize,
    const KW: usize,
    S,
    A = Identity,
    B: Optional = Bias,
> {
    /// `weights[c][u][v][f]` leads from row `u`, column `v` of the window in channel `c` to filter `f`.
    pub weights: [[[[f32; F]; KW]; KH]; C],
    /// One number per filter, or none without a bias.
    pub bias: B::Of<[f32; F]>,
    marks: PhantomData<(S, A, B)>,
}

value_traits!([const C: usize, const F: usize, const KH: usize, const KW: usize, S, A, B: Optional]
    Conv2d<C, F, KH, KW, S, A, B> { weights: [[[[f32; F]; KW]; KH]; C], bias: B::Of<[f32; F]> });

impl<const C: usize, const F: usize, const KH: usize, const KW: usize, S, A, B: Optional>
    Conv2d<C, F, KH, KW, S, A, B>
{
    /// A layer with these weights and biases.
    pub const fn new(weights: [[[[f32; F]; KW]; KH]; C], bias: B::Of<[f32; F]>) -> Self {
        Conv2d {
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
    const H: usize,
    const W: usize,
    const F: usize,
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
> Layer for Conv2d<C, F, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>, A, B>
{
    type Element = f32;
    type Input = [[[f32; W]; H]; C];
    type Output = [[[f32; OW]; OH]; F];
    type Activation = A;

    const FACTS: Facts = {
        let [rows, columns] = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW);
        rows.check();
        columns.check();
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::outputs_innermost("weight", &[F, C, KH, KW]),
                StateTensor::new("bias", &[F]),
            ]
        };
        Facts {
            params: (C * KH * KW)
                .saturating_mul(F)
                .saturating_add(len::<B, [f32; F]>()),
            macs: (C * KH * KW).saturating_mul(F * OH * OW),
            left_out: [rows.left_out(), columns.left_out()],
            settings: &[SH, SW, PT, PL],
            tensors: tensors.split_at(1 + B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>("Conv2d")
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        let (weights, bias) = (&self.weights, self.bias());
        Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::forward(
            input, weights, bias, output,
        );
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        visit(self.weights.as_flattened().as_flattened().as_flattened());
        if B::IS_PRESENT {
            visit(self.bias.as_slice());
        }
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        let weights = self.weights.as_flattened_mut().as_flattened_mut();
        visit(weights.as_flattened_mut());
        if B::IS_PRESENT {
            visit(self.bias.as_mut_slice());
        }
    }
}

impl<
    const C: usize,
    const H: usize,
    const W: usize,
    const F: usize,
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
> Trainable for Conv2d<C, F, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>, A, B>
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
            Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::forward(
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
                Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::input_gradient(
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
        windows::gradient::<Self, B, F>(input, d_output, sink);
    }

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let weights = self.weights.as_flattened_mut().as_flattened_mut();
        init.unwrap_or(A::INIT)
            .fill(weights.as_flattened_mut(), C * KH * KW, F * KH * KW, rng);
        self.bias = Zero::ZERO;
    }
}

impl<
    const C: usize,
    const H: usize,
    const W: usize,
    const F: usize,
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
> Windows for Conv2d<C, F, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>, A, B>
{
    const WEIGHTS: usize = C * KH * KW * F;

    #[inline]
    fn visit_weights(
        input: &Self::Input,
        d_output: &Self::Output,
        visit: &mut impl FnMut(usize, f32),
    ) {
        Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::weight_gradient(
            input, d_output, visit,
        );
    }

    fn add_weights(input: Batch<'_, Self::Input>, d_output: &[Self::Output], block: &mut [f32]) {
        let cost = d_output.len() * KH * KW * F * OH * OW;
        kernel::over_blocks(0..C, block, cost, |channels, block| {
            for (input, d_output) in input.iter().zip(d_output) {
                let input = input.get(channels.clone()).unwrap_or_default();
                Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::weight_gradient(
                    input,
                    d_output,
                    &mut addition(block),
                );
            }
        });
    }
}
