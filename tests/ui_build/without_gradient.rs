//! A layer of the user with parameters, but without `gradient`. The compiler finds it when it builds
//! the program.

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

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        visit(&self.0);
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        visit(&mut self.0);
    }
}

impl Trainable for Shift {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        _: Batch<'_, [f32; 3]>,
        d_output: &[[f32; 3]],
        d_input: Option<&mut [[f32; 3]]>,
        _: &mut (),
    ) {
        if let Some(d_input) = d_input {
            d_input.copy_from_slice(d_output);
        }
    }
}

type Net = network![3 => Shift];

fn main() {
    let mut trainer = Trainer::<Net, _, _, 4>::new(MeanSquaredError, Sgd::new(0.1));
    let mut net = Net::ZERO;
    let _ = trainer.step(&mut net, &[[0.0; 3]], &[[0.0; 3]]);
}
