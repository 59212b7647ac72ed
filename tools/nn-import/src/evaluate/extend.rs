//! Zeros around a tensor, and means and maxima over its axes.

use super::shape::{axes, sizes_of, squeeze};
use super::{Inputs, axis};
use crate::graph::Node;
use crate::tensor::{Tensor, count, positions, steps};

pub(super) fn pad(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    if let Some(mode) = node.text("mode").filter(|mode| *mode != "constant") {
        return Err(format!("its mode is `{mode}`, and a layer pads with zeros"));
    }
    let pads = match (inputs.get(1), node.ints("pads")) {
        (Some(tensor), _) => tensor.integers(),
        (None, Some(pads)) => pads.to_vec(),
        (None, None) => return Err("it has no sizes".to_owned()),
    };
    let pads = sizes_of(&pads)?;
    let axes = input.shape.len();
    if pads.len() != 2 * axes {
        return Err(format!("it has {} sizes for {axes} axes", pads.len()));
    }
    let (before, after) = pads.split_at(axes);
    let sizes = input.shape.iter().zip(before).zip(after);
    let shape: Vec<usize> = sizes
        .map(|((size, before), after)| size + before + after)
        .collect();
    count(&shape)?;
    let value = inputs.get(2).and_then(Tensor::single).unwrap_or_default();
    let steps = steps(&input.shape);
    let values = positions(&shape).map(|at| {
        let mut place = 0;
        for ((at, before), (size, step)) in
            at.iter().zip(before).zip(input.shape.iter().zip(&steps))
        {
            match at.checked_sub(*before).filter(|at| at < size) {
                Some(at) => place += at * step,
                None => return value,
            }
        }
        input.values[place]
    });
    let values = values.collect();
    Tensor::new(shape, values)
}

/// The axes of a mean or a maximum: all if it names none.
fn reduced_axes(node: &Node, inputs: Inputs<'_>, count: usize) -> Result<Vec<usize>, String> {
    let named = axes(node, inputs)?;
    if named.is_empty() {
        return Ok((0..count).collect());
    }
    named.iter().map(|at| axis(*at, count)).collect()
}

/// The mean over axes, or the maximum.
pub(super) fn reduce(node: &Node, inputs: Inputs<'_>, is_max: bool) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let reduced = reduced_axes(node, inputs, input.shape.len())?;
    let shape: Vec<usize> = input
        .shape
        .iter()
        .enumerate()
        .map(|(at, size)| if reduced.contains(&at) { 1 } else { *size })
        .collect();
    let (steps, length) = (steps(&shape), count(&shape)?);
    let start = if is_max { f64::NEG_INFINITY } else { 0.0 };
    let mut found = vec![start; length];
    for (at, value) in positions(&input.shape).zip(&input.values) {
        let axes = at.iter().enumerate().zip(&steps);
        let place: usize = axes
            .map(|((axis, at), step)| {
                if reduced.contains(&axis) {
                    0
                } else {
                    at * step
                }
            })
            .sum();
        found[place] = match is_max {
            true => value.max(found[place]),
            false => found[place] + value,
        };
    }
    let times = match is_max {
        true => 1.0,
        false => (input.values.len() / length.max(1)).max(1) as f64,
    };
    let found = found.into_iter().map(|value| value / times);
    let reduced_tensor = Tensor::new(shape, found.collect())?;
    match node.int("keepdims") {
        Some(0) => {
            let axes: Vec<i64> = reduced.into_iter().map(|at| at as i64).collect();
            squeeze(&reduced_tensor, &axes)
        }
        _ => Ok(reduced_tensor),
    }
}
