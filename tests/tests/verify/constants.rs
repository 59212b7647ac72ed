//! What the compiler proves.

use nn_core::prelude::*;
use nn_core::verify::{Halves, Interval, around, bounded, box_of, robust};

use super::sample;

/// `x + y`, `x - y`.
const SUM: network![2 => Dense<2>] = {
    let mut net = Zero::ZERO;
    linear(&mut net);
    net
};

const fn linear(net: &mut network![2 => Dense<2>]) {
    net.layers.weights = [[1.0, 1.0], [1.0, -1.0]];
}

nn_core::assert_bounds!(SUM, input in [[0.0, 1.0], [0.0, 1.0]] => output[0] in [-1e-6, 2.000001], output[1] in [-1.000001, 1.000001]);
nn_core::assert_robust!(SUM, [1.0, 0.5] +- 0.2 => class 0);

network! {
    /// A named network has the same methods.
    pub struct Named { 3 => Dense<8, Tanh> => Dense<8, Relu> => Dense<2, Softmax> }
}

static NAMED: Named = Named::ZERO;

nn_core::assert_bounds!(NAMED, input in [[-1.0, 1.0]; 3] => output[0] in [0.49, 0.51]);

type One = network![1 => Dense<1, Sigmoid>];

const ONE: One = {
    let mut net = One::ZERO;
    net.layers.weights = [[2.0]];
    net
};
const SAMPLE: [f32; 1] = [1.0];

nn_core::assert_robust!(ONE, SAMPLE +- 0.9 => class 1);
nn_core::assert_robust!(ONE, [-1.0] +- 0.9 => class 0);

type Deep = network![3 => Dense<6, Relu> => Dense<6, Tanh> => Dense<6, Gelu> => Dense<6, Elu> => Dense<6, Softplus>
    => Dense<6, Silu> => Dense<6, Sigmoid> => Dense<3, Softmax>];

/// The constant functions, run here: no sample is outside of the bounds.
#[test]
fn samples_are_within_the_bounds() {
    let mut net = Deep::boxed();
    for seed in 0..20 {
        tests::samples::randomize(&mut *net, &mut Random::seed(seed));
        for radius in [0.0, 0.01, 0.5] {
            let region = around(&[0.1, -0.2, 0.3], radius);
            let proved = net.constant_bounds(&region);
            let mut ends = [[f32::INFINITY, f32::NEG_INFINITY]; 3];
            sample(&*net, &region, 40, |_, outputs| {
                for (ends, y) in ends.iter_mut().zip(outputs) {
                    *ends = [ends[0].min(*y), ends[1].max(*y)];
                }
            });
            for (index, ends) in ends.into_iter().enumerate() {
                // it would panic if the samples were not within what is proved
                let outside = [ends[0].next_up(), ends[1]];
                assert!(std::panic::catch_unwind(|| bounded(&proved, index, outside)).is_err());
                bounded(&proved, index, [-1e-3, 1.001]);
            }
        }
    }
}

#[test]
fn a_class_is_proved_by_the_inputs_of_softmax() {
    let mut net = <network![1 => Dense<2, Softmax>]>::ZERO;
    net.layers.bias = [1e-3, 0.0];
    robust(&net.constant_bounds(&[Interval::point(0.0)]), 0);
    // the outputs differ in the bits
    let [first, last] = net.predict(&[0.0]);
    assert!(first > last);
    net.layers.bias = [1e-7, 0.0];
    let proved = net.constant_bounds(&[Interval::point(0.0)]);
    assert!(std::panic::catch_unwind(|| robust(&proved, 0)).is_err());
}

#[test]
fn regions_are_checked() {
    assert!(std::panic::catch_unwind(|| box_of(&[[1.0, 0.0]])).is_err());
    assert!(std::panic::catch_unwind(|| around(&[1.0], -0.5)).is_err());
    assert_eq!(box_of(&[[0.0, 1.0]]), [Interval::new(0.0, 1.0)]);
    let near = around(&[0.1], 0.2)[0];
    assert!(near.covers(Interval::new(0.1 - 0.2, 0.1 + 0.2)));
}

/// `|x / 2 - y / 4|` and more, whose intervals forget that only one of the first two units is active.
const BOTH: network![2 => Dense<4, Relu> => Dense<1, Tanh>] = {
    let mut net = Zero::ZERO;
    both(&mut net);
    net
};

