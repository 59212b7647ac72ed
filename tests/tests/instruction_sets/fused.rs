//! Witnesses that a set is used: `(1 + e)^2 - (1 + 2e)` is `e^2` where product and sum are rounded together, and 0 where the
//! product is rounded before.

use nn_core::instruction_set::InstructionSet;
use nn_core::prelude::*;

use tests::instruction_sets;
use tests::kernel_table::{Kernels, Matrices, RATE};

/// Small enough that `1 + 2e` has no room for its square.
const E: f32 = 1.0 / 8192.0;

/// What a kernel gives under a set; 0 is expected under `Portable`.
fn expected(set: InstructionSet) -> f32 {
    if set == InstructionSet::Portable {
        0.0
    } else {
        E * E
    }
}

/// One input that is `1 + e`, with so many outputs.
fn check<const O: usize>() {
    let kernels = Kernels::of::<1, O>();
    for batch in 1..=9 {
        let matrices = Matrices {
            x: vec![1.0 + E; batch],
            d: vec![1.0 + E; batch * O],
            weights: vec![1.0 + E; O],
            bias: vec![-1.0 - 2.0 * E; O],
            order: None,
        };
        instruction_sets::each(|set| {
            let results = kernels.run(&matrices);
            let case = format!("{O} outputs, batch {batch}, {set}");
            assert_eq!(results.affine, vec![expected(set); batch * O], "{case}");
            assert_eq!(results.affine_batch, results.affine, "{case}");
        });
    }
}

#[test]
fn forward() {
    check::<4>();
    check::<10>();
    check::<100>();
}

/// The first sample of a batch takes from the weights what the second adds.
#[test]
fn weight_gradients() {
    let kernels = Kernels::of::<9, 10>();
    let matrices = Matrices {
        x: [[1.0; 9], [1.0 + E; 9]].concat(),
        d: [[-1.0 - 2.0 * E; 10], [1.0 + E; 10]].concat(),
        weights: vec![0.0; 90],
        bias: vec![0.0; 10],
        order: None,
    };
    instruction_sets::each(|set| {
        let results = kernels.run(&matrices);
        assert_eq!(results.weight_gradient, [expected(set); 90], "{set}");
    });
}

/// What is added and what is taken are so far apart that they are in the same lane of any vector.
#[test]
fn input_gradients() {
    const FAR: usize = 32;
    const LENGTH: usize = FAR + 16;
    let kernels = Kernels::of::<5, LENGTH>();
    for batch in 1..=5 {
        let mut row = [0.0; LENGTH];
        (row[0], row[FAR]) = (-1.0 - 2.0 * E, 1.0 + E);
        let mut weights = [0.0; LENGTH];
        (weights[0], weights[FAR]) = (1.0, 1.0 + E);
        let matrices = Matrices {
            x: vec![0.0; batch * 5],
            d: row.repeat(batch),
            weights: weights.repeat(5),
            bias: row.to_vec(),
            order: None,
        };
        instruction_sets::each(|set| {
            let results = kernels.run(&matrices);
            let case = format!("batch {batch}, {set}");
            assert_eq!(
                results.input_gradient,
                vec![expected(set); batch * 5],
                "{case}"
            );
        });
    }
}

#[test]
fn online_updates() {
    let kernels = Kernels::of::<3, 10>();
    let factor = (1.0 + E) / RATE;
    assert_eq!(RATE * factor, 1.0 + E);
    let matrices = Matrices {
        x: vec![factor; 3],
        d: vec![1.0 + E; 10],
        weights: vec![-1.0 - 2.0 * E; 30],
        bias: vec![0.0; 10],
        order: None,
    };
    instruction_sets::each(|set| {
        assert_eq!(
            kernels.run(&matrices).rank_one,
            [expected(set); 30],
            "{set}"
        );
    });
}

/// A whole network, so that a choice reaches what users call.
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
