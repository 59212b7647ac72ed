//! Recurrent layers of `i8` are plain loops of `i64`.

use nn_core::kernel::integer::{gate_logistic, gate_tanh, requantize};
use nn_core::layer::int8::{Double, RecurrentI8, Rounding, Single};
use nn_core::layer::{
    AllSteps, FastGrnnCell, GruCell, IntegerRecurrence, LastStep, LstmCell, RnnCell, Scale, Steps,
};
use nn_core::prelude::*;
use nn_core::rng::Rng;

use crate::networks::tensor;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    Gru,
    Lstm,
    Tanh,
    Relu,
    FastGrnn,
}

/// `number / 2^by`, rounded, halves up.
fn rounded(number: i64, by: u32) -> i64 {
    (2 * number + (1 << by)) >> (by + 1)
}

fn saturated(number: i64) -> i64 {
    number.clamp(-32_768, 32_767)
}

fn logistic(argument: i64) -> i64 {
    gate_logistic(i32::try_from(argument).expect("a sum of 32 bits")).into()
}

fn tanh(argument: i64) -> i64 {
    gate_tanh(i32::try_from(argument).expect("a sum of 32 bits")).into()
}

/// The state after a step, from the sums over the input with their biases and the sums over the state.
fn advance(
    rule: Rule,
    [by_input, by_state]: [&[i64]; 2],
    (other_bias, scales): (&[i32], &[i32]),
    exponent: i32,
    state: &mut [i64],
    cell: &mut [i64],
) {
    let units = state.len();
    let bits = (15 + exponent) as u32;
    for unit in 0..units {
        let other = |bias: &[i32]| i64::from(bias[unit]);
        let sum = |gate: usize| by_input[gate * units + unit] + by_state[gate * units + unit];
        state[unit] = match rule {
            Rule::Gru => {
                let masked = saturated(by_state[2 * units + unit] + other(other_bias));
                let masked = rounded(logistic(sum(0)) * masked, 15);
                let value = tanh(by_input[2 * units + unit] + masked);
                let value = saturated(rounded(value << 15, bits));
                value + rounded(logistic(sum(1)) * (state[unit] - value), 15)
            }
            Rule::Lstm => {
                let kept = rounded(logistic(sum(1)) * cell[unit], 15);
                let added = rounded(logistic(sum(0)) * tanh(sum(2)), 19);
                cell[unit] = saturated(kept + added);
                saturated(rounded(logistic(sum(3)) * tanh(cell[unit]), bits))
            }
            Rule::Tanh => saturated(rounded(tanh(sum(0)) << 15, bits)),
            Rule::Relu => saturated(rounded(sum(0).max(0) << 19, bits)),
            Rule::FastGrnn => {
                let gate = logistic(sum(0));
                let value = tanh(sum(0) + other(other_bias));
                let [zeta, nu] = [0, 1].map(|scale| i64::from(scales[scale]));
                let share = rounded(zeta * (32_768 - gate), 15) + nu;
                saturated(rounded(share * value, bits) + rounded(gate * state[unit], 15))
            }
        };
    }
}

/// The states of all steps with 8 bits, in plain loops.
fn states<K, const C: usize, const H: usize, const G: usize, const L: usize, T, R>(
    rule: Rule,
    layer: &RecurrentI8<K, C, H, G, L, T, R>,
    input: &[[i8; C]; L],
) -> Vec<i8>
where
    K: IntegerRecurrence<H, G>,
    T: Steps,
    R: Rounding,
{
    let (mut state, mut cell, mut last) = ([0; H], [0; H], [0_i8; H]);
    let mut states = Vec::new();
    for step in input {
        let by_input: Vec<i64> = (0..G)
            .map(|gate| {
                let weight = |at: usize| i64::from(layer.weight_ih.get(gate, 0, at));
                let x = |at: usize| i64::from(step[at]) - i64::from(layer.input.zero);
                let sum: i64 = (0..C).map(|at| weight(at) * x(at)).sum();
                let factors = &layer.requantize_ih;
                let number =
                    requantize::<R>(sum as i32, factors.multiplier[gate], factors.shift[gate]);
                i64::from(number) + i64::from(layer.bias[gate])
            })
            .collect();
        let by_state: Vec<i64> = (0..G)
            .map(|gate| {
                let weight = |at: usize| i64::from(layer.weight_hh.get(gate, 0, at));
                let sum: i64 = (0..H).map(|at| weight(at) * i64::from(last[at])).sum();
                let factors = &layer.requantize_hh;
                requantize::<R>(sum as i32, factors.multiplier[gate], factors.shift[gate]).into()
            })
            .collect();
        let own = (layer.other_bias.as_slice(), layer.scales.as_slice());
        let sums = [&by_input[..], &by_state];
        advance(rule, sums, own, layer.exponent, &mut state, &mut cell);
        last = state.map(|number| rounded(number, 8).min(127) as i8);
        states.extend(last);
    }
    states
}