const fn both(net: &mut network![2 => Dense<4, Relu> => Dense<1, Tanh>]) {
    net.layers.first.weights = [[0.5, -0.5, 0.25, 0.0], [-0.25, 0.25, 0.0, 0.5]];
    net.layers.last.weights = [[1.0], [1.0], [0.5], [-0.25]];
}

nn_core::assert_bounds!(BOTH, input in [[0.0, 1.0]; 2] => output[0] in [-0.13, 0.65]; proof = &[0, 255, 255]);
nn_core::assert_bounds!(BOTH, input in [[0.0, 1.0]; 2] => output[0] in [-0.13, 0.72]; proof = &[1, 255, 0, 255, 255]);

/// The first output is `|x - 1/2|`, of which intervals forget that only one unit is active. The second one is 0.35.
const NEAR: network![1 => Dense<2, Relu> => Dense<2>] = {
    let mut net = Zero::ZERO;
    near(&mut net);
    net
};

const fn near(net: &mut network![1 => Dense<2, Relu> => Dense<2>]) {
    net.layers.first.weights = [[1.0, -1.0]];
    net.layers.first.bias = [-0.5, 0.5];
    net.layers.last.weights = [[1.0, 0.0], [1.0, 0.0]];
    net.layers.last.bias = [0.0, 0.35];
}

nn_core::assert_robust!(NEAR, [0.5] +- 0.3 => class 1; proof = &[0, 255, 255]);

#[test]
fn halves_of_a_class_are_found_and_needed() {
    let find = |radius: f32, class| nn_core::prove_robust!(NEAR, [0.5] +- radius => class class);
    assert_eq!(find(0.1, 1), Some(vec![255]));
    assert_eq!(find(0.3, 1), Some(vec![0, 255, 255]));
    assert_eq!(find(0.36, 1), None); // it is not true
    assert_eq!(NEAR.classify(&[0.5 - 0.36]), 0);
    assert_eq!(find(0.0, 0), None);
    assert!(std::panic::catch_unwind(|| find(0.1, 2)).is_err());

    // a single output, which is above 0 for class 1
    let find =
        |radius: f32, class| nn_core::prove_robust!(BOTH, [0.5, 0.0] +- radius => class class);
    assert_eq!(find(0.1, 1), Some(vec![255]));
    assert_eq!(find(0.4, 1), None);
    assert!(BOTH.predict(&[0.1, 0.2])[0] < 0.0);
    assert_eq!(find(0.1, 0), None);
}

#[test]
fn halves_are_found_and_needed() {
    let find = |bounds: [f32; 2]| nn_core::prove_bounds!(BOTH, input in [[0.0, 1.0]; 2] => output[0] in bounds);
    assert_eq!(find([-0.13, 0.72]), Some(vec![255]));
    assert_eq!(find([-0.13, 0.65]), Some(vec![0, 255, 255]));
    let tight = find([-0.07, 0.56]).unwrap();
    assert!(tight.len() > 10, "{tight:?}");
    // the largest output is tanh(0.625), so a bound below it is not proved
    assert_eq!(find([-0.13, 0.55]), None);
    assert!(BOTH.predict(&[1.0, 0.0])[0] > 0.55);

    let walk = |proof: &[u8], bounds: [f32; 2]| {
        let mut parts = Halves::new(&box_of(&[[0.0, 1.0]; 2]), proof);
        let mut count = 0;
        while let Some(part) = parts.next_part() {
            bounded(&BOTH.constant_bounds(&part), 0, bounds);
            count += 1;
        }
        count
    };
    assert_eq!(
        walk(&tight, [-0.07, 0.56]),
        tight.iter().filter(|byte| **byte == 255).count()
    );
    let refused = |proof: &[u8], bounds| std::panic::catch_unwind(|| walk(proof, bounds)).is_err();
    let bounds = [-0.13, 0.65];
    assert!(!refused(&[0, 255, 255], bounds));
    // not proved, a part that is missing, a part too many, no such input, no end
    assert!(refused(&[255], bounds));
    assert!(refused(&[0, 255], bounds));
    assert!(refused(&[], bounds));
    assert!(refused(&[0, 255, 255, 255], bounds));
    assert!(refused(&[2, 255, 255], bounds));
    assert!(refused(&[0; 100], bounds));
    assert!(refused(&tight[..tight.len() - 1], [-0.07, 0.56]));
}
