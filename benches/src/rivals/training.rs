//! Training of 784-128-10 with mini-batches, written by hand with the matrix products of another crate.

use nn_core::prelude::*;

use super::network::blocks;
use super::{Multiplier, Write, plain};
use crate::matrix::Matrix;

const INPUTS: usize = 784;
const HIDDEN: usize = 128;
const OUTPUTS: usize = 10;
/// The positions of the first biases, the last weights and the last biases among the parameters.
const PLACES: [usize; 3] = [
    INPUTS * HIDDEN,
    (INPUTS + 1) * HIDDEN,
    (INPUTS + 1) * HIDDEN + HIDDEN * OUTPUTS,
];

/// A network of two layers, its gradients and its optimizer. All parameters are contiguous, in the order of nn-core.
pub struct Perceptron {
    multiplier: Multiplier,
    adam: plain::Adam,
    parameters: Vec<f32>,
    gradients: Vec<f32>,
    hidden: Vec<f32>,
    d_hidden: Vec<f32>,
    d_output: Vec<f32>,
}

impl Perceptron {
    /// A copy of this network, to be trained with this learning rate.
    pub fn of<N: Layer>(net: &N, multiplier: Multiplier, rate: f32) -> Self {
        let parameters = blocks(net).concat();
        Perceptron {
            multiplier,
            adam: plain::Adam::new(rate, parameters.len()),
            gradients: vec![0.0; parameters.len()],
            parameters,
            hidden: Vec::new(),
            d_hidden: Vec::new(),
            d_output: Vec::new(),
        }
    }

    /// All parameters.
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// The gradients of the last step.
    pub fn gradients(&self) -> &[f32] {
        &self.gradients
    }

    /// Trains with a batch and the mean cross-entropy.
    pub fn step(&mut self, inputs: &[[f32; INPUTS]], classes: &[usize]) {
        self.forward(inputs);
        let scale = 1.0 / classes.len() as f32;
        let rows = self.d_output.as_chunks_mut::<OUTPUTS>().0;
        for (row, class) in rows.iter_mut().zip(classes) {
            plain::softmax(row);
            row[*class] -= 1.0;
            row.iter_mut().for_each(|d| *d *= scale);
        }
        self.backward(inputs);
        self.adam.step(&mut self.parameters, &self.gradients);
    }

    /// Computes the hidden values, and the outputs of the last layer in the buffer of their gradients.
    fn forward(&mut self, inputs: &[[f32; INPUTS]]) {
        let multiply = self.multiplier.multiply;
        let [first, first_bias, last, last_bias] = split(&self.parameters);
        repeat(first_bias, inputs.len(), &mut self.hidden);
        let first = Matrix::new(first, INPUTS, HIDDEN);
        multiply(Matrix::of(inputs), first, Write::Add, &mut self.hidden);
        plain::relu(&mut self.hidden);
        repeat(last_bias, inputs.len(), &mut self.d_output);
        let hidden = Matrix::new(&self.hidden, inputs.len(), HIDDEN);
        let last = Matrix::new(last, HIDDEN, OUTPUTS);
        multiply(hidden, last, Write::Add, &mut self.d_output);
    }

    /// Computes all gradients.
    fn backward(&mut self, inputs: &[[f32; INPUTS]]) {
        let multiply = self.multiplier.multiply;
        let count = inputs.len();
        let [_, _, last, _] = split(&self.parameters);
        let [d_first, d_first_bias, d_last, d_last_bias] = split_mut(&mut self.gradients);
        let d_output = Matrix::new(&self.d_output, count, OUTPUTS);
        let hidden = Matrix::new(&self.hidden, count, HIDDEN);
        multiply(hidden.transposed(), d_output, Write::Replace, d_last);
        sum(&self.d_output, d_last_bias);

        self.d_hidden.resize(count * HIDDEN, 0.0);
        let last = Matrix::new(last, HIDDEN, OUTPUTS).transposed();
        multiply(d_output, last, Write::Replace, &mut self.d_hidden);
        plain::relu_backward(&self.hidden, &mut self.d_hidden);
        let d_hidden = Matrix::new(&self.d_hidden, count, HIDDEN);
        let inputs = Matrix::of(inputs).transposed();
        multiply(inputs, d_hidden, Write::Replace, d_first);
        sum(&self.d_hidden, d_first_bias);
    }
}

/// Weights and biases, alternating.
fn split(parameters: &[f32]) -> [&[f32]; 4] {
    let (first, rest) = parameters.split_at(PLACES[0]);
    let (first_bias, rest) = rest.split_at(PLACES[1] - PLACES[0]);
    let (last, last_bias) = rest.split_at(PLACES[2] - PLACES[1]);
    [first, first_bias, last, last_bias]
}

fn split_mut(parameters: &mut [f32]) -> [&mut [f32]; 4] {
    let (first, rest) = parameters.split_at_mut(PLACES[0]);
    let (first_bias, rest) = rest.split_at_mut(PLACES[1] - PLACES[0]);
    let (last, last_bias) = rest.split_at_mut(PLACES[2] - PLACES[1]);
    [first, first_bias, last, last_bias]
}

/// Repeats a row.
fn repeat(row: &[f32], count: usize, rows: &mut Vec<f32>) {
    rows.clear();
    for _ in 0..count {
        rows.extend_from_slice(row);
    }
}

/// The sum of all rows.
fn sum(rows: &[f32], sum: &mut [f32]) {
    sum.fill(0.0);
    for row in rows.chunks(sum.len()) {
        for (sum, value) in sum.iter_mut().zip(row) {
            *sum += value;
        }
    }
}
