//! Computes a graph in `f64`, node by node.
//!
//! One computation gives everything that the import needs: the shape of every tensor, the values of those that do not depend on the
//! input, and the outputs with which tests compare the imported network.

mod arithmetic;
mod budget;
mod extend;
mod fake_quantize;
mod function;
mod matrix;
mod normalize;
mod quantize;
mod recurrent;
mod reduce;
mod resize;
mod select;
mod shape;
mod single;
mod slide;
mod types;
mod window;

pub(crate) use self::arithmetic::slopes;
pub(crate) use self::resize::Resized;
pub(crate) use self::window::Windows;

use std::collections::BTreeMap;

use self::budget::Budget;
use self::single::Single;
use crate::graph::{Graph, Node};
use crate::kind::Kind;
use crate::tensor::{Tensor, broadcast, count};

/// A tensor of a graph.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    /// Its elements.
    pub(crate) tensor: Tensor,
    /// Whether it is the same for every input.
    pub(crate) is_constant: bool,
    /// The type of its elements.
    pub(crate) kind: Kind,
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

/// Operators that need more than the values of their inputs.
const SPECIAL: [&str; 9] = [
    "Constant",
    "Shape",
    "Size",
    "Dropout",
    "Cast",
    "CastLike",
    "Split",
    "LayerNormalization",
    fake_quantize::OPERATOR,
];

/// Whether this module computes an operator.
pub(crate) fn knows(operator: &str) -> bool {
    SPECIAL.contains(&operator)
        || arithmetic::knows(operator)
        || reduce::knows(operator)
        || recurrent::OPERATORS.contains(&operator)
        || matrix::OPERATORS.contains(&operator)
        || normalize::OPERATORS.contains(&operator)
        || resize::OPERATORS.contains(&operator)
        || quantize::OPERATORS.contains(&operator)
        || shape::OPERATORS.contains(&operator)
        || slide::OPERATORS.contains(&operator)
}

/// Computes all tensors for the input of this name.
///
/// # Errors
/// A node cannot be computed.
pub(crate) fn evaluate(graph: &Graph, name: &str, input: Tensor) -> Result<Values, Problem> {
    let kind = graph.kinds.get(name).copied().unwrap_or_default();
    let input = Value {
        tensor: input,
        is_constant: false,
        kind,
    };
    evaluate_all(graph, Values::from([(name.to_owned(), input)]))
}

/// Computes all tensors from these inputs.
///
/// # Errors
/// A node cannot be computed.
pub(crate) fn evaluate_all(graph: &Graph, inputs: Values) -> Result<Values, Problem> {
    let constant = |(name, tensor): (&String, &Tensor)| {
        let value = Value {
            tensor: tensor.clone(),
            is_constant: true,
            kind: graph.kinds.get(name).copied().unwrap_or_default(),
        };
        (name.clone(), value)
    };
    let mut values: Values = graph.constants.iter().map(constant).collect();
    values.extend(inputs);
    let budget = Budget::default();
    let single = Single::of(graph);
    for node in &graph.nodes {
        let found = compute(node, graph.opset, &values, &budget).map_err(|reason| Problem {
            node: node.label(),
            reason,
        })?;
        // an output without a name is not used
        let named = node.outputs.iter().zip(found);
        let named = named.filter(|(name, _)| !name.is_empty());
        values.extend(named.map(|(name, value)| single.settled(name, value)));
    }
    Ok(values)
}

/// The outputs of a node, as far as they are computed.
fn compute(
    node: &Node,
    opset: i64,
    values: &Values,
    budget: &Budget,
) -> Result<Vec<Value>, String> {
    let found = inputs_of(node, values)?;
    let is_constant = found
        .iter()
        .flatten()
        .all(|value| value.is_constant || matches!(&*node.operator, "Shape" | "Size"));
    let tensors: Vec<_> = found
        .iter()
        .map(|value| value.map(|value| &value.tensor))
        .collect();
    let inputs = Inputs {
        tensors: &tensors,
        budget,
    };
    inputs
        .all()
        .try_for_each(|tensor| budget.read(tensor.values.len()))?;
    let kind = types::of_outputs(node, &found)?;
    let outputs = outputs(node, opset, inputs, kind)?;
    let outputs = outputs.into_iter().map(|tensor| {
        budget.write(tensor.values.len())?;
        Ok(Value {
            tensor: types::settled(node, tensor, kind)?,
            is_constant,
            kind,
        })
    });
    outputs.collect()
}

