//! The gated recurrent unit.

use super::Recurrence;
use super::layer::Recurrent;
use super::own::Own;
use super::recurrence::sealed::Sealed;
use super::steps::LastStep;
use crate::kernel::{Isa, Map, MapWith};
use crate::layer::Bias;
use crate::math;
use crate::slices;

/// A gated recurrent unit with `H` units over `L` steps of `C` features (Cho et al., "Learning phrase representations using RNN
/// encoder-decoder", 2014), with PyTorch's formulas. `G` is `3 H`. [`network!`](crate::network!) writes it as `Gru<32>`.
///
/// From the input `x` of a step and the state `h` before it, which is 0 at first:
///
/// ```text
/// r  = sigmoid(W_r x + b_r + U_r h + c_r)        reset
/// z  = sigmoid(W_z x + b_z + U_z h + c_z)        update
/// n  = tanh(W_n x + b_n + r (U_n h + c_n))       new
/// h' = (1 - z) n + z h
/// ```
///
/// The gates are in PyTorch's order `r`, `z`, `n`, and the tensors have the names of `nn.GRU`: `weight_ih_l0`, `weight_hh_l0`,
/// `bias_ih_l0` and `bias_hh_l0`.
///
/// # Shapes
/// `[[f32; L]; C]` to `[f32; H]`, or to `[[f32; L]; H]` with `sequences = true`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[6, 50] => Gru<32, sequences = true> => Gru<16> => Dense<4, Softmax>];
/// assert_eq!(Net::PARAMS, 3 * 32 * (6 + 32 + 2) + 3 * 16 * (32 + 16 + 2) + (16 * 4 + 4));
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
/// let before = trainer.step(&mut net, &[[0.5; 50]; 6], &2usize)?;
/// let after = trainer.step(&mut net, &[[0.5; 50]; 6], &2usize)?;
/// assert!(after.loss < before.loss);
/// # Ok::<(), nn_core::Error>(())
/// ```
pub type Gru<
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T = LastStep,
    B = Bias,
> = Recurrent<GruCell, C, H, G, L, T, B>;

/// The rule of a [`Gru`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GruCell {}

impl Sealed for GruCell {}

impl<const H: usize, const G: usize> Recurrence<H, G> for GruCell {
    const NAME: &'static str = "Gru";
    const GATES: usize = 3;
    const SETTINGS: &'static [usize] = &[];
    const IS_FLAT: bool = false;
    const IS_APART: bool = true;
    type Cell = [f32; 0];
    type Hidden = [f32; G];
    type OwnGradient = [f32; 0];

    #[inline(always)]
    fn step<S: Isa>(
        isa: S,
        _own: Own<'_, H>,
        gates: &mut [f32; G],
        hidden: &mut [f32; G],
        state: &mut [f32; H],
        _cell: &mut [f32; 0],
    ) {
        let (both, values) = slices::split_mut(gates, 2 * H);
        let (both_hidden, hidden) = slices::split(hidden, 2 * H);
        isa.call(MapWith::new(&mut *both, [both_hidden], |sum, [hidden]| {
            sum + hidden
        }));
        isa.call(Map {
            values: &mut *both,
            function: math::sigmoid,
        });
        let (reset, update) = slices::split(both, H);
        isa.call(MapWith::new(
            &mut *values,
            [reset, hidden],
            |value, [reset, hidden]| value + reset * hidden,
        ));
        isa.call(Map {
            values: &mut *values,
            function: math::tanh,
        });
        isa.call(MapWith::new(
            state,
            [update, values],
            |state, [update, value]| value + update * (state - value),
        ));
    }

    #[inline(always)]
    fn backward(
        _own: (Own<'_, H>, &mut [f32; 0]),
        gates: &mut [f32; G],
        hidden: &mut [f32; G],
        before: &[f32; H],
        _cells: [&[f32; 0]; 2],
        d_state: &mut [f32; H],
        _d_cell: &mut [f32; 0],
    ) {
        let ([r, z, n], _) = gates.as_chunks_mut::<H>() else {
            return;
        };
        let ([d_r, d_z, d_n], _) = hidden.as_chunks_mut::<H>() else {
            return;
        };
        let gates = r.iter_mut().zip(z).zip(n);
        let hidden = d_r.iter_mut().zip(d_z).zip(d_n);
        let states = d_state.iter_mut().zip(before);
        for ((((r, z), n), ((d_r, d_z), d_n)), (d, before)) in gates.zip(hidden).zip(states) {
            let (reset, update, value, sum) = (*r, *z, *n, *d_n);
            *n = *d * (1.0 - update) * ((1.0 - value) * (1.0 + value));
            *z = *d * (before - value) * (update * (1.0 - update));
            *r = *n * sum * (reset * (1.0 - reset));
            (*d_r, *d_z, *d_n) = (*r, *z, *n * reset);
            *d *= update;
        }
    }
}
