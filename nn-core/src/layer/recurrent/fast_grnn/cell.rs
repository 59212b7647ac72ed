//! The rule of a FastGRNN.

use super::super::Recurrence;
use super::super::own::Own;
use super::super::recurrence::sealed::Sealed;
use crate::kernel::{Isa, Map, MapWith};
use crate::math;

/// The rule of a [`FastGrnn`](super::FastGrnn).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FastGrnnCell {}

impl Sealed for FastGrnnCell {}

impl<const H: usize, const G: usize> Recurrence<H, G> for FastGrnnCell {
    const NAME: &'static str = "FastGrnn";
    const GATES: usize = 1;
    const SETTINGS: &'static [usize] = &[];
    const IS_FLAT: bool = false;
    type Cell = [f32; 0];
    /// The new values.
    type Hidden = [f32; H];
    /// By the biases of the gate and of the new values, by `zeta` and by `nu`.
    type OwnGradient = [[f32; H]; 4];

    #[inline(always)]
    fn step<S: Isa>(
        isa: S,
        own: Own<'_, H>,
        gates: &mut [f32; G],
        values: &mut [f32; H],
        state: &mut [f32; H],
        _cell: &mut [f32; 0],
    ) {
        let [bias_gate, bias_update] = own.biases;
        isa.call(MapWith::new(
            &mut *values,
            [gates, bias_update],
            |_, [gate, bias]| gate + bias,
        ));
        isa.call(MapWith::new(&mut *gates, [bias_gate], |gate, [bias]| {
            gate + bias
        }));
        isa.call(Map {
            values: &mut *gates,
            function: math::sigmoid,
        });
        isa.call(Map {
            values: &mut *values,
            function: math::tanh,
        });
        let [zeta, nu] = own.scales;
        isa.call(MapWith::new(
            state,
            [gates, values],
            |state, [gate, value]| (zeta * (1.0 - gate) + nu) * value + gate * state,
        ));
    }

    #[inline(always)]
    fn backward(
        (own, d_own): (Own<'_, H>, &mut [[f32; H]; 4]),
        gates: &mut [f32; G],
        values: &mut [f32; H],
        before: &[f32; H],
        _cells: [&[f32; 0]; 2],
        d_state: &mut [f32; H],
        _d_cell: &mut [f32; 0],
    ) {
        let [zeta, nu] = own.scales;
        let [d_gates, d_values, d_zeta, d_nu] = d_own;
        let sums = d_gates
            .iter_mut()
            .zip(d_values)
            .zip(d_zeta.iter_mut().zip(d_nu));
        let pairs = gates.iter_mut().zip(values);
        let states = d_state.iter_mut().zip(before);
        for (((gate, value), (d, before)), ((d_gates, d_values), (d_zeta, d_nu))) in
            pairs.zip(states).zip(sums)
        {
            let (z, n) = (*gate, *value);
            let d_gate = *d * (before - zeta * n) * (z * (1.0 - z));
            let d_value = *d * (zeta * (1.0 - z) + nu) * ((1.0 - n) * (1.0 + n));
            *d_gates += d_gate;
            *d_values += d_value;
            *d_zeta += *d * (1.0 - z) * n * (zeta * (1.0 - zeta));
            *d_nu += *d * n * (nu * (1.0 - nu));
            *gate = d_gate + d_value;
            *d *= z;
        }
    }
}
