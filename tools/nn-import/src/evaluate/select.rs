//! Parts of tensors, and tensors of parts.

use super::shape::sizes_of;
use super::{Inputs, axis};
use crate::graph::Node;
use crate::tensor::{Tensor, count, positions, steps};

pub(super) fn concat(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let first = inputs.at(0)?;
    let at = axis(node.int("axis").unwrap_or_default(), first.shape.len())?;
    let mut shape = first.shape.clone();
    shape[at] = 0;
    for tensor in inputs.all() {
        let mut other = tensor.shape.clone();
        let size = other.get(at).copied().unwrap_or_default();
        if other.len() == shape.len() {
            other[at] = shape[at];
        }
        if other != shape {
            return Err(format!(
                "the shapes {:?} and {:?} do not fit",
                first.shape, tensor.shape
            ));
        }
        shape[at] += size;
    }
    let outer = count(&shape[..at])?;
    inputs.budget.write(count(&shape)?)?;
    let mut values = Vec::with_capacity(count(&shape)?);
    for index in 0..outer {
        for tensor in inputs.all() {
            let length = count(&tensor.shape[at..])?;
            values.extend_from_slice(&tensor.values[index * length..][..length]);
        }
    }
    Tensor::new(shape, values)
}

pub(super) fn gather(node: &Node, input: &Tensor, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let indices = inputs.at(1)?;
    let at = axis(node.int("axis").unwrap_or_default(), input.shape.len())?;
    let picks = indices
        .integers()
        .into_iter()
        .map(|pick| axis(pick, input.shape[at]));
    let picks: Vec<usize> = picks.collect::<Result<_, _>>()?;
    let (outer, inner) = (count(&input.shape[..at])?, count(&input.shape[at + 1..])?);
    let shape = [&input.shape[..at], &indices.shape, &input.shape[at + 1..]].concat();
    inputs.budget.write(count(&shape)?)?;
    let mut values = Vec::with_capacity(count(&shape)?);
    for index in 0..outer {
        for pick in &picks {
            values.extend_from_slice(
                &input.values[(index * input.shape[at] + pick) * inner..][..inner],
            );
        }
    }
    Tensor::new(shape, values)
}

/// The input repeated along each axis.
pub(super) fn tile(input: &Tensor, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let times = sizes_of(&inputs.at(1)?.integers())?;
    if times.len() != input.shape.len() {
        let shape = &input.shape;
        return Err(format!("it repeats {shape:?} {times:?} times"));
    }
    let picks = input.shape.iter().zip(times).map(|(size, times)| {
        inputs.budget.read(count(&[*size, times])?)?;
        Ok((0..times).flat_map(|_| 0..*size).collect())
    });
    let picks: Vec<Vec<usize>> = picks.collect::<Result<_, String>>()?;
    pick(input, &picks, inputs)
}

/// The parts of the input along an axis. Their sizes are an attribute or an input, or equal.
pub(super) fn split(node: &Node, inputs: Inputs<'_>) -> Result<Vec<Tensor>, String> {
    let input = inputs.at(0)?;
    let at = axis(node.int("axis").unwrap_or_default(), input.shape.len())?;
    let size = input.shape[at];
    let sizes = match (inputs.get(1), node.ints("split")) {
        (Some(tensor), _) => sizes_of(&tensor.integers())?,
        (None, Some(sizes)) => sizes_of(sizes)?,
        (None, None) => {
            let parts = node.outputs.len().max(1);
            let part = size.div_ceil(parts);
            let rest = |index: usize| size.saturating_sub(index * part).min(part);
            (0..parts).map(rest).collect()
        }
    };
    if sizes.len() != node.outputs.len() || sizes.iter().sum::<usize>() != size {
        return Err(format!(
            "its parts {sizes:?} are not those of an axis of {size}"
        ));
    }
    let mut picks: Vec<Vec<usize>> = input
        .shape
        .iter()
        .map(|size| (0..*size).collect())
        .collect();
    let mut first = 0;
    let parts = sizes.into_iter().map(|size| {
        picks[at] = (first..first + size).collect();
        first += size;
        pick(input, &picks, inputs)
    });
    parts.collect()
}

pub(super) fn slice(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let list = |index: usize, name: &str| match (inputs.get(index), node.ints(name)) {
        (Some(tensor), _) => Some(tensor.integers()),
        (None, numbers) => numbers.map(<[i64]>::to_vec),
    };
    let starts = list(1, "starts").ok_or("it has no starts")?;
    let ends = list(2, "ends").ok_or("it has no ends")?;
    let axes = list(3, "axes").unwrap_or_else(|| (0..starts.len() as i64).collect());
    let strides = list(4, "steps").unwrap_or_else(|| vec![1; starts.len()]);
    let mut picks: Vec<Vec<usize>> = input
        .shape
        .iter()
        .map(|size| (0..*size).collect())
        .collect();
    for (index, at) in axes.into_iter().enumerate() {
        let at = axis(at, input.shape.len())?;
        let number = |list: &[i64]| list.get(index).copied().ok_or("its lists differ in length");
        let (start, end) = (number(&starts)?, number(&ends)?);
        picks[at] = range(start, end, number(&strides)?, input.shape[at])?;
    }
    pick(input, &picks, inputs)
}

/// The elements at these positions of each axis.
fn pick(input: &Tensor, picks: &[Vec<usize>], inputs: Inputs<'_>) -> Result<Tensor, String> {
    let shape: Vec<usize> = picks.iter().map(Vec::len).collect();
    inputs.budget.write(count(&shape)?)?;
    let steps = steps(&input.shape);
    let values = positions(&shape).map(|at| {
        let axes = at.iter().zip(picks).zip(&steps);
        let place: usize = axes.map(|((at, picks), step)| picks[*at] * step).sum();
        input.values[place]
    });
    let values = values.collect();
    Tensor::new(shape, values)
}

/// The positions from `start` to before `end` on an axis, backward if the step is negative.
fn range(start: i64, end: i64, step: i64, size: usize) -> Result<Vec<usize>, String> {
    let length = size as i64;
    let from_start = |at: i64| {
        if at < 0 {
            at.saturating_add(length)
        } else {
            at
        }
    };
    let distance = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
    if step > 0 {
        let place = |at: i64| from_start(at).clamp(0, length) as usize;
        Ok((place(start)..place(end)).step_by(distance).collect())
    } else if step < 0 {
        // positions after `end`, which is before the first one if it is -1
        let place = |at: i64| (from_start(at).clamp(-1, length - 1) + 1) as usize;
        Ok((place(end)..place(start)).rev().step_by(distance).collect())
    } else {
        Err("a step is 0".to_owned())
    }
}
