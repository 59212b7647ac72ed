//! Computes a graph in `f64`, node by node.
//!
//! One computation gives everything that the import needs: the shape of every tensor, the values of those that do not depend on the
//! input, and the outputs with which tests compare the imported network.

mod arithmetic;
mod extend;
mod matrix;
mod normalize;
mod quantize;
mod select;
mod shape;
mod slide;
mod window;

pub(crate) use self::window::Windows;

use std::collections::BTreeMap;

use crate::graph::{Attribute, Graph, Node};
use crate::tensor::Tensor;

/// A tensor of a graph.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    /// Its elements.
    pub(crate) tensor: Tensor,
    /// Whether it is the same for every input.
    pub(crate) is_constant: bool,
}

/// All tensors of a graph, by name.
pub(crate) type Values = BTreeMap<String, Value>;

/// A node that cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The node.
    pub(crate) node: String,
    /// The reason.
    pub(crate) reason: String,
}

/// Whether this module computes an operator.
pub(crate) fn knows(operator: &str) -> bool {
    const SPECIAL: [&str; 4] = ["Constant", "Shape", "Dropout", quantize::OPERATOR];
    SPECIAL.contains(&operator)
        || arithmetic::OPERATORS.contains(&operator)
        || matrix::OPERATORS.contains(&operator)
        || normalize::OPERATORS.contains(&operator)
        || shape::OPERATORS.contains(&operator)
        || slide::OPERATORS.contains(&operator)
}

/// Computes all tensors for the input of this name.
///
/// # Errors
/// A node cannot be computed.
pub(crate) fn evaluate(graph: &Graph, name: &str, input: Tensor) -> Result<Values, Problem> {
    let constant = |(name, tensor): (&String, &Tensor)| {
        let value = Value {
            tensor: tensor.clone(),
            is_constant: true,
        };
        (name.clone(), value)
    };
    let mut values: Values = graph.constants.iter().map(constant).collect();
    let input = Value {
        tensor: input,
        is_constant: false,
    };
    values.insert(name.to_owned(), input);
    for node in &graph.nodes {
        let value = compute(node, graph.opset, &values).map_err(|reason| Problem {
            node: node.label(),
            reason,
        })?;
        // further outputs, such as the mask of a dropout, are used by no network
        if let Some(name) = node.outputs.first() {
            values.insert(name.clone(), value);
        }
    }
    Ok(values)
}

/// The first output of a node.
fn compute(node: &Node, opset: i64, values: &Values) -> Result<Value, String> {
    let mut inputs = Vec::new();
    let mut is_constant = true;
    for name in &node.inputs {
        let value = match &**name {
            "" => None,
            name => Some(
                values
                    .get(name)
                    .ok_or_else(|| format!("its input `{name}` is not computed before it"))?,
            ),
        };
        is_constant &= value.is_none_or(|value| value.is_constant);
        inputs.push(value.map(|value| &value.tensor));
    }
    let inputs = Inputs(&inputs);
    let operator = &*node.operator;
    let tensor = match operator {
        "Constant" => constant(node)?,
        "Shape" => {
            is_constant = true;
            shape::sizes(node, inputs.at(0)?)
        }
        "Dropout" => inputs.at(0)?.clone(),
        quantize::OPERATOR => quantize::compute(node, inputs)?,
        _ if arithmetic::OPERATORS.contains(&operator) => arithmetic::compute(node, opset, inputs)?,
        _ if matrix::OPERATORS.contains(&operator) => matrix::compute(node, inputs)?,
        _ if normalize::OPERATORS.contains(&operator) => normalize::compute(node, opset, inputs)?,
        _ if shape::OPERATORS.contains(&operator) => shape::compute(node, inputs)?,
        _ if slide::OPERATORS.contains(&operator) => slide::compute(node, inputs)?,
        _ => return Err(format!("the operator `{operator}` is not known")),
    };
    Ok(Value {
        tensor,
        is_constant,
    })
}

/// The inputs of a node.
#[derive(Clone, Copy)]
struct Inputs<'a>(&'a [Option<&'a Tensor>]);

impl<'a> Inputs<'a> {
    /// An input that must be there.
    fn at(self, index: usize) -> Result<&'a Tensor, String> {
        self.get(index)
            .ok_or_else(|| format!("it has no input {index}"))
    }

    /// An input that may be left out.
    fn get(self, index: usize) -> Option<&'a Tensor> {
        self.0.get(index).copied().flatten()
    }

    /// All inputs.
    fn all(self) -> impl Iterator<Item = &'a Tensor> {
        self.0.iter().copied().flatten()
    }
}

fn constant(node: &Node) -> Result<Tensor, String> {
    let mut attributes = node.attributes.values();
    let tensor = attributes.find_map(|attribute| match attribute {
        Attribute::Tensor(tensor) => Some(tensor.clone()),
        Attribute::Int(value) => Some(Tensor {
            shape: vec![],
            values: vec![*value as f64],
        }),
        Attribute::Float(value) => Some(Tensor {
            shape: vec![],
            values: vec![(*value).into()],
        }),
        Attribute::Ints(values) => Some(Tensor {
            shape: vec![values.len()],
            values: values.iter().map(|value| *value as f64).collect(),
        }),
        Attribute::Floats(values) => Some(Tensor {
            shape: vec![values.len()],
            values: values.iter().map(|value| f64::from(*value)).collect(),
        }),
        Attribute::Text(_) | Attribute::Other => None,
    });
    tensor.ok_or_else(|| "its value is not a tensor of numbers".to_owned())
}

/// An axis, counted from the end if it is negative.
fn axis(axis: i64, axes: usize) -> Result<usize, String> {
    let from_start = if axis < 0 { axis + axes as i64 } else { axis };
    usize::try_from(from_start)
        .ok()
        .filter(|found| *found < axes)
        .ok_or_else(|| format!("axis {axis} is not one of {axes}"))
}
