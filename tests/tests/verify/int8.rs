//! Networks of `i8`: bounds and verdicts are compared with all inputs.

use nn_core::layer::{Scale, ValuesMut};
use nn_core::prelude::*;
use nn_core::rng::Rng;
use nn_core::verify::{Interval, Property, Unknown, Verdict, VerifierI8, VerifyI8};

/// Sets arbitrary weights, and scales for which the outputs use much of the range of 8 bits.
pub(super) fn filled<N: Network<Element = i8>>(net: &mut N, seed: u64) {
    let mut rng = Random::seed(seed);
    let mut random = move |count: u64| (rng.next_u64() % count) as i32;
    net.state_mut(&mut |values| match values {
        ValuesMut::I8(numbers) => numbers.fill_with(|| (random(255) - 127) as i8),
        // zeros and biases
        ValuesMut::I32(numbers) => numbers.fill_with(|| random(61) - 30),
        ValuesMut::F32(numbers) => numbers.fill_with(|| 0.01 * (1.0 + random(200) as f32 / 100.0)),
    });
    net.derive();
}

/// The real numbers of the first and the last of some quantized inputs.
pub(super) fn region<N: Network<Element = i8>>(net: &N, numbers: &[[i32; 2]]) -> Vec<Interval> {
    let scale = net.scales()[0].unwrap();
    let real = |number| scale.to_real(number);
    let ends = numbers
        .iter()
        .map(|[low, high]| Interval::new(real(*low), real(*high)));
    ends.collect()
}

/// Calls `work` with the real outputs for all quantized inputs of a region.
pub(super) fn each(numbers: &[[i32; 2]], mut work: impl FnMut(&[i8])) {
    let mut input: Vec<i8> = numbers.iter().map(|[low, _]| *low as i8).collect();
    loop {
        work(&input);
        let next = input
            .iter_mut()
            .zip(numbers)
            .find_map(|(number, [low, high])| {
                if i32::from(*number) < *high {
                    *number += 1;
                    return Some(());
                }
                *number = *low as i8;
                None
            });
        if next.is_none() {
            return;
        }
    }
}

pub(super) fn outputs<N: Network<Element = i8>>(net: &N, input: &[i8], output: Scale) -> Vec<f32> {
    let input = N::Input::from_slice(input).unwrap();
    let numbers = net.predict(input);
    numbers
        .as_slice()
        .iter()
        .map(|number| output.to_real((*number).into()))
        .collect()
}

/// All outputs are within the bounds; a verdict about each output on both sides of its extremes, and about each class, is the truth.
fn decided<N: Network<Element = i8> + VerifyI8 + Sync + Zero>(
    name: &str,
    numbers: &[[i32; 2]],
    seeds: u64,
) {
    for seed in 0..seeds {
        let mut net = Box::new(N::ZERO);
        filled(&mut *net, seed);
        let region = region(&*net, numbers);
        let scale = net.scales()[1].unwrap();
        let mut ends = vec![[f32::INFINITY, f32::NEG_INFINITY]; N::Output::LEN];
        let mut is_class = vec![true; N::Output::LEN];
        each(numbers, |input| {
            let outputs = outputs(&*net, input, scale);
            for (index, y) in outputs.iter().enumerate() {
                ends[index] = [ends[index][0].min(*y), ends[index][1].max(*y)];
                let mut others = outputs.iter().enumerate();
                is_class[index] &= others.all(|(other, z)| other == index || z < y);
            }
        });
        compared(name, &VerifierI8::new(&*net), &region, &ends, &is_class);
    }
}

/// Compares bounds and verdicts with the least and the greatest outputs, and with which class is always the greatest.
fn compared(
    name: &str,
    verifier: &VerifierI8<'_>,
    region: &[Interval],
    ends: &[[f32; 2]],
    is_class: &[bool],
) {
    for (index, bounds) in verifier.bounds(region).iter().enumerate() {
        let [low, high] = ends[index];
        let name = format!("{name} {index}: {bounds:?} {low} {high}");
        assert!(bounds.contains(low) && bounds.contains(high), "{name}");
        let output = || Property::output(index);
        for (property, is_true) in [
            (output().is_below(high.into()), false),
            (output().is_below(high.next_up().into()), true),
            (output().is_above(low.into()), false),
            (output().is_above(low.next_down().into()), true),
            (Property::class_is(index), is_class[index]),
        ] {
            checked(&verifier.decide(region, &property), is_true, region, &name);
        }
    }
}

/// The verdict is the truth, and a counterexample is in the region.
fn checked(verdict: &Verdict, is_true: bool, region: &[Interval], name: &str) {
    match verdict {
        Verdict::Proved { .. } => assert!(is_true, "{name}: proved"),
        Verdict::Counterexample(input) => {
            assert!(!is_true, "{name}: {input:?}");
            let mut inside = region.iter().zip(input);
            assert!(inside.all(|(interval, x)| interval.contains(*x)), "{name}");
        }
        verdict => panic!("{name}: {verdict}"),
    }
}

