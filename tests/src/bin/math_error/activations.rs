//! How much of the bound that proofs assume an activation uses.

use nn_core::activation::{Activation, Formula};
use nn_core::math;
use nn_core::prelude::*;
use nn_core::verify::activation_error;

use crate::math_reference::{erfc, sigmoid, softplus};
use crate::sweep::{CHUNK, Findings, sweep};

/// What is assumed about a function.
pub(crate) struct Assumption {
    pub(crate) name: &'static str,
    apply: fn(&mut [f32]),
    exact: fn(f64) -> f64,
    /// How far a result may be from this exact one.
    bound: fn(f64) -> f64,
    /// The formula from which proofs compute outputs in `f64`.
    formula: Option<Formula>,
}

impl Assumption {
    const fn of<A: Activation>(exact: fn(f64) -> f64) -> Self {
        Assumption {
            name: A::NAME,
            apply: A::apply,
            exact,
            bound: |output| A::FORMULA.map_or(0.0, |formula| activation_error(formula, output)),
            formula: A::FORMULA,
        }
    }
}

/// All activations whose outputs are bounded one by one, and the exponential, from which the bound of softmax follows.
pub(crate) const ASSUMPTIONS: [Assumption; 15] = [
    Assumption::of::<Relu>(|z| z.max(0.0)),
    Assumption::of::<Relu6>(|z| z.clamp(0.0, 6.0)),
    Assumption::of::<LeakyRelu<1, 100>>(|z| if z < 0.0 { f64::from(0.01f32) * z } else { z }),
    Assumption::of::<LeakyRelu<7, 3>>(|z| {
        if z < 0.0 {
            f64::from(7.0f32 / 3.0) * z
        } else {
            z
        }
    }),
    Assumption::of::<Elu>(|z| if z < 0.0 { z.exp_m1() } else { z }),
    Assumption::of::<Elu<1, 100>>(|z| {
        if z < 0.0 {
            f64::from(0.01f32) * z.exp_m1()
        } else {
            z
        }
    }),
    Assumption::of::<Elu<1000, 3>>(|z| match z < 0.0 {
        true => f64::from(1_000.0f32 / 3.0) * z.exp_m1(),
        false => z,
    }),
    Assumption::of::<Sigmoid>(sigmoid),
    Assumption::of::<HardSigmoid>(|z| (z + 3.0).clamp(0.0, 6.0) / 6.0),
    Assumption::of::<Tanh>(f64::tanh),
    Assumption::of::<Softplus>(softplus),
    Assumption::of::<Silu>(|z| z * sigmoid(z)),
    Assumption::of::<HardSwish>(|z| z * (z + 3.0).clamp(0.0, 6.0) / 6.0),
    Assumption::of::<Gelu>(|z| 0.5 * z * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)),
    Assumption {
        name: "exp",
        apply: |values| {
            for value in values {
                // softmax subtracts the largest value
                *value = math::exp(-value.abs());
            }
        },
        exact: |z| (-z.abs()).exp(),
        bound: |output| 2.0 * f64::from(f32::EPSILON) * output + f64::from(f32::from_bits(2)),
        formula: None,
    },
];

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
const SAMPLE: usize = 16;

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
    /// Examines every `stride`-th input that is finite.
    pub(crate) fn measure(stride: u32, assumption: &Assumption) -> Self {
        sweep(stride, |inputs| {
            let inputs = inputs.iter().take(CHUNK).copied();
            let inputs: Vec<f32> = inputs.filter(|input| input.is_finite()).collect();
            assumption.examine(&inputs)
        })
    }

    /// Whether what is rounded takes at most half of the bound, and the formula an eighth.
    pub(crate) fn is_within(&self) -> bool {
        self.rounded <= 0.5 && self.formula <= 0.125
    }

    pub(crate) fn print(&self, name: &str) {
        let Shares {
            inputs,
            rounded,
            at,
            formula,
        } = self;
        let verdict = if self.is_within() { "passed" } else { "failed" };
        println!("{name:11} {inputs:>12} {rounded:>8.4} {at:>16e} {formula:>10.6} {verdict:>8}");
    }
}

impl Assumption {
    fn examine(&self, inputs: &[f32]) -> Shares {
        let mut shares = Shares {
            inputs: inputs.len() as u64,
            ..Shares::default()
        };
        let mut outputs = inputs.to_vec();
        (self.apply)(&mut outputs);
        for (input, output) in inputs.iter().zip(outputs) {
            let rounded = self.share(f64::from(*input), f64::from(output));
            if rounded > shares.rounded {
                (shares.rounded, shares.at) = (rounded, *input);
            }
        }
        let Some(formula) = self.formula else {
            return shares;
        };
        for input in inputs.iter().step_by(SAMPLE) {
            let input = f64::from(*input);
            for input in [input, input * (1.0 + 1e-9)] {
                let mut output = [input];
                formula.apply(&mut output);
                shares.formula = shares.formula.max(self.share(input, output[0]));
            }
        }
        shares
    }

    /// The distance of an output from the exact one, divided by the bound. What is not a number is infinitely far. Nothing is assumed
    /// about an output that may overflow.
    fn share(&self, input: f64, output: f64) -> f64 {
        let exact = (self.exact)(input);
        let (distance, bound) = ((output - exact).abs(), (self.bound)(exact));
        match distance == 0.0 || exact.abs() + bound > f64::from(f32::MAX) {
            true => 0.0,
            false if distance.is_nan() => f64::INFINITY,
            false => distance / bound,
        }
    }
}
