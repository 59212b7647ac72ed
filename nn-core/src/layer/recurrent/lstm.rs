//! Long short-term memory.

use super::Recurrence;
use super::layer::Recurrent;
use super::own::Own;
use super::recurrence::sealed::Sealed;
use super::steps::LastStep;
use crate::kernel::{Isa, Map, MapWith};
use crate::layer::Bias;
use crate::math;
use crate::slices;

/// Long short-term memory with `H` units over `L` steps of `C` features (Hochreiter and Schmidhuber, 1997; the forget gate is from
/// Gers et al., 2000), with PyTorch's formulas. `G` is `4 H`. [`network!`](crate::network!) writes it as `Lstm<32>`.
///
/// From the input `x` of a step and the state `h` and the cell `c` before it, which are 0 at first:
///
/// ```text
/// i  = sigmoid(W_i x + U_i h + b_i)      input
/// f  = sigmoid(W_f x + U_f h + b_f)      forget
/// g  = tanh(W_g x + U_g h + b_g)         cell
/// o  = sigmoid(W_o x + U_o h + b_o)      output
/// c' = f c + i g
/// h' = o tanh(c')
/// ```
///
/// Each `b` is the sum of two biases. The gates are in PyTorch's order `i`, `f`, `g`, `o`, and the tensors have the names of
/// `nn.LSTM`: `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0` and `bias_hh_l0`.
///
/// # Shapes
/// `[[f32; L]; C]` to `[f32; H]`, or to `[[f32; L]; H]` with `sequences = true`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[6, 50] => Lstm<16> => Dense<4, Softmax>];
/// assert_eq!(Net::PARAMS, 4 * 16 * (6 + 16 + 2) + (16 * 4 + 4));
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
/// let before = trainer.step(&mut net, &[[0.5; 50]; 6], &2usize)?;
/// let after = trainer.step(&mut net, &[[0.5; 50]; 6], &2usize)?;
/// assert!(after.loss < before.loss);
/// # Ok::<(), nn_core::Error>(())
/// ```
pub type Lstm<
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T = LastStep,
    B = Bias,
> = Recurrent<LstmCell, C, H, G, L, T, B>;

/// The rule of an [`Lstm`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LstmCell {}

impl Sealed for LstmCell {}

impl<const H: usize, const G: usize> Recurrence<H, G> for LstmCell {
    const NAME: &'static str = "Lstm";
    const GATES: usize = 4;
    const SETTINGS: &'static [usize] = &[];
    const IS_FLAT: bool = false;
    type Cell = [f32; H];
    type Hidden = [f32; 0];
    type OwnGradient = [f32; 0];

    #[inline(always)]
    fn step<S: Isa>(
        isa: S,
        _own: Own<'_, H>,
        gates: &mut [f32; G],
        _hidden: &mut [f32; 0],
        state: &mut [f32; H],
        cell: &mut [f32; H],
    ) {
        let (both, rest) = slices::split_mut(gates, 2 * H);
        let (values, outputs) = slices::split_mut(rest, H);
        for values in [&mut *both, outputs] {
            isa.call(Map {
                values,
                function: math::sigmoid,
            });
        }
        isa.call(Map {
            values: &mut *values,
            function: math::tanh,
        });
        let (inputs, forgets) = slices::split(both, H);
        isa.call(MapWith::new(
            cell,
            [forgets, inputs, values],
            |cell, [forget, input, value]| forget * cell + input * value,
        ));
        *state = *cell;
        isa.call(Map {
            values: state,
            function: math::tanh,
        });
        isa.call(MapWith::new(state, [outputs], |state, [output]| {
            state * output
        }));
    }

    #[inline(always)]
    fn backward(
        _own: (Own<'_, H>, &mut [f32; 0]),
        gates: &mut [f32; G],
        _hidden: &mut [f32; 0],
        _before: &[f32; H],
        [before, after]: [&[f32; H]; 2],
        d_state: &mut [f32; H],
        d_cell: &mut [f32; H],
    ) {
        let ([i, f, g, o], _) = gates.as_chunks_mut::<H>() else {
            return;
        };
        let gates = i.iter_mut().zip(f).zip(g.iter_mut().zip(o));
        let cells = before.iter().zip(after);
        let gradients = d_state.iter_mut().zip(d_cell);
        for ((((i, f), (g, o)), (before, after)), (d, d_cell)) in gates.zip(cells).zip(gradients) {
            let (input, forget, value, output) = (*i, *f, *g, *o);
            let squashed = math::tanh(*after);
            let d_after = *d_cell + *d * output * ((1.0 - squashed) * (1.0 + squashed));
            *i = d_after * value * (input * (1.0 - input));
            *f = d_after * before * (forget * (1.0 - forget));
            *g = d_after * input * ((1.0 - value) * (1.0 + value));
            *o = *d * squashed * (output * (1.0 - output));
            *d_cell = d_after * forget;
            *d = 0.0;
        }
    }
}
