//! Compares the kernels of one size with their simple forms, with each instruction set. With `Portable` the bits are equal. With other
//! sets, the result is within [`FUSED`](crate::tolerance::FUSED) of the sums in `f64`.
//!
//! A kernel can skip products with an input of 0. This is visible in two cases. If the other factor is infinite or NaN, the sum is the
//! sum without the product:
//!
//! | kernel | `Portable` | other sets |
//! | --- | --- | --- |
//! | `affine` | always skipped | either, for each output |
//! | `affine_batch` | either, for each sample | either, for each output |
//! | `weight_gradient` | either, for each weight | either, for each weight |
//! | `rank_one` | always skipped | always skipped |
//!
//! If the product is added to a stored number, a -0 can stay -0. With the feature `fixed-time`, no product is skipped.

use nn_core::instruction_set::InstructionSet;

use crate::compare::{assert_same, assert_same_as_one};
use crate::exact_kernels::{Sums, assert_like_one};
use crate::instruction_sets;
use crate::kernel_table::{Kernels, Matrices, RATE, Results};
use crate::kernels::{Sizes, Zeros, add_scaled};

/// What a kernel does with products that it can skip.
const LEFT_OUT: Zeros = if cfg!(feature = "fixed-time") {
    Zeros::Counted
} else {
    Zeros::Skipped
};

/// The results of the simple forms for some matrices.
struct Slow {
    results: Results,
    affine: Sums,
    weight_gradient: Sums,
    input_gradient: Sums,
    rank_one: Sums,
}

impl Slow {
    fn new(sizes: &Sizes, zeros: Zeros, m: &Matrices) -> Self {
        let Matrices {
            x,
            d,
            weights,
            bias,
            ..
        } = m;
        // without samples there is no first one
        let first_x = x.chunks(sizes.inputs).next().unwrap_or_default();
        let first_d = d.chunks(sizes.outputs).next().unwrap_or_default();
        let mut moved = bias.clone();
        add_scaled(RATE, first_d, &mut moved);
        let outputs = sizes.affine(zeros, x, weights, bias);
        Slow {
            results: Results {
                affine: outputs.clone(),
                affine_batch: outputs,
                weight_gradient: sizes.weight_gradient(zeros, x, d, weights),
                input_gradient: sizes.input_gradient(d, weights),
                add_rows: sizes.add_rows(d, bias),
                rank_one: sizes.rank_one(zeros, RATE, first_x, first_d, weights),
                add_scaled: moved,
            },
            affine: sizes.affine_sums(zeros, x, weights, bias),
            weight_gradient: sizes.weight_sums(zeros, x, d, weights),
            input_gradient: sizes.input_sums(d, weights),
            rank_one: sizes.rank_one_sums(zeros, RATE, first_x, first_d, weights),
        }
    }

    /// The allowed results: first without products with inputs of 0, then with all products if that differs.
    fn allowed(sizes: &Sizes, m: &Matrices) -> Vec<Self> {
        let mut factors = m.weights.iter().chain(&m.d);
        let mut allowed = vec![Self::new(sizes, LEFT_OUT, m)];
        if LEFT_OUT == Zeros::Skipped && !factors.all(|factor| factor.is_finite()) {
            allowed.push(Self::new(sizes, Zeros::Counted, m));
        }
        allowed
    }
}

