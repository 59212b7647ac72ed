//! The layer of a FastGRNN: its parameters, and inference.

use core::marker::PhantomData;

use super::super::forward::{Advance, Inference, Weights};
use super::super::own::Own;
use super::super::state::{Places, RecurrentState};
use super::super::steps::{LastStep, Steps};
use super::FastGrnnCell;
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::{Isa, dispatch};
use crate::layer::{Bias, Facts, Layer, Optional, len, value_traits, visit_tensors};
use crate::math;
use crate::scratch::with_zeros_in_each;
use crate::state::StateTensor;
use crate::tensor::Tensor;

/// A FastGRNN with `H` units over `L` steps of `C` features (Kusupati et al., "FastGRNN: a fast, accurate, stable and tiny kilobyte
/// sized gated recurrent neural network", NeurIPS 2018), with the formulas, the names and the initialization of `FastGRNNCell` in
/// Microsoft's EdgeML, with full weights. [`network!`](crate::network!) writes it as `FastGrnn<16>`.
///
/// From the input `x` of a step and the state `h` before it, which is 0 at first:
///
/// ```text
/// s  = W x + U h
/// z  = sigmoid(s + b_z)                                        gate
/// n  = tanh(s + b_n)                                           new
/// h' = (sigmoid(zeta) (1 - z) + sigmoid(nu)) n + z h
/// ```
///
/// The gate and the new values have the same weights, so a step costs a third of a [`Gru`](crate::layer::Gru)'s. `zeta` and `nu` are trained,
/// one number each. The tensors are `W` and `U`, with a row for each input as in EdgeML, `zeta`, `nu`, `bias_gate` and `bias_update`.
///
/// # Shapes
/// `[[f32; L]; C]` to `[f32; H]`, or to `[[f32; L]; H]` with `sequences = true`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[6, 50] => FastGrnn<16> => Dense<4, Softmax>];
/// assert_eq!(Net::PARAMS, 16 * (6 + 16 + 2) + 2 + (16 * 4 + 4));
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
/// let before = trainer.step(&mut net, &[[0.5; 50]; 6], &2usize)?;
/// let after = trainer.step(&mut net, &[[0.5; 50]; 6], &2usize)?;
/// assert!(after.loss < before.loss);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct FastGrnn<
    const C: usize,
    const H: usize,
    const L: usize,
    T = LastStep,
    B: Optional = Bias,
> {
    /// `weight_ih[c][h]` connects feature `c` to unit `h`.
    pub weight_ih: [[f32; H]; C],
    /// `weight_hh[g][h]` connects unit `g` of the state to unit `h`.
    pub weight_hh: [[f32; H]; H],
    /// `sigmoid(zeta)` scales the new values where the gate is closed.
    pub zeta: [f32; 1],
    /// `sigmoid(nu)` scales the new values everywhere.
    pub nu: [f32; 1],
    /// The biases of the gate. Empty with [`NoBias`](crate::layer::NoBias).
    pub bias_gate: B::Of<[f32; H]>,
    /// The biases of the new values. Empty with [`NoBias`](crate::layer::NoBias).
    pub bias_update: B::Of<[f32; H]>,
    marks: PhantomData<(T, B)>,
}

value_traits!([const C: usize, const H: usize, const L: usize, T, B: Optional] FastGrnn<C, H, L, T, B> {
    weight_ih: [[f32; H]; C], weight_hh: [[f32; H]; H], zeta: [f32; 1], nu: [f32; 1],
    bias_gate: B::Of<[f32; H]>, bias_update: B::Of<[f32; H]>
});

impl<const C: usize, const H: usize, const L: usize, T, B: Optional> FastGrnn<C, H, L, T, B> {
    /// A layer with these weights, these logarithmic odds of its two scales, and these biases of the gate and of the new values.
    pub const fn new(
        weight_ih: [[f32; H]; C],
        weight_hh: [[f32; H]; H],
        [zeta, nu]: [[f32; 1]; 2],
        bias_gate: B::Of<[f32; H]>,
        bias_update: B::Of<[f32; H]>,
    ) -> Self {
        FastGrnn {
            weight_ih,
            weight_hh,
            zeta,
            nu,
            bias_gate,
            bias_update,
            marks: PhantomData,
        }
    }

    /// `sigmoid(zeta)` and `sigmoid(nu)`.
    pub(crate) fn scales(&self) -> [f32; 2] {
        [self.zeta, self.nu].map(|[logit]| math::sigmoid(logit))
    }

    /// The weights of the state, and the parameters of the rule. The sums begin with 0.
    #[inline(always)]
    pub(super) fn weights(&self) -> Weights<'_, H, H> {
        Weights {
            weight_hh: Some(&self.weight_hh),
            biases: [Tensor::ZERO_REF; 2],
            own: Own {
                biases: [&self.bias_gate, &self.bias_update]
                    .map(|bias| B::or(bias, Tensor::ZERO_REF)),
                scales: self.scales(),
            },
        }
    }

    /// The inference of one sample.
    #[inline(always)]
    fn inference<'a>(
        &'a self,
        input: &'a [[f32; L]; C],
        places: Places<'a, FastGrnnCell, C, H, H>,
        output: &'a mut T::Output<H, L>,
    ) -> Inference<'a, FastGrnnCell, T, C, H, H, L>
    where
        T: Steps,
    {
        Inference {
            weight_ih: &self.weight_ih,
            weights: self.weights(),
            input,
            places,
            output,
        }
    }

    /// Computes one step, and writes the state after it to `output`.
    #[inline]
    pub(crate) fn advance(
        &self,
        state: &mut RecurrentState<FastGrnnCell, C, H, H>,
        input: &[f32; C],
        output: &mut [f32; H],
    ) {
        dispatch(Advance {
            weight_ih: &self.weight_ih,
            weights: self.weights(),
            input,
            places: state.places(),
            output,
        });
    }
}

impl<const C: usize, const H: usize, const L: usize, T: Steps, B: Optional> Layer
    for FastGrnn<C, H, L, T, B>
{
    type Element = f32;
    type Input = [[f32; L]; C];
    type Output = T::Output<H, L>;
    type Activation = Identity;

    const FACTS: Facts = {
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::new("W", &[C, H]),
                StateTensor::new("U", &[H, H]),
                StateTensor::new("zeta", &[1, 1]),
                StateTensor::new("nu", &[1, 1]),
                StateTensor::new("bias_gate", &[1, H]),
                StateTensor::new("bias_update", &[1, H]),
            ]
        };
        let weights = (C + H).saturating_mul(H);
        Facts {
            params: weights.saturating_add(2 * len::<B, [f32; H]>() + 2),
            macs: weights.saturating_mul(L),
            arena: Self::Output::LEN + RecurrentState::<FastGrnnCell, C, H, H>::LEN,
            tensors: tensors.split_at(4 + 2 * B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>("FastGrnn")
        }
    };

    fn infer(&self, input: &[[f32; L]; C], output: &mut Self::Output) {
        with_zeros_in_each(|scratch: &mut RecurrentState<FastGrnnCell, C, H, H>| {
            dispatch(self.inference(input, scratch.places(), output));
        });
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &[[f32; L]; C], arena: Arena<'_>) {
        if let Some((output, rest)) = arena.reserve::<Self::Output>()
            && let Some(places) = RecurrentState::<FastGrnnCell, C, H, H>::take(rest.into_block())
        {
            isa.call(self.inference(input, places, output));
        }
    }

    visit_tensors!(weight_ih, weight_hh, zeta, nu; B: bias_gate, bias_update);
}
