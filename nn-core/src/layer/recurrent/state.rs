//! What a recurrent layer remembers.

use super::Recurrence;
use crate::kernel::copy;
use crate::opaque::opaque;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// What a recurrent layer remembers from step to step, and the sums of a step. It does not depend on the number of steps.
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct RecurrentState<K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize> {
    x: [f32; C],
    gates: [f32; G],
    hidden: K::Hidden,
    pub(crate) state: [f32; H],
    pub(crate) cell: K::Cell,
}

impl<K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize> Zero
    for RecurrentState<K, C, H, G>
{
    const ZERO: Self = RecurrentState {
        x: Zero::ZERO,
        gates: Zero::ZERO,
        hidden: Zero::ZERO,
        state: Zero::ZERO,
        cell: Zero::ZERO,
    };
}

impl<K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize> Clone
    for RecurrentState<K, C, H, G>
{
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.clone_from(self);
        copy
    }

    /// Copies in place. The sums are those of the last step, which no step reads.
    fn clone_from(&mut self, source: &Self) {
        copy(&source.state, &mut self.state);
        copy(source.cell.as_slice(), self.cell.as_mut_slice());
    }
}

opaque!([K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize] RecurrentState<K, C, H, G>);

/// The places of the scratch.
pub(super) struct Places<'a, K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize> {
    pub(super) x: &'a mut [f32; C],
    pub(super) gates: &'a mut [f32; G],
    pub(super) hidden: &'a mut K::Hidden,
    pub(super) state: &'a mut [f32; H],
    pub(super) cell: &'a mut K::Cell,
}

impl<K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize>
    RecurrentState<K, C, H, G>
{
    /// The number of numbers.
    pub(super) const LEN: usize = C + G + K::Hidden::LEN + H + K::Cell::LEN;

    /// Its places.
    pub(super) fn places(&mut self) -> Places<'_, K, C, H, G> {
        Places {
            x: &mut self.x,
            gates: &mut self.gates,
            hidden: &mut self.hidden,
            state: &mut self.state,
            cell: &mut self.cell,
        }
    }

    /// The places in a block of other numbers. `None` if it is too short.
    #[inline(always)]
    pub(super) fn take(mut block: &mut [f32]) -> Option<Places<'_, K, C, H, G>> {
        Some(Places {
            x: take(&mut block)?,
            gates: take(&mut block)?,
            hidden: take(&mut block)?,
            state: take(&mut block)?,
            cell: take(&mut block)?,
        })
    }
}

/// Removes the first numbers of a block and returns them as a tensor. `None` if it is too short.
#[inline(always)]
fn take<'a, T: Tensor<Element = f32>>(block: &mut &'a mut [f32]) -> Option<&'a mut T> {
    T::from_mut_slice(block.split_off_mut(..T::LEN)?)
}
