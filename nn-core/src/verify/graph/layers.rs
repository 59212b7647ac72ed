//! Layers with weights, and layers that only move values.

use alloc::vec::Vec;

use super::{Graph, Row, Value, Verify};
use crate::activation::{Activation, Formula};
use crate::layer::{
    BatchNorm, Dense, Dropout, Flatten, GlobalAvgPool, GlobalMaxPool, LayerNorm, Optional, PRelu,
    Pass, Standardize,
};
use crate::ratio::Fraction;
use crate::tensor::Tensor;

impl<const I: usize, const O: usize, A: Activation, B: Optional> Verify for Dense<I, O, A, B> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let bias = B::or(&self.bias, Tensor::ZERO_REF);
        let rows = bias.iter().enumerate().map(|(o, bias)| {
            let weights = self.weights.iter().filter_map(|row| row.get(o));
            Row {
                products: weights
                    .map(|weight| f64::from(*weight))
                    .enumerate()
                    .collect(),
                bias: f64::from(*bias),
                ..Row::default()
            }
        });
        graph.affine(input, rows)
    }
}

/// `(x - mean) scale + shift` for each channel.
impl<const C: usize, T, A, M, E, B> Verify for BatchNorm<C, T, A, M, E, B>
where
    T: Tensor<Element = f32>,
    A: Activation,
    M: Fraction,
    E: Fraction,
    B: Optional,
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let lines: Vec<Row> = self
            .lines()
            .map(|[mean, scale, shift]| {
                let [mean, scale, shift] = [mean, scale, shift].map(f64::from);
                Row {
                    products: Vec::from([(0, scale)]),
                    bias: shift - scale * mean,
                    constants: shift.abs() + (scale * mean).abs(),
                    operations: 2,
                }
            })
            .collect();
        graph.per_channel::<T>(input, &lines)
    }
}

/// `(x - mean) / scale` for each channel.
impl<const C: usize, T: Tensor<Element = f32>> Verify for Standardize<C, T> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let lines: Vec<Row> = self
            .statistics()
            .map(|(mean, scale)| {
                let slope = 1.0 / f64::from(scale);
                Row {
                    products: Vec::from([(0, slope)]),
                    bias: -slope * f64::from(mean),
                    constants: 0.0,
                    operations: 2,
                }
            })
            .collect();
        graph.per_channel::<T>(input, &lines)
    }
}

impl<T: Tensor<Element = f32>, A: Activation, E: Fraction, B: Optional> Verify
    for LayerNorm<T, A, E, B>
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let scale = B::or(&self.scale, Tensor::ONES_REF).as_slice();
        let shift = B::or(&self.shift, Tensor::ZERO_REF).as_slice();
        graph.normalize(input, [scale, shift], E::VALUE)
    }
}

/// `x` above 0, otherwise `slope x`.
impl<const S: usize, T: Tensor<Element = f32>> Verify for PRelu<S, T> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let positions = T::LEN / S;
        let slopes = self.slopes.iter();
        let formulas = slopes
            .flat_map(|slope| core::iter::repeat_n(Formula::LeakyRectified(*slope), positions));
        let formulas = formulas.collect();
        graph.curve(input, formulas)
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Verify for GlobalAvgPool<C, T> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let positions = T::LEN / C;
        let rows = (0..C).map(|channel| {
            let places = channel * positions..(channel + 1) * positions;
            Row {
                products: places
                    .map(|place| (place, 1.0 / positions as f64))
                    .collect(),
                operations: 3,
                ..Row::default()
            }
        });
        graph.affine(input, rows)
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Verify for GlobalMaxPool<C, T> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let positions = T::LEN / C;
        let channels =
            (0..C).map(|channel| (channel * positions..(channel + 1) * positions).collect());
        let channels = channels.collect();
        graph.largest(input, channels)
    }
}

/// Dropout does nothing in inference.
impl<T: Tensor<Element = f32>, R: Fraction> Verify for Dropout<T, R> {
    fn trace(&self, _graph: &mut Graph, input: &Value) -> Value {
        *input
    }
}

impl<T: Tensor<Element = f32>, A: Activation> Verify for Pass<T, A> {
    fn trace(&self, _graph: &mut Graph, input: &Value) -> Value {
        *input
    }
}

impl<T: Tensor<Element = f32>, const N: usize> Verify for Flatten<T, N> {
    fn trace(&self, _graph: &mut Graph, input: &Value) -> Value {
        *input
    }
}

impl Graph {
    /// Applies a line to each channel: a row whose product is with element 0.
    fn per_channel<T: Tensor>(&mut self, input: &Value, lines: &[Row]) -> Value {
        let positions = T::LEN / lines.len().max(1);
        let rows = lines.iter().enumerate().flat_map(|(channel, line)| {
            (channel * positions..(channel + 1) * positions).map(|place| Row {
                products: line
                    .products
                    .iter()
                    .map(|(_, slope)| (place, *slope))
                    .collect(),
                ..line.clone()
            })
        });
        self.affine(input, rows)
    }
}
