//! Functions that use wider vectors but no fused products: activations and optimizers. Every set has the bits of `Portable`.

use std::fmt::Debug;

use nn_core::Error;
use nn_core::activation::Activation;
use nn_core::network::Gradients;
use nn_core::prelude::*;
use nn_core::rng::uniform;

use tests::compare::assert_same;
use tests::instruction_sets;
use tests::parameters::{random, read};

/// The lengths of rows: zero, parts of vectors, and several vectors of any set.
const LENGTHS: std::ops::Range<usize> = 0..71;

/// The special arguments of the functions.
const SPECIAL: [f32; 16] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    1e-20,
    -1e-20,
    1e-40,
    f32::MAX,
    f32::MIN,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::NAN,
    88.0,
    -88.0,
    -104.0,
    20.0,
];

/// Numbers. One in eight is special.
fn numbers(length: usize, size: f32, rng: &mut Random) -> Vec<f32> {
    let number = |_| match uniform(rng, 0.0, 1.0) {
        ..0.125 => SPECIAL[uniform(rng, 0.0, SPECIAL.len() as f32) as usize % SPECIAL.len()],
        _ => uniform(rng, -size, size),
    };
    (0..length).map(number).collect()
}

/// Requires the bits of the first set, `Portable`, from all sets.
fn assert_all_same(case: &str, compute: impl Fn() -> Vec<f32>) {
    let results = instruction_sets::results(compute);
    let (_, want) = &results[0];
    for (set, got) in &results {
        assert_same(&format!("{case}, {set}"), got, want);
    }
}

fn check_activation<A: Activation>() {
    let rng = &mut Random::seed(1);
    for length in LENGTHS {
        // the second time without special numbers, which would hide the others in softmax
        for special in [true, false] {
            let mut draw = |size: f32| match special {
                true => numbers(length, size, rng),
                false => (0..length).map(|_| uniform(rng, -size, size)).collect(),
            };
            let (inputs, d_outputs) = (draw(10.0), draw(1.0));
            let case = format!("{}, length {length}", A::NAME);
            let apply = || {
                let mut outputs = inputs.clone();
                A::apply(&mut outputs);
                outputs
            };
            assert_all_same(&case, apply);
            let outputs = apply();
            assert_all_same(&format!("{case}, back"), || {
                let mut d_inputs = d_outputs.clone();
                A::backward(&inputs, &outputs, &mut d_inputs);
                d_inputs
            });
        }
    }
}

#[test]
fn activations() {
    check_activation::<Identity>();
    check_activation::<Relu>();
    check_activation::<Relu6>();
    check_activation::<LeakyRelu>();
    check_activation::<Elu>();
    check_activation::<Gelu>();
    check_activation::<Silu>();
    check_activation::<HardSwish>();
    check_activation::<Sigmoid>();
    check_activation::<HardSigmoid>();
    check_activation::<Tanh>();
    check_activation::<Softplus>();
    check_activation::<Softmax>();
}

/// Blocks of parameters of 35, 5, 100, 20 and one more of each kind: parts of vectors, and several vectors.
type Net = network![7 => Dense<5, Tanh> => Dense<20, Tanh> => Dense<1>];

/// Some steps with any gradients, large and small.
fn check_optimizer<O: Optimizer + Debug>(optimizer: &O) {
    let start: Net = random(1);
    assert_all_same(&format!("{optimizer:?}"), || {
        let rng = &mut Random::seed(2);
        let mut net = start.clone();
        let mut state = O::State::<Net>::ZERO;
        let mut gradients = Gradients::<Net>::ZERO;
        for _ in 0..5 {
            let scale = 2f32.powi(uniform(rng, -30.0, 10.0) as i32);
            for gradient in gradients.as_mut_slice() {
                *gradient = scale * uniform(rng, -1.0, 1.0);
            }
            optimizer.step(&mut state, &mut net, &gradients);
        }
        read(&net)
    });
}

#[test]
fn optimizers() -> Result<(), Error> {
    let sgd = Sgd::new(0.1);
    check_optimizer(&sgd);
    check_optimizer(&sgd.with_weight_decay(0.01));
    check_optimizer(&sgd.with_momentum(0.9));
    check_optimizer(
        &sgd.with_weight_decay(0.01)
            .with_momentum(0.9)
            .with_nesterov(),
    );
    check_optimizer(&Adam::new(0.01));
    check_optimizer(&Adam::new(0.01).with_weight_decay(0.01));
    check_optimizer(&AdamW::new(0.01));
    check_optimizer(&RmsProp::new(0.01));
    check_optimizer(&RmsProp::new(0.01).with_weight_decay(0.01));
    Ok(())
}
