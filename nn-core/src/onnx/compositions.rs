//! Layers that hold other layers.

use std::vec::Vec;

use super::{Attribute, Export, ExportActivation, Graph, Value};
use crate::activation::Identity;
use crate::layer::{
    Activated, BiasOnly, Chain, Concat, Precedes, ProjectedResidual, Residual, Scalar, StateTree,
};
use crate::network::{Frozen, Net, Network};
use crate::size::Length;
use crate::tensor::{Cell, Tensor};

impl<A: Export + Precedes<B>, B: Export> Export for Chain<A, B> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let between = graph.layer(&self.first, input);
        graph.map(&self.last, &between)
    }
}

impl<Body: Export, Params: Length, ArenaLength: Length, Beside: Length> Export
    for Net<Body, Params, ArenaLength, Beside>
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        graph.map(&self.layers, input)
    }
}

impl<L: Export<Activation = Identity>, A: ExportActivation> Export for Activated<L, A> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        self.layer.export(graph, input)
    }
}

impl<L: Export<Element = f32>> Export for BiasOnly<L> {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        self.layer.export(graph, input)
    }
}

impl<B, T, A> Export for Residual<B, A>
where
    B: Export<Element = f32, Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = f32>,
    A: ExportActivation,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let branch = graph.layer(&self.branch, input);
        graph.node("Add", &[&branch, input], &[], input.shape())
    }
}

impl<B, P, I, O, A> Export for ProjectedResidual<B, P, A>
where
    B: Export<Element = f32, Input = I, Output = O, Activation = Identity>,
    P: Export<Element = f32, Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
    A: ExportActivation,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let branch = graph.layer(&self.branch, input);
        let projected = graph.layer(&self.projection, input);
        graph.node("Add", &[&branch, &projected], &[], branch.shape())
    }
}

impl<X, Y, I, O> Export for Concat<X, Y, O>
where
    X: Export<Element = f32, Input = I>,
    Y: Export<Element = f32, Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let mut parts = match X::STATE {
            // More than two branches nest. In the model they are one node.
            StateTree::Branches(_) => {
                let joined = self.first.export(graph, input);
                graph.parts(joined)
            }
            _ => Vec::from([graph.part(|graph| graph.layer(&self.first, input))]),
        };
        parts.push(graph.part(|graph| graph.layer(&self.last, input)));
        let parts: Vec<&Value> = parts.iter().collect();
        graph.node(
            "Concat",
            &parts,
            &[("axis", Attribute::Int(1))],
            O::DIMENSIONS,
        )
    }
}

/// The network inside, with its weights.
impl<N: Network + Export> Export for Frozen<N>
where
    <N::Input as Cell>::Element: Scalar,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        match self.network() {
            Some(net) => graph.network(net, input),
            None => graph.refuse("it has no network; write `Frozen::new(&NETWORK)` into it"),
        }
    }
}
