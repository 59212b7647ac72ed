//! Functions of real numbers for constants.

const LN_2: f64 = core::f64::consts::LN_2;
const PI: f64 = core::f64::consts::PI;

/// `cos(pi x)`. The relative rounding of the result is that of `f64`, except near its zeros.
pub(crate) const fn cos_pi(x: f64) -> f64 {
    // A turn is 2. The rest is within 0..=1, then within 0..=0.5 by `cos(pi - y) = -cos(y)`.
    let turns = (x.abs() / 2.0 + 0.5) as u64;
    let rest = (x.abs() - 2.0 * turns as f64).abs();
    let (rest, sign) = if rest > 0.5 {
        (1.0 - rest, -1.0)
    } else {
        (rest, 1.0)
    };
    let square = (PI * rest) * (PI * rest);
    // The series of Taylor. At pi / 2, its term of this order is below 1e-20.
    let (mut sum, mut order) = (1.0, 24.0);
    while order > 0.0 {
        sum = 1.0 - sum * square / (order * (order - 1.0));
        order -= 2.0;
    }
    sign * sum
}

/// `e` to the power of `x`.
pub(crate) const fn exp(x: f64) -> f64 {
    // Halving the argument squares the result.
    let (mut rest, mut halvings) = (x, 0);
    while rest.abs() > 0.5 {
        rest /= 2.0;
        halvings += 1;
    }
    let (mut sum, mut order) = (1.0, 20.0);
    while order > 0.0 {
        sum = 1.0 + sum * rest / order;
        order -= 1.0;
    }
    while halvings > 0 {
        sum *= sum;
        halvings -= 1;
    }
    sum
}

/// The natural logarithm of a positive, finite number.
pub(crate) const fn ln(x: f64) -> f64 {
    let (mut rest, mut exponent) = (x, 0.0);
    while rest > 1.5 {
        rest /= 2.0;
        exponent += 1.0;
    }
    while rest < 0.75 && rest > 0.0 {
        rest *= 2.0;
        exponent -= 1.0;
    }
    // ln((1 + t) / (1 - t)) = 2 (t + t^3 / 3 + ...) with |t| at most 0.2.
    let t = (rest - 1.0) / (rest + 1.0);
    let (mut sum, mut order) = (0.0, 31.0);
    while order > 0.0 {
        sum = 1.0 / order + sum * t * t;
        order -= 2.0;
    }
    exponent * LN_2 + 2.0 * t * sum
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;

    /// The functions of the standard library are the reference.
    #[test]
    fn values_are_those_of_the_standard_library() {
        for step in -400..=400 {
            let x = f64::from(step) / 37.0;
            assert!((cos_pi(x) - (PI * x).cos()).abs() < 1e-13, "cos(pi {x})");
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-13, "exp({x})");
            let y = x.exp();
            assert!((ln(y) - y.ln()).abs() < 1e-14 * (1.0 + x.abs()), "ln({y})");
        }
        assert_eq!(
            (cos_pi(0.0), cos_pi(1.0), cos_pi(0.5).abs() < 1e-16),
            (1.0, -1.0, true)
        );
    }
}
