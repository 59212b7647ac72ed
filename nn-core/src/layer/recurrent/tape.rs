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
    /// The sums over the state, and later the gradients with respect to them.
    pub(super) hidden: [K::Hidden; L],
    /// The state after each step.
    pub(super) states: [[f32; H]; L],
    /// The cell after each step.
    pub(super) cells: [K::Cell; L],
    /// The gradient with respect to the state after a step, and to that before it.
    pub(super) d_states: [[f32; H]; 2],
    /// The gradient with respect to the cell after a step.
    pub(super) d_cell: K::Cell,
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
    };
}

impl<K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize>
    RecurrentTape<K, H, G, L>
{
    /// The gradients with respect to the sums over the state.
    pub(super) fn d_hidden(&self) -> &[[f32; G]; L] {
        <[[f32; G]; L]>::from_slice(K::Hidden::all(&self.hidden)).unwrap_or(&self.gates)
    }
}
