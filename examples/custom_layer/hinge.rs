//! A custom layer with parameters, as a user of nn-core writes it.

use nn_core::init::Init;
use nn_core::layer::StateTensor;
use nn_core::prelude::*;

/// An adaptive piecewise linear unit (Agostinelli et al., 2014): `max(x, 0) + slope max(1 - x, 0)`. The slope is learned, one for each of
/// `N` units.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hinge<const N: usize> {
    pub(crate) slopes: [f32; N],
}

impl<const N: usize> Zero for Hinge<N> {
    const ZERO: Self = Hinge { slopes: [0.0; N] };
}

/// For inference, sizes, summaries and weight files.
impl<const N: usize> Layer for Hinge<N> {
    type Element = f32;
    type Input = [f32; N];
    type Output = [f32; N];
    type Activation = Identity;
    const FACTS: Facts = Facts {
        params: N,
        macs: N,
        // the name of the tensor in files of weights
        tensors: &[StateTensor::new("slopes", &[N])],
        ..Facts::of::<[f32; N]>("Hinge")
    };

    fn infer(&self, x: &[f32; N], y: &mut [f32; N]) {
        *y = core::array::from_fn(|i| x[i].max(0.0) + self.slopes[i] * (1.0 - x[i]).max(0.0));
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        visit(&self.slopes);
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        visit(&mut self.slopes);
    }
}

/// For training with any optimizer, and for online training.
impl<const N: usize> Trainable for Hinge<N> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, [f32; N]>,
        d_output: &[[f32; N]],
        d_input: Option<&mut [[f32; N]]>,
        _tape: &mut (),
    ) {
        for ((x, d_y), d_x) in input.iter().zip(d_output).zip(d_input.unwrap_or_default()) {
            *d_x = core::array::from_fn(|i| {
                let first = if x[i] > 0.0 { 1.0 } else { 0.0 };
                let second = if x[i] < 1.0 { self.slopes[i] } else { 0.0 };
                d_y[i] * (first - second)
            });
        }
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, [f32; N]>,
        d_output: &[[f32; N]],
        _tape: &(),
        sink: &mut S,
    ) {
        // one row per sample: the gradient with respect to the N slopes
        let samples = input.iter().zip(d_output);
        let rows = samples.map(|(x, d_y)| {
            let units = x.iter().zip(d_y);
            units.map(|(x, d_y)| d_y * (1.0 - x).max(0.0))
        });
        sink.rows(N, rows);
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, _init: Option<Init>, _rng: &mut R) {
        self.slopes = [-0.25; N];
    }
}
