//! `nn_core::math` keeps its error bounds, its behavior at the extremes, its monotonicity and its bits.

use nn_core::math::{cos, erf, erfc, exp, exp_m1, ln, sigmoid, sin, softplus, sqrt, tanh};

#[path = "../src/math_reference.rs"]
mod math_reference;
use math_reference::ulps;

type Function = fn(f32) -> f32;

/// The smallest subnormal number.
const TINIEST: f32 = f32::from_bits(1);

/// Every `stride`-th `f32`, NaN and infinities included.
fn sweep(stride: usize) -> impl Iterator<Item = f32> {
    (0..=u32::MAX).step_by(stride).map(f32::from_bits)
}

/// Every `stride`-th `f32` from `low` to `high`, of the same sign, in increasing order of size.
fn between(low: f32, high: f32, stride: usize) -> impl Iterator<Item = f32> {
    (low.to_bits()..high.to_bits())
        .step_by(stride)
        .map(f32::from_bits)
}

fn assert_bound(
    name: &str,
    bound: f64,
    inputs: impl Iterator<Item = f32>,
    function: Function,
    reference: fn(f64) -> f64,
) {
    for input in inputs {
        let result = function(input);
        let error = ulps(result, reference(f64::from(input)));
        assert!(
            error <= bound,
            "{name}({input:e}) = {result:e} is {error} ulp off"
        );
    }
}

#[test]
fn errors_are_bounded() {
    assert_bound("exp", 0.891, sweep(8_209), exp, f64::exp);
    assert_bound("exp_m1", 1.633, sweep(8_209), exp_m1, f64::exp_m1);
    assert_bound("ln", 0.969, sweep(8_209), ln, f64::ln);
    assert_bound(
        "sigmoid",
        2.402,
        sweep(8_209),
        sigmoid,
        math_reference::sigmoid,
    );
    assert_bound(
        "softplus",
        1.683,
        sweep(8_209),
        softplus,
        math_reference::softplus,
    );
    assert_bound("tanh", 2.269, sweep(8_209), tanh, f64::tanh);
    assert_bound("sqrt", 0.5, sweep(8_209), sqrt, f64::sqrt);
    assert_bound("erf", 1.0, sweep(262_147), erf, math_reference::erf);
    assert_bound("erfc", 3.0, sweep(262_147), erfc, math_reference::erfc);
    assert_bound("cos", 0.51, sweep(262_147), cos, f64::cos);
    assert_bound("sin", 0.51, sweep(262_147), sin, f64::sin);
}

#[test]
fn errors_are_bounded_where_results_are_subnormal() {
    let inputs = || between(-86.0, -105.0, 101);
    assert_bound("exp", 0.891, inputs(), exp, f64::exp);
    assert_bound("sigmoid", 2.402, inputs(), sigmoid, math_reference::sigmoid);
    assert_bound(
        "softplus",
        1.683,
        inputs(),
        softplus,
        math_reference::softplus,
    );
    let inputs = || between(0.0, 2.0 * f32::MIN_POSITIVE, 1_009);
    assert_bound("exp_m1", 0.0, inputs(), exp_m1, |x| x);
    assert_bound("tanh", 0.0, inputs(), tanh, |x| x);
    assert_bound("ln", 0.969, inputs(), ln, f64::ln);
}

#[test]
fn nan_gives_nan() {
    for function in [
        cos, erf, erfc, exp, exp_m1, ln, sigmoid, sin, softplus, sqrt, tanh,
    ] {
        for bits in [
            0x7fc0_0000,
            0xffc0_0000,
            0x7f80_0001,
            0xffff_ffff,
            0x7fff_ffff,
        ] {
            assert!(function(f32::from_bits(bits)).is_nan(), "{bits:#x}");
        }
    }
    for input in [-TINIEST, -1.0, f32::MIN, f32::NEG_INFINITY] {
        assert!(ln(input).is_nan(), "ln({input:e})");
        assert!(sqrt(input).is_nan(), "sqrt({input:e})");
    }
}

#[test]
fn infinities_give_limits() {
    let limits: [(Function, f32, f32); 6] = [
        (exp, 0.0, f32::INFINITY),
        (exp_m1, -1.0, f32::INFINITY),
        (sigmoid, 0.0, 1.0),
        (softplus, 0.0, f32::INFINITY),
        (tanh, -1.0, 1.0),
        (erf, -1.0, 1.0),
    ];
    for (function, low, high) in limits {
        assert_eq!(function(f32::NEG_INFINITY), low);
        assert_eq!(function(f32::INFINITY), high);
    }
    assert_eq!(ln(f32::INFINITY), f32::INFINITY);
    assert_eq!(sqrt(f32::INFINITY), f32::INFINITY);
}

