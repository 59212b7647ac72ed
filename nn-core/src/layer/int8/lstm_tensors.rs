//! The tensors of an LSTM of `i8`.

use super::stored::BIAS;
use crate::layer::{Domain, Kind, StateTensor};

/// The number of tensors of a gate.
const OF_GATE: usize = 9;

/// The names of the tensors of all gates.
#[rustfmt::skip]
const NAMES: [[&str; OF_GATE]; 4] = [
    ["weight_ii", "weight_hi", "bias_i", "weight_scale_ii", "multiplier_ii", "shift_ii", "weight_scale_hi", "multiplier_hi", "shift_hi"],
    ["weight_if", "weight_hf", "bias_f", "weight_scale_if", "multiplier_if", "shift_if", "weight_scale_hf", "multiplier_hf", "shift_hf"],
    ["weight_ig", "weight_hg", "bias_g", "weight_scale_ig", "multiplier_ig", "shift_ig", "weight_scale_hg", "multiplier_hg", "shift_hg"],
    ["weight_io", "weight_ho", "bias_o", "weight_scale_io", "multiplier_io", "shift_io", "weight_scale_ho", "multiplier_ho", "shift_ho"],
];

/// The tensors besides those of the gates.
const OTHERS: [StateTensor; 8] = [
    StateTensor::scale("input_scale", &[1]),
    StateTensor::zero_point("input_zero_point"),
    StateTensor::scale("output_scale", &[1]),
    StateTensor::zero_point("output_zero_point"),
    StateTensor::new("cell_exponent", &[1])
        .of(Kind::I32)
        .within(Domain::Between {
            least: -24,
            most: 0,
            text: "from -24 to 0",
        }),
    StateTensor::new("cell_limit", &[1])
        .of(Kind::I32)
        .within(Domain::Between {
            least: 0,
            most: 32_767,
            text: "from 0 to 32,767",
        }),
    StateTensor::new("multiplier", &[1]).of(Kind::I32).derived(),
    StateTensor::new("shift", &[1]).of(Kind::I8).derived(),
];

/// The number of all tensors.
pub(super) const COUNT: usize = NAMES.len() * OF_GATE + OTHERS.len();

/// All tensors of a layer whose weights have these shapes.
pub(super) const fn tensors(
    weight_ih: &'static [usize; 2],
    weight_hh: &'static [usize; 2],
) -> [StateTensor; COUNT] {
    let (mut all, mut gate) = ([StateTensor::new("", &[]); COUNT], 0);
    while gate < NAMES.len() {
        let tensors = of_gate(&NAMES[gate], weight_ih, weight_hh);
        let (_, place) = all.split_at_mut(gate * OF_GATE);
        place.split_at_mut(OF_GATE).0.copy_from_slice(&tensors);
        gate += 1;
    }
    let (_, place) = all.split_at_mut(COUNT - OTHERS.len());
    place.copy_from_slice(&OTHERS);
    all
}

/// The tensors of a gate with these names.
const fn of_gate(
    names: &[&'static str; OF_GATE],
    weight_ih: &'static [usize; 2],
    weight_hh: &'static [usize; 2],
) -> [StateTensor; OF_GATE] {
    let units = weight_ih.split_at(1).0;
    let [by_input, by_state, bias, scales @ ..] = *names;
    let [
        scale_ih,
        multiplier_ih,
        shift_ih,
        scale_hh,
        multiplier_hh,
        shift_hh,
    ] = scales;
    [
        StateTensor::packed(by_input, weight_ih, weight_hh[0]),
        StateTensor::packed(by_state, weight_hh, weight_hh[0]),
        StateTensor::new(bias, units).of(Kind::I32).within(BIAS),
        StateTensor::scale(scale_ih, &[1]),
        derived(multiplier_ih, Kind::I32),
        derived(shift_ih, Kind::I8),
        StateTensor::scale(scale_hh, &[1]),
        derived(multiplier_hh, Kind::I32),
        derived(shift_hh, Kind::I8),
    ]
}

/// A number that follows from others.
const fn derived(name: &'static str, kind: Kind) -> StateTensor {
    StateTensor::new(name, &[1]).of(kind).derived()
}
