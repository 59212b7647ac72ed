//! Arithmetic with the elements of tensors.

use super::{Inputs, function};
use crate::graph::Node;
use crate::tensor::Tensor;

type Operation = fn(f64, f64) -> f64;

/// Operations with two numbers.
const OPERATIONS: [(&str, Operation); 14] = [
    ("Add", |a, b| a + b),
    ("Sub", |a, b| a - b),
    ("Mul", |a, b| a * b),
    ("Div", |a, b| a / b),
    ("Pow", f64::powf),
    ("Mod", |a, b| {
        // the result has the sign of the divisor
        let rest = a % b;
        let is_other = rest != 0.0 && (rest < 0.0) != (b < 0.0);
        if is_other { rest + b } else { rest }
    }),
    ("Equal", |a, b| f64::from(a == b)),
    ("Greater", |a, b| f64::from(a > b)),
    ("GreaterOrEqual", |a, b| f64::from(a >= b)),
    ("Less", |a, b| f64::from(a < b)),
    ("LessOrEqual", |a, b| f64::from(a <= b)),
    ("And", |a, b| f64::from(a != 0.0 && b != 0.0)),
    ("Or", |a, b| f64::from(a != 0.0 || b != 0.0)),
    ("Xor", |a, b| f64::from((a != 0.0) != (b != 0.0))),
];

/// Operations with any number of tensors.
const FOLDS: [(&str, Operation); 4] = [
    ("Sum", |a, b| a + b),
    ("Mean", |a, b| a + b),
    ("Min", least),
    ("Max", most),
];

pub(super) fn knows(operator: &str) -> bool {
    matches!(operator, "Clip" | "Where" | "PRelu")
        || function::knows(operator)
        || found(&OPERATIONS, operator).is_some()
        || found(&FOLDS, operator).is_some()
}

fn found(table: &[(&str, Operation)], operator: &str) -> Option<Operation> {
    let found = table.iter().find(|(name, _)| *name == operator);
    found.map(|(_, operation)| *operation)
}

pub(super) fn compute(node: &Node, opset: i64, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let operator = &*node.operator;
    let first = inputs.at(0)?;
    if operator == "Mod" && node.int("fmod").is_some_and(|sign| sign != 0) {
        return inputs.zip(first, inputs.at(1)?, |a, b| a % b);
    }
    if let Some(operation) = found(&OPERATIONS, operator) {
        return inputs.zip(first, inputs.at(1)?, operation);
    }
    if let Some(operation) = found(&FOLDS, operator) {
        let mut rest = inputs.all().skip(1);
        let all = rest.try_fold(first.clone(), |all, next| inputs.zip(&all, next, operation))?;
        let count = inputs.all().count() as f64;
        return Ok(match operator {
            "Mean" => all.map(|sum| sum / count),
            _ => all,
        });
    }
    match operator {
        "Clip" => {
            let (low, high) = limits(node, opset, inputs)?;
            Ok(first.map(|x| least(most(x, low), high)))
        }
        "Where" => choose(inputs),
        "PRelu" => {
            let slopes = slopes(inputs.at(1)?, opset, first.shape.len())?;
            inputs.zip(
                first,
                &slopes,
                |x, slope| if x < 0.0 { slope * x } else { x },
            )
        }
        _ => {
            let function = function::of(node)?;
            Ok(first.map(function))
        }
    }
}

/// The slopes of `PRelu` in a shape that is broadcast to an input with this number of axes. Before opset 7 a list has one slope per
/// channel.
pub(crate) fn slopes(slopes: &Tensor, opset: i64, axes: usize) -> Result<Tensor, String> {
    match slopes.shape[..] {
        [channels] if opset < 7 && channels > 1 => {
            let mut shape = vec![1; axes.saturating_sub(1).max(1)];
            shape[0] = channels;
            slopes.reshaped(shape)
        }
        _ => Ok(slopes.clone()),
    }
}

/// The smaller number, and a NaN if one of them is.
pub(super) fn least(a: f64, b: f64) -> f64 {
    if a < b || a.is_nan() { a } else { b }
}

/// The larger number, and a NaN if one of them is.
pub(super) fn most(a: f64, b: f64) -> f64 {
    if a > b || a.is_nan() { a } else { b }
}

/// `Where`: the second input where the first is not 0, and the third elsewhere.
fn choose(inputs: Inputs<'_>) -> Result<Tensor, String> {
    let (is_second, second, third) = (inputs.at(0)?, inputs.at(1)?, inputs.at(2)?);
    // of the common shape of all three
    let chosen = inputs.zip(is_second, third, |is_second, _| is_second)?;
    let chosen = inputs.zip(&chosen, second, |is_second, _| is_second)?;
    let [second, third] = [second, third].map(|part| inputs.zip(&chosen, part, |_, x| x));
    let (second, third) = (second?, third?);
    let pairs = second.values.iter().zip(&third.values);
    let values = chosen.values.iter().zip(pairs);
    let values = values.map(
        |(is_second, (second, third))| {
            if *is_second == 0.0 { *third } else { *second }
        },
    );
    Tensor::new(chosen.shape.clone(), values.collect())
}

/// The smallest and the largest value of `Clip`: attributes before opset 11, and inputs since.
fn limits(node: &Node, opset: i64, inputs: Inputs<'_>) -> Result<(f64, f64), String> {
    let limit = |index: usize, name: &str, otherwise: f64| {
        if opset < 11 {
            return Ok(node.float(name).map_or(otherwise, f64::from));
        }
        match inputs.get(index).map(|tensor| (tensor, tensor.single())) {
            None => Ok(otherwise),
            Some((_, Some(limit))) => Ok(limit),
            Some((tensor, None)) => Err(format!("a limit has the shape {:?}", tensor.shape)),
        }
    };
    Ok((
        limit(1, "min", f64::NEG_INFINITY)?,
        limit(2, "max", f64::INFINITY)?,
    ))
}
