//! Sums of two tensors, and softmax.

use nn_core::kernel::integer::{Addition, Double, Exponents};
use nn_core::prelude::{Random, Rng};

use crate::fill;

/// With two roundings, a sum is within one step of the exact one.
#[test]
fn sums_with_two_roundings() {
    let rng = &mut Random::seed(6);
    for _ in 0..500 {
        let mut factor = || 0.01 + (rng.next_u32() % 1_000) as f32 / 1_000.0;
        let factors = [factor(), factor(), factor()];
        let mut zero = || i32::from(rng.next_u32() as i8);
        let zeros = [zero(), zero(), zero()];
        let (mut x, mut y) = ([0; 64], [0; 64]);
        fill(rng, &mut x, 0);
        fill(rng, &mut y, 0);
        let mut found = y;
        let addition = Addition::between::<Double>(factors, zeros);
        addition.add_to::<Double>(zeros, [-128, 127], &x, &mut found);
        for index in 0..64 {
            let real = |value: i8, at: usize| {
                f64::from(factors[at]) * f64::from(i32::from(value) - zeros[at])
            };
            let exact = (real(x[index], 0) + real(y[index], 1)) / f64::from(factors[2]);
            let exact = (exact + f64::from(zeros[2])).clamp(-128.0, 127.0);
            let error = (f64::from(found[index]) - exact).abs();
            assert!(error < 0.51, "{factors:?} {zeros:?}: {error}");
        }
    }
}

/// The softmax is within one step of the exact one, for any scale and up to 500 numbers.
#[test]
fn softmax() {
    let rng = &mut Random::seed(7);
    for round in 0..2_000_usize {
        let factor = 10_f32.powf((round % 40) as f32 / 10.0 - 3.0);
        let mut values = vec![0; [1, 2, 3, 10, 100, 500][round % 6]];
        fill(rng, &mut values, 127);
        let powers: Vec<f64> = values
            .iter()
            .map(|value| (f64::from(factor) * f64::from(i32::from(*value) - 127)).exp())
            .collect();
        let sum: f64 = powers.iter().sum();
        Exponents::of(factor).softmax(&mut values);
        for (found, power) in values.iter().zip(powers) {
            let exact = (256.0 * power / sum - 128.0).min(127.0);
            let error = (f64::from(*found) - exact).abs();
            assert!(sum < 1e-9 || error < 0.6, "{factor}: {error}");
        }
    }
    Exponents::of(0.0).softmax(&mut []);
}
