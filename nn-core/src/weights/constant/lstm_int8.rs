//! Constants of an LSTM of `i8` with the bits of TensorFlow Lite Micro. What follows from its scales is computed by the compiler.

use super::int8::scale;
use super::with_tensors::After;
use super::{Constant, Source, from, read};
use crate::layer::Scale;
use crate::layer::int8::{GateI8, LstmI8, Packed, Requantize};
use crate::zero::Zero;

/// The place of the weights of the state.
type ByState<S, const C: usize, const H: usize> = After<S, Packed<[[i8; C]; H]>>;
/// The place of the biases.
type Biases<S, const C: usize, const H: usize> = After<ByState<S, C, H>, Packed<[[i8; H]; H]>>;
/// The places of both scales of weights.
type OfInput<S, const C: usize, const H: usize> = After<Biases<S, C, H>, [i32; H]>;
type OfState<S, const C: usize, const H: usize> = After<OfInput<S, C, H>, Requantize<1>>;
/// The place of the next gate.
type Next<S, const C: usize, const H: usize> = After<S, GateI8<C, H>>;
/// The place of the scale of the input.
type Input<S, const C: usize, const H: usize> = After<S, [GateI8<C, H>; 4]>;
/// The place of the scale of the state.
type Output<S, const C: usize, const H: usize> = After<Input<S, C, H>, Scale>;
/// The place of the numbers of the cell.
type Cell<S, const C: usize, const H: usize> = After<Output<S, C, H>, Scale>;

/// The gate at a place, for an input and a state with these factors.
const fn gate<S: Source, const C: usize, const H: usize>(factors: [f32; 2]) -> GateI8<C, H> {
    let mut gate = GateI8 {
        weight_ih: Packed::new(<[[i8; C]; H] as Constant<S>>::VALUE),
        weight_hh: Packed::new(<[[i8; H]; H] as Constant<ByState<S, C, H>>>::VALUE),
        bias: <[i32; H] as Constant<Biases<S, C, H>>>::VALUE,
        requantize_ih: Requantize::ZERO,
        requantize_hh: Requantize::ZERO,
    };
    read::<OfInput<S, C, H>>(0, &mut gate.requantize_ih.weight_scale);
    read::<OfState<S, C, H>>(0, &mut gate.requantize_hh.weight_scale);
    gate.derive(factors);
    gate
}

#[diagnostic::do_not_recommend]
impl<const C: usize, const H: usize, const L: usize, T, S: Source> Constant<S>
    for LstmI8<C, H, L, T>
{
    const VALUE: Self = {
        let scales = [scale::<Input<S, C, H>>(), scale::<Output<S, C, H>>()];
        let factors = [scales[0].factor, scales[1].factor];
        let cell = match from::<Cell<S, C, H>>() {
            [exponent, limit, ..] => [*exponent as i32, *limit as i32],
            _ => [0, 0],
        };
        let gates = [
            gate::<S, C, H>(factors),
            gate::<Next<S, C, H>, C, H>(factors),
            gate::<Next<Next<S, C, H>, C, H>, C, H>(factors),
            gate::<Next<Next<Next<S, C, H>, C, H>, C, H>, C, H>(factors),
        ];
        Self::of_parts(gates, scales, cell)
    };
}
