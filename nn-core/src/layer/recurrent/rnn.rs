//! The recurrent layer without gates.

use core::marker::PhantomData;

use super::Recurrence;
use super::layer::Recurrent;
use super::own::Own;
use super::recurrence::sealed::Sealed;
use super::steps::LastStep;
use crate::activation::{Activation, Relu, Tanh};
use crate::kernel::Isa;
use crate::layer::Bias;

/// A recurrent layer without gates, with `H` units over `L` steps of `C` features (Elman, "Finding structure in time", 1990), with
/// PyTorch's formula. `A` is [`Tanh`] or [`Relu`]. [`network!`](crate::network!) writes it as `Rnn<32, Tanh>`.
///
/// From the input `x` of a step and the state `h` before it, which is 0 at first, `h' = A(W x + b + U h + c)`. The tensors have the
/// names of `nn.RNN`: `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0` and `bias_hh_l0`.
///
/// # Shapes
/// `[[f32; L]; C]` to `[f32; H]`, or to `[[f32; L]; H]` with `sequences = true`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[1, 3] => Rnn<1, Relu, bias = false>];
/// let mut net = Net::ZERO;
/// net.layers.weight_ih = [[1.0]];
/// net.layers.weight_hh = [[0.5]];
/// assert_eq!(net.predict(&[[4.0, 2.0, 1.0]]), [3.0]); // 0.5 (0.5 4 + 2) + 1
/// ```
pub type Rnn<const C: usize, const H: usize, const L: usize, A = Tanh, T = LastStep, B = Bias> =
    Recurrent<RnnCell<A>, C, H, H, L, T, B>;

/// An activation that can be in an [`Rnn`]: [`Tanh`] or [`Relu`].
pub trait Nonlinearity: Activation + Sealed {
    /// What the fingerprint of weights depends on.
    const VARIANT: &'static [usize];
    /// Whether it is ReLU.
    const IS_RECTIFIED: bool;
}

impl Sealed for Tanh {}
impl Sealed for Relu {}

impl Nonlinearity for Tanh {
    const VARIANT: &'static [usize] = &[];
    const IS_RECTIFIED: bool = false;
}

impl Nonlinearity for Relu {
    const VARIANT: &'static [usize] = &[1];
    const IS_RECTIFIED: bool = true;
}

/// The rule of an [`Rnn`].
#[derive(Debug)]
pub struct RnnCell<A>(PhantomData<A>);

impl<A> Sealed for RnnCell<A> {}

impl<A: Nonlinearity, const H: usize, const G: usize> Recurrence<H, G> for RnnCell<A> {
    const NAME: &'static str = "Rnn";
    const GATES: usize = 1;
    const SETTINGS: &'static [usize] = A::VARIANT;
    const IS_FLAT: bool = A::FLAT_AT_ZERO;
    type Cell = [f32; 0];
    type Hidden = [f32; 0];
    type OwnGradient = [f32; 0];

    #[inline(always)]
    fn step<S: Isa>(
        isa: S,
        _own: Own<'_, H>,
        gates: &mut [f32; G],
        _hidden: &mut [f32; 0],
        state: &mut [f32; H],
        _cell: &mut [f32; 0],
    ) {
        A::apply_with(isa, gates);
        crate::kernel::copy(&gates[..], state);
    }

    #[inline(always)]
    fn backward(
        _own: (Own<'_, H>, &mut [f32; 0]),
        gates: &mut [f32; G],
        _hidden: &mut [f32; 0],
        _before: &[f32; H],
        _cells: [&[f32; 0]; 2],
        d_state: &mut [f32; H],
        _d_cell: &mut [f32; 0],
    ) {
        A::backward(&[], gates, d_state);
        crate::kernel::copy(&d_state[..], gates);
        d_state.fill(0.0);
    }
}
