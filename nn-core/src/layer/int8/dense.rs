//! The fully connected layer of `i8`.

use core::marker::PhantomData;

use super::weighted::{settings, stored};
use super::{
    Form, Packed, QuantizedActivation, Requantize, Rounding, Single, Stored, tensors, weighted,
};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::integer::{Dense, Outputs, check_terms};
use crate::kernel::{Isa, dispatch};
use crate::layer::{
    Description, Facts, Layer, Scale, StateLayer, StateTensor, StateTree, Values, ValuesMut,
    activation,
};
use crate::tensor::Tensor;

/// A fully connected layer of `i8` from `I` inputs to `O` outputs, with the activation `A` and the rounding `R`.
///
/// # Shapes
/// `[i8; I]` to `[i8; O]`.
///
/// ```
/// use nn_core::layer::int8::{DenseI8, Packed};
/// use nn_core::layer::Scale;
/// use nn_core::prelude::*;
///
/// let mut layer = DenseI8::<2, 1, Relu>::ZERO;
/// layer.weights = Packed::new([[100, -50]]);
/// layer.requantize.weight_scale = [0.01];
/// layer.input = Scale::new(0.5, 0);
/// layer.output = Scale::new(0.125, -128);
/// layer.derive();
/// let mut output = [0];
/// layer.infer(&[6, 4], &mut output);
/// assert_eq!(output, [-112]); // 0.5 (6 - 0.5 * 4) = 2 = 0.125 (-112 + 128)
/// ```
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct DenseI8<const I: usize, const O: usize, A: QuantizedActivation = Identity, R = Single> {
    /// The weights, `[[i8; I]; O]` in the order of the kernel.
    pub weights: Packed<[[i8; I]; O]>,
    /// The biases. Their scale is `input.factor * weight_scale`.
    pub bias: [i32; O],
    /// The scales of the weights, and what follows from them.
    pub requantize: Requantize<O>,
    /// The scale of the input.
    pub input: Scale,
    /// The scale of the output.
    pub output: Scale,
    /// What the activation stores.
    pub activation: A::Form,
    marks: PhantomData<(A, R)>,
}

weighted!([const I: usize, const O: usize, A: QuantizedActivation, R: Rounding] DenseI8<I, O, A, R> {
    weights: [[i8; I]; O], outputs: O, input: [i8; I], output: [i8; O],
    facts: {
        check_terms(I);
        Facts {
            fixed: I.saturating_mul(O).saturating_add(O),
            macs: I.saturating_mul(O),
            ..Facts::of::<[i8; O]>("DenseI8")
        }
    },
    settings: [0; 0], weight: &[O, I], kernel: Dense<R, I, O>
});
