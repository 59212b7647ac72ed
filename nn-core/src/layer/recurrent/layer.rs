//! A recurrent layer: its parameters, and inference.

use core::marker::PhantomData;

use super::Recurrence;
use super::forward::{Advance, Inference, Weights};
use super::own::Own;
use super::state::{Places, RecurrentState};
use super::steps::{LastStep, Steps};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::{Isa, dispatch};
use crate::layer::{Bias, Facts, Layer, Optional, len, value_traits, visit_tensors};
use crate::require::require;
use crate::scratch::with_zeros_in_each;
use crate::state::StateTensor;
use crate::tensor::Tensor;

/// A recurrent layer with `H` units over `L` steps of `C` features: a [`Gru`](super::Gru), an [`Lstm`](super::Lstm) or an
/// [`Rnn`](super::Rnn).
///
/// Each step computes `W x + b` from its input and `U h + c` from the state, for `G` outputs: `H` for each gate. The rule `K` updates
/// the state. `T` states whether the output is the last state or the states of all steps. The state is 0 before the first step.
///
/// Inference computes one step after the other, so its scratch does not depend on the number of steps. Training computes the
/// products of all inputs at once.
///
/// # Shapes
/// `[[f32; L]; C]` to `[f32; H]`, or to `[[f32; L]; H]` with [`AllSteps`](super::AllSteps).
///
/// ```
/// use nn_core::layer::{Gru, GruCell, LastStep, Recurrent};
/// use nn_core::prelude::*;
///
/// let layer: Gru<6, 32, 96, 50> = Recurrent::<GruCell, 6, 32, 96, 50, LastStep>::ZERO;
/// assert_eq!(layer.weight_ih, [[0.0; 96]; 6]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Recurrent<
    K,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T = LastStep,
    B: Optional = Bias,
> {
    /// `weight_ih[c][g]` connects feature `c` to output `g`.
    pub weight_ih: [[f32; G]; C],
    /// `weight_hh[h][g]` connects unit `h` of the state to output `g`.
    pub weight_hh: [[f32; G]; H],
    /// The biases of the products with the input. Empty with [`NoBias`](crate::layer::NoBias).
    pub bias_ih: B::Of<[f32; G]>,
    /// The biases of the products with the state. Empty with [`NoBias`](crate::layer::NoBias).
    pub bias_hh: B::Of<[f32; G]>,
    marks: PhantomData<(K, T, B)>,
}

value_traits!([K, const C: usize, const H: usize, const G: usize, const L: usize, T, B: Optional] Recurrent<K, C, H, G, L, T, B> {
    weight_ih: [[f32; G]; C], weight_hh: [[f32; G]; H], bias_ih: B::Of<[f32; G]>, bias_hh: B::Of<[f32; G]>
});

impl<K, const C: usize, const H: usize, const G: usize, const L: usize, T, B: Optional>
    Recurrent<K, C, H, G, L, T, B>
{
    /// A layer with these weights and biases.
    pub const fn new(
        weight_ih: [[f32; G]; C],
        weight_hh: [[f32; G]; H],
        bias_ih: B::Of<[f32; G]>,
        bias_hh: B::Of<[f32; G]>,
    ) -> Self {
        Recurrent {
            weight_ih,
            weight_hh,
            bias_ih,
            bias_hh,
            marks: PhantomData,
        }
    }

    /// The weights of the state, and the biases, or zeros if the layer has none.
    #[inline(always)]
    pub(super) fn weights(&self) -> Weights<'_, H, G> {
        Weights {
            weight_hh: Some(&self.weight_hh),
            biases: [&self.bias_ih, &self.bias_hh].map(|bias| B::or(bias, Tensor::ZERO_REF)),
            own: Own::NONE,
        }
    }

    /// The inference of one sample.
    #[inline(always)]
    fn inference<'a>(
        &'a self,
        input: &'a [[f32; L]; C],
        places: Places<'a, K, C, H, G>,
        output: &'a mut T::Output<H, L>,
    ) -> Inference<'a, K, T, C, H, G, L>
    where
        K: Recurrence<H, G>,
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
}

impl<
    K: Recurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T,
    B: Optional,
> Recurrent<K, C, H, G, L, T, B>
{
    /// Computes one step, and writes the state after it to `output`.
    #[inline]
    pub(crate) fn advance(
        &self,
        state: &mut RecurrentState<K, C, H, G>,
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

impl<
    K: Recurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T: Steps,
    B: Optional,
> Layer for Recurrent<K, C, H, G, L, T, B>
{
    type Element = f32;
    type Input = [[f32; L]; C];
    type Output = T::Output<H, L>;
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            G == K::GATES * H,
            "a recurrent layer has a row of weights for each unit of each gate: 3 gates in a `Gru`, 4 in an `Lstm`",
        );
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::outputs_innermost("weight_ih_l0", &[G, C]),
                StateTensor::outputs_innermost("weight_hh_l0", &[G, H]),
                StateTensor::new("bias_ih_l0", &[G]),
                StateTensor::new("bias_hh_l0", &[G]),
            ]
        };
        let weights = (C + H).saturating_mul(G);
        Facts {
            params: weights.saturating_add(2 * len::<B, [f32; G]>()),
            macs: weights.saturating_mul(L),
            arena: Self::Output::LEN + RecurrentState::<K, C, H, G>::LEN,
            settings: K::SETTINGS,
            tensors: tensors.split_at(2 + 2 * B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>(K::NAME)
        }
    };

    fn infer(&self, input: &[[f32; L]; C], output: &mut Self::Output) {
        with_zeros_in_each(|scratch: &mut RecurrentState<K, C, H, G>| {
            dispatch(self.inference(input, scratch.places(), output));
        });
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &[[f32; L]; C], arena: Arena<'_>) {
        if let Some((output, rest)) = arena.reserve::<Self::Output>()
            && let Some(places) = RecurrentState::<K, C, H, G>::take(rest.into_block())
        {
            isa.call(self.inference(input, places, output));
        }
    }

    visit_tensors!(weight_ih, weight_hh; B: bias_ih, bias_hh);
}