#[test]
fn zeros_give_exact_values() {
    for zero in [0.0, -0.0] {
        assert_eq!(exp(zero), 1.0);
        assert_eq!(exp_m1(zero), 0.0);
        assert_eq!(ln(zero), f32::NEG_INFINITY);
        assert_eq!(sigmoid(zero), 0.5);
        assert_eq!(softplus(zero), core::f32::consts::LN_2);
        assert_eq!(tanh(zero).to_bits(), f32::to_bits(zero));
    }
    assert_eq!(ln(1.0).to_bits(), 0);
}

#[test]
fn exp_overflows_only_where_it_must() {
    for function in [exp, exp_m1] {
        assert!(function(88.722_83) < f32::INFINITY);
        assert_eq!(function(88.722_84), f32::INFINITY);
        assert_eq!(function(f32::MAX), f32::INFINITY);
    }
    assert_eq!(exp(-103.972_07), TINIEST);
    assert_eq!(exp(-103.972_084), 0.0);
    assert_eq!(exp(f32::MIN), 0.0);
}

#[test]
fn ln_takes_subnormal_numbers() {
    assert_eq!(ln(TINIEST), -103.278_93);
    assert_eq!(ln(f32::MIN_POSITIVE), -87.336_55);
    assert_eq!(ln(f32::MAX), 88.722_84);
}

#[test]
fn tails_are_exact() {
    for input in sweep(65_537) {
        let size = input.abs();
        if input > 104.0 {
            assert_eq!(sigmoid(input), 1.0);
            assert_eq!(softplus(input), input);
        } else if input < -17.5 {
            assert_eq!(sigmoid(input), exp(input));
            assert_eq!(softplus(input), exp(input));
            assert_eq!(exp_m1(input), -1.0);
        } else if size < 1e-8 {
            assert_eq!(exp_m1(input), input);
            assert_eq!(tanh(input), input);
        }
        if size >= 9.010_914 {
            assert_eq!(tanh(input), 1.0_f32.copysign(input));
        }
    }
    assert!(tanh(9.010_913) < 1.0);
}

#[test]
fn results_stay_in_range() {
    for input in sweep(65_537).filter(|input| !input.is_nan()) {
        assert!((0.0..=1.0).contains(&sigmoid(input)), "sigmoid({input:e})");
        assert!(softplus(input) >= input.max(0.0), "softplus({input:e})");
        assert!(tanh(input).abs() <= 1.0, "tanh({input:e})");
        assert_eq!(tanh(-input).to_bits(), (-tanh(input)).to_bits());
    }
}

#[test]
fn exp_and_ln_rise_from_each_number_to_the_next() {
    for low in sweep(16_411).filter(|low| low.is_finite()) {
        let high = low.next_up();
        assert!(exp(low) <= exp(high), "exp({low:e})");
        assert!(exp_m1(low) <= exp_m1(high), "exp_m1({low:e})");
        assert!(low < 0.0 || ln(low) <= ln(high), "ln({low:e})");
    }
}

/// FNV-1a over the bits of the results, computed as a slice, so that vectorized code is tested.
fn digest(function: fn(&mut [f32])) -> u64 {
    let mut values: Vec<f32> = sweep(16_411).collect();
    function(&mut values);
    values.iter().fold(0xcbf2_9ce4_8422_2325, |digest, value| {
        // only the payload of a NaN can differ
        let bits = if value.is_nan() { f32::NAN } else { *value }.to_bits();
        (digest ^ u64::from(bits)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn bits_are_the_same_on_every_target() {
    macro_rules! assert_digest {
        ($($function:ident $digest:literal)*) => {
            $(assert_eq!(
                digest(|values| values.iter_mut().for_each(|value| *value = $function(*value))),
                $digest,
                stringify!($function)
            );)*
        };
    }
    assert_digest! {
        exp 0xcb86_7003_b356_1840
        exp_m1 0x3f92_ae9a_31ca_f140
        ln 0xdeb5_131a_ab4f_6ddc
        sigmoid 0x45da_de61_9c15_c4e1
        softplus 0xe044_34d8_28c0_c2fa
        sqrt 0x9625_5dde_e2bb_67f9
        tanh 0x4fa7_faa0_eaf0_3e0b
    }
}
