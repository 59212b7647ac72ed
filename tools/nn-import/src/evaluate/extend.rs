//! A constant around a tensor.

use super::shape::sizes_of;
use super::{Inputs, axis};
use crate::graph::Node;
use crate::tensor::{Tensor, count, positions, steps};

pub(super) fn pad(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    if let Some(mode) = node.text("mode").filter(|mode| *mode != "constant") {
        return Err(format!(
            "its mode is `{mode}`: only the mode `constant` is computed"
        ));
    }
    let pads = match (inputs.get(1), node.ints("pads")) {
        (Some(tensor), _) => tensor.integers(),
        (None, Some(pads)) => pads.to_vec(),
        (None, None) => return Err("it has no sizes".to_owned()),
    };
    let pads = of_all_axes(&sizes_of(&pads)?, inputs.get(3), input.shape.len())?;
    let axes = input.shape.len();
    let (before, after) = pads.split_at(axes);
    let sizes = input.shape.iter().zip(before).zip(after);
    let shape: Vec<usize> = sizes
        .map(|((size, before), after)| size.checked_add(*before)?.checked_add(*after))
        .collect::<Option<_>>()
        .ok_or_else(|| format!("its sizes are {pads:?}"))?;
    inputs.budget.write(count(&shape)?)?;
    let value = match inputs.get(2) {
        Some(tensor) => tensor.single().ok_or("its value is not a single number")?,
        None => f64::from(node.float("value").unwrap_or_default()),
    };
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

/// The sizes before all axes and after all axes, from those of some axes.
fn of_all_axes(pads: &[usize], given: Option<&Tensor>, axes: usize) -> Result<Vec<usize>, String> {
    let given = match given {
        Some(given) => given.integers(),
        None => (0..axes as i64).collect(),
    };
    let count = given.len();
    if pads.len() != 2 * count {
        return Err(format!("it has {} sizes for {count} axes", pads.len()));
    }
    let mut all = vec![0; 2 * axes];
    for (index, at) in given.into_iter().enumerate() {
        let at = axis(at, axes)?;
        (all[at], all[axes + at]) = (pads[index], pads[count + index]);
    }
    Ok(all)
}
