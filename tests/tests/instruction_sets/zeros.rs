//! Inputs of 0, which kernels may skip: what that changes, and what it does not.

use nn_core::instruction_set::InstructionSet;
use nn_core::kernel;
use nn_core::prelude::*;
use nn_core::rng::uniform;

use tests::compare::assert_same;
use tests::exact_kernels::assert_like_one;
use tests::instruction_sets;
use tests::kernel_table::{Kernels, Matrices};
use tests::kernels::{Sizes, Zeros};

const INPUTS: usize = 41;

/// Inputs, some of them 0 of either sign, by so many outputs.
fn check<const O: usize>(zeros: f32) {
    let kernels = Kernels::of::<INPUTS, O>();
    let rng = &mut Random::seed(O as u64);
    for batch in [1, 2, 3, 9, 33] {
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
            inputs: INPUTS,
            outputs: O,
            batch,
        };
        let outputs = sizes.affine_sums(Zeros::Counted, x, weights, bias);
        let d_weights = sizes.weight_sums(Zeros::Counted, x, d, weights);
        let bits = sizes.affine(Zeros::Counted, x, weights, bias);
        let d_bits = sizes.weight_gradient(Zeros::Counted, x, d, weights);
        instruction_sets::each(|set| {
            let case = format!("{O} outputs, batch {batch}, {zeros} zeros, {set}");
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
}

/// Sums are those of all products: under `Portable` to the bit.
#[test]
fn skipping_changes_no_sum() {
    for zeros in [0.1, 0.8, 1.0] {
        check::<1>(zeros);
        check::<3>(zeros);
        check::<10>(zeros);
        check::<70>(zeros);
        check::<129>(zeros);
    }
}

/// No sum is -0: so it makes no difference whether a product of either sign is added to it.
#[test]
fn no_output_is_minus_zero() {
    fn check<const O: usize>() {
        let mut y = [f32::NAN; O];
        for x in [[0.0; 5], [-0.0; 5]] {
            instruction_sets::each(|set| {
                kernel::affine(&x, &[[1.0; O]; 5], &[-0.0; O], &mut y);
                assert_same(&format!("{O} outputs, {set}"), &y, &[0.0; O]);
            });
        }
    }
    check::<1>();
    check::<10>();
    check::<70>();
}

/// The first input is 0, and the weights behind it are infinite or not a number; the second one says what the sums are else.
fn behind_zero<const O: usize>(weight: f32) {
    let mut weights = [[0.5; O]; 6];
    weights[0] = [weight; O];
    let x = [0.0, 3.0, 0.0, 0.0, 0.0, 0.0];
    let mut y = [0.0; O];
    instruction_sets::each(|set| {
        kernel::affine(&x, &weights, &[1.0; O], &mut y);
        let case = format!("{O} outputs, {weight} behind 0, {set}: {y:?}");
        if cfg!(feature = "fixed-time") {
            assert!(y.iter().all(|y| y.is_nan()), "{case}");
        } else if set == InstructionSet::Portable {
            assert_eq!(y, [2.5; O], "{case}");
        } else {
            assert!(y.iter().all(|y| *y == 2.5 || y.is_nan()), "{case}");
        }
    });
}

#[test]
fn infinite_weights_behind_zeros() {
    for weight in [f32::INFINITY, f32::NEG_INFINITY, f32::NAN] {
        behind_zero::<1>(weight);
        behind_zero::<3>(weight);
        behind_zero::<10>(weight);
        behind_zero::<40>(weight);
        behind_zero::<130>(weight);
    }
}

/// An input that is not 0 is never skipped, be it as small as can be or not a number.
#[test]
fn other_inputs_are_seen() {
    fn check<const O: usize>() {
        let mut y = [0.0; O];
        for small in [f32::from_bits(1), -f32::MIN_POSITIVE, f32::NAN] {
            instruction_sets::each(|set| {
                kernel::affine(&[small; 9], &[[f32::INFINITY; O]; 9], &[0.0; O], &mut y);
                let want = small * f32::INFINITY;
                assert_same(&format!("{O} outputs, {small:e}, {set}"), &y, &[want; O]);
            });
        }
    }
    check::<1>();
    check::<10>();
    check::<130>();
}
