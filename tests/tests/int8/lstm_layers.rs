//! The LSTM of TensorFlow Lite Micro is plain loops of `i64`.

use nn_core::layer::int8::{GateI8, LstmI8, Requantize};
use nn_core::layer::{AllSteps, LastStep, Scale, Steps};
use nn_core::prelude::*;
use nn_core::rng::Rng;

use crate::networks::tensor;

fn saturated(number: i64) -> i64 {
    number.clamp(-32_768, 32_767)
}

/// `number / 2^by`, rounded, halves away from zero.
fn half_away(number: i64, by: u32) -> i64 {
    let magnitude = (2 * number.abs() + (1 << by)) >> (by + 1);
    magnitude * number.signum()
}

/// `number * multiplier / 2^31 * 2^shift`, rounded twice.
fn requantized(number: i64, multiplier: i32, shift: i8) -> i64 {
    let (left, right) = (shift.max(0) as u32, (-shift).max(0) as u32);
    let number = (number << left).clamp(i32::MIN.into(), i32::MAX.into());
    let product = i128::from(number) * i128::from(multiplier);
    half_away(((product + (1 << 30)) >> 31) as i64, right)
}

/// A value of the logistic function in the table.
fn entry(index: i64) -> i64 {
    if index >= 255 {
        return 65_535;
    }
    let value = 1.0 / (1.0 + libm::exp(-(index as f64) / 24.0));
    let second_derivative = value * (1.0 - value) * (1.0 - 2.0 * value);
    libm::round(65_536.0 * (value - second_derivative / (24.0 * 24.0) / 16.0)) as i64
}

/// `2^15 / (1 + e^-(a / 2^12))`.
fn logistic(argument: i64) -> i64 {
    let magnitude = 3 * argument.abs();
    let (index, place) = (magnitude / 512, magnitude % 512);
    let value = entry(index) * 512 + place * (entry(index + 1) - entry(index));
    match argument < 0 {
        true => ((1 << 25) - value + 511).div_euclid(1024),
        false => (value + 512).div_euclid(1024),
    }
}

/// `2^15 tanh(a 2^exponent)`.
fn tanh(argument: i64, exponent: i32) -> i64 {
    let argument = match exponent + 12 {
        left @ 0.. => (3 * argument) << left,
        right => (3 * argument + (1 << (-right - 1))) >> -right,
    };
    let (index, place) = (argument.abs() / 256, argument.abs() % 256);
    let value = match index {
        ..255 => entry(index) * 256 + place * (entry(index + 1) - entry(index)),
        _ => 65_535 * 256,
    };
    match argument < 0 {
        true => ((1 << 23) - value + 127).div_euclid(256),
        false => (value - (1 << 23) + 128).div_euclid(256),
    }
}

/// The sum of a unit of a gate.
fn sum<const C: usize, const H: usize>(
    gate: &GateI8<C, H>,
    unit: usize,
    [input_zero, state_zero]: [i32; 2],
    (step, last): (&[i8; C], &[i64; H]),
) -> i64 {
    let weight = |at: usize| i64::from(gate.weight_ih.get(unit, 0, at));
    let x = |at: usize| i64::from(step[at]) - i64::from(input_zero);
    let by_input: i64 = (0..C).map(|at| weight(at) * x(at)).sum();
    let weight = |at: usize| i64::from(gate.weight_hh.get(unit, 0, at));
    let h = |at: usize| last[at] - i64::from(state_zero);
    let by_state: i64 = (0..H).map(|at| weight(at) * h(at)).sum();
    let term = |sum: i64, factors: &Requantize<1>| {
        saturated(requantized(sum, factors.multiplier[0], factors.shift[0]))
    };
    let by_input = term(by_input + i64::from(gate.bias[unit]), &gate.requantize_ih);
    saturated(by_input + term(by_state, &gate.requantize_hh))
}

/// The states of all steps, in plain loops.
fn states<const C: usize, const H: usize, const L: usize, T: Steps>(
    layer: &LstmI8<C, H, L, T>,
    input: &[[i8; C]; L],
) -> Vec<i8> {
    let (mut cell, mut last) = ([0; H], [i64::from(layer.output.zero); H]);
    let mut states = Vec::new();
    for step in input {
        let zeros = [layer.input.zero, layer.output.zero];
        let sums = layer.gates.each_ref().map(|gate| {
            std::array::from_fn::<i64, H, _>(|unit| sum(gate, unit, zeros, (step, &last)))
        });
        for unit in 0..H {
            let [i, f, g, o] = sums.map(|sums| sums[unit]);
            let kept = saturated(requantized(logistic(f) * cell[unit], 1 << 30, -14));
            let shift = (-29 - layer.cell_exponent) as i8;
            let added = logistic(i) * tanh(g, -12);
            let added = saturated(requantized(added, 1 << 30, shift));
            cell[unit] = saturated(kept + added);
            if layer.cell_limit > 0 {
                let limit = i64::from(layer.cell_limit);
                cell[unit] = cell[unit].clamp(-limit, limit);
            }
            let product = tanh(cell[unit], layer.cell_exponent) * logistic(o);
            let (multiplier, shift) = (layer.rescale.multiplier, layer.rescale.shift);
            let state = requantized(product, multiplier, shift) + i64::from(layer.output.zero);
            last[unit] = state.clamp(-128, 127);
        }
        states.extend(last.map(|state| state as i8));
    }
    states
}

/// A layer with arbitrary numbers, whose gates use their whole range.
fn random<const C: usize, const H: usize, const L: usize, T: Steps>(
    seed: u64,
) -> LstmI8<C, H, L, T> {
    let mut layer = LstmI8::<C, H, L, T>::ZERO;
    let mut rng = Random::seed(seed);
    let mut random = |range: u64| (rng.next_u64() % range) as i32;
    for gate in &mut layer.gates {
        for unit in 0..H {
            for at in 0..C {
                gate.weight_ih.set(unit, 0, at, (random(255) - 127) as i8);
            }
            for at in 0..H {
                gate.weight_hh.set(unit, 0, at, (random(255) - 127) as i8);
            }
            gate.bias[unit] = random(8_001) - 4_000;
        }
        gate.requantize_ih.weight_scale = [0.01 * (1 + random(30)) as f32 / C as f32];
        gate.requantize_hh.weight_scale = [0.02 * (1 + random(30)) as f32 / H as f32];
    }
    layer.input = Scale::new(0.02, random(256) - 128);
    layer.output = Scale::new(0.002 * (1 + random(8)) as f32, random(256) - 128);
    layer.cell_exponent = [-11, -15, -12, -9, -16, 0, -24][seed as usize % 7];
    layer.cell_limit = [0, 0, 20_480, 1, 32_767][seed as usize % 5];
    layer.derive();
    layer
}

/// Compares layers with the plain loops.
fn check<const C: usize, const H: usize, const L: usize, T: Steps>() {
    for seed in 0..35 {
        let layer = random::<C, H, L, T>(seed);
        let input = tensor::<[[i8; C]; L]>(seed);
        let want = states(&layer, &input);
        let mut output = <LstmI8<C, H, L, T> as Layer>::Output::ZERO;
        layer.infer(&input, &mut output);
        let got = output.as_slice();
        assert_eq!(got, &want[want.len() - got.len()..], "{seed}");
    }
}

#[test]
fn layers_are_plain_loops() {
    check::<4, 7, 20, AllSteps>();
    check::<5, 8, 6, LastStep>();
    check::<1, 1, 9, AllSteps>();
    check::<9, 16, 12, AllSteps>();
    check::<70, 11, 3, LastStep>();
}
