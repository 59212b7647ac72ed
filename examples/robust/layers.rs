//! Layers that compute with a value and with an interval around it, for training with interval bounds.
//!
//! Each has `[[f32; N]; 3]` as input and output: the value of each unit, the center of its interval, and the radius.

use nn_core::init::Init;
use nn_core::layer::{Accumulate, NoBias, StateTensor};
use nn_core::prelude::*;

/// Values, centers and radii.
pub(crate) type Intervals<const N: usize> = [[f32; N]; 3];

/// Rows of [`Intervals`].
pub(crate) const VALUE: usize = 0;
pub(crate) const CENTER: usize = 1;
pub(crate) const RADIUS: usize = 2;

/// A dense layer: `W x + b` for values and centers, `|W| r` for radii.
#[derive(Debug, Clone, PartialEq, bytemuck::Zeroable)]
pub(crate) struct IntervalDense<const I: usize, const O: usize> {
    pub(crate) dense: Dense<I, O>,
}

/// What a step of [`IntervalDense`] keeps.
#[derive(Debug, bytemuck::Zeroable)]
pub(crate) struct Tape<const I: usize, const O: usize, const BATCH: usize> {
    /// For each row of [`Intervals`], those of all samples.
    inputs: [[[f32; I]; BATCH]; 3],
    d_outputs: [[[f32; O]; BATCH]; 3],
    /// The absolute values of the weights.
    absolute: Dense<I, O, Identity, NoBias>,
    d_weights: [[f32; O]; I],
    d_absolute: [[f32; O]; I],
}

impl<const I: usize, const O: usize> Zero for IntervalDense<I, O> {
    const ZERO: Self = IntervalDense { dense: Dense::ZERO };
}

impl<const I: usize, const O: usize, const BATCH: usize> Zero for Tape<I, O, BATCH> {
    const ZERO: Self = Tape {
        inputs: Zero::ZERO,
        d_outputs: Zero::ZERO,
        absolute: Zero::ZERO,
        d_weights: Zero::ZERO,
        d_absolute: Zero::ZERO,
    };
}

impl<const I: usize, const O: usize> Layer for IntervalDense<I, O> {
    type Element = f32;
    type Input = Intervals<I>;
    type Output = Intervals<O>;
    type Activation = Identity;
    const FACTS: Facts = Facts {
        params: I * O + O,
        macs: 3 * I * O,
        tensors: &[
            StateTensor::outputs_innermost("weight", &[O, I]),
            StateTensor::new("bias", &[O]),
        ],
        ..Facts::of::<Intervals<O>>("IntervalDense")
    };

    fn infer(&self, input: &Intervals<I>, output: &mut Intervals<O>) {
        self.dense.infer(&input[VALUE], &mut output[VALUE]);
        self.dense.infer(&input[CENTER], &mut output[CENTER]);
        output[RADIUS] = [0.0; O];
        for (weights, radius) in self.dense.weights.iter().zip(&input[RADIUS]) {
            for (sum, weight) in output[RADIUS].iter_mut().zip(weights) {
                *sum += weight.abs() * radius;
            }
        }
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        self.dense.parameters(visit);
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        self.dense.parameters_mut(visit);
    }
}

impl<const I: usize, const O: usize> Trainable for IntervalDense<I, O> {
    type Tape<const BATCH: usize> = Tape<I, O, BATCH>;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, Intervals<I>>,
        output: &mut [Intervals<O>],
        tape: &mut Tape<I, O, BATCH>,
        noise: Noise,
    ) {
        let pairs = tape.absolute.weights.as_flattened_mut().iter_mut();
        for (absolute, weight) in pairs.zip(self.dense.weights.as_flattened()) {
            *absolute = weight.abs();
        }
        separate(input.iter(), &mut tape.inputs);
        let mut products = [[0.0; O]; BATCH];
        for (part, inputs) in tape.inputs.iter().enumerate() {
            let (inputs, products) = (&inputs[..input.len()], &mut products[..input.len()]);
            let inputs = Batch::all(inputs);
            match part {
                RADIUS => (tape.absolute).forward::<BATCH>(inputs, products, &mut (), noise),
                _ => (self.dense).forward::<BATCH>(inputs, products, &mut (), noise),
            }
            for (output, product) in output.iter_mut().zip(products) {
                output[part] = *product;
            }
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, Intervals<I>>,
        d_output: &[Intervals<O>],
        d_input: Option<&mut [Intervals<I>]>,
        tape: &mut Tape<I, O, BATCH>,
    ) {
        separate(d_output.iter(), &mut tape.d_outputs);
        tape.weight_gradient(input.len(), &self.dense.weights);
        for (sample, d_input) in d_input.unwrap_or_default().iter_mut().enumerate() {
            for (part, d_input) in d_input.iter_mut().enumerate() {
                let (x, d) = (&tape.inputs[part][sample], &tape.d_outputs[part][sample]);
                let (x, d) = (core::slice::from_ref(x), core::slice::from_ref(d));
                let d_input = Some(core::slice::from_mut(d_input));
                match part {
                    RADIUS => (tape.absolute).backward::<1>(Batch::all(x), d, d_input, &mut ()),
                    _ => (self.dense).backward::<1>(Batch::all(x), d, d_input, &mut ()),
                }
            }
        }
    }

    fn gradient<const BATCH: usize, S: Sink>(
        _input: Batch<'_, Intervals<I>>,
        d_output: &[Intervals<O>],
        tape: &Tape<I, O, BATCH>,
        sink: &mut S,
    ) {
        // The sign of a weight is known only to `backward`, which has computed the sum over the samples.
        let d_weights = tape.d_weights.as_flattened().iter().copied();
        sink.rows(I * O, core::iter::once(d_weights));
        let d_bias = d_output.iter().map(|d| {
            let pairs = d[VALUE].iter().zip(&d[CENTER]);
            pairs.map(|(d_value, d_center)| d_value + d_center)
        });
        sink.rows(O, d_bias);
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        self.dense
            .initialize_with(init.or(Some(Init::HeNormal)), rng);
    }
}

