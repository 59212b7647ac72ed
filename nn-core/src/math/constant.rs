//! Elementary functions in `f64` as constant functions, computed by series.

/// `e^x`, as `2^k e^r` with `r` below `ln 2`.
pub(crate) const fn exp(x: f64) -> f64 {
    if x > 709.0 {
        return f64::INFINITY;
    }
    if x < -708.0 {
        return 0.0;
    }
    let k = (x * core::f64::consts::LOG2_E) as i64;
    let r = x - k as f64 * core::f64::consts::LN_2;
    let (mut sum, mut n) = (1.0, 20.0);
    while n > 0.0 {
        sum = 1.0 + sum * r / n;
        n -= 1.0;
    }
    sum * f64::from_bits(((k + 1023) as u64) << 52)
}

/// `ln(1 + x)` for `x` from 0 to 1: twice the inverse hyperbolic tangent of `x / (2 + x)`.
pub(crate) const fn ln_1p(x: f64) -> f64 {
    let s = x / (2.0 + x);
    let (mut sum, mut n) = (0.0, 41.0);
    while n > 0.0 {
        sum = sum * s * s + 1.0 / n;
        n -= 2.0;
    }
    2.0 * s * sum
}

/// The error function: a series of positive terms up to 6, and 1 above.
pub(crate) const fn erf(x: f64) -> f64 {
    if x.abs() > 6.0 {
        return x.signum();
    }
    let (mut sum, mut term, mut n) = (0.0f64, x, 0.0);
    while n < 200.0 && term.abs() > 1e-18 * sum.abs() {
        sum += term;
        n += 1.0;
        term *= 2.0 * x * x / (2.0 * n + 1.0);
    }
    core::f64::consts::FRAC_2_SQRT_PI * exp(-x * x) * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_agree_with_libm() {
        for index in -3_000..3_000 {
            let x = f64::from(index) / 100.0;
            let near = |found: f64, expected: f64| {
                assert!(
                    (found - expected).abs() <= 1e-13 * expected.abs(),
                    "{x}: {found} {expected}"
                );
            };
            near(exp(x), libm::exp(x));
            near(ln_1p(x.abs() / 30.0), libm::log1p(x.abs() / 30.0));
            near(erf(x / 4.0), libm::erf(x / 4.0));
        }
        assert_eq!((exp(-1e9), exp(1e9)), (0.0, f64::INFINITY));
    }
}
