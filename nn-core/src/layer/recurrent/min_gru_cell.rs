//! The rule of a minimal gated recurrent unit.

use super::Recurrence;
use super::own::Own;
use super::recurrence::sealed::Sealed;
use crate::kernel::{Isa, Map, MapWith};
use crate::math;
use crate::slices;

/// The rule of a [`MinGru`](super::MinGru).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinGruCell {}

impl Sealed for MinGruCell {}

impl<const H: usize, const G: usize> Recurrence<H, G> for MinGruCell {
    const NAME: &'static str = "MinGru";
    const GATES: usize = 2;
    const SETTINGS: &'static [usize] = &[];
    const IS_FLAT: bool = false;
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
        let (update, values) = slices::split_mut(gates, H);
        isa.call(Map {
            values: &mut *update,
            function: math::sigmoid,
        });
        isa.call(MapWith::new(
            state,
            [update, values],
            |state, [update, value]| state + update * (value - state),
        ));
    }

    #[inline(always)]
    fn backward(
        _own: (Own<'_, H>, &mut [f32; 0]),
        gates: &mut [f32; G],
        _hidden: &mut [f32; 0],
        before: &[f32; H],
        _cells: [&[f32; 0]; 2],
        d_state: &mut [f32; H],
        _d_cell: &mut [f32; 0],
    ) {
        let ([z, n], _) = gates.as_chunks_mut::<H>() else {
            return;
        };
        let states = d_state.iter_mut().zip(before);
        for ((z, n), (d, before)) in z.iter_mut().zip(n).zip(states) {
            let (update, value) = (*z, *n);
            *z = *d * (value - before) * (update * (1.0 - update));
            *n = *d * update;
            *d *= 1.0 - update;
        }
    }
}