impl Kernels {
    /// All kernels for one batch, in order and with selected rows, with each instruction set.
    pub fn check(&self, batch: usize, matrices: Matrices) {
        let sizes = Sizes {
            inputs: self.inputs,
            outputs: self.outputs,
            batch,
        };
        let order: Vec<u32> = (0..batch)
            .map(|row| ((row * row + 1) % batch) as u32)
            .collect();
        let row = |row: &u32| &matrices.x[*row as usize * self.inputs..][..self.inputs];
        let in_order = Matrices {
            x: order.iter().flat_map(row).copied().collect(),
            ..matrices.clone()
        };
        let picked = Matrices {
            order: Some(order),
            ..matrices
        };
        let allowed = Slow::allowed(&sizes, &in_order);
        instruction_sets::each(|set| {
            let case = format!("{} x {}, batch {batch}, {set}", self.inputs, self.outputs);
            let got = self.run(&in_order);
            assert_updates(&case, &got, &allowed[0]);
            if set == InstructionSet::Portable {
                assert_bits(&case, &sizes, &got, &allowed);
            }
            assert_sums(&case, &got, &allowed);
            assert_all_same(&format!("{case}, picked"), &self.run(&picked), &got);
        });
    }
}

/// The results that are equal with all sets.
fn assert_updates(case: &str, got: &Results, want: &Slow) {
    let want = &want.results;
    assert_same(&format!("{case}: add_rows"), &got.add_rows, &want.add_rows);
    assert_same(
        &format!("{case}: add_scaled"),
        &got.add_scaled,
        &want.add_scaled,
    );
}

/// The bits of the simple forms.
fn assert_bits(case: &str, sizes: &Sizes, got: &Results, allowed: &[Slow]) {
    let want = &allowed[0].results;
    assert_same(&format!("{case}: affine"), &got.affine, &want.affine);
    assert_same(&format!("{case}: rank_one"), &got.rank_one, &want.rank_one);
    let case_input = format!("{case}: input_gradient");
    assert_same(&case_input, &got.input_gradient, &want.input_gradient);

    let wants: Vec<&[f32]> = allowed
        .iter()
        .map(|slow| &slow.results.affine_batch[..])
        .collect();
    let case_batch = format!("{case}: affine_batch");
    assert_same_as_one(&case_batch, sizes.outputs, &got.affine_batch, &wants);

    let zeros = |results: &Results| -> Vec<f32> {
        let weights = results.weight_gradient.iter();
        match LEFT_OUT {
            // -0 and +0 are equal here
            Zeros::Skipped => weights.map(|weight| weight + 0.0).collect(),
            Zeros::Counted => weights.copied().collect(),
        }
    };
    let wants: Vec<Vec<f32>> = allowed.iter().map(|slow| zeros(&slow.results)).collect();
    let wants: Vec<&[f32]> = wants.iter().map(Vec::as_slice).collect();
    assert_same_as_one(&format!("{case}: weight_gradient"), 1, &zeros(got), &wants);
}

/// The sums in `f64`.
fn assert_sums(case: &str, got: &Results, allowed: &[Slow]) {
    let check = |kernel: &str, got: &[f32], allowed: &[Slow], sums: fn(&Slow) -> &Sums| {
        let sums: Vec<&Sums> = allowed.iter().map(sums).collect();
        assert_like_one(&format!("{case}: {kernel}, exact"), got, &sums);
    };
    check("affine", &got.affine, allowed, |slow| &slow.affine);
    check("affine_batch", &got.affine_batch, allowed, |slow| {
        &slow.affine
    });
    check("weight_gradient", &got.weight_gradient, allowed, |slow| {
        &slow.weight_gradient
    });
    check("input_gradient", &got.input_gradient, allowed, |slow| {
        &slow.input_gradient
    });
    check("rank_one", &got.rank_one, &allowed[..1], |slow| {
        &slow.rank_one
    });
}

/// Selected rows are equal to rows in order.
fn assert_all_same(case: &str, got: &Results, want: &Results) {
    assert_same(&format!("{case}: affine"), &got.affine, &want.affine);
    assert_same(
        &format!("{case}: affine_batch"),
        &got.affine_batch,
        &want.affine_batch,
    );
    assert_same(
        &format!("{case}: weight_gradient"),
        &got.weight_gradient,
        &want.weight_gradient,
    );
    assert_same(&format!("{case}: rank_one"), &got.rank_one, &want.rank_one);
}
