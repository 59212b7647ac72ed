//! A layer of the user's whose output has four dimensions.

use nn_core::prelude::*;

struct Corner;

impl Zero for Corner {
    const ZERO: Self = Corner;
}

impl Layer for Corner {
    type Element = f32;
    type Input = [f32; 2];
    type Output = [[[[f32; 2]; 1]; 1]; 1];
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<Self::Output>("Corner");

    fn infer(&self, input: &[f32; 2], output: &mut Self::Output) {
        output[0][0][0] = *input;
    }
}

type Net = network![2 => Corner => Flatten => Dense<1>];

fn predict(net: &Net) -> [f32; 1] {
    net.predict(&[0.0; 2])
}

fn main() {}
