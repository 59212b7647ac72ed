//! A layer of integers after a layer of floats.

use nn_core::prelude::*;

struct Double;

impl Zero for Double {
    const ZERO: Self = Double;
}

impl Layer for Double {
    type Element = i8;
    type Input = [i8; 4];
    type Output = [i8; 4];
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<[i8; 4]>("Double");

    fn infer(&self, input: &[i8; 4], output: &mut [i8; 4]) {
        *output = input.map(|value| value.saturating_mul(2));
    }
}

type Net = network![2 => Dense<4, Relu> => Double];

fn main() {}
