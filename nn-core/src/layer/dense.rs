//! The fully connected layer: `z = x W + b`.

use core::marker::PhantomData;

use rand_core::Rng;

use super::{
    Bias, Facts, Layer, Optional, Sink, Trainable, dies_at_zero, len, value_traits, visit_tensors,
};
use crate::activation::{Activation, Identity};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::{self, Affine, Isa};
use crate::rng::Noise;
use crate::state::StateTensor;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// A fully connected layer from `I` inputs to `O` outputs.
///
/// The weights have one row of `O` numbers per input. So the product is a sum of rows, which vectorizes over the outputs and has the
/// same order of terms on every machine.
///
/// # Shapes
/// `[f32; I]` to `[f32; O]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// let mut layer = Dense::<2, 3>::ZERO;
/// layer.weights = [[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]];
/// layer.bias = [0.5, 0.0, -0.5];
/// let mut output = [0.0; 3];
/// layer.infer(&[1.0, 2.0], &mut output);
/// assert_eq!(output, [21.5, 42.0, 62.5]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
#[repr(C)]
pub struct Dense<const I: usize, const O: usize, A = Identity, B: Optional = Bias> {
    /// `weights[i][o]` connects input `i` to output `o`.
    pub weights: [[f32; O]; I],
    /// One bias per output. Empty with [`NoBias`](super::NoBias).
    pub bias: B::Of<[f32; O]>,
    marks: PhantomData<(A, B)>,
}

impl<const I: usize, const O: usize, A, B: Optional> Dense<I, O, A, B> {
    /// A layer with these weights and biases.
    pub const fn new(weights: [[f32; O]; I], bias: B::Of<[f32; O]>) -> Self {
        Dense {
            weights,
            bias,
            marks: PhantomData,
        }
    }

    /// The biases, or zeros if the layer has no bias.
    #[inline(always)]
    fn bias(&self) -> &[f32; O] {
        B::or(&self.bias, Tensor::ZERO_REF)
    }
}

value_traits!([const I: usize, const O: usize, A, B: Optional] Dense<I, O, A, B> { weights: [[f32; O]; I], bias: B::Of<[f32; O]> });

impl<const I: usize, const O: usize, A: Activation, B: Optional> Layer for Dense<I, O, A, B> {
    type Element = f32;
    type Input = [f32; I];
    type Output = [f32; O];
    type Activation = A;

    const FACTS: Facts = {
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::outputs_innermost("weight", &[O, I]),
                StateTensor::new("bias", &[O]),
            ]
        };
        Facts {
            params: I.saturating_mul(O).saturating_add(len::<B, [f32; O]>()),
            macs: I.saturating_mul(O),
            tensors: tensors.split_at(1 + B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>("Dense")
        }
    };

    #[inline]
    fn infer(&self, input: &[f32; I], output: &mut [f32; O]) {
        kernel::affine(input, &self.weights, self.bias(), output);
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &[f32; I], arena: Arena<'_>) {
        if let Some(output) = arena.place::<[f32; O]>() {
            isa.call(Affine {
                x: input,
                weights: &self.weights,
                bias: self.bias(),
                y: output,
            });
        }
    }

    visit_tensors!(weights; B: bias);
}

impl<const I: usize, const O: usize, A: Activation, B: Optional> Trainable for Dense<I, O, A, B> {
    type Tape<const BATCH: usize> = ();

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, [f32; I]>,
        output: &mut [[f32; O]],
        _tape: &mut (),
        _noise: Noise,
    ) {
        kernel::affine_batch(input, &self.weights, self.bias(), output);
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [f32; I]>,
        d_output: &[[f32; O]],
        d_input: Option<&mut [[f32; I]]>,
        _tape: &mut (),
    ) {
        if let Some(d_input) = d_input {
            kernel::input_gradient(d_output, &self.weights, d_input);
        }
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, [f32; I]>,
        d_output: &[[f32; O]],
        _tape: &(),
        sink: &mut S,
    ) {
        if B::IS_PRESENT {
            sink.affine(input, d_output);
        } else {
            sink.outer(input, d_output);
        }
    }

    dies_at_zero!();

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        init.unwrap_or(A::INIT)
            .fill(self.weights.as_flattened_mut(), I, O, rng);
        self.bias = Zero::ZERO;
    }
}
