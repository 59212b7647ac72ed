//! One pass of training through a layer's map by hand, where the gradient by its outputs is given.

use nn_core::arena::Arena;
use nn_core::kernel::{Isa, Kernel, dispatch};
use nn_core::prelude::*;

use crate::parameters::read;
use crate::pass::flat;

/// Everything that a pass over a batch computes, in rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The outputs before the activation.
    pub outputs: Vec<f32>,
    /// The gradient by the inputs.
    pub d_inputs: Vec<f32>,
    /// The gradient by the parameters.
    pub d_parameters: Vec<f32>,
}

/// Forward, backward and gradients of a batch of at most `BATCH` samples, with what the layer remembers of it.
pub fn run<const BATCH: usize, L: Layer>(
    layer: &L,
    inputs: &[L::Input],
    d_outputs: &[L::Output],
    noise: Noise,
) -> (Run, Box<L::Tape<BATCH>>) {
    let batch = Batch::all(inputs);
    let mut tape = Box::new(L::Tape::<BATCH>::ZERO);
    // what was there before must not matter
    let mut outputs = vec![filled::<L::Output>(f32::NAN); inputs.len()];
    layer.forward::<BATCH>(batch, &mut outputs, &mut tape, noise);
    let mut d_inputs = vec![filled::<L::Input>(f32::NAN); inputs.len()];
    layer.backward::<BATCH>(batch, d_outputs, Some(&mut d_inputs), &mut tape);
    let mut d_parameters = vec![0.0; L::PARAMS];
    layer.accumulate::<BATCH>(batch, d_outputs, &tape, &mut d_parameters);
    let run = Run {
        outputs: flat(&outputs),
        d_inputs: flat(&d_inputs),
        d_parameters,
    };
    (run, tape)
}

/// The gradient by the parameters where that by the inputs is not asked for, as of a network's first layer.
pub fn run_first<const BATCH: usize, L: Layer>(
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
    let mut d_parameters = vec![0.0; L::PARAMS];
    layer.accumulate::<BATCH>(batch, d_outputs, &tape, &mut d_parameters);
    d_parameters
}

/// What an online step does with one sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The squared norms that are shown, one per simple layer.
    pub norms: Vec<f32>,
    /// The parameters after the step.
    pub parameters: Vec<f32>,
}

/// Forward, backward and descent of one sample.
pub fn descend<L: Layer + Clone>(
    layer: &L,
    input: &L::Input,
    d_output: &L::Output,
    noise: Noise,
    rate: f32,
) -> Descent {
    let (_, tape) = run::<1, L>(layer, &[*input], &[*d_output], noise);
    let mut norms = Vec::new();
    layer.gradient_norms(input, d_output, &tape, &mut |norm| norms.push(norm));
    let mut moved = layer.clone();
    moved.descend(input, d_output, &tape, rate);
    Descent {
        norms,
        parameters: read(&moved),
    }
}

/// Runs the map in an arena of so many numbers that are all `filling` before; gives the arena.
pub fn run_in<L: Layer>(layer: &L, input: &L::Input, length: usize, filling: f32) -> Vec<f32> {
    let mut floats = vec![filling; length];
    dispatch(RunIn {
        layer,
        input,
        floats: &mut floats,
    });
    floats
}

/// The call of a layer's `run` with the instruction set in use.
struct RunIn<'a, L: Layer> {
    layer: &'a L,
    input: &'a L::Input,
    floats: &'a mut [f32],
}

impl<L: Layer> Kernel for RunIn<'_, L> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        self.layer.run(isa, self.input, Arena::new(self.floats));
    }
}

/// The outputs of inference before the activation.
pub fn infer<L: Layer>(layer: &L, input: &L::Input) -> Vec<f32> {
    let mut output = filled::<L::Output>(f32::NAN);
    layer.infer(input, &mut output);
    flat(&[output])
}

/// A tensor of nothing but this number.
pub fn filled<T: Tensor<Element = f32>>(value: f32) -> T {
    let mut tensor = T::ZERO;
    tensor.as_mut_slice().fill(value);
    tensor
}

/// Rows of numbers as tensors.
///
/// # Panics
/// If the last one is not whole.
pub fn tensors<T: Tensor<Element = f32>>(values: &[f32]) -> Vec<T> {
    assert_eq!(values.len() % T::LEN, 0, "whole tensors");
    let rows = values.chunks(T::LEN).filter_map(T::from_slice);
    rows.copied().collect()
}
