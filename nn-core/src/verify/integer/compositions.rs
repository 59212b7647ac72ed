//! Layers of `i8` that hold other layers.

use alloc::vec::Vec;

use super::super::graph::Value;
use super::finish::{FULL, Finish};
use super::graph::{Adder, Element, GraphI8, Unit, VerifyI8};
use crate::activation::Identity;
use crate::layer::int8::{
    ConcatI8, Form, Linear, ProjectedResidualI8, QuantizedActivation, Rescale, ResidualI8,
    Rounding, Sum,
};
use crate::layer::{Chain, Precedes, Scale};
use crate::network::Net;
use crate::size::Length;
use crate::tensor::Tensor;

impl<A: VerifyI8 + Precedes<B>, B: VerifyI8> VerifyI8 for Chain<A, B> {
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let between = self.first.trace(graph, input);
        self.last.trace(graph, &between)
    }
}

impl<Body: VerifyI8, Params: Length, ArenaLength: Length, Beside: Length> VerifyI8
    for Net<Body, Params, ArenaLength, Beside>
{
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        self.layers.trace(graph, input)
    }
}

/// Adds a sum of two values.
fn sum<A: QuantizedActivation, R: Rounding>(
    sum: &Sum<A, R>,
    graph: &mut GraphI8,
    terms: [&Value; 2],
) -> Value {
    let linear = sum.activation.linear(sum.output);
    let [first, second] = sum.terms;
    let adder = Adder {
        addition: sum.addition,
        zeros: [first.zero, second.zero, linear.zero],
        range: A::range(linear),
        is_twice: R::BITS == 31,
    };
    graph.added(terms, adder, &sum.activation)
}

impl<B, T, A, R> VerifyI8 for ResidualI8<B, A, R>
where
    B: VerifyI8<Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = i8>,
    A: QuantizedActivation,
    R: Rounding,
{
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let branch = self.branch.trace(graph, input);
        sum(&self.sum, graph, [input, &branch])
    }
}

impl<B, P, I, O, A, R> VerifyI8 for ProjectedResidualI8<B, P, A, R>
where
    B: VerifyI8<Input = I, Output = O, Activation = Identity>,
    P: VerifyI8<Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = i8>,
    O: Tensor<Element = i8>,
    A: QuantizedActivation,
    R: Rounding,
{
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let branch = self.branch.trace(graph, input);
        let projected = self.projection.trace(graph, input);
        sum(&self.sum, graph, [&projected, &branch])
    }
}

/// Adds a value with another scale.
fn rescaled<R: Rounding>(
    graph: &mut GraphI8,
    input: &Value,
    scales: [Scale; 2],
    rescale: Rescale,
) -> Value {
    let [from, to] = scales.map(|scale| scale.zero);
    let finish = Finish::rescale::<R>(rescale, to, FULL);
    let units = (0..graph.length(input)).map(|index| Unit::element(index, from, finish));
    let units = units.collect();
    graph.sums(input, units, &Linear)
}

impl<X, Y, I, O, R> VerifyI8 for ConcatI8<X, Y, O, R>
where
    X: VerifyI8<Input = I, Activation = Identity>,
    Y: VerifyI8<Input = I, Activation = Identity>,
    I: Tensor<Element = i8>,
    O: Tensor<Element = i8>,
    R: Rounding,
{
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let first = self.first.trace(graph, input);
        let last = self.last.trace(graph, input);
        let ([one, other], output) = (self.join.parts, self.join.output);
        let [of_first, of_last] = self.join.rescale;
        let first = rescaled::<R>(graph, &first, [one, output], of_first);
        let last = rescaled::<R>(graph, &last, [other, output], of_last);
        let channels = |shape: &[usize]| shape.last().copied().unwrap_or(1);
        let one = channels(X::Output::DIMENSIONS);
        let other = channels(Y::Output::DIMENSIONS);
        let positions = O::LEN / (one + other).max(1);
        let elements: Vec<Element> = (0..positions)
            .flat_map(|cell| {
                let first = (0..one).map(move |channel| Element::Of(0, cell * one + channel));
                let last = (0..other).map(move |channel| Element::Of(1, cell * other + channel));
                first.chain(last)
            })
            .collect();
        graph.moved(&[&first, &last], elements)
    }
}
