//! The minimal gated recurrent unit, whose gate does not depend on the state.

use core::marker::PhantomData;

use rand_core::Rng;

use super::MinGruCell;
use super::forward::{Advance, Inference, Weights};
use super::own::Own;
use super::passes::{backward, columns, forward};
use super::products::OfInput;
use super::state::{Places, RecurrentState};
use super::steps::{LastStep, Steps};
use super::tape::RecurrentTape;
use crate::activation::Identity;
use crate::arena::Arena;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::{Isa, dispatch};
use crate::layer::{
    Bias, Facts, Layer, Optional, Sink, Trainable, len, value_traits, visit_tensors,
};
use crate::require::require;
use crate::rng::Noise;
use crate::scratch::with_zeros_in_each;
use crate::state::StateTensor;
use crate::tensor::Tensor;
use crate::zero::Zero;
use crate::{math, rng, slices};

/// A minimal gated recurrent unit with `H` units over `L` steps of `C` features (Feng et al., "Were RNNs all we needed?", 2024,
/// arXiv 2410.01201): the plain variant, with values and not their logarithms. `G` is `2 H`. [`network!`](crate::network!) writes it
/// as `MinGru<32>`.
///
/// From the input `x` of a step and the state `h` before it, which is 0 at first:
///
/// ```text
/// z  = sigmoid(W_z x + b_z)      update
/// n  = W_n x + b_n               new
/// h' = (1 - z) h + z n
/// ```
///
/// There are no weights of the state, so a step costs no product besides that of its input. `weight` has the rows of `z`, then those of
/// `n`, as one `nn.Linear(C, 2 H)`.
///
/// # Shapes
/// `[[f32; L]; C]` to `[f32; H]`, or to `[[f32; L]; H]` with `sequences = true`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[6, 50] => MinGru<32> => Dense<4, Softmax>];
/// assert_eq!(Net::PARAMS, 2 * 32 * (6 + 1) + (32 * 4 + 4));
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
/// let before = trainer.step(&mut net, &[[0.5; 50]; 6], &2usize)?;
/// let after = trainer.step(&mut net, &[[0.5; 50]; 6], &2usize)?;
/// assert!(after.loss < before.loss);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct MinGru<
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T = LastStep,
    B: Optional = Bias,
> {
    /// `weight[c][g]` connects feature `c` to output `g`.
    pub weight: [[f32; G]; C],
    /// The biases. Empty with [`NoBias`](crate::layer::NoBias).
    pub bias: B::Of<[f32; G]>,
    marks: PhantomData<(T, B)>,
}

value_traits!([const C: usize, const H: usize, const G: usize, const L: usize, T, B: Optional] MinGru<C, H, G, L, T, B> {
    weight: [[f32; G]; C], bias: B::Of<[f32; G]>
});

impl<const C: usize, const H: usize, const G: usize, const L: usize, T, B: Optional>
    MinGru<C, H, G, L, T, B>
{
    /// A layer with these weights and biases.
    pub const fn new(weight: [[f32; G]; C], bias: B::Of<[f32; G]>) -> Self {
        MinGru {
            weight,
            bias,
            marks: PhantomData,
        }
    }

    /// The biases, and no weights of the state.
    #[inline(always)]
    fn weights(&self) -> Weights<'_, H, G> {
        Weights {
            weight_hh: None,
            biases: [B::or(&self.bias, Tensor::ZERO_REF), Tensor::ZERO_REF],
            own: Own::NONE,
        }
    }

    /// The inference of one sample.
    #[inline(always)]
    fn inference<'a>(
        &'a self,
        input: &'a [[f32; L]; C],
        places: Places<'a, MinGruCell, C, H, G>,
        output: &'a mut T::Output<H, L>,
    ) -> Inference<'a, MinGruCell, T, C, H, G, L>
    where
        T: Steps,
    {
        Inference {
            weight_ih: &self.weight,
            weights: self.weights(),
            input,
            places,
            output,
        }
    }
}

