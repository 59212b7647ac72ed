//! Checks which set is used: `(1 + e)^2 - (1 + 2e)` is `e^2` if product and sum are rounded once, and 0 if the product
//! is rounded first.

use nn_core::instruction_set::InstructionSet;
use nn_core::prelude::*;

use tests::instruction_sets;
use tests::kernel_table::{Kernels, Matrices, RATE};

use crate::sizes::with;

/// So small that `1 + 2e` cannot represent its square.
const E: f32 = 1.0 / 8192.0;

/// The result of a kernel with a set. It is 0 with `Portable`.
fn expected(set: InstructionSet) -> f32 {
    if set == InstructionSet::Portable {
        0.0
    } else {
        E * E
    }
}

fn case(kernels: &Kernels, set: InstructionSet) -> String {
    format!("{} x {}, {set}", kernels.inputs, kernels.outputs)
}

/// One input of `1 + e`.
#[test]
fn forward() {
    for kernels in with(|sizes| sizes.inputs == 1) {
        let outputs = kernels.outputs;
        for batch in 1..=9 {
            let matrices = Matrices {
                x: vec![1.0 + E; batch],
                d: vec![1.0 + E; batch * outputs],
                weights: vec![1.0 + E; outputs],
                bias: vec![-1.0 - 2.0 * E; outputs],
                order: None,
            };
            instruction_sets::each(|set| {
                let results = kernels.run(&matrices);
                let case = format!("{}, batch {batch}", case(kernels, set));
                assert_eq!(
                    results.affine,
                    vec![expected(set); batch * outputs],
                    "{case}"
                );
                assert_eq!(results.affine_batch, results.affine, "{case}");
            });
        }
    }
}

/// The first sample of a batch subtracts from the weights what the second adds.
#[test]
fn weight_gradients() {
    for kernels in with(|_| true) {
        let (inputs, outputs) = (kernels.inputs, kernels.outputs);
        let matrices = Matrices {
            x: [vec![1.0; inputs], vec![1.0 + E; inputs]].concat(),
            d: [vec![-1.0 - 2.0 * E; outputs], vec![1.0 + E; outputs]].concat(),
            weights: vec![0.0; inputs * outputs],
            bias: vec![0.0; outputs],
            order: None,
        };
        instruction_sets::each(|set| {
            let want = vec![expected(set); inputs * outputs];
            let got = kernels.run(&matrices).weight_gradient;
            assert_eq!(got, want, "{}", case(kernels, set));
        });
    }
}

/// The added and the subtracted terms are in the same lane of any vector, and both in whole vectors.
#[test]
fn input_gradients() {
    const OUTPUTS: usize = 33;
    const FAR: usize = 16;
    for kernels in with(|sizes| sizes.outputs == OUTPUTS) {
        for batch in 1..=5 {
            let mut row = [0.0; OUTPUTS];
            (row[0], row[FAR]) = (-1.0 - 2.0 * E, 1.0 + E);
            let mut weights = [0.0; OUTPUTS];
            (weights[0], weights[FAR]) = (1.0, 1.0 + E);
            let matrices = Matrices {
                x: vec![0.0; batch * kernels.inputs],
                d: row.repeat(batch),
                weights: weights.repeat(kernels.inputs),
                bias: row.to_vec(),
                order: None,
            };
            instruction_sets::each(|set| {
                let want = vec![expected(set); batch * kernels.inputs];
                let got = kernels.run(&matrices).input_gradient;
                assert_eq!(got, want, "{}, batch {batch}", case(kernels, set));
            });
        }
    }
}

#[test]
fn online_updates() {
    let factor = (1.0 + E) / RATE;
    assert_eq!(RATE * factor, 1.0 + E);
    for kernels in with(|_| true) {
        let (inputs, outputs) = (kernels.inputs, kernels.outputs);
        let matrices = Matrices {
            x: vec![factor; inputs],
            d: vec![1.0 + E; outputs],
            weights: vec![-1.0 - 2.0 * E; inputs * outputs],
            bias: vec![0.0; outputs],
            order: None,
        };
        instruction_sets::each(|set| {
            let want = vec![expected(set); inputs * outputs];
            let got = kernels.run(&matrices).rank_one;
            assert_eq!(got, want, "{}", case(kernels, set));
        });
    }
}

/// A whole network, so that the choice reaches the users' functions.
#[test]
fn predictions() {
    type Net = network![1 => Dense<12> => Dense<1>];
    let mut net = Net::ZERO;
    let layer = &mut net.layers.first;
    (layer.weights, layer.bias) = ([[1.0 + E; 12]], [-1.0 - 2.0 * E; 12]);
    net.layers.last.weights = [[1.0]; 12];
    instruction_sets::each(|set| {
        assert_eq!(net.predict(&[1.0 + E]), [12.0 * expected(set)], "{set}");
    });
}
