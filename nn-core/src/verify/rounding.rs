//! Arithmetic that rounds outward, and how much the kernels can round.
//!
//! A sum of `n` products and a bias, in `f32`, in any order of terms and with or without fused operations, differs from the exact sum by
//! at most `gamma(n + 1) (|b| + sum |x w|) + n TINY` (N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd edition, 2002,
//! chapter 3; the last term is for products that underflow).

/// The largest relative error of one operation in `f32`: 2^-24.
const UNIT: f64 = f32::EPSILON as f64 / 2.0;

/// The largest error of a product in `f32` that underflows: half of the smallest number.
pub(super) const TINY: f64 = {
    let smallest = f32::from_bits(1) as f64;
    smallest / 2.0
};

/// The largest relative error of `count` successive operations in `f32`: `k u / (1 - k u)`, rounded up.
pub(super) const fn gamma(count: usize) -> f64 {
    bound(count, UNIT)
}

/// The same for operations in `f64`.
pub(super) const fn gamma_f64(count: usize) -> f64 {
    bound(count, f64::EPSILON / 2.0)
}

const fn bound(count: usize, unit: f64) -> f64 {
    // The product is exact, because a unit is a power of two and a count has fewer than 53 bits.
    let relative = count as f64 * unit;
    if relative >= 0.5 {
        return f64::INFINITY;
    }
    (relative / (1.0 - relative).next_down()).next_up()
}

/// The largest number of `f32` that is not above `x`.
pub(super) const fn down(x: f64) -> f32 {
    let near = x as f32;
    match near as f64 > x {
        true => near.next_down(),
        false => near,
    }
}

/// The smallest number of `f32` that is not below `x`.
pub(super) const fn up(x: f64) -> f32 {
    -down(-x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Random;
    use rand_core::Rng;

    #[test]
    fn numbers_are_rounded_outward() {
        let mut rng = Random::seed(1);
        for _ in 0..100_000 {
            let x = f64::from_bits(rng.next_u64());
            if x.is_nan() {
                continue;
            }
            let (low, high) = (down(x), up(x));
            assert!(f64::from(low) <= x && x <= f64::from(high), "{x:e}");
            assert!(
                high == low || high == low.next_up(),
                "{x:e} {low:e} {high:e}"
            );
        }
        assert_eq!((down(0.1), up(0.1)), (0.1f32.next_down(), 0.1));
        assert_eq!((down(1e40), up(1e40)), (f32::MAX, f32::INFINITY));
    }

    /// `gamma(k) >= k u / (1 - k u)`, compared in integers: with `u = 1 / d` it is `k / (d - k)`.
    #[test]
    fn the_relative_error_is_not_below_the_exact_quotient() {
        for count in (0..2_000).chain([1 << 16, (1 << 22) - 1]) {
            let found = gamma(count);
            let (k, d) = (count as i128, 1i128 << 24);
            // `found` is an integer of 53 bits times a power of two.
            let scaled = (found * 2f64.powi(80)) as i128;
            assert!(scaled * (d - k) >= k << 80, "{count}");
            assert!(
                scaled as f64 <= (k << 80) as f64 / (d - k) as f64 * 1.000_001,
                "{count}"
            );
        }
        assert_eq!(gamma(1 << 23), f64::INFINITY);
    }
}