/// A layer with arbitrary numbers, whose gates use their whole range.
fn random<K, const C: usize, const H: usize, const G: usize, const L: usize, T, R>(
    seed: u64,
) -> RecurrentI8<K, C, H, G, L, T, R>
where
    K: IntegerRecurrence<H, G>,
    T: Steps,
    R: Rounding,
{
    let mut layer = RecurrentI8::<K, C, H, G, L, T, R>::ZERO;
    let mut rng = Random::seed(seed);
    let mut random = |range: u64| (rng.next_u64() % range) as i32;
    for output in 0..G {
        for input in 0..C {
            layer
                .weight_ih
                .set(output, 0, input, (random(255) - 127) as i8);
        }
        for input in 0..H {
            layer
                .weight_hh
                .set(output, 0, input, (random(255) - 127) as i8);
        }
        layer.bias[output] = random(8_001) - 4_000;
        layer.requantize_ih.weight_scale[output] = 0.01 * (1 + random(30)) as f32 / C as f32;
        layer.requantize_hh.weight_scale[output] = 0.005 * (1 + random(30)) as f32 / H as f32;
    }
    for bias in layer.other_bias.as_mut_slice() {
        *bias = random(8_001) - 4_000;
    }
    for scale in layer.scales.as_mut_slice() {
        *scale = random(32_768);
    }
    layer.exponent = [0, 1, 0, -1, 3, -8, 15][seed as usize % 7];
    layer.input = Scale::new(0.02, random(256) - 128);
    layer.derive();
    layer
}

/// Compares a layer with the plain loops.
fn check<K, const C: usize, const H: usize, const G: usize, const L: usize, T, R>(rule: Rule)
where
    K: IntegerRecurrence<H, G>,
    T: Steps,
    R: Rounding,
{
    for seed in 0..21 {
        let mut layer = random::<K, C, H, G, L, T, R>(seed);
        let input = tensor::<[[i8; C]; L]>(seed);
        compare(rule, &layer, &input);
        // the largest factors and biases
        layer.requantize_ih.weight_scale = [f32::MAX; G];
        layer.requantize_hh.weight_scale = [f32::MAX; G];
        layer.bias = [[1 << 24, -1 << 24][seed as usize % 2]; G];
        layer.derive();
        compare(rule, &layer, &input);
    }
}

fn compare<K, const C: usize, const H: usize, const G: usize, const L: usize, T, R>(
    rule: Rule,
    layer: &RecurrentI8<K, C, H, G, L, T, R>,
    input: &[[i8; C]; L],
) where
    K: IntegerRecurrence<H, G>,
    T: Steps,
    R: Rounding,
{
    let want = states(rule, layer, input);
    let mut output = <RecurrentI8<K, C, H, G, L, T, R> as Layer>::Output::ZERO;
    layer.infer(input, &mut output);
    let got = output.as_slice();
    assert_eq!(got, &want[want.len() - got.len()..], "{rule:?}");
}

#[test]
fn layers_are_plain_loops() {
    check::<GruCell, 3, 5, 15, 9, AllSteps, Single>(Rule::Gru);
    check::<GruCell, 9, 16, 48, 5, LastStep, Double>(Rule::Gru);
    check::<GruCell, 1, 1, 3, 4, AllSteps, Single>(Rule::Gru);
    check::<GruCell, 70, 66, 198, 3, LastStep, Single>(Rule::Gru);
    check::<LstmCell, 4, 7, 28, 20, AllSteps, Single>(Rule::Lstm);
    check::<LstmCell, 5, 8, 32, 6, LastStep, Double>(Rule::Lstm);
    check::<FastGrnnCell, 9, 16, 16, 12, AllSteps, Single>(Rule::FastGrnn);
    check::<FastGrnnCell, 2, 3, 3, 12, LastStep, Double>(Rule::FastGrnn);
    check::<RnnCell<Tanh>, 3, 6, 6, 9, AllSteps, Single>(Rule::Tanh);
    check::<RnnCell<Relu>, 3, 6, 6, 9, AllSteps, Double>(Rule::Relu);
}
