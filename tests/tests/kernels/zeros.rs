//! Inputs of 0, which kernels can skip: the effects, and what stays equal.

use nn_core::instruction_set::InstructionSet;
use nn_core::prelude::*;
use nn_core::rng::uniform;

use tests::compare::assert_same;
use tests::exact_kernels::assert_like_one;
use tests::instruction_sets;
use tests::kernel_table::{Kernels, Matrices};
use tests::kernels::{Sizes, Zeros};

use crate::sizes::with;

/// Inputs, some of them 0 of either sign.
fn check(kernels: &Kernels, batch: usize, zeros: f32) {
    let rng = &mut Random::seed(kernels.outputs as u64);
    let mut matrices = kernels.draw(batch, || uniform(rng, -1.0, 1.0));
    for x in &mut matrices.x {
        if uniform(rng, 0.0, 1.0) < zeros {
            *x *= 0.0;
        }
    }
    let Matrices {
        x,
        d,
        weights,
        bias,
        ..
    } = &matrices;
    let sizes = Sizes {
        inputs: kernels.inputs,
        outputs: kernels.outputs,
        batch,
    };
    let outputs = sizes.affine_sums(Zeros::Counted, x, weights, bias);
    let d_weights = sizes.weight_sums(Zeros::Counted, x, d, weights);
    let bits = sizes.affine(Zeros::Counted, x, weights, bias);
    let d_bits = sizes.weight_gradient(Zeros::Counted, x, d, weights);
    instruction_sets::each(|set| {
        let case = format!("{sizes:?}, {zeros} zeros, {set}");
        let got = kernels.run(&matrices);
        assert_like_one(&case, &got.affine, &[&outputs]);
        assert_like_one(&case, &got.affine_batch, &[&outputs]);
        assert_like_one(&case, &got.weight_gradient, &[&d_weights]);
        if set == InstructionSet::Portable {
            assert_same(&case, &got.affine, &bits);
            assert_same(&case, &got.affine_batch, &bits);
            assert_same(&case, &got.weight_gradient, &d_bits);
        }
    });
}

/// The sums are those of all products. With `Portable` the bits are equal.
#[test]
fn skipping_changes_no_sum() {
    for kernels in with(|sizes| sizes.inputs >= 3) {
        for zeros in [0.1, 0.8, 1.0] {
            for batch in [1, 2, 3, 9] {
                check(kernels, batch, zeros);
            }
        }
        check(kernels, 33, 0.8);
    }
}

/// Outputs of one sample. All weights of an input are equal, and all biases.
fn outputs(kernels: &Kernels, x: &[f32], weights: &[f32], bias: f32) -> Vec<f32> {
    let matrices = Matrices {
        x: x.to_vec(),
        d: vec![0.0; kernels.outputs],
        weights: weights
            .iter()
            .flat_map(|weight| vec![*weight; kernels.outputs])
            .collect(),
        bias: vec![bias; kernels.outputs],
        order: None,
    };
    kernels.run(&matrices).affine
}

/// No sum is -0, so adding a product of 0 of either sign changes nothing.
#[test]
fn no_output_is_minus_zero() {
    for kernels in with(|_| true) {
        for zero in [0.0, -0.0] {
            let (x, weights) = (vec![zero; kernels.inputs], vec![1.0; kernels.inputs]);
            instruction_sets::each(|set| {
                let y = outputs(kernels, &x, &weights, -0.0);
                let case = format!("{} outputs, {set}", kernels.outputs);
                assert_same(&case, &y, &vec![0.0; kernels.outputs]);
            });
        }
    }
}

/// The first input is 0, and its weights are infinite or NaN. The second input determines the sums otherwise.
fn behind_zero(kernels: &Kernels, weight: f32) {
    let mut weights = vec![0.5; kernels.inputs];
    weights[0] = weight;
    let mut x = vec![0.0; kernels.inputs];
    x[1] = 3.0;
    instruction_sets::each(|set| {
        let y = outputs(kernels, &x, &weights, 1.0);
        let size = format!("{} x {}", kernels.inputs, kernels.outputs);
        let case = format!("{size}, {weight} with input 0, {set}: {y:?}");
        if cfg!(feature = "fixed-time") {
            assert!(y.iter().all(|y| y.is_nan()), "{case}");
        } else if set == InstructionSet::Portable {
            assert!(y.iter().all(|y| *y == 2.5), "{case}");
        } else {
            assert!(y.iter().all(|y| *y == 2.5 || y.is_nan()), "{case}");
        }
    });
}

#[test]
fn infinite_weights_behind_zeros() {
    for weight in [f32::INFINITY, f32::NEG_INFINITY, f32::NAN] {
        for kernels in with(|sizes| sizes.inputs >= 2) {
            behind_zero(kernels, weight);
        }
    }
}

/// An input other than 0 is never skipped, also if it is tiny or NaN.
#[test]
fn other_inputs_are_seen() {
    for kernels in with(|_| true) {
        let weights = vec![f32::INFINITY; kernels.inputs];
        for small in [f32::from_bits(1), -f32::MIN_POSITIVE, f32::NAN] {
            let x = vec![small; kernels.inputs];
            instruction_sets::each(|set| {
                let y = outputs(kernels, &x, &weights, 0.0);
                let case = format!("{} outputs, {small:e}, {set}", kernels.outputs);
                let want = small * f32::INFINITY;
                assert_same(&case, &y, &vec![want; kernels.outputs]);
            });
        }
    }
}
