//! A custom layer that implements neither folding nor an int8 form.

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
    const FACTS: Facts = Facts::of::<Self::Output>("Double");

    fn infer(&self, input: &[f32; 3], output: &mut [f32; 3]) {
        *output = input.map(|x| 2.0 * x);
    }
}

type Net = network![4 => Dense<3> => Double => Dense<2>];
type Net8 = quantized![Net];

fn main() {
    let _ = Net8::ZERO.predict(&[0.0; 4]);
}
