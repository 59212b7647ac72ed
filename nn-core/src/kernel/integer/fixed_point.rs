//! Elementary functions of fixed-point numbers, with the bits of gemmlowp.
//!
//! A number `a` with `n` integer bits represents `a / 2^(31 - n)`. The functions evaluate the formulas of gemmlowp's
//! `fixedpoint/fixedpoint.h`, step by step: TensorFlow Lite Micro computes softmax, the logistic function and tanh with them.

use super::rounding::doubled_high as product;
use super::shift::{half_away, shifted_left};

/// `e^-1/8` and `1/3`, with no integer bits.
const E_TO_MINUS_EIGHTH: i32 = 1_895_147_668;
const THIRD: i32 = 715_827_883;

/// `e^-(2^k / 4)` for `k` from 0 to 6, with no integer bits.
const POWERS: [i32; 7] = [
    1_672_461_947,
    1_302_514_674,
    790_015_084,
    290_630_308,
    39_332_535,
    720_401,
    242,
];

/// `48 / 17` and `-32 / 17`, with two integer bits: the first approximation of a reciprocal.
const NEWTON: [i32; 2] = [1_515_870_810, -1_010_580_540];

/// 1, with two integer bits.
const ONE: i32 = 1 << 29;

/// `e^a` for `a <= 0` with `INTEGER_BITS` integer bits, at most 5. The result has none; 1 is the largest number.
pub(super) const fn exp<const INTEGER_BITS: u32>(a: i32) -> i32 {
    if a == 0 {
        return i32::MAX;
    }
    let quarter = 1 << (29 - INTEGER_BITS);
    // from -1/4 to 0, and a multiple of -1/4
    let part = (a & (quarter - 1)) - quarter;
    let quarters = part.wrapping_sub(a).unsigned_abs() >> (29 - INTEGER_BITS);
    let mut result = exp_of_part(part << INTEGER_BITS);
    let mut bit = 0;
    while bit < INTEGER_BITS + 2 {
        if quarters & (1 << bit) != 0 {
            result = product(result, POWERS[bit as usize]);
        }
        bit += 1;
    }
    result
}

/// `e^a` for `a` from -1/4 to 0, by the Taylor polynomial at -1/8.
const fn exp_of_part(a: i32) -> i32 {
    let x = a + (1 << 28);
    let x2 = product(x, x);
    let x3 = product(x2, x);
    let x4 = product(x2, x2);
    let higher = half_away(product(half_away(x4, 2) + x3, THIRD) + x2, 1);
    E_TO_MINUS_EIGHTH + product(E_TO_MINUS_EIGHTH, x + higher)
}

/// `2 / (1 + a)` with two integer bits, for `a` from 0 to 1: three steps of Newton's method.
const fn twice_reciprocal(a: i32) -> i32 {
    let half = ((a as u32 + (1 << 31)) >> 1) as i32;
    let mut x = NEWTON[0] + product(half, NEWTON[1]);
    let mut step = 0;
    while step < 3 {
        x += shifted_left(product(x, ONE - product(half, x)), 2);
        step += 1;
    }
    x
}

/// `1 / (1 + a)` for `a` from 0 to 1.
pub(super) const fn reciprocal(a: i32) -> i32 {
    shifted_left(twice_reciprocal(a), 1)
}

/// `1 / (1 + e^-a)` for `a` with 4 integer bits.
pub(super) const fn logistic(a: i32) -> i32 {
    let positive = reciprocal(exp::<4>(if a > 0 { -a } else { a }));
    match a {
        0 => 1 << 30,
        1.. => positive,
        _ => i32::MAX - positive,
    }
}

/// `tanh a` for `a` with 4 integer bits, as `(1 - e^-2a) / (1 + e^-2a)`.
pub(super) const fn tanh(a: i32) -> i32 {
    // One more integer bit doubles the number.
    let power = exp::<5>(if a > 0 { -a } else { a });
    let positive = shifted_left(twice_reciprocal(power) - ONE, 2);
    match a {
        0 => 0,
        1.. => positive,
        _ => -positive,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number that a fixed-point number represents.
    fn real(a: i32, integer_bits: i32) -> f64 {
        f64::from(a) * libm::exp2(f64::from(integer_bits - 31))
    }

    /// The remainder of the Taylor polynomial is at most `(1/8)^5 / 120`, 2.6e-7.
    fn assert_near(found: i32, expected: f64, argument: f64) {
        let found = real(found, 0);
        assert!(
            (found - expected).abs() < 3e-7,
            "{argument}: {found} {expected}"
        );
    }

    #[test]
    fn functions_are_near_the_exact_ones() {
        for step in 0..20_000 {
            let a = -step * 107_000;
            assert_near(exp::<5>(a), libm::exp(real(a, 5)), real(a, 5));
            assert_near(exp::<4>(a), libm::exp(real(a, 4)), real(a, 4));
            for a in [a, -a] {
                let x = real(a, 4);
                assert_near(logistic(a), 1.0 / (1.0 + libm::exp(-x)), x);
                assert_near(tanh(a), libm::tanh(x), x);
            }
            assert_near(reciprocal(-a), 1.0 / (1.0 + real(-a, 0)), real(-a, 0));
        }
        assert_eq!((exp::<5>(0), exp::<5>(i32::MIN)), (i32::MAX, 0));
    }
}