/// The values of the inputs of a node, `None` for one that is left out.
fn inputs_of<'a>(node: &Node, values: &'a Values) -> Result<Vec<Option<&'a Value>>, String> {
    let inputs = node.inputs.iter().map(|name| match values.get(name) {
        _ if name.is_empty() => Ok(None),
        None => Err(format!("its input `{name}` is not computed before it")),
        value => Ok(value),
    });
    inputs.collect()
}

fn outputs(node: &Node, opset: i64, inputs: Inputs<'_>, kind: Kind) -> Result<Vec<Tensor>, String> {
    let operator = &*node.operator;
    Ok(vec![match operator {
        "Constant" => types::constant(node)?.0,
        "Shape" => shape::sizes(node, inputs.at(0)?),
        "Size" => Tensor::filled(vec![], inputs.at(0)?.values.len() as f64)?,
        "Dropout" => types::dropout(inputs)?,
        "Cast" | "CastLike" => {
            let input = inputs.at(0)?;
            let values = input.values.iter().map(|value| kind.convert(*value));
            Tensor::new(input.shape.clone(), values.collect::<Result<_, _>>()?)?
        }
        "Split" => return select::split(node, inputs),
        "LayerNormalization" => return normalize::layer(node, inputs),
        _ if recurrent::OPERATORS.contains(&operator) => return recurrent::compute(node, inputs),
        fake_quantize::OPERATOR => fake_quantize::compute(node, inputs)?,
        _ if arithmetic::knows(operator) => arithmetic::compute(node, opset, inputs)?,
        _ if reduce::knows(operator) => reduce::compute(node, inputs)?,
        _ if matrix::OPERATORS.contains(&operator) => matrix::compute(node, inputs)?,
        _ if normalize::OPERATORS.contains(&operator) => normalize::compute(node, opset, inputs)?,
        _ if resize::OPERATORS.contains(&operator) => resize::compute(node, opset, inputs)?,
        _ if quantize::OPERATORS.contains(&operator) => quantize::compute(node, inputs, kind)?,
        _ if shape::OPERATORS.contains(&operator) => shape::compute(node, inputs)?,
        _ if slide::OPERATORS.contains(&operator) => slide::compute(node, inputs)?,
        _ => return Err(format!("the operator `{operator}` is not known")),
    }])
}

/// The inputs of a node.
#[derive(Clone, Copy)]
struct Inputs<'a> {
    tensors: &'a [Option<&'a Tensor>],
    budget: &'a Budget,
}

impl<'a> Inputs<'a> {
    /// An input that must be there.
    fn at(self, index: usize) -> Result<&'a Tensor, String> {
        self.get(index)
            .ok_or_else(|| format!("it has no input {index}"))
    }

    /// An input that may be left out.
    fn get(self, index: usize) -> Option<&'a Tensor> {
        self.tensors.get(index).copied().flatten()
    }

    /// All inputs.
    fn all(self) -> impl Iterator<Item = &'a Tensor> {
        self.tensors.iter().copied().flatten()
    }

    /// Two tensors as [`Tensor::zip`] combines them, after they are paid.
    fn zip(
        self,
        one: &Tensor,
        two: &Tensor,
        work: impl Fn(f64, f64) -> f64,
    ) -> Result<Tensor, String> {
        let shape = broadcast(&one.shape, &two.shape)?;
        self.budget.read(count(&shape)?)?;
        one.zip(two, work)
    }
}

/// An axis, counted from the end if it is negative.
fn axis(axis: i64, axes: usize) -> Result<usize, String> {
    let from_start = if axis < 0 { axis + axes as i64 } else { axis };
    usize::try_from(from_start)
        .ok()
        .filter(|found| *found < axes)
        .ok_or_else(|| format!("axis {axis} is not one of {axes}"))
}
