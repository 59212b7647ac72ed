//! Recurrent layers of `i8`: against plain loops of `i64`, against their formulas in `f64`, as streams, and in files.

use nn_core::instruction_set::InstructionSet;
use nn_core::kernel::integer::{gate_logistic, gate_tanh, requantize};
use nn_core::layer::int8::{Double, RecurrentI8, Rounding, Single};
use nn_core::layer::{
    AllSteps, FastGrnnCell, GruCell, IntegerRecurrence, LastStep, LstmCell, RnnCell, Scale, Steps,
};
use nn_core::prelude::*;
use nn_core::rng::{Rng, uniform};
use nn_core::streaming;
use nn_core::weights::{LoadOptions, Persist, image};

use crate::networks::{filled, tensor};

/// A network of every recurrent layer with an int8 form.
type Net = network![[3, 9]
    => Gru<5, sequences = true> => FastGrnn<9, sequences = true> => Lstm<4, sequences = true>
    => Rnn<7, Relu, sequences = true> => Rnn<3> => Dense<2, Softmax>];
type Net8 = quantized![Net];

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
        let layer = random::<K, C, H, G, L, T, R>(seed);
        let input = tensor::<[[i8; C]; L]>(seed);
        let want = states(rule, &layer, &input);
        let mut output = <RecurrentI8<K, C, H, G, L, T, R> as Layer>::Output::ZERO;
        layer.infer(&input, &mut output);
        let got = output.as_slice();
        assert_eq!(got, &want[want.len() - got.len()..], "{rule:?} {seed}");
    }
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

/// A network of `f32` and its quantized network, for random samples.
fn quantized() -> (Box<folded![Net]>, Box<Net8>, Vec<[[f32; 9]; 3]>) {
    let mut whole = Net::boxed();
    let rng = &mut Random::seed(4);
    whole.initialize(rng);
    let samples: Vec<[[f32; 9]; 3]> = (0..100)
        .map(|_| core::array::from_fn(|_| core::array::from_fn(|_| uniform(rng, -1.0, 1.5))))
        .collect();
    let mut net = <folded![Net]>::boxed();
    whole.fold_into(&mut net);
    let mut calibration = Calibration::<folded![Net]>::boxed();
    calibration.observe(&net, &samples).expect("finite samples");
    let mut net8 = Net8::boxed();
    let mut report = net.quantize_into(&calibration, &mut net8).expect("samples");
    net.compare(&net8, &samples, &mut report);
    let mut rows = 0;
    report.each(&mut |row| {
        let ratio = row.ratio();
        assert!(ratio.is_none_or(|ratio| ratio > 25.0), "{report}");
        rows += 1;
    });
    assert_eq!(rows, 7, "{report}");
    (net, net8, samples)
}

/// Each layer of a quantized network is close to that of `f32`, and so are the outputs.
#[test]
fn outputs_are_near_those_of_reals() {
    let (net, net8, samples) = quantized();
    for sample in &samples {
        let [exact, found] = [net.predict(sample), net8.predict(sample)].map(|[share, _]| share);
        assert!((exact - found).abs() < 0.02, "{exact} {found}");
    }
}

/// Each output of a stream is that of the sequence up to its step.
#[test]
fn streams_have_the_bits_of_sequences() {
    type All = network![[3, 9] => Gru<5, sequences = true> => Lstm<4, sequences = true> => FastGrnn<6, sequences = true>];
    type All8 = quantized![All];
    let mut net = All8::ZERO;
    filled(&mut net, 3);
    let input: [[i8; 3]; 9] = tensor(8);
    let want: [[i8; 6]; 9] = net.predict_quantized(&input);
    let mut live = <streaming![All8]>::ZERO;
    for (step, want) in input.iter().zip(&want) {
        let copy = live.clone().push(&net, step).copied();
        assert_eq!(copy.as_ref(), Some(want));
        assert_eq!(live.push(&net, step).as_deref(), Some(want));
    }
    assert!(want.as_flattened().iter().any(|number| *number != 0));
    type Live = streaming![All8];
    assert_eq!(Live::MACS_PER_STEP, 15 * 8 + 16 * 9 + 6 * 10);
}

