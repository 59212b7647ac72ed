//! The rule by which a recurrent layer updates its state.

use super::own::Own;
use crate::kernel::Isa;
use crate::tensor::Tensor;

pub(super) mod sealed {
    pub trait Sealed {}
}

/// The rule by which a recurrent layer with `H` units updates its state, from a row of `G` sums: `H` for each
/// gate.
///
/// This crate implements it for [`GruCell`](super::GruCell), [`LstmCell`](super::LstmCell), [`RnnCell`](super::RnnCell),
/// [`MinGruCell`](super::MinGruCell) and [`FastGrnnCell`](super::FastGrnnCell).
pub trait Recurrence<const H: usize, const G: usize>: sealed::Sealed + 'static {
    /// The name of the layer.
    const NAME: &'static str;
    /// The number of gates: `G` is this number times `H`.
    const GATES: usize;
    /// What the output depends on besides shapes and parameters.
    const SETTINGS: &'static [usize];
    /// Whether the state stays 0, without a gradient, if all parameters are 0.
    const IS_FLAT: bool;
    /// Whether the sums over the state are not added to those over the input, but stored in `hidden`.
    const IS_APART: bool = false;
    /// The state besides the output: `[f32; H]` for an LSTM, otherwise empty.
    type Cell: Tensor<Element = f32>;
    /// What a step stores besides the gates: the sums over the state for a GRU, `[f32; G]`, the new values for a FastGRNN, `[f32; H]`,
    /// otherwise nothing.
    type Hidden: Tensor<Element = f32>;
    /// The gradient with respect to the parameters of the rule, for each unit, added over the steps.
    type OwnGradient: Tensor<Element = f32>;

    /// Updates the state. On entry `gates` and `hidden` have the sums. On return they have what [`backward`](Self::backward) needs.
    fn step<S: Isa>(
        isa: S,
        own: Own<'_, H>,
        gates: &mut [f32; G],
        hidden: &mut Self::Hidden,
        state: &mut [f32; H],
        cell: &mut Self::Cell,
    );

    /// The gradient of a step. `before` is the state before it, and `cells` are the cells before and after it.
    ///
    /// It replaces the contents of `gates` and `hidden` by the gradients with respect to the sums. It replaces `d_state` and `d_cell`,
    /// the gradients with respect to the state and the cell after the step, by those before the step, without the part that passes
    /// through the sums. It adds the gradient with respect to the parameters of the rule to the second part of `own`.
    fn backward(
        own: (Own<'_, H>, &mut Self::OwnGradient),
        gates: &mut [f32; G],
        hidden: &mut Self::Hidden,
        before: &[f32; H],
        cells: [&Self::Cell; 2],
        d_state: &mut [f32; H],
        d_cell: &mut Self::Cell,
    );
}
