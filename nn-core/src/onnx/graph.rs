//! The graph of a model while it is built: nodes and stored tensors.

use std::borrow::ToOwned;
use std::collections::BTreeSet;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use super::OnnxError;
use super::model::{Attribute, DataType, GraphParts, Initializer, Node, end, model};
use super::scope::Scope;
use super::value::{Value, Weight};

/// The name of the input of a model.
const INPUT: &str = "input";
/// The name of the output of a model.
const OUTPUT: &str = "output";

/// The graph of a model, to which each layer adds its nodes.
///
/// [`Export`](super::Export) has an example.
#[derive(Debug)]
pub struct Graph {
    pub(super) nodes: Vec<Node>,
    initializers: Vec<Initializer>,
    /// The names of all values.
    taken: BTreeSet<String>,
    /// The layer whose nodes are added.
    pub(super) scope: Scope,
    /// The first reason why there is no model.
    pub(super) error: Option<OnnxError>,
}

impl Graph {
    pub(super) fn new() -> Self {
        Graph {
            nodes: Vec::new(),
            initializers: Vec::new(),
            taken: BTreeSet::from([INPUT.to_owned(), OUTPUT.to_owned()]),
            scope: Scope::default(),
            error: None,
        }
    }

    /// The input of the model.
    pub(super) fn input(shape: Vec<usize>) -> Value {
        Value {
            name: INPUT.to_owned(),
            shape,
            scale: None,
        }
    }

    /// Adds a node with one output of this shape, which has no batch. The first dimension of every value is the batch, so the axis of
    /// the channels is 1.
    ///
    /// The operators are those of [operator set 18](https://onnx.ai/onnx/operators/).
    pub fn node(
        &mut self,
        operator: &'static str,
        inputs: &[&Value],
        attributes: &[(&str, Attribute<'_>)],
        shape: &[usize],
    ) -> Value {
        let inputs = inputs.iter().map(|input| input.name.clone()).collect();
        let name = self.unique(&self.scope.name_of(operator));
        let node = Node::new(name.clone(), operator, inputs, attributes);
        self.nodes.push(node);
        Value {
            name,
            shape: shape.to_vec(),
            scale: None,
        }
    }

    /// Adds the next tensor of this layer, with the name that it has in files of weights.
    ///
    /// A layer takes all tensors of its [`FACTS.tensors`](crate::layer::Facts::tensors), in their order.
    pub fn weight(&mut self) -> Value {
        let weight = self.next_weight();
        self.stored(weight)
    }

    /// The next tensor of this layer, which is not added.
    pub fn next_weight(&mut self) -> Weight {
        self.scope.next_weight().unwrap_or_else(|| {
            self.refuse("it takes more tensors than its network has");
            Weight::new("", &[], &[])
        })
    }

    /// Adds a tensor.
    pub fn stored(&mut self, weight: Weight) -> Value {
        let name = self.unique(&weight.name);
        self.initializers.push(Initializer {
            name: name.clone(),
            shape: weight.shape.clone(),
            kind: weight.kind,
            bytes: weight.bytes,
        });
        Value {
            name,
            shape: weight.shape,
            scale: None,
        }
    }

    /// Adds a single real number, which all layers share.
    pub fn number(&mut self, value: f32) -> Value {
        self.shared(Weight::new(format!("number_{value}"), &[], &[value]))
    }

    /// Adds a list of real numbers, which all layers share.
    pub(super) fn numbers(&mut self, values: &[f32]) -> Value {
        let words: Vec<String> = values.iter().map(ToString::to_string).collect();
        let name = format!("numbers_{}", words.join("_"));
        self.shared(Weight::new(name, &[values.len()], values))
    }

    /// Adds a list of integers, such as sizes, which all layers share.
    pub fn integers(&mut self, values: &[i64]) -> Value {
        let words: Vec<String> = values.iter().map(ToString::to_string).collect();
        self.shared(Weight {
            name: format!("integers_{}", words.join("_")),
            shape: [values.len()].to_vec(),
            kind: DataType::I64,
            bytes: values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect(),
        })
    }

    /// Adds a tensor, unless there is one with its name.
    pub(super) fn shared(&mut self, weight: Weight) -> Value {
        if self.taken.contains(&weight.name) {
            return Value {
                name: weight.name,
                shape: weight.shape,
                scale: None,
            };
        }
        self.stored(weight)
    }

    /// States that this layer has no form in ONNX, and why. The first reason becomes the error of the export. The returned value represents
    /// the output.
    ///
    /// ```
    /// use nn_core::onnx::{Export, Graph, Value};
    /// # use nn_core::prelude::*;
    /// # struct Swap;
    /// # impl Zero for Swap { const ZERO: Self = Swap; }
    /// # impl Layer for Swap {
    /// #     type Element = f32;
    /// #     type Input = [f32; 2];
    /// #     type Output = [f32; 2];
    /// #     type Activation = Identity;
    /// #     const FACTS: Facts = Facts::of::<[f32; 2]>("Swap");
    /// #     fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) { *output = [input[1], input[0]]; }
    /// # }
    ///
    /// impl Export for Swap {
    ///     fn export(&self, graph: &mut Graph, _input: &Value) -> Value {
    ///         graph.refuse("ONNX has no operator for it")
    ///     }
    /// }
    ///
    /// let error = <network![2 => Swap]>::ZERO.to_onnx().unwrap_err();
    /// assert_eq!(error.to_string(), "the layer `0` is not exported: ONNX has no operator for it");
    /// ```
    pub fn refuse(&mut self, reason: impl Into<String>) -> Value {
        let layer = self.scope.name().to_owned();
        self.error.get_or_insert(OnnxError::Layer {
            layer,
            reason: reason.into(),
        });
        Value {
            name: String::new(),
            shape: Vec::new(),
            scale: None,
        }
    }

    /// Removes the last node if it joins the parts of this value, and returns the parts.
    pub(super) fn parts(&mut self, joined: Value) -> Vec<Value> {
        let is_joined = |node: &mut Node| node.operator == "Concat" && node.output == joined.name;
        let Some(node) = self.nodes.pop_if(is_joined) else {
            return [joined].into();
        };
        self.taken.remove(&node.output);
        let part = |name| Value {
            name,
            shape: Vec::new(),
            scale: None,
        };
        node.inputs.into_iter().map(part).collect()
    }

    /// The model whose output is this value.
    pub(super) fn finish(
        mut self,
        [input, output]: [&Value; 2],
        name: &str,
        properties: &[(&str, String)],
    ) -> Result<Vec<u8>, OnnxError> {
        let is_last = |node: &&mut Node| node.output == output.name;
        match self.nodes.last_mut().filter(is_last) {
            Some(node) => OUTPUT.clone_into(&mut node.output),
            None => {
                let name = "Identity".to_owned();
                let mut node = Node::new(name, "Identity", [output.name.clone()].into(), &[]);
                OUTPUT.clone_into(&mut node.output);
                self.nodes.push(node);
            }
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        let bytes = model(
            &GraphParts {
                name,
                nodes: &self.nodes,
                initializers: &self.initializers,
                input: end(INPUT, &input.shape),
                output: end(OUTPUT, &output.shape),
            },
            properties,
        );
        match i32::try_from(bytes.len()) {
            Ok(_) => Ok(bytes),
            Err(_) => Err(OnnxError::TooLarge),
        }
    }

    /// The name, or, if it is taken, the name with a number.
    fn unique(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        let mut number = 1;
        while !self.taken.insert(free.clone()) {
            free = format!("{name}_{number}");
            number += 1;
        }
        free
    }
}
