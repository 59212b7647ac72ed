//! Convolution of `i8` over sequences and images.

use core::marker::PhantomData;

use super::weighted::{settings, stored};
use super::{
    Form, Packed, QuantizedActivation, Requantize, Rounding, Single, Stored, tensors, weighted,
};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::geometry::{Geometry, Slide};
use crate::kernel::integer::{Convolve, Outputs, check_terms};
use crate::kernel::{Isa, dispatch};
use crate::layer::{
    Description, Facts, Layer, Scale, StateLayer, StateTensor, StateTree, Values, ValuesMut,
    activation,
};
use crate::tensor::Tensor;

/// A convolution of `i8` of `C` channels with `F` filters and the geometry `G`, with the activation `A` and the rounding `R`.
///
/// # Shapes
/// `[[i8; C]; L]` to `[[i8; F]; O]`, or `[[[i8; C]; W]; H]` to `[[[i8; F]; OW]; OH]`.
///
/// ```
/// use nn_core::layer::int8::{ConvI8, Packed};
/// use nn_core::layer::Scale;
/// use nn_core::prelude::*;
///
/// let mut layer = ConvI8::<2, 1, Slide<3, 2, 2>>::ZERO;
/// layer.weights = Packed::new([[[1, 10], [2, 20]]]); // a filter of two places and two channels
/// layer.requantize.weight_scale = [1.0];
/// (layer.input, layer.output) = (Scale::ONE, Scale::ONE);
/// layer.derive();
/// let mut output = [[0]; 2];
/// layer.infer(&[[1, 0], [2, 1], [0, 3]], &mut output);
/// assert_eq!(output, [[25], [72]]);
/// ```
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct ConvI8<
    const C: usize,
    const F: usize,
    G: Geometry,
    A: QuantizedActivation = Identity,
    R = Single,
> {
    /// The weights, `[[[i8; C]; K]; F]` over sequences and `[[[[i8; C]; KW]; KH]; F]` over images, in the order of the kernel.
    pub weights: Packed<[G::Kernel<[i8; C]>; F]>,
    /// The biases. Their scale is `input.factor * weight_scale`.
    pub bias: [i32; F],
    /// The scales of the weights, and what follows from them.
    pub requantize: Requantize<F>,
    /// The scale of the input.
    pub input: Scale,
    /// The scale of the output.
    pub output: Scale,
    /// What the activation stores.
    pub activation: A::Form,
    marks: PhantomData<(G, A, R)>,
}

impl<const C: usize, const F: usize, G: Geometry, A: QuantizedActivation, R> ConvI8<C, F, G, A, R> {
    /// The shape of the weights: filters, kernel, channels.
    const WEIGHT_SHAPE: &'static [usize] = if G::DIMENSIONS == 1 {
        &[F, G::COLUMNS.kernel, C]
    } else {
        &[F, G::ROWS.kernel, G::COLUMNS.kernel, C]
    };
}

weighted!([const C: usize, const F: usize, G: Geometry, A: QuantizedActivation, R: Rounding] ConvI8<C, F, G, A, R> {
    weights: [G::Kernel<[i8; C]>; F], outputs: F,
    input: G::Input<[i8; C]>, output: G::Output<[i8; F]>,
    facts: {
        G::ROWS.check();
        G::COLUMNS.check();
        check_terms(C * G::PLACES);
        Facts {
            fixed: (C * G::PLACES).saturating_mul(F).saturating_add(F),
            macs: (C * G::PLACES).saturating_mul(F * G::WINDOWS),
            left_out: [G::ROWS.left_out(), G::COLUMNS.left_out()],
            ..Facts::of::<G::Output<[i8; F]>>(if G::DIMENSIONS == 1 { "Conv1dI8" } else { "Conv2dI8" })
        }
    },
    settings: G::SETTINGS, weight: Self::WEIGHT_SHAPE, kernel: Convolve<R, G, C, F>
});

impl<
    const C: usize,
    const F: usize,
    const L: usize,
    const K: usize,
    const O: usize,
    const S: usize,
    const P: usize,
    const D: usize,
    A: QuantizedActivation,
    R: Rounding,
> ConvI8<C, F, Slide<L, K, O, S, P, D>, A, R>
{
    /// The output of one window.
    #[inline]
    pub(crate) fn window(&self, input: &[[i8; C]; K], output: &mut [[i8; F]; 1]) {
        dispatch(Convolve::<R, Slide<K, K, 1>, C, F> {
            input,
            weights: &self.weights,
            outputs: &self.outputs(),
            output: &mut *output,
            rounding: PhantomData,
        });
        self.activation.apply(output.as_flattened_mut());
    }
}
