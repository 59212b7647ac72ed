//! The graph of a model: nodes that compute tensors from tensors.

use std::collections::{BTreeMap, BTreeSet};

use crate::kind::Kind;
use crate::tensor::Tensor;

/// A model as its file states it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    /// The program that wrote the file, with its version.
    pub(crate) producer: String,
    /// The version of the format, as messages state it.
    pub(crate) version: String,
    /// The version of the operators.
    pub(crate) opset: i64,
    /// Whether the model computes with 8-bit integers.
    pub(crate) is_integer: bool,
    /// The nodes. A node uses only tensors that are there before it.
    pub(crate) nodes: Vec<Node>,
    /// The tensors that are stored in the file.
    pub(crate) constants: BTreeMap<String, Tensor>,
    /// The types of constants and inputs. What is left out is of `f32`.
    pub(crate) kinds: BTreeMap<String, Kind>,
    /// The inputs that are not constants.
    pub(crate) inputs: Vec<Input>,
    /// The names of the outputs.
    pub(crate) outputs: Vec<String>,
}

/// An input of a graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Input {
    /// Its name.
    pub(crate) name: String,
    /// The size of each axis, if it is fixed.
    pub(crate) sizes: Option<Vec<Option<usize>>>,
}

impl Graph {
    /// Removes the nodes that a value does not depend on.
    pub(crate) fn keep_ancestors(&mut self, value: &str) {
        let ancestors = self.ancestors(value);
        let nodes = std::mem::take(&mut self.nodes).into_iter().enumerate();
        let kept = nodes.filter(|(index, _)| ancestors.contains(index));
        self.nodes = kept.map(|(_, node)| node).collect();
    }

    /// The nodes that a value depends on, by their positions.
    pub(crate) fn ancestors(&self, value: &str) -> BTreeSet<usize> {
        self.between("", value)
    }

    /// The nodes that a value depends on, of those after the node that computes `start`.
    pub(crate) fn between(&self, start: &str, value: &str) -> BTreeSet<usize> {
        let mut wanted: BTreeSet<&str> = BTreeSet::from([value]);
        let mut found = BTreeSet::new();
        for (index, node) in self.nodes.iter().enumerate().rev() {
            let mut outputs = node.outputs.iter().filter(|output| !output.is_empty());
            if outputs.clone().any(|output| output == start) {
                break;
            }
            if outputs.any(|output| wanted.contains(&**output)) {
                found.insert(index);
                wanted.extend(node.inputs.iter().map(String::as_str));
            }
        }
        found
    }
}

/// An operation of a graph.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Node {
    /// Its name. Some files have none.
    pub(crate) name: String,
    /// How messages name it, if not by its operator.
    pub(crate) label: Option<String>,
    /// The operator, with its domain if it is not that of ONNX.
    pub(crate) operator: String,
    /// The names of the inputs. An input that is left out has an empty name.
    pub(crate) inputs: Vec<String>,
    /// The names of the outputs.
    pub(crate) outputs: Vec<String>,
    /// The attributes.
    pub(crate) attributes: BTreeMap<String, Attribute>,
}

/// An attribute of a node.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Attribute {
    /// An integer.
    Int(i64),
    /// A number.
    Float(f32),
    /// A text.
    Text(String),
    /// Texts.
    Texts(Vec<String>),
    /// Integers.
    Ints(Vec<i64>),
    /// Numbers.
    Floats(Vec<f32>),
    /// A tensor.
    Tensor(Tensor, Kind),
    /// A value of another type, such as a graph.
    Other,
}

impl Node {
    /// An integer attribute.
    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        match self.attributes.get(name) {
            Some(Attribute::Int(value)) => Some(*value),
            _ => None,
        }
    }

    /// An attribute that is a number.
    pub(crate) fn float(&self, name: &str) -> Option<f32> {
        match self.attributes.get(name) {
            Some(Attribute::Float(value)) => Some(*value),
            _ => None,
        }
    }

    /// An attribute that is a text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.attributes.get(name) {
            Some(Attribute::Text(value)) => Some(value),
            _ => None,
        }
    }

    /// An attribute that is a list of integers.
    pub(crate) fn ints(&self, name: &str) -> Option<&[i64]> {
        match self.attributes.get(name) {
            Some(Attribute::Ints(values)) => Some(values),
            _ => None,
        }
    }

    /// The node as messages name it.
    pub(crate) fn label(&self) -> String {
        if let Some(label) = &self.label {
            return label.clone();
        }
        let output = self.outputs.first().map_or("", String::as_str);
        match (&*self.name, output) {
            ("", "") => format!("a {}", self.operator),
            ("", output) => format!("the {} that computes `{output}`", self.operator),
            (name, _) => format!("{} `{name}`", self.operator),
        }
    }
}
