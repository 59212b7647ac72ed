//! The layer whose nodes are added to a graph: its name and its tensors.

use std::borrow::ToOwned;
use std::format;
use std::mem::replace;
use std::string::String;
use std::vec::{IntoIter, Vec};

use super::names::{is_named, names};
use super::quantization::Quantization;
use super::value::{Value, Weight, dimensions};
use super::{Export, ExportActivation, Graph, OnnxError, model::DataType};
use crate::layer::Scalar;
use crate::network::Network;
use crate::state::Kind;
use crate::weights::tensors;

/// The layers and the tensors of the network that follow.
#[derive(Debug, Default)]
pub(super) struct Scope {
    names: IntoIter<String>,
    /// Without those that follow from others.
    weights: IntoIter<Weight>,
    /// The name of the current layer.
    name: String,
}

impl Scope {
    /// The name of the current layer.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The name of a node of the current layer.
    pub(super) fn name_of(&self, operator: &str) -> String {
        match &*self.name {
            "" => operator.to_owned(),
            name => format!("{name}/{operator}"),
        }
    }

    /// The name of a tensor that the current layer has besides those in files.
    pub(super) fn tensor_name(&self, tensor: &str) -> String {
        match &*self.name {
            "" => tensor.to_owned(),
            name => format!("{name}.{tensor}"),
        }
    }

    /// The layers and the tensors of a network inside of the layer `name`.
    fn of<N: Network>(net: &N, name: &str) -> Result<Self, OnnxError> {
        let prefix = match name {
            "" => String::new(),
            name => format!("{name}."),
        };
        let stored = tensors(net)?.into_iter();
        let stored = stored.filter(|(located, _)| !located.tensor.is_derived);
        let weight = |(located, bytes): (crate::state::Located, Vec<u8>)| Weight {
            name: format!("{prefix}{}", located.name),
            shape: located.tensor.shape.to_vec(),
            kind: match located.tensor.kind {
                Kind::F32 => DataType::F32,
                Kind::I32 => DataType::I32,
                Kind::I8 => DataType::I8,
            },
            bytes,
        };
        Ok(Scope {
            weights: stored.map(weight).collect::<Vec<_>>().into_iter(),
            names: names(const { &N::STATE }, &prefix).into_iter(),
            name: name.to_owned(),
        })
    }
}

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
            true => self.scope.names.next(),
            false => None,
        };
        let Some(name) = next else {
            return add(self);
        };
        let outer = replace(&mut self.scope.name, name);
        let added = add(self);
        self.scope.name = outer;
        added
    }

    /// Adds the nodes of a layer, which must take all of its tensors and return its shape.
    fn checked<L: Export>(&mut self, layer: &L, input: &Value) -> Value {
        let count = const { stored(&L::STATE) };
        let before = self.scope.weights.len();
        let output = layer.export(self, input);
        let taken = before - self.scope.weights.len();
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

    /// The next tensor of this layer, which is not added.
    pub fn next_weight(&mut self) -> Weight {
        self.scope.weights.next().unwrap_or_else(|| {
            self.refuse("it takes more tensors than its network has");
            Weight::new("", &[], &[])
        })
    }

    /// Adds a network inside of this layer, without its last activation. Its input and its output are real numbers.
    pub(super) fn network<N: Network + Export>(&mut self, net: &N, input: &Value) -> Value {
        let inner = match Scope::of(net, &self.scope.name) {
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
const fn stored(tree: &crate::layer::StateTree) -> usize {
    let mut count = 0;
    let mut index = 0;
    while let Some(located) = tree.tensor(index) {
        count += !located.tensor.is_derived as usize;
        index += 1;
    }
    count
}
