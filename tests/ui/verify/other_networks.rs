//! The compiler bounds networks of dense layers. A verifier needs layers that it knows.

use nn_core::prelude::*;
use nn_core::verify::Verifier;

type Image = network![[1, 2, 2] => Flatten => Dense<2>];

static IMAGE: Image = Image::ZERO;

nn_core::assert_bounds!(IMAGE, input in [[0.0, 1.0]; 4] => output[0] in [-0.5, 0.5]);

struct Half;

impl Zero for Half {
    const ZERO: Self = Half;
}

impl Layer for Half {
    type Element = f32;
    type Input = [f32; 2];
    type Output = [f32; 2];
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<[f32; 2]>("Half");

    fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) {
        *output = input.map(|x| 0.5 * x);
    }
}

fn main() {
    let own = <network![2 => Half => Dense<2>]>::ZERO;
    let _ = Verifier::new(&own);
}
