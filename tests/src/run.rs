//! One training pass through a layer's map, for a given gradient with respect to its outputs.

use nn_core::kernel::{Isa, Kernel, dispatch};
use nn_core::layer::{Accumulate, Arena, Norm};
use nn_core::prelude::*;

use crate::parameters::read;
use crate::pass::flat;

/// The results of a pass over a batch, in rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The outputs before the activation.
    pub outputs: Vec<f32>,
    /// The gradient with respect to the inputs.
    pub d_inputs: Vec<f32>,
    /// The gradient with respect to the parameters.
    pub d_parameters: Vec<f32>,
}

/// The forward pass, backward pass and gradients of a batch of at most `BATCH` samples, with the layer's tape.
pub fn run<const BATCH: usize, L: Trainable>(
    layer: &L,
    inputs: &[L::Input],
    d_outputs: &[L::Output],
    noise: Noise,
) -> (Run, Box<L::Tape<BATCH>>) {
    let batch = Batch::all(inputs);
    let mut tape = Box::new(L::Tape::<BATCH>::ZERO);
    // the old contents must not matter
    let mut outputs = vec![filled::<L::Output>(f32::NAN); inputs.len()];
    layer.forward::<BATCH>(batch, &mut outputs, &mut tape, noise);
    let mut d_inputs = vec![filled::<L::Input>(f32::NAN); inputs.len()];
    layer.backward::<BATCH>(batch, d_outputs, Some(&mut d_inputs), &mut tape);
    let mut d_parameters = vec![0.0; L::FACTS.params];
    let mut sink = Accumulate::new(&mut d_parameters);
    L::gradient::<BATCH, _>(batch, d_outputs, &tape, &mut sink);
    let run = Run {
        outputs: flat(&outputs),
        d_inputs: flat(&d_inputs),
        d_parameters,
    };
    (run, tape)
}

/// The gradient with respect to the parameters, without the one with respect to the inputs, as in a network's first layer.
pub fn run_first<const BATCH: usize, L: Trainable>(
    layer: &L,
    inputs: &[L::Input],
    d_outputs: &[L::Output],
    noise: Noise,
) -> Vec<f32> {
    let batch = Batch::all(inputs);
    let mut tape = Box::new(L::Tape::<BATCH>::ZERO);
    let mut outputs = vec![L::Output::ZERO; inputs.len()];
    layer.forward::<BATCH>(batch, &mut outputs, &mut tape, noise);
    layer.backward::<BATCH>(batch, d_outputs, None, &mut tape);
    let mut d_parameters = vec![0.0; L::FACTS.params];
    let mut sink = Accumulate::new(&mut d_parameters);
    L::gradient::<BATCH, _>(batch, d_outputs, &tape, &mut sink);
    d_parameters
}

/// The results of an online step with one sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The squared norm of the gradient.
    pub norm: f32,
    /// The parameters after the step.
    pub parameters: Vec<f32>,
}

/// The forward pass, backward pass and update for one sample.
pub fn descend<L: Trainable + Clone>(
    layer: &L,
    input: &L::Input,
    d_output: &L::Output,
    noise: Noise,
    rate: f32,
) -> Descent {
    let (_, tape) = run::<1, L>(layer, &[*input], &[*d_output], noise);
    let mut norm = Norm::default();
    L::gradient::<1, _>(Batch::all(&[*input]), &[*d_output], &tape, &mut norm);
    let mut moved = layer.clone();
    moved.descend(input, d_output, &tape, rate);
    Descent {
        norm: norm.squared(),
        parameters: read(&moved),
    }
}

/// Runs the map in an arena of this many numbers, all equal to `filling`. Returns the arena.
pub fn run_in<L: Trainable>(layer: &L, input: &L::Input, length: usize, filling: f32) -> Vec<f32> {
    let mut floats = vec![filling; length];
    dispatch(RunIn {
        layer,
        input,
        floats: &mut floats,
    });
    floats
}

/// Calls a layer's `run` with the selected instruction set.
struct RunIn<'a, L: Trainable> {
    layer: &'a L,
    input: &'a L::Input,
    floats: &'a mut [f32],
}

impl<L: Trainable> Kernel for RunIn<'_, L> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        self.layer.run(isa, self.input, Arena::new(self.floats));
    }
}

/// The outputs of inference before the activation.
pub fn infer<L: Trainable>(layer: &L, input: &L::Input) -> Vec<f32> {
    let mut output = filled::<L::Output>(f32::NAN);
    layer.infer(input, &mut output);
    flat(&[output])
}

/// A tensor of equal numbers.
pub fn filled<T: Tensor<Element = f32>>(value: f32) -> T {
    let mut tensor = T::ZERO;
    tensor.as_mut_slice().fill(value);
    tensor
}

/// Rows of numbers as tensors.
///
/// # Panics
/// If the last tensor is not complete.
pub fn tensors<T: Tensor<Element = f32>>(values: &[f32]) -> Vec<T> {
    assert_eq!(values.len() % T::LEN, 0, "whole tensors");
    let rows = values.chunks(T::LEN).filter_map(T::from_slice);
    rows.copied().collect()
}
