//! Layers of `f32` with weights, and layers that only move values.

use std::borrow::ToOwned;
use std::vec;
use std::vec::Vec;

use super::windows::Windows;
use super::{Attribute, Export, ExportActivation, Graph, Value, Weight};
use crate::geometry::Geometry;
use crate::layer::{
    BatchNorm, Conv, Dense, DepthwiseConv, Dropout, Flatten, LayerNorm, Optional, PRelu, Pass,
    Scalar, Standardize,
};
use crate::ratio::Fraction;
use crate::tensor::Tensor;

impl<const I: usize, const O: usize, A: ExportActivation, B: Optional> Export
    for Dense<I, O, A, B>
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let parameters = weights::<B>(graph);
        graph.dense(input, &parameters, O)
    }
}

impl<const C: usize, const F: usize, G: Geometry, A: ExportActivation, B: Optional> Export
    for Conv<C, F, G, A, B>
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let parameters = weights::<B>(graph);
        Windows::of::<G>().convolution(graph, input, &parameters, [1, F])
    }
}

impl<const C: usize, G: Geometry, A: ExportActivation, B: Optional> Export
    for DepthwiseConv<C, G, A, B>
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let parameters = weights::<B>(graph);
        Windows::of::<G>().convolution(graph, input, &parameters, [C, C])
    }
}

impl<const C: usize, T, A, M, E, B> Export for BatchNorm<C, T, A, M, E, B>
where
    T: Tensor<Element = f32>,
    A: ExportActivation,
    M: Fraction,
    E: Fraction,
    B: Optional,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let [scale, shift] = affine::<B>(graph, &[C]);
        let [mean, variance] = [graph.weight(), graph.weight()];
        graph.node(
            "BatchNormalization",
            &[input, &scale, &shift, &mean, &variance],
            &[("epsilon", Attribute::Float(E::VALUE))],
            input.shape(),
        )
    }
}

impl<T: Tensor<Element = f32>, A: ExportActivation, E: Fraction, B: Optional> Export
    for LayerNorm<T, A, E, B>
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let [scale, shift] = affine::<B>(graph, T::DIMENSIONS);
        let attributes = [
            ("axis", Attribute::Int(1)),
            ("epsilon", Attribute::Float(E::VALUE)),
        ];
        let inputs = [input, &scale, &shift];
        graph.node("LayerNormalization", &inputs, &attributes, input.shape())
    }
}

/// The scale and the shift of a normalization, or ones and zeros.
fn affine<B: Optional>(graph: &mut Graph, shape: &[usize]) -> [Value; 2] {
    if B::IS_PRESENT {
        return [graph.weight(), graph.weight()];
    }
    let length = shape.iter().product();
    [("weight", 1.0), ("bias", 0.0)].map(|(name, value)| {
        let name = graph.scope.tensor_name(name);
        graph.stored(Weight::new(name, shape, &vec![value; length]))
    })
}

/// `(x - mean) / scale`, where a scale of 0 counts as 1.
impl<const C: usize, T: Tensor<Element = f32>> Export for Standardize<C, T> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let shape = per_channel::<T>(C);
        let mean = graph.next_weight().with_shape(&shape);
        let mean = graph.stored(mean);
        let name = graph.next_weight().name().to_owned();
        let divisors: Vec<f32> = self.statistics().map(|(_, divisor)| divisor).collect();
        let scale = graph.stored(Weight::new(name, &shape, &divisors));
        let centered = graph.node("Sub", &[input, &mean], &[], input.shape());
        graph.node("Div", &[&centered, &scale], &[], input.shape())
    }
}

/// `x` above 0, otherwise `slope x`.
impl<const S: usize, T: Tensor<Element = f32>> Export for PRelu<S, T> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let slopes = graph.next_weight().with_shape(&per_channel::<T>(S));
        let slopes = graph.stored(slopes);
        graph.node("PRelu", &[input, &slopes], &[], input.shape())
    }
}

/// The shape of one number per channel, which is the same at all positions.
fn per_channel<T: Tensor>(channels: usize) -> Vec<usize> {
    let positions = T::DIMENSIONS.iter().skip(1).map(|_| 1);
    core::iter::once(channels).chain(positions).collect()
}

/// Dropout does nothing in inference.
impl<T: Tensor<Element = f32>, R: Fraction> Export for Dropout<T, R> {
    fn export(&self, _graph: &mut Graph, input: &Value) -> Value {
        input.clone()
    }
}

impl<T: Tensor<Element: Scalar>, A: ExportActivation> Export for Pass<T, A> {
    fn export(&self, _graph: &mut Graph, input: &Value) -> Value {
        input.clone()
    }
}

/// In a network of integers, the channels are the last dimension of what is flattened.
impl<T: Tensor<Element: Scalar>, const N: usize> Export for Flatten<T, N> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let ordered = match T::Element::IS_REAL {
            true => input.clone(),
            false => graph.channels_last(input),
        };
        let flat = graph.flat(&ordered);
        Value {
            scale: input.scale,
            ..flat
        }
    }
}

/// The weights, and the bias if the layer has one.
fn weights<B: Optional>(graph: &mut Graph) -> Vec<Value> {
    let count = 1 + usize::from(B::IS_PRESENT);
    (0..count).map(|_| graph.weight()).collect()
}

impl Graph {
    /// `input weights + bias`.
    pub(super) fn dense(&mut self, input: &Value, parameters: &[Value], outputs: usize) -> Value {
        let inputs: Vec<&Value> = core::iter::once(input).chain(parameters).collect();
        // The rows of the weights belong to outputs, as in a file.
        let attributes = [("transB", Attribute::Int(1))];
        self.node("Gemm", &inputs, &attributes, &[outputs])
    }

    /// The values of each sample as a vector.
    pub(super) fn flat(&mut self, input: &Value) -> Value {
        let axis = [("axis", Attribute::Int(1))];
        let length = input.shape().iter().product();
        self.node("Flatten", &[input], &axis, &[length])
    }

    /// The values of each sample with these dimensions.
    pub(super) fn reshaped(&mut self, input: &Value, shape: &[usize]) -> Value {
        // 0 is the size that the input has: the batch.
        let sizes = shape.iter().map(|size| *size as i64);
        let sizes: Vec<i64> = core::iter::once(0).chain(sizes).collect();
        let sizes = self.integers(&sizes);
        self.node("Reshape", &[input, &sizes], &[], shape)
    }

    /// The same values with the channels as the last dimension.
    pub(super) fn channels_last(&mut self, input: &Value) -> Value {
        let mut shape = input.shape().to_vec();
        match &*shape {
            [channels, positions @ ..]
                if *channels > 1 && positions.iter().any(|size| *size > 1) => {}
            // The order is the same.
            _ => return input.clone(),
        }
        shape.rotate_left(1);
        let mut axes: Vec<i64> = (1..=shape.len() as i64).collect();
        axes.rotate_left(1);
        axes.insert(0, 0);
        let axes = [("perm", Attribute::Ints(&axes))];
        self.node("Transpose", &[input], &axes, &shape)
    }
}
