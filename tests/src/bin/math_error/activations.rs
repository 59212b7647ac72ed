//! How much of the bound that proofs assume an activation uses.

use nn_core::activation::{Activation, Formula};
use nn_core::math;
use nn_core::prelude::*;
use nn_core::verify::activation_error;

use crate::math_reference::{erfc, sigmoid, softplus};
use crate::sweep::{CHUNK, Findings, sweep};

/// The bound of an error: a part of the absolute value of the exact output, and a number.
#[derive(Debug, Clone, Copy)]
struct Bound {
    relative: f64,
    absolute: f64,
}

impl Bound {
    fn of(formula: Formula) -> Self {
        let absolute = activation_error(formula, 0.0);
        Bound {
            relative: activation_error(formula, 1.0) - absolute,
            absolute,
        }
    }

    fn at(self, exact: f64) -> f64 {
        self.relative * exact.abs() + self.absolute
    }

    /// Raises the largest share of the bound that an error takes. Returns whether this one is the largest. What is not a number is
    /// infinitely far. Nothing is assumed about an output that may overflow.
    fn raise(self, largest: &mut f64, output: f64, exact: f64) -> bool {
        let (distance, bound) = ((output - exact).abs(), self.at(exact));
        if distance <= *largest * bound || exact.abs() + bound > f64::from(f32::MAX) {
            return false;
        }
        *largest = match distance.is_nan() {
            true => f64::INFINITY,
            false => distance / bound,
        };
        true
    }
}

/// The largest shares of the bound.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shares {
    inputs: u64,
    /// Of what is rounded in `f32`, and where it is the largest.
    rounded: f64,
    at: f32,
    /// Of the error of the formula in `f64`.
    formula: f64,
}

/// The formula is compared at every input of this number, and at a number near it that is not an `f32`.
const SAMPLE: usize = 256;

impl Findings for Shares {
    fn add(&mut self, other: &Self) {
        self.inputs += other.inputs;
        self.formula = self.formula.max(other.formula);
        if other.rounded > self.rounded {
            (self.rounded, self.at) = (other.rounded, other.at);
        }
    }
}

impl Shares {
    /// Whether what is rounded takes at most half of the bound, and the formula an eighth.
    fn is_within(&self) -> bool {
        self.rounded <= 0.5 && self.formula <= 0.125
    }

    fn print(&self, name: &str) {
        let Shares {
            inputs,
            rounded,
            at,
            formula,
        } = self;
        let verdict = if self.is_within() { "passed" } else { "failed" };
        println!("{name:14} {inputs:>12} {rounded:>8.4} {at:>16e} {formula:>9.6} {verdict:>8}");
    }
}

/// The assumptions of proofs, as far as they are asked for.
pub(crate) struct Assumptions<'a> {
    pub(crate) stride: u32,
    pub(crate) is_asked: &'a dyn Fn(&str) -> bool,
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Assumptions<'_> {
    /// Checks all activations whose outputs are bounded one by one, and the exponential, from which the bound of softmax follows.
    pub(crate) fn check_all(&mut self) {
        println!("activation           inputs  rounded               at   formula");
        self.activation::<Sigmoid>("Sigmoid", sigmoid);
        self.activation::<Tanh>("Tanh", f64::tanh);
        self.exponential();
        self.activation::<Softplus>("Softplus", softplus);
        self.activation::<Silu>("Silu", |z| z * sigmoid(z));
        self.elu::<Elu>("Elu", 1.0);
        self.activation::<Gelu>("Gelu", |z| {
            0.5 * z * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
        });
        self.activation::<HardSigmoid>("HardSigmoid", |z| (z + 3.0).clamp(0.0, 6.0) / 6.0);
        self.activation::<HardSwish>("HardSwish", |z| z * (z + 3.0).clamp(0.0, 6.0) / 6.0);
        self.leaky::<LeakyRelu>("LeakyRelu", 0.01);
        self.activation::<Relu6>("Relu6", |z| z.clamp(0.0, 6.0));
        self.activation::<Relu>("Relu", |z| z.max(0.0));
        self.elu::<Elu<1, 100>>("Elu<0.01>", 0.01);
        self.elu::<Elu<300>>("Elu<300>", 300.0);
        self.leaky::<LeakyRelu<3, 2>>("LeakyRelu<1.5>", 1.5);
    }

    fn elu<A: Activation>(&mut self, name: &str, alpha: f32) {
        self.activation::<A>(name, move |z| match z < 0.0 {
            true => f64::from(alpha) * z.exp_m1(),
            false => z,
        });
    }

    fn leaky<A: Activation>(&mut self, name: &str, slope: f32) {
        self.activation::<A>(
            name,
            move |z| if z < 0.0 { f64::from(slope) * z } else { z },
        );
    }

    fn activation<A: Activation>(&mut self, name: &str, exact: impl Fn(f64) -> f64 + Sync) {
        let formula = A::FORMULA.expect("proofs have a formula for each activation");
        let bound = Bound::of(formula);
        self.check(name, |inputs| {
            let mut shares = rounded(inputs, A::apply, &exact, bound);
            for input in inputs.iter().step_by(SAMPLE) {
                let input = f64::from(*input);
                for input in [input, input * (1.0 + 1e-9)] {
                    let mut output = [input];
                    formula.apply(&mut output);
                    bound.raise(&mut shares.formula, output[0], exact(input));
                }
            }
            shares
        });
    }

    /// Softmax subtracts the largest value, so the argument is not above 0. The bound of its error uses two roundings.
    fn exponential(&mut self) {
        let bound = Bound {
            relative: 2.0 * f64::from(f32::EPSILON),
            absolute: f64::from(f32::from_bits(2)),
        };
        let apply = |values: &mut [f32]| {
            for value in values {
                *value = math::exp(-value.abs());
            }
        };
        self.check("exp", |inputs| {
            rounded(inputs, apply, |z| (-z.abs()).exp(), bound)
        });
    }

    fn check(&mut self, name: &str, examine: impl Fn(&[f32]) -> Shares + Sync) {
        if !(self.is_asked)("proofs") && !(self.is_asked)(name) {
            return;
        }
        let shares = sweep(self.stride, |inputs| {
            let inputs = inputs.iter().take(CHUNK).copied();
            let inputs: Vec<f32> = inputs.filter(|input| input.is_finite()).collect();
            examine(&inputs)
        });
        shares.print(name);
        match shares.is_within() {
            true => self.passed += 1,
            false => self.failed += 1,
        }
    }
}

/// What is rounded for these inputs.
fn rounded(
    inputs: &[f32],
    apply: impl Fn(&mut [f32]),
    exact: impl Fn(f64) -> f64,
    bound: Bound,
) -> Shares {
    let mut shares = Shares {
        inputs: inputs.len() as u64,
        ..Shares::default()
    };
    let mut outputs = inputs.to_vec();
    apply(&mut outputs);
    for (input, output) in inputs.iter().zip(outputs) {
        let exact = exact(f64::from(*input));
        if bound.raise(&mut shares.rounded, f64::from(output), exact) {
            shares.at = *input;
        }
    }
    shares
}
