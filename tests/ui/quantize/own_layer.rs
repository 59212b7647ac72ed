//! A custom layer that does not say what its int8 form is.

use nn_core::prelude::*;

#[derive(Clone)]
struct Swap;

impl Zero for Swap {
    const ZERO: Self = Swap;
}

impl Layer for Swap {
    type Element = f32;
    type Input = [f32; 2];
    type Output = [f32; 2];
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<[f32; 2]>("Swap");

    fn infer(&self, [a, b]: &[f32; 2], output: &mut [f32; 2]) {
        *output = [*b, *a];
    }
}

impl Fold for Swap {
    type Folded = Swap;

    fn fold_layers(&self, folded: &mut Swap) {
        folded.clone_from(self);
    }
}

type Net = nn_core::sized![Swap];

fn main() {
    let _ = <quantized![Net]>::ZERO;
}
