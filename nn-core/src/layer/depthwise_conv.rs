//! Depthwise convolution: each channel is convolved with its own filter.

use core::marker::PhantomData;

use rand_core::Rng;

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
use crate::state::StateTensor;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// A convolution of each of `C` channels with its own filter and the geometry `G`. [`network!`](crate::network!) writes it as
/// `DepthwiseConv1d` and `DepthwiseConv2d`.
///
/// Over a sequence `y[c][i] = b[c] + sum over u of x[c][s i + d u - p] w[c][u]` with the stride `s`, the dilation `d` and the padding
/// `p` of the [`Slide`](crate::geometry::Slide). Over an image the same holds along rows and columns. Followed by a convolution with a
/// kernel of 1 it is a depthwise separable convolution (Howard et al., "MobileNets", 2017).
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; O]; C]`, or `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; C]`.
///
/// # Over sequences
/// ```
/// use nn_core::prelude::*;
///
/// type Separable = network![[8, 50]
///     => DepthwiseConv1d<3, padding = Same, dilation = 2, Relu>
///     => Conv1d<filters = 16, kernel = 1, Relu>];
/// assert_eq!(Separable::PARAMS, (8 * 3 + 8) + (8 * 16 + 16));
///
/// // The first layer without the macro. Its weights are `[[f32; K]; C]`.
/// type ByHand = DepthwiseConv<8, Slide<50, 3, 50, 1, 2, 2>, Relu>;
/// assert_eq!(ByHand::ZERO.weights, [[0.0; 3]; 8]);
/// ```
///
/// # Over images
/// ```
/// use nn_core::prelude::*;
///
/// type Separable = network![[8, 16, 16]
///     => DepthwiseConv2d<3, padding = Same, Relu>
///     => Conv2d<filters = 16, kernel = 1, Relu>];
/// assert_eq!(Separable::PARAMS, (8 * 3 * 3 + 8) + (8 * 16 + 16));
///
/// // The first layer without the macro. Its weights are `[[[f32; KW]; KH]; C]`.
/// type Line = Slide<16, 3, 16, 1, 1>;
/// type ByHand = DepthwiseConv<8, (Line, Line), Relu>;
/// assert_eq!(ByHand::ZERO.weights, [[[0.0; 3]; 3]; 8]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct DepthwiseConv<const C: usize, G: Geometry, A = Identity, B: Optional = Bias> {
    /// The weights: `[[f32; K]; C]` over sequences, `[[[f32; KW]; KH]; C]` over images. `weights[c][u][v]` belongs to row `u`, column `v` of
    /// the window in channel `c`.
    pub weights: [G::Kernel<f32>; C],
    /// The biases: `[f32; C]`, or `[f32; 0]` without a bias.
    pub bias: B::Of<[f32; C]>,
    marks: PhantomData<(G, A, B)>,
}

value_traits!([const C: usize, G: Geometry, A, B: Optional]
    DepthwiseConv<C, G, A, B> { weights: [G::Kernel<f32>; C], bias: B::Of<[f32; C]> });

impl<const C: usize, G: Geometry, A, B: Optional> DepthwiseConv<C, G, A, B> {
    /// The shape of the weights in a file: channels, 1, kernel.
    const WEIGHT_SHAPE: &'static [usize] = if G::DIMENSIONS == 1 {
        &[C, 1, G::COLUMNS.kernel]
    } else {
        &[C, 1, G::ROWS.kernel, G::COLUMNS.kernel]
    };
    const WEIGHT: StateTensor = StateTensor::new("weight", Self::WEIGHT_SHAPE);

    /// A layer with these weights and biases.
    pub const fn new(weights: [G::Kernel<f32>; C], bias: B::Of<[f32; C]>) -> Self {
        DepthwiseConv {
            weights,
            bias,
            marks: PhantomData,
        }
    }

    /// The biases, or zeros if the layer has no bias.
    pub(crate) fn bias(&self) -> &[f32; C] {
        B::or(&self.bias, Tensor::ZERO_REF)
    }
}

impl<const C: usize, G: Geometry, A: Activation, B: Optional> Layer for DepthwiseConv<C, G, A, B> {
    type Element = f32;
    type Input = [G::Input<f32>; C];
    type Output = [G::Output<f32>; C];
    type Activation = A;

    const FACTS: Facts = {
        G::ROWS.check();
        G::COLUMNS.check();
        let tensors: &[StateTensor] = const { &[Self::WEIGHT, StateTensor::new("bias", &[C])] };
        Facts {
            params: C * G::PLACES + len::<B, [f32; C]>(),
            macs: C * G::PLACES * G::WINDOWS,
            left_out: [G::ROWS.left_out(), G::COLUMNS.left_out()],
            settings: G::SETTINGS,
            tensors: tensors.split_at(1 + B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>(if G::DIMENSIONS == 1 {
                "DepthwiseConv1d"
            } else {
                "DepthwiseConv2d"
            })
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        Convolution::<G, 1>::channels(input, &self.weights, self.bias(), output);
    }

    visit_tensors!(weights; B: bias);
}

impl<const C: usize, G: Geometry, A: Activation, B: Optional> Trainable
    for DepthwiseConv<C, G, A, B>
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
            Convolution::<G, 1>::channels(input, weights, bias, output);
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
            Convolution::<G, 1>::channels_input_gradient(d_output, weights, d_input);
        });
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        _tape: &(),
        sink: &mut S,
    ) {
        windows::gradient::<Self, B, _, C>(input, d_output, sink);
    }

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let weights = Tensor::as_mut_slice(&mut self.weights);
        init.unwrap_or(A::INIT)
            .fill(weights, G::PLACES, G::PLACES, rng);
        self.bias = Zero::ZERO;
    }
}

impl<const C: usize, G: Geometry, A: Activation, B: Optional> Windows
    for DepthwiseConv<C, G, A, B>
{
    const WEIGHTS: usize = C * G::PLACES;

    #[inline]
    fn visit_weights(
        input: &Self::Input,
        d_output: &Self::Output,
        visit: &mut impl FnMut(usize, f32),
    ) {
        Convolution::<G, 1>::channels_gradient(input, d_output, false, visit);
    }
}
