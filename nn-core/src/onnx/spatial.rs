//! Layers without weights over the positions of a sequence or an image, of `f32` and of `i8`.

use std::vec::Vec;

use super::quantization::Quantization;
use super::windows::Windows;
use super::{Export, Graph, Value};
use crate::geometry::{Axis, Geometry};
use crate::layer::int8::Rounding;
use crate::layer::{
    GlobalAvgPool, GlobalAvgPoolI8, GlobalMaxPool, GlobalMaxPoolI8, Pool, PoolI8, PoolKind,
    Upsample, UpsampleI8, ZeroPad, ZeroPadI8,
};
use crate::tensor::Tensor;

impl<T: PoolKind, const C: usize, G: Geometry> Export for Pool<T, C, G> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        Windows::of::<G>().pool::<T>(graph, input)
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Export for GlobalAvgPool<C, T> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        graph.global("GlobalAveragePool", input)
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Export for GlobalMaxPool<C, T> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        graph.global("GlobalMaxPool", input)
    }
}

impl<const C: usize, G: Geometry> Export for ZeroPad<C, G> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        Windows::of::<G>().zeros(graph, input, sides)
    }
}

impl<const C: usize, G: Geometry> Export for Upsample<C, G> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        Windows::of::<G>().repeated(graph, input)
    }
}

impl<T: PoolKind, const C: usize, G: Geometry> Export for PoolI8<T, C, G> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let output = Windows::of::<G>().pool::<T>(graph, input);
        graph.rounded_as(input, &output)
    }
}

impl<const C: usize, T: Tensor<Element = i8>, R: Rounding> Export for GlobalAvgPoolI8<C, T, R> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let from = graph.next_scale().scale;
        let to = graph.next_scale();
        graph.expect_scale(input, from);
        let means = graph.global("GlobalAveragePool", input);
        graph.rounded(&means, &to)
    }
}

impl<const C: usize, T: Tensor<Element = i8>> Export for GlobalMaxPoolI8<C, T> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let maxima = graph.global("GlobalMaxPool", input);
        graph.rounded_as(input, &maxima)
    }
}

impl<const C: usize, G: Geometry> Export for ZeroPadI8<C, G> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let scale = graph.next_scale();
        graph.expect_scale(input, scale.scale);
        let output = Windows::of::<G>().zeros(graph, input, sides);
        graph.rounded(&output, &scale)
    }
}

impl<const C: usize, G: Geometry> Export for UpsampleI8<C, G> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let output = Windows::of::<G>().repeated(graph, input);
        graph.rounded_as(input, &output)
    }
}

/// The zeros of a `ZeroPad` before and after a dimension.
fn sides(axis: &Axis) -> [usize; 2] {
    let after = axis.output.saturating_sub(axis.before + axis.input);
    [axis.before, after]
}

impl Graph {
    /// Adds an operator that returns one value for each channel, as a vector.
    fn global(&mut self, operator: &'static str, input: &Value) -> Value {
        let [channels, positions @ ..] = input.shape() else {
            return self.refuse("its input has no channels");
        };
        let ones = positions.iter().map(|_| 1);
        let shape: Vec<usize> = core::iter::once(*channels).chain(ones).collect();
        let output = self.node(operator, &[input], &[], &shape);
        self.flat(&output)
    }

    /// Rounds an output to the scale of an input.
    fn rounded_as(&mut self, input: &Value, output: &Value) -> Value {
        let name = self.scope.tensor_name("output");
        let scale = input.scale.unwrap_or_default();
        self.rounded(output, &Quantization::new(&name, scale))
    }
}