impl<const C: usize, const H: usize, const G: usize, const L: usize, T, B: Optional>
    MinGru<C, H, G, L, T, B>
{
    /// Computes one step, and writes the state after it to `output`.
    #[inline]
    pub(crate) fn advance(
        &self,
        state: &mut RecurrentState<MinGruCell, C, H, G>,
        input: &[f32; C],
        output: &mut [f32; H],
    ) {
        dispatch(Advance {
            weight_ih: &self.weight,
            weights: self.weights(),
            input,
            places: state.places(),
            output,
        });
    }
}

impl<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional> Layer
    for MinGru<C, H, G, L, T, B>
{
    type Element = f32;
    type Input = [[f32; L]; C];
    type Output = T::Output<H, L>;
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            G == 2 * H,
            "a `MinGru` has a row of weights for each unit of its gate and of its new values",
        );
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::outputs_innermost("weight", &[G, C]),
                StateTensor::new("bias", &[G]),
            ]
        };
        Facts {
            params: C.saturating_mul(G).saturating_add(len::<B, [f32; G]>()),
            macs: C.saturating_mul(G).saturating_mul(L),
            arena: Self::Output::LEN + RecurrentState::<MinGruCell, C, H, G>::LEN,
            tensors: tensors.split_at(1 + B::IS_PRESENT as usize).0,
            ..Facts::of::<Self::Output>("MinGru")
        }
    };

    fn infer(&self, input: &[[f32; L]; C], output: &mut Self::Output) {
        with_zeros_in_each(|scratch: &mut RecurrentState<MinGruCell, C, H, G>| {
            dispatch(self.inference(input, scratch.places(), output));
        });
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &[[f32; L]; C], arena: Arena<'_>) {
        if let Some((output, rest)) = arena.reserve::<Self::Output>()
            && let Some(places) = RecurrentState::<MinGruCell, C, H, G>::take(rest.into_block())
        {
            isa.call(self.inference(input, places, output));
        }
    }

    visit_tensors!(weight; B: bias);
}

impl<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional>
    Trainable for MinGru<C, H, G, L, T, B>
{
    type Tape<const BATCH: usize> = [RecurrentTape<MinGruCell, H, G, L>; BATCH];

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, [[f32; L]; C]>,
        output: &mut [Self::Output],
        tape: &mut Self::Tape<BATCH>,
        _noise: Noise,
    ) {
        let tapes = slices::range_mut(tape, ..output.len());
        let weights = (&self.weight, self.weights());
        forward::<MinGruCell, T, C, H, G, L>(weights, Self::FACTS.macs, input, output, tapes);
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [[f32; L]; C]>,
        d_output: &[Self::Output],
        d_input: Option<&mut [[[f32; L]; C]]>,
        tape: &mut Self::Tape<BATCH>,
    ) {
        let tapes = slices::range_mut(tape, ..d_output.len());
        let weights = (&self.weight, self.weights());
        backward::<MinGruCell, T, C, H, G, L>(weights, Self::FACTS.macs, d_output, d_input, tapes);
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, [[f32; L]; C]>,
        d_output: &[Self::Output],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        let tapes = slices::range(tape, ..d_output.len());
        sink.numbers(C * G, &OfInput { input, tapes });
        if B::IS_PRESENT {
            sink.rows(G, tapes.iter().map(|tape| columns(&tape.gates)));
        }
    }

    /// As PyTorch's `nn.Linear` does: all parameters uniform within `±1 / sqrt(C)`. Another rule applies to the weights, and sets the
    /// biases to 0.
    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let Some(init) = init else {
            let bound = 1.0 / math::sqrt(C as f32);
            return self.parameters_mut(&mut |block| {
                block.fill_with(|| rng::uniform(rng, -bound, bound));
            });
        };
        init.fill(Tensor::as_mut_slice(&mut self.weight), C, H, rng);
        self.bias = Zero::ZERO;
    }
}