#[test]
fn dense_networks_are_decided_completely() {
    type Rectified = network![2 => Dense<8, Relu> => Dense<6, Relu> => Dense<2>];
    type Tables = network![2 => Dense<6, Tanh> => Dense<5, Gelu> => Dense<2, Sigmoid>];
    type Limited = network![3 => Dense<6, Relu6> => Dense<4, HardSwish> => Dense<3, Softmax>];
    decided::<quantized![Rectified]>("rectified", &[[-128, 127], [-40, 70]], 4);
    decided::<quantized![Rectified, Double]>("twice", &[[-128, 127], [-40, 70]], 4);
    decided::<quantized![Tables]>("tables", &[[-128, 127], [-40, 70]], 4);
    decided::<quantized![Limited]>("limited", &[[-20, 20], [-128, -100], [100, 127]], 4);
}

#[test]
fn compositions_are_decided_completely() {
    type Sums = network![2 => Residual<Dense<4, Relu> => Dense<2>, Relu>
        => Residual<Dense<3, LeakyRelu>, projection = Dense<3>> => Concat<[Dense<2, Tanh>], [Dense<2>]> => Dense<2>];
    decided::<quantized![Sums]>("sums", &[[-128, 127], [-10, 10]], 3);
    decided::<quantized![Sums, Double]>("sums twice", &[[-128, 127], [-2, 2]], 2);
    type Windows = network![[1, 3] => ZeroPad1d<before = 1> => Conv1d<filters = 3, kernel = 2, padding = 1, Relu>
        => Upsample1d<2> => MaxPool1d<2> => DepthwiseConv1d<3, padding = 1, Silu> => AvgPool1d<2> => Flatten => Dense<2>];
    decided::<quantized![Windows]>("windows", &[[-128, -112], [-9, 10], [-8, 8]], 2);
    type Pools = network![[1, 3] => Conv1d<filters = 2, kernel = 1> => Concat<[GlobalMaxPool], [GlobalAvgPool]>];
    decided::<quantized![Pools]>("pools", &[[-128, -112], [-9, 10], [-8, 8]], 2);
    decided::<quantized![Pools, Double]>("pools twice", &[[-128, -121], [-9, 0], [-8, 0]], 2);
}

/// Softmax of all pairs of numbers, for scales from flat to steep.
#[test]
fn softmax_of_all_pairs_is_within_its_bounds() {
    type Pair = quantized![network![2 => Dense<2, Softmax>]];
    for factor in [0.001, 0.01, 0.06, 0.5, 3.0, 40.0] {
        let mut net = Pair::ZERO;
        for index in [0, 1] {
            net.layers.weights.set(index, 0, index, 64);
        }
        net.layers.requantize.weight_scale = [1.0 / 64.0; 2];
        net.layers.input = Scale::new(factor, 0);
        net.layers.activation.linear = net.layers.input;
        net.derive();
        let verifier = VerifierI8::new(&net);
        let real = |number: i32| Interval::point(net.input_scale().to_real(number));
        for first in (-128..128).step_by(3) {
            for second in -128..128 {
                let found = outputs(&net, &[first as i8, second as i8], net.output_scale());
                let bounds = verifier.bounds(&[real(first), real(second)]);
                for (bounds, y) in bounds.iter().zip(found) {
                    assert!(
                        bounds.contains(y),
                        "{factor} {first} {second} {bounds:?} {y}"
                    );
                    assert!(bounds.high - bounds.low <= 1.0 / 256.0);
                }
            }
        }
    }
}

/// Linear bounds prove what ranges alone do not.
#[test]
fn linear_bounds_cancel_inputs_that_occur_twice() {
    type Twice = quantized![network![1 => Dense<2, Relu> => Dense<1>]];
    let mut net = Twice::ZERO;
    net.state_mut(&mut |values| {
        if let ValuesMut::F32(numbers) = values {
            numbers.fill(1.0 / 64.0);
        }
    });
    for (output, weight) in [(0, 64), (1, 64)] {
        net.layers.first.weights.set(output, 0, 0, weight);
    }
    net.layers.last.weights.set(0, 0, 0, 64);
    net.layers.last.weights.set(0, 0, 1, -64);
    net.derive();
    let bounds = VerifierI8::new(&net).bounds(&[Interval::new(0.1, 1.5)]);
    assert!(bounds[0].high - bounds[0].low < 0.1, "{bounds:?}");
}

#[test]
fn questions_that_have_no_answer() {
    type Net = quantized![network![2 => Dense<2>]];
    let mut net = Net::ZERO;
    filled(&mut net, 1);
    let unknown = |net: &Net, region: &[Interval], property: Property| match VerifierI8::new(net)
        .decide(region, &property)
    {
        Verdict::Unknown { reason, .. } => reason,
        verdict => panic!("{verdict}"),
    };
    let inside = [Interval::new(0.0, 1.0); 2];
    let below = |index| Property::output(index).is_below(1.0);
    assert_eq!(unknown(&net, &inside[1..], below(0)), Unknown::Region);
    assert_eq!(
        unknown(&net, &[Interval::ANY; 2], below(0)),
        Unknown::Region
    );
    assert_eq!(unknown(&net, &inside, below(2)), Unknown::Output);
    net.layers.output.factor = f32::NAN;
    assert_eq!(unknown(&net, &inside, below(0)), Unknown::NotFinite);
}
