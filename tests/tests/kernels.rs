//! Every kernel against its slow form, bit for bit, over sizes that fill tiles and that do not, and any batch length.

use nn_core::kernel;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use proptest::prelude::*;

use tests::compare::{assert_same, assert_within};
use tests::kernel_table::Kernels;
use tests::kernels::{NORM_LANES, dot, dot_exact};
use tests::samples;
use tests::tolerance::ANY_ORDER;

/// The lengths of batches: none, fewer than a block of samples, whole blocks, and some more.
const BATCHES: [usize; 11] = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17];

/// The kernels from so many inputs to each number of outputs.
macro_rules! from {
    ($inputs:literal) => {
        from!($inputs => 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100)
    };
    ($inputs:literal => $($outputs:literal),+) => {
        [$(Kernels::of::<$inputs, $outputs>()),+]
    };
}

static KERNELS: [[Kernels; 13]; 13] = [
    from!(1),
    from!(2),
    from!(3),
    from!(7),
    from!(8),
    from!(9),
    from!(15),
    from!(16),
    from!(17),
    from!(31),
    from!(33),
    from!(64),
    from!(100),
];

#[test]
fn all_sizes_and_batches() {
    for kernels in KERNELS.as_flattened() {
        let seed = kernels.inputs * 1_000 + kernels.outputs;
        let mut rng = Random::seed(seed as u64);
        for batch in BATCHES {
            let matrices = kernels.draw(batch, || uniform(&mut rng, -1.0, 1.0));
            kernels.check(batch, matrices);
        }
    }
}

/// Norms over all lengths to 300: the documented order to the bit, and the sum itself whatever the order.
#[test]
fn norms() {
    let rng = &mut Random::seed(1);
    for length in 0..300 {
        let mut values = vec![0.0; length];
        samples::fill(&mut values, -1.0, 1.0, rng);
        let case = format!("length {length}");
        let got = [kernel::norm_squared(&values)];
        assert_same(&case, &got, &[dot(NORM_LANES, &values, &values)]);
        let (exact, terms) = dot_exact(&values, &values);
        let limit = ANY_ORDER.limit(length as f64 * terms);
        assert_within(&case, &got, &[exact], |_| limit);
    }
}

/// What is longer than its partner is left as it is.
#[test]
fn unequal_lengths() {
    let (long, mut short) = ([1.0; 20], [0.5; 20]);
    kernel::add_scaled(2.0, &long, &mut short[..3]);
    assert_eq!((short[2], short[3]), (2.5, 0.5));
    kernel::add_scaled(2.0, &long[..5], &mut short);
    assert_eq!((short[4], short[5]), (2.5, 0.5));
}

/// Numbers of every kind: ordinary, both zeros, subnormal, huge, infinite, not a number.
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

    /// The kernels do with any numbers what their slow forms do: no tile hides an infinity.
    #[test]
    fn any_numbers(
        numbers in proptest::collection::vec(any_number(), 500),
        batch in 0usize..10,
        size in 0usize..13 * 13,
    ) {
        let mut draw = numbers.iter().copied().cycle();
        let kernels = &KERNELS.as_flattened()[size];
        kernels.check(batch, kernels.draw(batch, || draw.next().unwrap_or_default()));
    }
}
