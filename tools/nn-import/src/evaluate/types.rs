//! The types of the outputs of nodes, results in their types, and nodes that return values as they are.

use super::{Inputs, SPECIAL, Value, shape};
use crate::graph::{Attribute, Node};
use crate::kind::Kind;
use crate::tensor::Tensor;

/// The type of the outputs of a node.
pub(super) fn of_outputs(node: &Node, inputs: &[Option<&Value>]) -> Result<Kind, String> {
    let of = |index: usize| {
        let value = inputs.get(index).copied().flatten();
        value.map_or(Kind::default(), |value| value.kind)
    };
    Ok(match &*node.operator {
        "Shape" | "Size" | "ArgMax" | "ArgMin" => Kind::Int64,
        "Equal" | "Greater" | "GreaterOrEqual" | "Less" | "LessOrEqual" | "And" | "Or" | "Xor"
        | "Not" | "IsNaN" | "IsInf" => Kind::Bool,
        "Where" | "CastLike" | "DequantizeLinear" => of(1),
        "QuantizeLinear" => match node.int("output_dtype").and_then(Kind::of) {
            Some(kind) => kind,
            None => of(2),
        },
        "Constant" => constant(node)?.1,
        "ConstantOfShape" => match node.attributes.get("value") {
            Some(Attribute::Tensor(_, kind)) => *kind,
            _ => Kind::default(),
        },
        "Cast" => {
            let number = node.int("to").unwrap_or_default();
            Kind::of(number).ok_or_else(|| format!("it converts to the type {number}"))?
        }
        _ => of(0),
    })
}

/// The result of arithmetic in its type: integers are divided without a rest, and do not overflow.
///
/// # Errors
/// The type does not have a result.
pub(super) fn settled(node: &Node, tensor: Tensor, kind: Kind) -> Result<Tensor, String> {
    let operator = &*node.operator;
    let is_copied = matches!(operator, "Identity" | "Where" | "Min" | "Max" | "Clip")
        || shape::OPERATORS.contains(&operator)
        || SPECIAL.contains(&operator);
    let is_exact = matches!(kind, Kind::Float32 | Kind::Float64);
    if is_copied && operator != "LayerNormalization" || is_exact {
        return Ok(tensor);
    }
    let is_cut = kind.is_integer() && matches!(operator, "Div" | "Pow");
    let values = tensor.values.iter().map(|value| match is_cut {
        true => kind.fit(value.trunc()),
        false => kind.fit(*value),
    });
    Tensor::new(tensor.shape, values.collect::<Result<_, _>>()?)
}

/// The value of a `Constant`, and its type.
pub(super) fn constant(node: &Node) -> Result<(Tensor, Kind), String> {
    let list = |values: Vec<f64>| Tensor {
        shape: vec![values.len()],
        values,
    };
    let mut attributes = node.attributes.values();
    let value = attributes.find_map(|attribute| match attribute {
        Attribute::Tensor(tensor, kind) => Some((tensor.clone(), *kind)),
        Attribute::Int(value) => {
            let tensor = Tensor::filled(vec![], *value as f64);
            Some((tensor.ok()?, Kind::Int64))
        }
        Attribute::Float(value) => {
            let tensor = Tensor::filled(vec![], f64::from(*value));
            Some((tensor.ok()?, Kind::Float32))
        }
        Attribute::Ints(values) => {
            let values = values.iter().map(|value| *value as f64);
            Some((list(values.collect()), Kind::Int64))
        }
        Attribute::Floats(values) => {
            let values = values.iter().map(|value| f64::from(*value));
            Some((list(values.collect()), Kind::Float32))
        }
        Attribute::Text(_) | Attribute::Texts(_) | Attribute::Other => None,
    });
    value.ok_or_else(|| "its value is not a tensor of numbers".to_owned())
}

/// The input: a network that is used drops nothing out.
pub(super) fn dropout(inputs: Inputs<'_>) -> Result<Tensor, String> {
    let is_set = |index: usize| inputs.get(index).and_then(Tensor::single);
    match (is_set(1), is_set(2)) {
        (ratio, Some(training)) if training != 0.0 && ratio != Some(0.0) => {
            Err("it drops out values: export the model after `model.eval()`".to_owned())
        }
        _ => Ok(inputs.at(0)?.clone()),
    }
}
