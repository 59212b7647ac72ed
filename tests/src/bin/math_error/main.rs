//! Measures the error of every function of `nn_core::math` over all `f32` inputs, compared with the `f64` functions of std, and checks
//! what proofs assume about activations.
//!
//! `cargo run --release -p tests --bin math-error -- [--stride N] [name]...`. All functions take some minutes. `proofs` is the name of
//! all activations. The exit status is 1 if an assumption does not hold.

use std::process::ExitCode;

use nn_core::math;

mod activations;
mod functions;
#[path = "../../math_reference.rs"]
mod math_reference;
mod sweep;

use activations::Assumptions;
use functions::Tally;
use math_reference::{erf, erfc, sigmoid, softplus};

/// The stride and the names of the functions. Without names, all functions are measured.
fn arguments() -> (u32, Vec<String>) {
    let mut stride = 1;
    let mut names = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--stride" {
            let value = arguments.next().and_then(|value| value.parse().ok());
            stride = value
                .filter(|value| *value > 0)
                .expect("`--stride` needs a number above 0");
        } else {
            names.push(argument);
        }
    }
    (stride, names)
}

fn main() -> ExitCode {
    let (stride, names) = arguments();
    let is_asked = |name: &str| names.is_empty() || names.iter().any(|other| other == name);
    functions(stride, &is_asked);
    let mut assumptions = Assumptions {
        stride,
        is_asked: &is_asked,
        passed: 0,
        failed: 0,
    };
    assumptions.check_all();
    let Assumptions { passed, failed, .. } = assumptions;
    println!("{passed} passed, {failed} failed");
    match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn functions(stride: u32, is_asked: &dyn Fn(&str) -> bool) {
    // the functions of `libm` are only sampled
    let sample = stride.max(97);
    println!("function        inputs  max ulp               at     mean    falls");
    macro_rules! row {
        ($name:literal, $stride:expr, $rises:expr, $function:expr, $reference:expr) => {
            if is_asked($name) {
                Tally::measure($stride, $function, $reference).print($name, $rises);
            }
        };
    }
    row!("exp", stride, true, math::exp, f64::exp);
    row!("exp_m1", stride, true, math::exp_m1, f64::exp_m1);
    row!("ln", stride, true, math::ln, f64::ln);
    row!("sigmoid", stride, true, math::sigmoid, sigmoid);
    row!("softplus", stride, true, math::softplus, softplus);
    row!("tanh", stride, true, math::tanh, f64::tanh);
    row!("sqrt", sample, true, math::sqrt, f64::sqrt);
    row!("erf", sample, true, math::erf, erf);
    row!("erfc", sample, false, math::erfc, erfc);
    row!("cos", sample, false, math::cos, f64::cos);
    row!("sin", sample, false, math::sin, f64::sin);
}
