//! A layer of the user's whose input has numbers that no tensor holds.

use nn_core::prelude::*;

struct Double;

impl Zero for Double {
    const ZERO: Self = Double;
}

impl Layer for Double {
    type Element = f32;
    type Input = [f64; 2];
    type Output = [f32; 2];
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<Self::Output>("Double");

    fn infer(&self, input: &[f64; 2], output: &mut [f32; 2]) {
        *output = input.map(|value| 2.0 * value as f32);
    }
}

fn main() {}