impl<const I: usize, const O: usize, const BATCH: usize> Tape<I, O, BATCH> {
    /// Computes the gradient of the weights. That of an absolute value has the sign of the weight.
    fn weight_gradient(&mut self, count: usize, weights: &[[f32; O]; I]) {
        let (d_weights, d_absolute) = (
            self.d_weights.as_flattened_mut(),
            self.d_absolute.as_flattened_mut(),
        );
        d_weights.fill(0.0);
        d_absolute.fill(0.0);
        for (part, (inputs, d_outputs)) in self.inputs.iter().zip(&self.d_outputs).enumerate() {
            let sum = match part {
                RADIUS => &mut *d_absolute,
                _ => &mut *d_weights,
            };
            Accumulate::new(sum).outer(Batch::all(&inputs[..count]), &d_outputs[..count]);
        }
        let pairs = d_weights.iter_mut().zip(d_absolute);
        for ((sum, d_absolute), weight) in pairs.zip(weights.as_flattened()) {
            *sum += weight.signum() * *d_absolute;
        }
    }
}

/// Copies the values, the centers and the radii of all samples to arrays of their own, as the kernels read them.
fn separate<'a, const N: usize, const BATCH: usize>(
    samples: impl Iterator<Item = &'a Intervals<N>>,
    parts: &mut [[[f32; N]; BATCH]; 3],
) {
    for (index, sample) in samples.take(BATCH).enumerate() {
        for (rows, row) in parts.iter_mut().zip(sample) {
            rows[index] = *row;
        }
    }
}

/// ReLU of the values and of both ends of the intervals.
#[derive(Debug, Clone, PartialEq, bytemuck::Zeroable)]
pub(crate) struct IntervalRelu<const N: usize>;

impl<const N: usize> Zero for IntervalRelu<N> {
    const ZERO: Self = IntervalRelu;
}

impl<const N: usize> Layer for IntervalRelu<N> {
    type Element = f32;
    type Input = Intervals<N>;
    type Output = Intervals<N>;
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<Intervals<N>>("IntervalRelu");

    fn infer(&self, [value, center, radius]: &Intervals<N>, output: &mut Intervals<N>) {
        for unit in 0..N {
            let [high, low] = [1.0, -1.0].map(|sign| (center[unit] + sign * radius[unit]).max(0.0));
            output[VALUE][unit] = value[unit].max(0.0);
            output[CENTER][unit] = 0.5 * (high + low);
            output[RADIUS][unit] = 0.5 * (high - low);
        }
    }
}

impl<const N: usize> Trainable for IntervalRelu<N> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, Intervals<N>>,
        d_output: &[Intervals<N>],
        d_input: Option<&mut [Intervals<N>]>,
        _tape: &mut (),
    ) {
        let samples = input.iter().zip(d_output);
        for (([value, center, radius], d), d_input) in samples.zip(d_input.unwrap_or_default()) {
            for unit in 0..N {
                // An end passes its gradient if it is above 0.
                let [d_high, d_low] = [1.0, -1.0].map(|sign| {
                    let is_active = center[unit] + sign * radius[unit] > 0.0;
                    let d_end = 0.5 * (d[CENTER][unit] + sign * d[RADIUS][unit]);
                    if is_active { d_end } else { 0.0 }
                });
                let is_active = value[unit] > 0.0;
                d_input[VALUE][unit] = if is_active { d[VALUE][unit] } else { 0.0 };
                d_input[CENTER][unit] = d_high + d_low;
                d_input[RADIUS][unit] = d_high - d_low;
            }
        }
    }
}
