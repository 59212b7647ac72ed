//! Zeros around a tensor, and means over its axes.

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

pub(super) fn reduce_mean(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let axes = axes(node, inputs)?;
    let mut reduced: Vec<usize> = axes
        .iter()
        .map(|at| axis(*at, input.shape.len()))
        .collect::<Result<_, _>>()?;
    if reduced.is_empty() {
        reduced = (0..input.shape.len()).collect();
    }
    let shape: Vec<usize> = input
        .shape
        .iter()
        .enumerate()
        .map(|(at, size)| if reduced.contains(&at) { 1 } else { *size })
        .collect();
    let (steps, length) = (steps(&shape), count(&shape)?);
    let mut sums = vec![0.0; length];
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
        sums[place] += value;
    }
    let times = (input.values.len() / length.max(1)).max(1) as f64;
    let means = Tensor::new(shape, sums.into_iter().map(|sum| sum / times).collect())?;
    match node.int("keepdims") {
        Some(0) => {
            let axes: Vec<i64> = reduced.into_iter().map(|at| at as i64).collect();
            squeeze(&means, &axes)
        }
        _ => Ok(means),
    }
}
