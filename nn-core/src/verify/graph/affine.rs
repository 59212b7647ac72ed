//! Sums of products.

use alloc::vec;
use alloc::vec::Vec;

use super::super::rounding::{TINY, gamma};

/// `bias + sum weight x` over some elements `x` of a value, as a layer computes it in `f32`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The indices of elements, and their weights.
    pub products: Vec<(usize, f64)>,
    /// What is added.
    pub bias: f64,
    /// The sum of the absolute values of all constants that are added, if they are more than the bias.
    pub constants: f64,
    /// The number of operations that round besides one product and one sum for each element.
    pub operations: usize,
}

/// Several sums of products over the same value.
#[derive(Debug, Clone)]
pub(in super::super) struct Rows {
    /// The length of the value.
    inputs: usize,
    /// Where the products of each row begin, and the end of the last.
    starts: Vec<usize>,
    columns: Vec<usize>,
    weights: Vec<f64>,
    bias: Vec<f64>,
    constants: Vec<f64>,
    /// The relative error of each row.
    relative: Vec<f64>,
    /// All weights, if each row has one for each element in order. The rows have [`stride`] numbers, with zeros at the end.
    dense: Option<Vec<f64>>,
}

/// The number of places for a row of this length, so that vectors are whole.
pub(in super::super) const fn stride(length: usize) -> usize {
    length.next_multiple_of(8)
}

impl Rows {
    pub(super) fn new(inputs: usize, rows: impl IntoIterator<Item = Row>) -> Self {
        let mut all = Rows {
            inputs,
            starts: Vec::from([0]),
            columns: Vec::new(),
            weights: Vec::new(),
            bias: Vec::new(),
            constants: Vec::new(),
            relative: Vec::new(),
            dense: None,
        };
        let mut is_dense = inputs > 0;
        for row in rows {
            let operations = row.products.len() + 1 + row.operations;
            let columns = row.products.iter().map(|(column, _)| *column);
            is_dense &= columns.clone().eq(0..inputs);
            all.columns.extend(columns);
            all.weights
                .extend(row.products.iter().map(|(_, weight)| *weight));
            all.starts.push(all.weights.len());
            all.bias.push(row.bias);
            all.constants.push(row.constants.max(row.bias.abs()));
            all.relative.push(gamma(operations));
        }
        all.bias.resize(stride(all.len()), 0.0);
        if is_dense {
            let mut dense = vec![0.0; all.len() * stride(inputs)];
            let rows = dense
                .chunks_mut(stride(inputs))
                .zip(all.weights.chunks(inputs));
            for (padded, weights) in rows {
                for (place, weight) in padded.iter_mut().zip(weights) {
                    *place = *weight;
                }
            }
            all.dense = Some(dense);
        }
        all
    }

    pub(in super::super) fn len(&self) -> usize {
        self.relative.len()
    }

    /// The biases. There are [`stride`] of them.
    pub(in super::super) fn bias(&self) -> &[f64] {
        &self.bias
    }

    /// All weights, if each row has one for each element in order. The rows have [`stride`] numbers.
    pub(in super::super) fn dense(&self) -> Option<&[f64]> {
        self.dense.as_deref()
    }

    /// The columns and the weights of a row.
    pub(in super::super) fn row(&self, index: usize) -> (&[usize], &[f64]) {
        let range = match self.starts.get(index..index + 2) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        };
        let columns = self.columns.get(range.clone()).unwrap_or_default();
        (columns, self.weights.get(range).unwrap_or_default())
    }

    /// How far a row, computed in `f32`, can be from the exact sum, if the sum of the absolute values of its products is at most
    /// `products`.
    pub(in super::super) fn error(&self, index: usize, products: f64) -> f64 {
        let relative = self.relative.get(index).copied().unwrap_or(f64::INFINITY);
        let constants = self.constants(index);
        let count = self.row(index).1.len() + 2;
        relative * (constants + products) * (1.0 + 1e-9) + 2.0 * TINY * count as f64
    }

    /// The sum of the absolute values of the constants of a row.
    pub(in super::super) fn constants(&self, index: usize) -> f64 {
        self.constants.get(index).copied().unwrap_or(f64::INFINITY)
    }

    /// The number of elements of the value.
    pub(in super::super) fn inputs(&self) -> usize {
        self.inputs
    }
}
