//! A layer of the user without the constant from which networks start.

use nn_core::prelude::*;

struct Double;

impl Layer for Double {
    type Element = f32;
    type Input = [f32; 3];
    type Output = [f32; 3];
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<[f32; 3]>("Double");

    fn infer(&self, input: &[f32; 3], output: &mut [f32; 3]) {
        *output = input.map(|x| 2.0 * x);
    }
}

fn main() {}
