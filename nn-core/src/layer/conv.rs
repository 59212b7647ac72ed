//! Convolution over sequences and images.

use core::marker::PhantomData;

use rand_core::Rng;

use super::sink::addition;
use super::windows::{self, Windows};
use super::{
    Bias, Facts, Layer, Optional, Sink, Trainable, dies_at_zero, len, value_traits, visit_tensors,
};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::geometry::Geometry;
use crate::init::Init;
use crate::kernel::{self, Convolution};
use crate::rng::Noise;
use crate::slices;
use crate::state::StateTensor;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// A convolution of `C` channels with `F` filters and the geometry `G`. [`network!`](crate::network!) writes it as `Conv1d` and
/// `Conv2d`.
///
/// Over a sequence `y[f][i] = b[f] + sum over c, u of x[c][s i + d u - p] w[c][u][f]` with the stride `s`, the dilation `d` and the
/// padding `p` of the [`Slide`](crate::geometry::Slide). Over an image the same holds along rows and columns. As in other frameworks,
/// the kernel is not flipped. The filters are the innermost dimension of the weights.
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; O]; F]`, or `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; F]`.
///
/// # Over sequences
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[6, 50] => Conv1d<filters = 8, kernel = 5, stride = 2, Relu> => [8, 23]];
/// assert_eq!(Net::PARAMS, 6 * 5 * 8 + 8);
///
/// // The same layer without the macro. Its weights are `[[[f32; F]; K]; C]`.
/// type ByHand = Conv<6, 8, Slide<50, 5, 23, 2>, Relu>;
/// assert_eq!(ByHand::ZERO.weights, [[[0.0; 8]; 5]; 6]);
/// ```
///
/// # Over images
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => [6, 28, 28]];
/// assert_eq!(Net::PARAMS, 6 * 5 * 5 + 6);
///
/// // The same layer without the macro. Its weights are `[[[[f32; F]; KW]; KH]; C]`.
/// type Line = Slide<28, 5, 28, 1, 2>;
/// type ByHand = Conv<1, 6, (Line, Line), Relu>;
/// assert_eq!(ByHand::ZERO.weights, [[[[0.0; 6]; 5]; 5]; 1]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Conv<const C: usize, const F: usize, G: Geometry, A = Identity, B: Optional = Bias> {
    /// The weights: `[[[f32; F]; K]; C]` over sequences, `[[[[f32; F]; KW]; KH]; C]` over images. `weights[c][u][v][f]` connects row `u`,
    /// column `v` of the window in channel `c` to filter `f`.
    pub weights: [G::Kernel<[f32; F]>; C],
    /// The biases: `[f32; F]`, or `[f32; 0]` without a bias.
    pub bias: B::Of<[f32; F]>,
    marks: PhantomData<(G, A, B)>,
}

value_traits!([const C: usize, const F: usize, G: Geometry, A, B: Optional]
    Conv<C, F, G, A, B> { weights: [G::Kernel<[f32; F]>; C], bias: B::Of<[f32; F]> });

impl<const C: usize, const F: usize, G: Geometry, A, B: Optional> Conv<C, F, G, A, B> {
    /// The shape of the weights in a file: filters, channels, kernel.
    const WEIGHT_SHAPE: &'static [usize] = if G::DIMENSIONS == 1 {
        &[F, C, G::COLUMNS.kernel]
    } else {
        &[F, C, G::ROWS.kernel, G::COLUMNS.kernel]
    };
    const WEIGHT: StateTensor = StateTensor::outputs_innermost("weight", Self::WEIGHT_SHAPE);

    /// A layer with these weights and biases.
    pub const fn new(weights: [G::Kernel<[f32; F]>; C], bias: B::Of<[f32; F]>) -> Self {
        Conv {
            weights,
            bias,
            marks: PhantomData,
        }
    }

    /// The biases, or zeros if the layer has no bias.
    pub(crate) fn bias(&self) -> &[f32; F] {
        B::or(&self.bias, Tensor::ZERO_REF)
    }
}

impl<const C: usize, const F: usize, G: Geometry, A: Activation, B: Optional> Layer
    for Conv<C, F, G, A, B>
{
    type Element = f32;
    type Input = [G::Input<f32>; C];
    type Output = [G::Output<f32>; F];
    type Activation = A;

    const FACTS: Facts = {
        G::ROWS.check();
        G::COLUMNS.check();
        let tensors: &[StateTensor] = const { &[Self::WEIGHT, StateTensor::new("bias", &[F])] };
        Facts {
            params: (C * G::PLACES)
                .saturating_mul(F)
                .saturating_add(len::<B, [f32; F]>()),
            macs: (C * G::PLACES).saturating_mul(F * G::WINDOWS),
            left_out: [G::ROWS.left_out(), G::COLUMNS.left_out()],
            settings: G::SETTINGS,
            tensors: tensors.split_at(1 + B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>(if G::DIMENSIONS == 1 {
                "Conv1d"
            } else {
                "Conv2d"
            })
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        Convolution::<G, F>::forward(input, &self.weights, self.bias(), output);
    }

    visit_tensors!(weights; B: bias);
}

impl<const C: usize, const F: usize, G: Geometry, A: Activation, B: Optional> Trainable
    for Conv<C, F, G, A, B>
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
            Convolution::<G, F>::forward(input, weights, bias, output);
        });
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        _tape: &mut (),
    ) {
        let (weights, d_output) = (&self.weights, Batch::all(d_output));
        let d_input = d_input.unwrap_or_default();
        kernel::over_samples(d_output, d_input, Self::FACTS.macs, |d_output, d_input| {
            Convolution::<G, F>::input_gradient(d_output, weights, d_input);
        });
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        _tape: &(),
        sink: &mut S,
    ) {
        windows::gradient::<Self, B, _, F>(input, d_output, sink);
    }

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let weights = Tensor::as_mut_slice(&mut self.weights);
        init.unwrap_or(A::INIT)
            .fill(weights, C * G::PLACES, F * G::PLACES, rng);
        self.bias = Zero::ZERO;
    }
}

impl<const C: usize, const F: usize, G: Geometry, A: Activation, B: Optional> Windows
    for Conv<C, F, G, A, B>
{
    const WEIGHTS: usize = C * G::PLACES * F;

    #[inline]
    fn visit_weights(
        input: &Self::Input,
        d_output: &Self::Output,
        visit: &mut impl FnMut(usize, f32),
    ) {
        Convolution::<G, F>::weight_gradient(input, d_output, visit);
    }

    fn add_weights(input: Batch<'_, Self::Input>, d_output: &[Self::Output], block: &mut [f32]) {
        let cost = d_output.len() * G::PLACES * F * G::WINDOWS;
        kernel::over_blocks(0..C, block, cost, |channels, block| {
            for (input, d_output) in input.iter().zip(d_output) {
                let input = slices::range(input, channels.clone());
                Convolution::<G, F>::weight_gradient(input, d_output, &mut addition(block));
            }
        });
    }
}
