//! Layers of a graph, one inside the other.

use std::format;
use std::mem::replace;

use super::names::is_named;
use super::quantization::Quantization;
use super::scope::Scope;
use super::value::{Value, dimensions};
use super::{Export, ExportActivation, Graph};
use crate::layer::{Scalar, StateTree};
use crate::network::Network;

impl Graph {
    /// Adds a layer of this layer, with the activation after it.
    pub fn layer<L: Export>(&mut self, layer: &L, input: &Value) -> Value {
        self.named(is_named(const { &L::STATE }), |graph| {
            let output = graph.checked(layer, input);
            L::Activation::export(graph, &output)
        })
    }

    /// Adds a layer of this layer, without the activation after it.
    pub fn map<L: Export>(&mut self, layer: &L, input: &Value) -> Value {
        self.named(is_named(const { &L::STATE }), |graph| {
            graph.checked(layer, input)
        })
    }

    /// Adds nodes under the name of the next layer.
    pub(super) fn part<T>(&mut self, add: impl FnOnce(&mut Graph) -> T) -> T {
        self.named(true, add)
    }

    fn named<T>(&mut self, is_named: bool, add: impl FnOnce(&mut Graph) -> T) -> T {
        let next = match is_named {
            true => self.scope.next_name(),
            false => None,
        };
        let Some(name) = next else {
            return add(self);
        };
        let outer = self.scope.rename(name);
        let added = add(self);
        self.scope.rename(outer);
        added
    }

    /// Adds the nodes of a layer, which must take all of its tensors and return its shape.
    fn checked<L: Export>(&mut self, layer: &L, input: &Value) -> Value {
        let count = stored(const { &L::STATE });
        let before = self.scope.remaining();
        let output = layer.export(self, input);
        let taken = before - self.scope.remaining();
        if taken != count {
            self.refuse(format!(
                "it takes {taken} tensors, but `FACTS.tensors` states {count}; call `weight` once for each"
            ));
        }
        let shape = dimensions::<L::Output>();
        if output.shape != shape {
            self.refuse(format!(
                "its node has the shape {:?}, but its output is {shape:?}",
                output.shape
            ));
        }
        output
    }

    /// Adds a network inside of this layer, without its last activation. Its input and its output are real numbers.
    pub(super) fn network<N: Network + Export>(&mut self, net: &N, input: &Value) -> Value {
        let inner = match Scope::of(net, self.scope.name()) {
            Ok(scope) => scope,
            Err(error) => {
                self.error.get_or_insert(error);
                Scope::default()
            }
        };
        let outer = replace(&mut self.scope, inner);
        let input = match N::Element::IS_REAL {
            true => input.clone(),
            false => {
                let name = self.scope.tensor_name("input");
                let scale = net.scales()[0].unwrap_or_default();
                self.rounded(input, &Quantization::new(&name, scale))
            }
        };
        let output = net.export(self, &input);
        self.scope = outer;
        output
    }
}

/// The number of tensors in files.
fn stored(tree: &StateTree) -> usize {
    match tree {
        StateTree::Single(layer) => {
            let tensors = layer.tensors.iter();
            tensors.filter(|tensor| !tensor.is_derived).count()
        }
        StateTree::Chain(first, last) => stored(first) + stored(last),
        StateTree::Activated(body, _)
        | StateTree::Sequence { body, .. }
        | StateTree::Branches(body)
        | StateTree::Named(_, body) => stored(body),
    }
}
