//! A layer with a statistic: the largest absolute value so far, by which it divides.

use nn_core::prelude::*;

/// `y = x / peak`, where `peak` is the largest absolute value of the steps so far, and 1 before the first step.
#[derive(Clone)]
pub(crate) struct Gauge<const N: usize> {
    /// The largest absolute value in the accepted steps.
    pub(crate) peak: f32,
}

impl<const N: usize> Zero for Gauge<N> {
    const ZERO: Self = Gauge { peak: 0.0 };
}

impl<const N: usize> Gauge<N> {
    fn share(&self) -> f32 {
        if self.peak > 0.0 {
            1.0 / self.peak
        } else {
            1.0
        }
    }
}

impl<const N: usize> Layer for Gauge<N> {
    type Element = f32;
    type Input = [f32; N];
    type Output = [f32; N];
    type Activation = Identity;

    const FACTS: Facts = Facts {
        macs: N,
        ..Facts::of::<Self::Output>("Gauge")
    };

    fn infer(&self, input: &[f32; N], output: &mut [f32; N]) {
        *output = input.map(|x| x * self.share());
    }
}

impl<const N: usize> Trainable for Gauge<N> {
    /// The largest absolute value of this step.
    type Tape<const BATCH: usize> = [f32; 1];

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, [f32; N]>,
        output: &mut [[f32; N]],
        tape: &mut [f32; 1],
        _noise: Noise,
    ) {
        let sizes = input.iter().flatten().map(|x| x.abs());
        *tape = [sizes.fold(0.0, f32::max)];
        for (input, output) in input.iter().zip(output) {
            self.infer(input, output);
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [f32; N]>,
        d_output: &[[f32; N]],
        d_input: Option<&mut [[f32; N]]>,
        _tape: &mut [f32; 1],
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            self.infer(d_output, d_input);
        }
    }

    fn update_statistics<const BATCH: usize>(&mut self, [peak]: &[f32; 1]) {
        self.peak = self.peak.max(*peak);
    }
}
