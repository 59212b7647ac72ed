//! Layers of `i8`: operators on real numbers, whose outputs are rounded.

use std::vec::Vec;

use super::quantization::Quantization;
use super::value::{Weight, dimensions};
use super::windows::Windows;
use super::{Attribute, Export, ExportActivation, Graph, Value};
use crate::activation::Identity;
use crate::geometry::Geometry;
use crate::layer::int8::{Form, QuantizedActivation, Rounding};
use crate::layer::{
    ActivationI8, ConcatI8, ConvI8, DenseI8, DepthwiseConvI8, ProjectedResidualI8, ResidualI8,
    StateTree,
};
use crate::tensor::Tensor;

impl<const I: usize, const O: usize, A, R> Export for DenseI8<I, O, A, R>
where
    A: QuantizedActivation + ExportActivation,
    R: Rounding,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        weighted::<A>(
            graph,
            input,
            |weight| weight,
            |graph, parameters| graph.dense(input, parameters, O),
        )
    }
}

impl<const C: usize, const F: usize, G, A, R> Export for ConvI8<C, F, G, A, R>
where
    G: Geometry,
    A: QuantizedActivation + ExportActivation,
    R: Rounding,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let filters = |weight: Weight| weight.channels_moved(1);
        weighted::<A>(graph, input, filters, |graph, parameters| {
            Windows::of::<G>().convolution(graph, input, parameters, [1, F])
        })
    }
}

impl<const C: usize, G, A, R> Export for DepthwiseConvI8<C, G, A, R>
where
    G: Geometry,
    A: QuantizedActivation + ExportActivation,
    R: Rounding,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let filters = |weight: Weight| {
            let shape = [&[C, 1], G::KERNEL].concat();
            weight.channels_moved(0).with_shape(&shape)
        };
        weighted::<A>(graph, input, filters, |graph, parameters| {
            Windows::of::<G>().convolution(graph, input, parameters, [C, C])
        })
    }
}

/// Adds a layer with weights. `order` brings its weights into the order of its operator, which `operator` adds.
fn weighted<A: QuantizedActivation + ExportActivation>(
    graph: &mut Graph,
    input: &Value,
    order: impl FnOnce(Weight) -> Weight,
    operator: impl FnOnce(&mut Graph, &[Value]) -> Value,
) -> Value {
    let weight = order(graph.next_weight());
    let weight = graph.stored(weight);
    let bias = graph.weight();
    let scales = graph.next_weight();
    let from = graph.next_scale().scale;
    let to = graph.next_scale();
    graph.expect_scale(input, from);

    let products: Vec<f32> = scales
        .reals()
        .iter()
        .map(|scale| from.factor * scale)
        .collect();
    let name = graph.scope.tensor_name("bias_scale");
    let products = graph.stored(Weight::new(name, scales.shape(), &products));
    let scales = graph.stored(scales);
    let zeros = graph.zeros("weight_zero_point", &scales);
    let weight = graph.represented(&weight, &[&scales, &zeros]);
    let bias = graph.represented(&bias, &[&products]);
    let output = operator(graph, &[weight, bias]);
    activated::<A>(graph, &output, &to)
}

/// Adds the activation of a layer, whose input is rounded if the layer has a scale for it, and rounds its output.
fn activated<A: QuantizedActivation + ExportActivation>(
    graph: &mut Graph,
    input: &Value,
    to: &Quantization,
) -> Value {
    // What a form stores first is the scale of its input.
    let output = match A::Form::STORED {
        0 => A::export(graph, input),
        _ => {
            let linear = graph.next_scale();
            let rounded = graph.rounded(input, &linear);
            A::export(graph, &rounded)
        }
    };
    graph.rounded(&output, to)
}

impl<T, A, R> Export for ActivationI8<T, A, R>
where
    T: Tensor<Element = i8>,
    A: QuantizedActivation + ExportActivation,
    R: Rounding,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let from = graph.next_scale().scale;
        let to = graph.next_scale();
        graph.expect_scale(input, from);
        activated::<A>(graph, input, &to)
    }
}

impl<B, T, A, R> Export for ResidualI8<B, A, R>
where
    B: Export<Element = i8, Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = i8>,
    A: QuantizedActivation + ExportActivation,
    R: Rounding,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let branch = graph.layer(&self.branch, input);
        graph.part(|graph| sum::<A>(graph, input, &branch))
    }
}

impl<B, P, I, O, A, R> Export for ProjectedResidualI8<B, P, A, R>
where
    B: Export<Element = i8, Input = I, Output = O, Activation = Identity>,
    P: Export<Element = i8, Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = i8>,
    O: Tensor<Element = i8>,
    A: QuantizedActivation + ExportActivation,
    R: Rounding,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let branch = graph.layer(&self.branch, input);
        let projected = graph.layer(&self.projection, input);
        graph.part(|graph| sum::<A>(graph, &projected, &branch))
    }
}

/// Adds the sum of the input, or of its projection, and of the branch.
fn sum<A: QuantizedActivation + ExportActivation>(
    graph: &mut Graph,
    input: &Value,
    branch: &Value,
) -> Value {
    for term in [input, branch] {
        let scale = graph.next_scale().scale;
        graph.expect_scale(term, scale);
    }
    let to = graph.next_scale();
    let sum = graph.node("Add", &[branch, input], &[], input.shape());
    activated::<A>(graph, &sum, &to)
}

impl<X, Y, I, O, R> Export for ConcatI8<X, Y, O, R>
where
    X: Export<Element = i8, Input = I, Activation = Identity>,
    Y: Export<Element = i8, Input = I, Activation = Identity>,
    I: Tensor<Element = i8>,
    O: Tensor<Element = i8>,
    R: Rounding,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let first = match X::STATE {
            // A branch of its own has a name of its own.
            StateTree::Branches(_) => self.first.export(graph, input),
            _ => graph.part(|graph| graph.layer(&self.first, input)),
        };
        let last = graph.part(|graph| graph.layer(&self.last, input));
        graph.part(|graph| {
            for part in [&first, &last] {
                let scale = graph.next_scale().scale;
                graph.expect_scale(part, scale);
            }
            let to = graph.next_scale();
            let axis = [("axis", Attribute::Int(1))];
            let joined = graph.node("Concat", &[&first, &last], &axis, &dimensions::<O>());
            graph.rounded(&joined, &to)
        })
    }
}
