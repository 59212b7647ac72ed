//! A custom layer with another input than the network's.

use nn_core::prelude::*;

/// Adds up pairs.
struct Pairs;

impl Zero for Pairs {
    const ZERO: Self = Pairs;
}

impl Layer for Pairs {
    type Input = [f32; 6];
    type Output = [f32; 3];
    type Activation = Identity;
    type Tape<const BATCH: usize> = ();
    const NAME: &'static str = "Pairs";

    fn infer(&self, _: &[f32; 6], _: &mut [f32; 3]) {}

    fn backward<const BATCH: usize>(
        &self,
        _: Batch<'_, [f32; 6]>,
        _: &[[f32; 3]],
        _: Option<&mut [[f32; 6]]>,
        _: &mut (),
    ) {
    }
}

type Net = network![5 => Pairs => Dense<2>];

fn main() {}