#[test]
fn every_instruction_set_has_the_same_bits() {
    let (_, net8, samples) = quantized();
    let mut all = Vec::new();
    tests::instruction_sets::each(|_| {
        all.push(
            samples
                .iter()
                .map(|sample| net8.predict(sample))
                .collect::<Vec<_>>(),
        );
    });
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
    InstructionSet::Portable.select().expect("the portable set");
}

#[test]
fn files_and_images_come_back() {
    let (_, net8, _) = quantized();
    let saved = net8.to_safetensors().expect("a file");
    let mut again = Net8::boxed();
    LoadOptions::new()
        .read(&mut *again, &saved)
        .expect("it fits");
    assert_eq!(again, net8);
    let mut bytes = vec![0; image::bytes::<Net8>()];
    image::write(&*net8, &mut bytes).expect("it fits");
    let mut again = Net8::boxed();
    image::read(&mut *again, &bytes).expect("it fits");
    assert_eq!(again, net8);
}

/// The compiler reads the file of `tests/reference/weights.py`.
#[test]
fn files_are_constants() {
    type Kept = quantized![network![[3, 9] => Gru<5, sequences = true> => FastGrnn<9>]];
    static CONSTANT: Kept =
        nn_core::include_weights!(Kept, "reference/weights/recurrent_int8.safetensors");
    let path =
        tests::sources::workspace().join("tests/reference/weights/recurrent_int8.safetensors");
    let mut loaded = Kept::ZERO;
    loaded.load(path).expect("it fits");
    assert_eq!(CONSTANT, loaded);
    assert_ne!(CONSTANT.predict_quantized(&tensor(1)), [0; 9]);
}

/// Numbers that a layer cannot have are refused.
#[test]
fn numbers_out_of_range_are_refused() {
    type Small = quantized![network![[1, 2] => FastGrnn<1>]];
    let refused = |change: fn(&mut Small)| {
        let mut bad = Small::ZERO;
        change(&mut bad);
        let bytes = bad.to_safetensors().expect("all numbers are finite");
        let error = LoadOptions::new().read(&mut Small::ZERO.clone(), &bytes);
        error.expect_err("it is out of range").to_string()
    };
    assert_eq!(
        refused(|net| net.layers.exponent = 16),
        "tensor `0.state_exponent` is out of range at index 0 in the file: it is from -8 to 15"
    );
    assert_eq!(
        refused(|net| net.layers.scales[1] = -1),
        "tensor `0.scales` is out of range at index 1 in the file: it is from 0 to 32,767"
    );
    assert_eq!(
        refused(|net| net.layers.bias = [1 << 25]),
        "tensor `0.bias` is out of range at index 0 in the file: it is from -16,777,216 to 16,777,216"
    );
}

#[test]
fn fingerprints_and_sizes() {
    let all = [
        <quantized![network![[3, 4] => Gru<4>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Gru<4>], Double] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Gru<4, sequences = true>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Lstm<4>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => FastGrnn<4>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Rnn<4>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Rnn<4, Relu>]] as Persist>::FINGERPRINT,
    ];
    for (index, one) in all.iter().enumerate() {
        assert_eq!(all.iter().position(|other| other == one), Some(index));
    }
    type Fast = quantized![network![[9, 50] => FastGrnn<16>]];
    assert_eq!(Fast::MACS, 50 * 16 * (9 + 16));
    // weights, biases, other biases, two scales, numbers of both requantizations, scale of the input, exponent
    let bytes = 16 * (9 + 16) + 4 * 16 + 4 * 16 + 8 + 2 * 9 * 16 + 8 + 4;
    assert_eq!(Fast::FLASH_BYTES, bytes);
    assert_eq!(Fast::INFER_RAM_BYTES, 16);
}
