//! Layers that hold other layers.

use alloc::vec;

use super::{Graph, Row, Value, Verify};
use crate::activation::{Activation, Identity};
use crate::layer::{
    Activated, BiasOnly, Chain, Concat, Precedes, ProjectedResidual, Residual, Scalar,
};
use crate::network::{Frozen, Net, Network};
use crate::size::Length;
use crate::tensor::{Cell, Tensor};

impl<A: Verify + Precedes<B>, B: Verify> Verify for Chain<A, B> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let between = graph.layer(&self.first, input);
        self.last.trace(graph, &between)
    }
}

impl<Body: Verify, Params: Length, ArenaLength: Length, Beside: Length> Verify
    for Net<Body, Params, ArenaLength, Beside>
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        self.layers.trace(graph, input)
    }
}

impl<L: Verify<Activation = Identity>, A: Activation> Verify for Activated<L, A> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        self.layer.trace(graph, input)
    }
}

impl<L: Verify> Verify for BiasOnly<L> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        self.layer.trace(graph, input)
    }
}

impl<B, T, A> Verify for Residual<B, A>
where
    B: Verify<Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = f32>,
    A: Activation,
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let branch = self.branch.trace(graph, input);
        graph.sum([branch, *input])
    }
}

impl<B, P, I, O, A> Verify for ProjectedResidual<B, P, A>
where
    B: Verify<Input = I, Output = O, Activation = Identity>,
    P: Verify<Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
    A: Activation,
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let branch = self.branch.trace(graph, input);
        let projected = self.projection.trace(graph, input);
        graph.sum([branch, projected])
    }
}

impl<X, Y, I, O> Verify for Concat<X, Y, O>
where
    X: Verify<Input = I>,
    Y: Verify<Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let first = graph.layer(&self.first, input);
        let last = graph.layer(&self.last, input);
        graph.join(&[first, last])
    }
}

/// The network inside. Nothing is known about the outputs of no network.
impl<N: Network + Verify> Verify for Frozen<N>
where
    <N::Input as Cell>::Element: Scalar,
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        match self.network() {
            Some(net) => net.trace(graph, input),
            None => {
                let row = Row {
                    constants: f64::INFINITY,
                    ..Row::default()
                };
                graph.affine(input, vec![row; N::Output::LEN])
            }
        }
    }
}
