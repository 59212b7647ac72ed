//! Every kernel compared with its simple form, with each instruction set, for sizes that fill tiles or do not, and any batch
//! length.

use nn_core::kernel;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use proptest::prelude::*;

use tests::compare::{assert_same, assert_within};
use tests::exact_kernels::dot_exact;
use tests::instruction_sets;
use tests::kernel_table::{Kernels, Matrices};
use tests::kernels::{NORM_LANES, dot};
use tests::samples;
use tests::tolerance::ANY_ORDER;

use crate::sizes::KERNELS;

/// The lengths of batches: zero, less than a block of samples, whole blocks, and some more.
const BATCHES: [usize; 11] = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17];
/// Longer ones, around the 32 samples that are a block with some sets: one for each size, each with each length of input or output.
const LONG_BATCHES: [usize; 4] = [31, 32, 33, 70];
/// A length for which weights are copied, with many outputs.
const COPYING_BATCH: usize = 97;

/// A kind of numbers.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// Uniform from -1 to 1.
    Even,
    /// The same, but four of five inputs are 0, of either sign.
    Sparse,
    /// All magnitudes with finite sums of products.
    Wide,
}

impl Kind {
    const ALL: [Self; 3] = [Kind::Even, Kind::Sparse, Kind::Wide];

    fn draw(self, kernels: &Kernels, batch: usize) -> Matrices {
        let seed = kernels.inputs * 1_000 + kernels.outputs + batch;
        let rng = &mut Random::seed(seed as u64);
        let mut matrices = kernels.draw(batch, || {
            let exponent = match self {
                Kind::Wide => uniform(rng, -140.0, 60.0) as i32,
                _ => 0,
            };
            uniform(rng, -1.0, 1.0) * 2f32.powi(exponent)
        });
        if let Kind::Sparse = self {
            for x in &mut matrices.x {
                let draw = uniform(rng, 0.0, 1.0);
                *x = match draw {
                    ..0.6 => 0.0,
                    ..0.8 => -0.0,
                    _ => *x,
                };
            }
        }
        matrices
    }
}

#[test]
fn all_sizes_and_batches() {
    for (size, kernels) in KERNELS.iter().enumerate() {
        let long = match kernels.outputs {
            256.. => COPYING_BATCH,
            _ => LONG_BATCHES[size % LONG_BATCHES.len()],
        };
        for (index, batch) in BATCHES.into_iter().chain([long]).enumerate() {
            // each kind for each size and for each batch
            let kind = Kind::ALL[(size + index) % Kind::ALL.len()];
            kernels.check(batch, kind.draw(kernels, batch));
        }
    }
}

/// Norms over all lengths up to 300: the documented order to the bit with all sets, and the exact sum for any order.
#[test]
fn norms() {
    let rng = &mut Random::seed(1);
    for length in 0..300 {
        let mut values = vec![0.0; length];
        samples::fill(&mut values, -1.0, 1.0, rng);
        let ones = vec![1.0; length];
        let (norm, sum) = (dot_exact(&values, &values), dot_exact(&values, &ones));
        let limit = |index: usize| ANY_ORDER.limit(length as f64 * [norm.1, sum.1][index]);
        let want = [&values, &ones].map(|other| dot::<NORM_LANES>(&values, other));
        instruction_sets::each(|set| {
            let case = format!("length {length}, {set}");
            let got = [kernel::norm_squared(&values), kernel::sum(&values)];
            assert_same(&case, &got, &want);
            assert_within(&case, &got, &[norm.0, sum.0], limit);
        });
    }
}

/// After the end of the shorter slice, the longer one is unchanged.
#[test]
fn unequal_lengths() {
    let (long, mut short) = ([1.0; 20], [0.5; 20]);
    kernel::add_scaled(2.0, &long, &mut short[..3]);
    assert_eq!((short[2], short[3]), (2.5, 0.5));
    kernel::add_scaled(2.0, &long[..5], &mut short);
    assert_eq!((short[4], short[5]), (2.5, 0.5));
}

/// Numbers of every kind: ordinary, both zeros, subnormal, huge, infinite, NaN.
fn any_number() -> impl Strategy<Value = f32> {
    prop_oneof![
        8 => -2.0f32..2.0,
        2 => proptest::num::f32::ANY,
        1 => Just(0.0f32),
        1 => Just(-0.0f32),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// The kernels treat all numbers like their simple forms: no tile hides an infinity, except with an input of 0.
    #[test]
    fn any_numbers(
        numbers in proptest::collection::vec(any_number(), 500),
        batch in 0usize..10,
        size in 0..KERNELS.len(),
    ) {
        let mut draw = numbers.iter().copied().cycle();
        let kernels = &KERNELS[size];
        kernels.check(batch, kernels.draw(batch, || draw.next().unwrap_or_default()));
    }
}
