//! Networks that are written by hand with the matrix products of another crate.

use nalgebra::{DMatrix, DVector, SMatrix, SVector};
use nn_core::prelude::*;

use super::{Multiplier, Write, plain};
use crate::matrix::Matrix;

/// The blocks of a network's parameters: weights, biases, weights, ..
pub fn blocks<N: Layer>(net: &N) -> Vec<Vec<f32>> {
    let mut blocks = Vec::new();
    net.parameters(&mut |block| blocks.push(block.to_vec()));
    blocks
}

/// A block as a matrix of weights.
pub fn weights<const I: usize, const O: usize>(block: &[f32]) -> Box<[[f32; O]; I]> {
    let rows: Box<[[f32; O]]> = block.as_chunks().0.into();
    rows.try_into().expect("a row for each input")
}

/// A block as biases.
pub fn bias<const O: usize>(block: &[f32]) -> [f32; O] {
    *block.first_chunk().expect("a bias for each output")
}

/// Dense layers of any sizes, with the matrix products of another crate.
pub struct Layers {
    multiplier: Multiplier,
    layers: Vec<Affine>,
}

/// A layer with its sizes, its parameters and its outputs.
struct Affine {
    inputs: usize,
    outputs: usize,
    weights: Vec<f32>,
    bias: Vec<f32>,
    activation: fn(&mut [f32]),
    values: Vec<f32>,
}

impl Layers {
    /// The last dense layers of a network, one for each activation.
    pub fn last_of<N: Layer>(
        net: &N,
        multiplier: Multiplier,
        activations: &[fn(&mut [f32])],
    ) -> Self {
        let blocks = blocks(net);
        let first = blocks.len() - 2 * activations.len();
        let mut layers = Vec::new();
        for (pair, activation) in blocks[first..].chunks(2).zip(activations) {
            let (weights, bias) = (pair[0].clone(), pair[1].clone());
            layers.push(Affine {
                inputs: weights.len() / bias.len(),
                outputs: bias.len(),
                values: bias.clone(),
                weights,
                bias,
                activation: *activation,
            });
        }
        Layers { multiplier, layers }
    }

    /// The output for one sample.
    pub fn forward(&mut self, input: &[f32]) -> &[f32] {
        let mut input = input;
        for layer in &mut self.layers {
            layer.values.copy_from_slice(&layer.bias);
            let x = Matrix::new(input, 1, layer.inputs);
            let weights = Matrix::new(&layer.weights, layer.inputs, layer.outputs);
            (self.multiplier.multiply)(x, weights, Write::Add, &mut layer.values);
            (layer.activation)(&mut layer.values);
            input = &layer.values;
        }
        self.layers.last().map_or(&[], |layer| &layer.values)
    }
}

/// 784-128-10 with matrix-vector products of nalgebra.
pub struct Nalgebra {
    weights: [DMatrix<f32>; 2],
    bias: [DVector<f32>; 2],
    values: [DVector<f32>; 2],
}

impl Nalgebra {
    /// A copy of this network.
    pub fn of<N: Layer>(net: &N) -> Self {
        let blocks = blocks(net);
        // nalgebra's matrices are column-major: these are the transposed weights
        let matrix = |index: usize| {
            let (weights, outputs) = (&blocks[index], blocks[index + 1].len());
            DMatrix::from_column_slice(outputs, weights.len() / outputs, weights)
        };
        let bias = [1, 3].map(|index| DVector::from_column_slice(&blocks[index]));
        Nalgebra {
            weights: [matrix(0), matrix(2)],
            values: bias.clone(),
            bias,
        }
    }

    /// The output for one sample.
    pub fn forward(&mut self, input: &[f32]) -> &[f32] {
        let [hidden, output] = &mut self.values;
        let input = nalgebra::DVectorView::from_slice(input, input.len());
        hidden.copy_from(&self.bias[0]);
        hidden.gemv(1.0, &self.weights[0], &input, 1.0);
        plain::relu(hidden.as_mut_slice());
        output.copy_from(&self.bias[1]);
        output.gemv(1.0, &self.weights[1], hidden, 1.0);
        plain::softmax(output.as_mut_slice());
        output.as_slice()
    }
}

/// Three small layers with matrices of nalgebra of static size. The first two have an activation.
pub struct Small<const I: usize, const H: usize, const O: usize> {
    first: (SMatrix<f32, H, I>, SVector<f32, H>),
    second: (SMatrix<f32, H, H>, SVector<f32, H>),
    last: (SMatrix<f32, O, H>, SVector<f32, O>),
}

impl<const I: usize, const H: usize, const O: usize> Small<I, H, O> {
    /// A copy of this network.
    pub fn of<N: Layer>(net: &N) -> Self {
        let blocks = blocks(net);
        Small {
            first: layer(&blocks[0..2]),
            second: layer(&blocks[2..4]),
            last: layer(&blocks[4..6]),
        }
    }

    /// The output for one sample.
    #[inline]
    pub fn forward(&self, input: &[f32; I], activation: impl Fn(f32) -> f32) -> [f32; O] {
        let x = SVector::from_column_slice(input);
        let (weights, bias) = &self.first;
        let x = (weights * x + bias).map(&activation);
        let (weights, bias) = &self.second;
        let x = (weights * x + bias).map(&activation);
        let (weights, bias) = &self.last;
        (weights * x + bias).data.0[0]
    }
}

fn layer<const I: usize, const O: usize>(
    pair: &[Vec<f32>],
) -> (SMatrix<f32, O, I>, SVector<f32, O>) {
    let weights = SMatrix::from_column_slice(&pair[0]);
    (weights, SVector::from_column_slice(&pair[1]))
}
