//! The tape of a recurrent layer.

use super::Recurrence;
use crate::opaque::opaque;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The tape of a recurrent layer, for one sample.
///
/// The backward pass replaces the gates by the gradients with respect to their sums. So the gradient of each weight is a sum over the
/// steps of what is stored here, and online training needs no other memory.
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct RecurrentTape<K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize> {
    /// The gates of each step, and later the gradients with respect to the sums over the inputs.
    pub(super) gates: [[f32; G]; L],
    /// What each step stores besides, for a GRU the sums over the state, and later the gradients with respect to them.
    pub(super) hidden: [K::Hidden; L],
    /// The state after each step.
    pub(super) states: [[f32; H]; L],
    /// The cell after each step.
    pub(super) cells: [K::Cell; L],
    /// The gradient with respect to the state after a step, and to that before it.
    pub(super) d_states: [[f32; H]; 2],
    /// The gradient with respect to the cell after a step.
    pub(super) d_cell: K::Cell,
    /// The gradient with respect to the parameters of the rule.
    pub(super) d_own: K::OwnGradient,
}

opaque!([K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize] RecurrentTape<K, H, G, L>);

impl<K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize> Zero
    for RecurrentTape<K, H, G, L>
{
    const ZERO: Self = RecurrentTape {
        gates: Zero::ZERO,
        hidden: Zero::ZERO,
        states: Zero::ZERO,
        cells: Zero::ZERO,
        d_states: Zero::ZERO,
        d_cell: Zero::ZERO,
        d_own: Zero::ZERO,
    };
}

impl<K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize>
    RecurrentTape<K, H, G, L>
{
    /// The gradients with respect to the sums over the state.
    pub(super) fn d_hidden(&self) -> &[[f32; G]; L] {
        match <[[f32; G]; L]>::from_slice(K::Hidden::all(&self.hidden)) {
            Some(hidden) if K::IS_APART => hidden,
            _ => &self.gates,
        }
    }
}
