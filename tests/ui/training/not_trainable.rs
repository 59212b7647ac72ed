//! A layer of the user that has no gradient.

use nn_core::prelude::*;

pub struct Double;

impl Zero for Double {
    const ZERO: Self = Double;
}

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

type Net = network![4 => Dense<3, Tanh> => Double];

fn train(_: &Trainer<Net, MeanSquaredError, Sgd, 4>) {}

fn main() {}
