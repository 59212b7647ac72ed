//! A layer that can state a wrong number of parameters.

use nn_core::prelude::*;

/// Adds two numbers, states `PARAMS` parameters, and passes their gradient to the sink `GRADIENTS` times.
pub(crate) struct Miscounted<const PARAMS: usize, const GRADIENTS: usize> {
    shifts: [f32; 2],
}

impl<const PARAMS: usize, const GRADIENTS: usize> Zero for Miscounted<PARAMS, GRADIENTS> {
    const ZERO: Self = Miscounted { shifts: [0.0; 2] };
}

impl<const PARAMS: usize, const GRADIENTS: usize> Layer for Miscounted<PARAMS, GRADIENTS> {
    type Element = f32;
    type Input = [f32; 2];
    type Output = [f32; 2];
    type Activation = Identity;
    const FACTS: Facts = Facts {
        params: PARAMS,
        ..Facts::of::<[f32; 2]>("Miscounted")
    };

    fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) {
        *output = [input[0] + self.shifts[0], input[1] + self.shifts[1]];
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        visit(&self.shifts);
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        visit(&mut self.shifts);
    }
}

impl<const PARAMS: usize, const GRADIENTS: usize> Trainable for Miscounted<PARAMS, GRADIENTS> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        _: Batch<'_, [f32; 2]>,
        d_output: &[[f32; 2]],
        d_input: Option<&mut [[f32; 2]]>,
        _: &mut (),
    ) {
        if let Some(d_input) = d_input {
            d_input.copy_from_slice(d_output);
        }
    }

    fn gradient<const BATCH: usize, S: Sink>(
        _: Batch<'_, [f32; 2]>,
        d_output: &[[f32; 2]],
        _: &(),
        sink: &mut S,
    ) {
        for _ in 0..GRADIENTS {
            sink.sum(d_output);
        }
    }
}
