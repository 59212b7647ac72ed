//! Depthwise convolution of `i8`: each channel is convolved with its own filter.

use core::marker::PhantomData;

use super::weighted::{settings, stored};
use super::{
    Form, Packed, QuantizedActivation, Requantize, Rounding, Single, Stored, tensors, weighted,
};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::geometry::{Geometry, Slide};
use crate::kernel::integer::{ConvolveChannels, Outputs, check_terms};
use crate::kernel::{Isa, dispatch};
use crate::layer::{
    Description, Facts, Layer, Scale, StateLayer, StateTensor, StateTree, Values, ValuesMut,
    activation,
};
use crate::tensor::Tensor;

/// A convolution of `i8` of each of `C` channels with its own filter and the geometry `G`, with the activation `A` and the rounding
/// `R`.
///
/// # Shapes
/// `[[i8; C]; L]` to `[[i8; C]; O]`, or `[[[i8; C]; W]; H]` to `[[[i8; C]; OW]; OH]`.
///
/// ```
/// use nn_core::layer::int8::{DepthwiseConvI8, Packed};
/// use nn_core::layer::Scale;
/// use nn_core::prelude::*;
///
/// let mut layer = DepthwiseConvI8::<2, Slide<3, 2, 2>>::ZERO;
/// layer.weights = Packed::new([[[1, 10], [2, 20]]]); // two places, each with a weight for both channels
/// layer.requantize.weight_scale = [1.0; 2];
/// (layer.input, layer.output) = (Scale::ONE, Scale::ONE);
/// layer.derive();
/// let mut output = [[0; 2]; 2];
/// layer.infer(&[[1, 0], [2, 1], [0, 3]], &mut output);
/// assert_eq!(output, [[5, 20], [2, 70]]);
/// ```
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct DepthwiseConvI8<
    const C: usize,
    G: Geometry,
    A: QuantizedActivation = Identity,
    R = Single,
> {
    /// The weights, `[[[i8; C]; K]; 1]` over sequences and `[[[[i8; C]; KW]; KH]; 1]` over images, in the order of the kernel.
    pub weights: Packed<[G::Kernel<[i8; C]>; 1]>,
    /// The biases. Their scale is `input.factor * weight_scale`.
    pub bias: [i32; C],
    /// The scales of the weights, and what follows from them.
    pub requantize: Requantize<C>,
    /// The scale of the input.
    pub input: Scale,
    /// The scale of the output.
    pub output: Scale,
    /// What the activation stores.
    pub activation: A::Form,
    marks: PhantomData<(G, A, R)>,
}

impl<const C: usize, G: Geometry, A: QuantizedActivation, R> DepthwiseConvI8<C, G, A, R> {
    /// The shape of the weights: kernel, channels.
    const WEIGHT_SHAPE: &'static [usize] = if G::DIMENSIONS == 1 {
        &[G::COLUMNS.kernel, C]
    } else {
        &[G::ROWS.kernel, G::COLUMNS.kernel, C]
    };
}

weighted!([const C: usize, G: Geometry, A: QuantizedActivation, R: Rounding] DepthwiseConvI8<C, G, A, R> {
    weights: [G::Kernel<[i8; C]>; 1], outputs: C,
    input: G::Input<[i8; C]>, output: G::Output<[i8; C]>,
    facts: {
        G::ROWS.check();
        G::COLUMNS.check();
        check_terms(G::PLACES);
        Facts {
            fixed: C * G::PLACES + C,
            macs: C * G::PLACES * G::WINDOWS,
            left_out: [G::ROWS.left_out(), G::COLUMNS.left_out()],
            ..Facts::of::<G::Output<[i8; C]>>(if G::DIMENSIONS == 1 { "DepthwiseConv1dI8" } else { "DepthwiseConv2dI8" })
        }
    },
    settings: G::SETTINGS, weight: Self::WEIGHT_SHAPE, kernel: ConvolveChannels<R, G, C>
});

impl<
    const C: usize,
    const L: usize,
    const K: usize,
    const O: usize,
    const S: usize,
    const P: usize,
    const D: usize,
    A: QuantizedActivation,
    R: Rounding,
> DepthwiseConvI8<C, Slide<L, K, O, S, P, D>, A, R>
{
    /// The output of one window.
    #[inline]
    pub(crate) fn window(&self, input: &[[i8; C]; K], output: &mut [[i8; C]; 1]) {
        dispatch(ConvolveChannels::<R, Slide<K, K, 1>, C> {
            input,
            weights: &self.weights,
            outputs: &self.outputs(),
            output: &mut *output,
            rounding: PhantomData,
        });
        self.activation.apply(output.as_flattened_mut());
    }
}
