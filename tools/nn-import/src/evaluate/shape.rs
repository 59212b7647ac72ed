//! Operators that change shapes, and arithmetic with shapes.

use super::{Inputs, axis, extend, select};
use crate::graph::{Attribute, Node};
use crate::tensor::{Tensor, count};

pub(super) const OPERATORS: [&str; 13] = [
    "Flatten",
    "Reshape",
    "Squeeze",
    "Unsqueeze",
    "Transpose",
    "Concat",
    "Gather",
    "Slice",
    "ConstantOfShape",
    "Pad",
    "Expand",
    "Tile",
    "Range",
];

pub(super) fn compute(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    match &*node.operator {
        "Flatten" => {
            let at = node.int("axis").unwrap_or(1);
            let axes = input.shape.len();
            let at = if at == axes as i64 {
                axes
            } else {
                axis(at, axes)?
            };
            let (first, rest) = input.shape.split_at(at);
            input.reshaped(vec![count(first)?, count(rest)?])
        }
        "Reshape" => reshape(node, input, inputs.at(1)?),
        "Squeeze" => squeeze(input, &axes(node, inputs)?),
        "Unsqueeze" => unsqueeze(input, &axes(node, inputs)?),
        "Transpose" => {
            let reversed = || (0..input.shape.len() as i64).rev().collect();
            let order: Vec<i64> = node.ints("perm").map_or_else(reversed, <[i64]>::to_vec);
            let order = order.into_iter().map(|at| axis(at, input.shape.len()));
            input.transposed(&order.collect::<Result<Vec<_>, _>>()?)
        }
        "Concat" => select::concat(node, inputs),
        "Gather" => select::gather(node, input, inputs),
        "Slice" => select::slice(node, inputs),
        "ConstantOfShape" => {
            let value = match node.attributes.get("value") {
                Some(Attribute::Tensor(tensor, _)) => tensor.single().unwrap_or_default(),
                _ => 0.0,
            };
            let shape = sizes_of(&input.integers())?;
            inputs.budget.write(count(&shape)?)?;
            Tensor::filled(shape, value)
        }
        "Expand" => {
            let shape = sizes_of(&inputs.at(1)?.integers())?;
            inputs.budget.read(count(&shape)?)?;
            inputs.zip(input, &Tensor::filled(shape, 1.0)?, |x, _| x)
        }
        "Tile" => select::tile(input, inputs),
        "Range" => range(inputs),
        _ => extend::pad(node, inputs),
    }
}

/// Numbers from the first input to before the second, a third apart.
fn range(inputs: Inputs<'_>) -> Result<Tensor, String> {
    let number = |index: usize| {
        let number = inputs.at(index)?.single();
        number.ok_or_else(|| format!("its input {index} is not a single number"))
    };
    let (start, end, step) = (number(0)?, number(1)?, number(2)?);
    let length = ((end - start) / step).ceil();
    if !length.is_finite() {
        return Err(format!("it goes from {start} to {end} by {step}"));
    }
    let length = length.max(0.0) as usize;
    inputs.budget.write(count(&[length])?)?;
    let values = (0..length).map(|index| start + index as f64 * step);
    Tensor::new(vec![length], values.collect())
}

/// The sizes of a tensor, or of some of its axes.
pub(super) fn sizes(node: &Node, input: &Tensor) -> Tensor {
    let axes = input.shape.len() as i64;
    let place = |at: i64| (if at < 0 { at + axes } else { at }).clamp(0, axes) as usize;
    let (first, last) = (
        place(node.int("start").unwrap_or(0)),
        place(node.int("end").unwrap_or(axes)),
    );
    Tensor::list(
        input
            .shape
            .get(first..last)
            .unwrap_or_default()
            .iter()
            .copied(),
    )
}

pub(super) fn sizes_of(numbers: &[i64]) -> Result<Vec<usize>, String> {
    let sizes = numbers.iter().map(|size| usize::try_from(*size));
    sizes
        .collect::<Result<_, _>>()
        .map_err(|_| format!("{numbers:?} is not a shape"))
}

/// The axes: an input since opset 13, and an attribute before.
pub(super) fn axes(node: &Node, inputs: Inputs<'_>) -> Result<Vec<i64>, String> {
    Ok(match (inputs.get(1), node.ints("axes")) {
        (Some(tensor), _) => tensor.integers(),
        (None, Some(axes)) => axes.to_vec(),
        (None, None) => vec![],
    })
}

fn reshape(node: &Node, input: &Tensor, wanted: &Tensor) -> Result<Tensor, String> {
    let keeps_zero = node.int("allowzero").is_some_and(|allowed| allowed != 0);
    let mut shape = Vec::new();
    let mut free = None;
    for (at, size) in wanted.integers().into_iter().enumerate() {
        shape.push(match size {
            0 if !keeps_zero => *input.shape.get(at).ok_or("a size of 0 has no axis")?,
            -1 if free.is_none() => {
                free = Some(at);
                1
            }
            size => usize::try_from(size).map_err(|_| format!("a size is {size}"))?,
        });
    }
    if let Some(at) = free {
        let known = count(&shape)?.max(1);
        shape[at] = input.values.len() / known;
    }
    input.reshaped(shape)
}

pub(super) fn squeeze(input: &Tensor, axes: &[i64]) -> Result<Tensor, String> {
    let axes: Vec<usize> = axes
        .iter()
        .map(|at| axis(*at, input.shape.len()))
        .collect::<Result<_, _>>()?;
    let is_left = |at: usize, size: usize| {
        if axes.is_empty() {
            size != 1
        } else {
            !axes.contains(&at)
        }
    };
    let sizes = input
        .shape
        .iter()
        .enumerate()
        .filter(|(at, size)| is_left(*at, **size));
    input.reshaped(sizes.map(|(_, size)| *size).collect())
}

fn unsqueeze(input: &Tensor, axes: &[i64]) -> Result<Tensor, String> {
    let total = input.shape.len() + axes.len();
    let axes: Vec<usize> = axes
        .iter()
        .map(|at| axis(*at, total))
        .collect::<Result<_, _>>()?;
    let mut rest = input.shape.iter();
    let sizes = (0..total).map(|at| {
        if axes.contains(&at) {
            Some(1)
        } else {
            rest.next().copied()
        }
    });
    let sizes: Option<Vec<usize>> = sizes.collect();
    input.reshaped(sizes.ok_or("an axis is given twice")?)
}
