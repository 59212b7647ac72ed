//! A layer that draws random numbers in training: noise on each value.

use nn_core::prelude::*;
use nn_core::rng::normal;

/// In training, adds normally distributed noise of deviation 1 / `PARTS` to each value. In inference it returns its input.
pub(crate) struct Jitter<const N: usize, const PARTS: u32>;

impl<const N: usize, const PARTS: u32> Zero for Jitter<N, PARTS> {
    const ZERO: Self = Jitter;
}

impl<const N: usize, const PARTS: u32> Layer for Jitter<N, PARTS> {
    type Element = f32;
    type Input = [f32; N];
    type Output = [f32; N];
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<Self::Output>("Jitter");

    fn infer(&self, input: &[f32; N], output: &mut [f32; N]) {
        *output = *input;
    }
}

impl<const N: usize, const PARTS: u32> Trainable for Jitter<N, PARTS> {
    type Tape<const BATCH: usize> = ();

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, [f32; N]>,
        output: &mut [[f32; N]],
        _tape: &mut (),
        noise: Noise,
    ) {
        for (sample, (input, output)) in (0..).zip(input.iter().zip(output)) {
            let mut random = noise.branch(sample).random();
            for (x, y) in input.iter().zip(output) {
                *y = x + normal(&mut random) / PARTS as f32;
            }
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [f32; N]>,
        d_output: &[[f32; N]],
        d_input: Option<&mut [[f32; N]]>,
        _tape: &mut (),
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            *d_input = *d_output;
        }
    }
}
