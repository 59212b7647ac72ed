//! A layer of the user whose facts state parameters that it does not visit. The compiler finds it when it
//! builds the program.

use nn_core::prelude::*;

struct Shift([f32; 3]);

impl Zero for Shift {
    const ZERO: Self = Shift([0.0; 3]);
}

impl Layer for Shift {
    type Element = f32;
    type Input = [f32; 3];
    type Output = [f32; 3];
    type Activation = Identity;
    const FACTS: Facts = Facts {
        params: 3,
        ..Facts::of::<[f32; 3]>("Shift")
    };

    fn infer(&self, input: &[f32; 3], output: &mut [f32; 3]) {
        *output = std::array::from_fn(|index| input[index] + self.0[index]);
    }
}

type Net = network![3 => Shift];

fn main() {
    Net::ZERO.parameters(&mut |_| ());
}
