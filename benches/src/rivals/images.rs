//! Convolution as a product with a copy of the windows (im2col), and pooling by plain loops.

use nn_core::prelude::*;

use super::network::{Layers, blocks};
use super::{Multiplier, Write, plain};
use crate::matrix::Matrix;

/// A convolution as a product, `y[f] = b[f] + w[f] . window`, for square windows without padding.
pub struct Unrolled {
    multiplier: Multiplier,
    channels: usize,
    side: usize,
    kernel: usize,
    /// One row for each place of the window in each channel, one column for each filter.
    weights: Vec<f32>,
    bias: Vec<f32>,
    /// One row for each place of the window in each channel, one column for each position of the output.
    seen: Vec<f32>,
    /// The output planes of the filters.
    pub values: Vec<f32>,
}

impl Unrolled {
    /// A convolution of channels of `side` x `side` with windows of `kernel` x `kernel`, and with weights in the order of nn-core.
    pub fn new(
        multiplier: Multiplier,
        [channels, side, kernel]: [usize; 3],
        weights: &[f32],
        bias: &[f32],
    ) -> Self {
        let places = (side - kernel + 1) * (side - kernel + 1);
        Unrolled {
            multiplier,
            channels,
            side,
            kernel,
            weights: weights.to_vec(),
            bias: bias.to_vec(),
            seen: vec![0.0; channels * kernel * kernel * places],
            values: vec![0.0; bias.len() * places],
        }
    }

    /// The side of the output.
    fn output(&self) -> usize {
        self.side - self.kernel + 1
    }

    /// Computes [`values`](Self::values).
    pub fn forward(&mut self, input: &[f32]) {
        self.unroll(input);
        let places = self.output() * self.output();
        for (plane, bias) in self.values.chunks_mut(places).zip(&self.bias) {
            plane.fill(*bias);
        }
        let terms = self.channels * self.kernel * self.kernel;
        let weights = Matrix::new(&self.weights, terms, self.bias.len()).transposed();
        let seen = Matrix::new(&self.seen, terms, places);
        (self.multiplier.multiply)(weights, seen, Write::Add, &mut self.values);
    }

    /// The gradient with respect to the input: the gradient of each window is added at its position.
    pub fn input_gradient(&mut self, d_output: &[f32], d_input: &mut [f32]) {
        let (side, output) = (self.side, self.output());
        let terms = self.channels * self.kernel * self.kernel;
        let weights = Matrix::new(&self.weights, terms, self.bias.len());
        let d_output = Matrix::new(d_output, self.bias.len(), output * output);
        (self.multiplier.multiply)(weights, d_output, Write::Replace, &mut self.seen);
        d_input.fill(0.0);
        let mut rows = self.seen.chunks(output);
        for plane in d_input.chunks_mut(side * side) {
            for u in 0..self.kernel {
                for v in 0..self.kernel {
                    for (i, row) in (0..output).zip(&mut rows) {
                        let places = &mut plane[(i + u) * side + v..][..output];
                        places
                            .iter_mut()
                            .zip(row)
                            .for_each(|(d, value)| *d += value);
                    }
                }
            }
        }
    }

    /// The gradient with respect to the weights, followed by the gradient with respect to the biases.
    pub fn gradient(&mut self, input: &[f32], d_output: &[f32], gradients: &mut [f32]) {
        self.unroll(input);
        let places = self.output() * self.output();
        let (d_weights, d_bias) = gradients.split_at_mut(self.weights.len());
        let seen = Matrix::new(&self.seen, self.seen.len() / places, places);
        let d = Matrix::new(d_output, self.bias.len(), places).transposed();
        (self.multiplier.multiply)(seen, d, Write::Replace, d_weights);
        for (d_bias, plane) in d_bias.iter_mut().zip(d_output.chunks(places)) {
            *d_bias = plane.iter().sum();
        }
    }

    /// Copies the window at each position, row by row of the output.
    fn unroll(&mut self, input: &[f32]) {
        let (side, output) = (self.side, self.output());
        let mut rows = self.seen.chunks_mut(output);
        for plane in input.chunks(side * side) {
            for u in 0..self.kernel {
                for v in 0..self.kernel {
                    for (i, row) in (0..output).zip(&mut rows) {
                        row.copy_from_slice(&plane[(i + u) * side + v..][..output]);
                    }
                }
            }
        }
    }
}

/// The maximum of each 2 x 2 window of planes of `side` x `side`.
pub fn largest(planes: &[f32], side: usize, output: &mut [f32]) {
    let pairs = planes.chunks(2 * side);
    for (pair, output) in pairs.zip(output.chunks_mut(side / 2)) {
        let (upper, lower) = pair.split_at(side);
        let columns = upper.chunks_exact(2).zip(lower.chunks_exact(2));
        for (output, (upper, lower)) in output.iter_mut().zip(columns) {
            *output = upper[0].max(upper[1]).max(lower[0].max(lower[1]));
        }
    }
}

/// The mean of each 2 x 2 window of planes of `side` x `side`.
pub fn mean(planes: &[f32], side: usize, output: &mut [f32]) {
    let pairs = planes.chunks(2 * side);
    for (pair, output) in pairs.zip(output.chunks_mut(side / 2)) {
        let (upper, lower) = pair.split_at(side);
        let columns = upper.chunks_exact(2).zip(lower.chunks_exact(2));
        for (output, (upper, lower)) in output.iter_mut().zip(columns) {
            *output = (upper[0] + upper[1] + lower[0] + lower[1]) * 0.25;
        }
    }
}

/// LeNet-5 with the products of another crate.
pub struct LeNet {
    first: Unrolled,
    second: Unrolled,
    pooled: [Vec<f32>; 2],
    dense: Layers,
}

impl LeNet {
    /// A copy of this network.
    pub fn of<N: Layer>(net: &N, multiplier: Multiplier) -> Self {
        let blocks = blocks(net);
        let activations: [fn(&mut [f32]); 3] = [plain::relu, plain::relu, plain::softmax];
        LeNet {
            first: Unrolled::new(multiplier, [1, 28, 5], &blocks[0], &blocks[1]),
            second: Unrolled::new(multiplier, [6, 12, 5], &blocks[2], &blocks[3]),
            pooled: [vec![0.0; 6 * 12 * 12], vec![0.0; 16 * 4 * 4]],
            dense: Layers::last_of(net, multiplier, &activations),
        }
    }

    /// The output for one sample.
    pub fn forward(&mut self, input: &[f32]) -> &[f32] {
        let [first, second] = &mut self.pooled;
        self.first.forward(input);
        plain::relu(&mut self.first.values);
        largest(&self.first.values, 24, first);
        self.second.forward(first);
        plain::relu(&mut self.second.values);
        largest(&self.second.values, 8, second);
        self.dense.forward(second)
    }
}
