//! Arithmetic of `f64` that is rounded down or up.
//!
//! A result that is rounded to nearest is at most half a step from the exact one, so its neighbor is on the other side.

/// At most the sum.
pub(super) fn add_down(a: f64, b: f64) -> f64 {
    // A sum with 0 is exact.
    if b == 0.0 { a } else { (a + b).next_down() }
}

/// At least the sum.
pub(super) fn add_up(a: f64, b: f64) -> f64 {
    -add_down(-a, -b)
}

/// At most the product.
pub(super) fn mul_down(a: f64, b: f64) -> f64 {
    // Processors compute slowly with the neighbors of 0.
    if a == 0.0 || b == 0.0 {
        0.0
    } else {
        (a * b).next_down()
    }
}

/// At least the product.
pub(super) fn mul_up(a: f64, b: f64) -> f64 {
    -mul_down(-a, b)
}

/// The largest absolute value of an interval.
pub(super) fn reach([low, high]: [f64; 2]) -> f64 {
    low.abs().max(high.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Random;
    use rand_core::Rng;

    /// Products and sums of numbers of 26 bits are exact in integers of 128 bits.
    #[test]
    fn results_are_on_the_right_side() {
        let mut rng = Random::seed(1);
        for _ in 0..10_000 {
            let [a, b] = [0; 2].map(|_| i128::from(rng.next_u64() as i64 >> 4));
            let [x, y] = [a, b].map(|x| (x as f64) as i128);
            let [p, q] = [x as f64, y as f64];
            assert!(add_down(p, q) as i128 <= x + y && x + y <= add_up(p, q) as i128);
            let [low, high] = [mul_down(p, q), mul_up(p, q)].map(|product| product as i128);
            assert!(low <= x * y && x * y <= high, "{x} {y}");
            assert!(low < high || x * y == 0);
        }
        assert_eq!([mul_down(0.0, 3.0), add_down(1.0, 0.0)], [0.0, 1.0]);
        assert!(mul_down(1e-300, 1e-300) <= 0.0 && mul_up(1e-300, 1e-300) > 0.0);
    }
}
