//! References for the functions of `nn_core::math`: `f64` functions, and the error in ulp.

/// The distance of `result` from `reference` in units in the last place of an `f32` near the reference.
pub(crate) fn ulps(result: f32, reference: f64) -> f64 {
    const LIMIT: f64 = 2.0 * (1_u128 << 127) as f64;
    if result.is_nan() || reference.is_nan() {
        return if result.is_nan() && reference.is_nan() {
            0.0
        } else {
            f64::INFINITY
        };
    }
    let result = f64::from(result).clamp(-LIMIT, LIMIT);
    let reference = reference.clamp(-LIMIT, LIMIT);
    let exponent = (reference.to_bits() >> 52) & 0x7ff;
    let exponent = exponent.clamp(1023 - 126, 1023 + 127);
    (result - reference).abs() * f64::from_bits((2 * 1023 + 23 - exponent) << 52)
}

pub(crate) fn sigmoid(x: f64) -> f64 {
    let tail = (-x.abs()).exp();
    let numerator = if x < 0.0 { tail } else { 1.0 };
    numerator / (1.0 + tail)
}

pub(crate) fn softplus(x: f64) -> f64 {
    let linear = if x > 0.0 { x } else { 0.0 };
    linear + (-x.abs()).exp().ln_1p()
}

/// The error function as a series of positive terms, for `|x| < 3`.
fn erf_series(x: f64) -> f64 {
    let mut term = x;
    let mut sum = x;
    for n in 1..80 {
        term *= 2.0 * x * x / f64::from(2 * n + 1);
        sum += term;
        if term.abs() < 1e-18 * sum.abs() {
            break;
        }
    }
    std::f64::consts::FRAC_2_SQRT_PI * (-x * x).exp() * sum
}

/// The complementary error function as a continued fraction, for `x >= 1.5`.
fn erfc_fraction(x: f64) -> f64 {
    let fraction = (1..150)
        .rev()
        .fold(x, |rest, n| x + 0.5 * f64::from(n) / rest);
    0.5 * std::f64::consts::FRAC_2_SQRT_PI * (-x * x).exp() / fraction
}

pub(crate) fn erf(x: f64) -> f64 {
    if x.abs() < 1.5 {
        erf_series(x)
    } else {
        (1.0 - erfc_fraction(x.abs())).copysign(x)
    }
}

pub(crate) fn erfc(x: f64) -> f64 {
    if x < -6.0 {
        2.0
    } else if x > 28.0 {
        0.0
    } else if x < 1.5 {
        1.0 - erf(x)
    } else {
        erfc_fraction(x)
    }
}
