//! Sums, means and other numbers over axes of a tensor.

use super::arithmetic::{least, most};
use super::shape::axes;
use super::{Inputs, axis};
use crate::graph::Node;
use crate::tensor::{Tensor, count};

type Reduction = fn(&[f64]) -> f64;

const REDUCTIONS: [(&str, Reduction); 10] = [
    ("ReduceSum", sum),
    ("ReduceMean", |row| sum(row) / row.len() as f64),
    ("ReduceMax", |row| {
        row.iter().copied().fold(f64::NEG_INFINITY, most)
    }),
    ("ReduceMin", |row| {
        row.iter().copied().fold(f64::INFINITY, least)
    }),
    ("ReduceProd", |row| row.iter().product()),
    ("ReduceL1", |row| row.iter().map(|x| x.abs()).sum()),
    ("ReduceL2", |row| sum_of_squares(row).sqrt()),
    ("ReduceSumSquare", sum_of_squares),
    ("ReduceLogSum", |row| sum(row).ln()),
    ("ReduceLogSumExp", |row| {
        let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let most = if most.is_finite() { most } else { 0.0 };
        row.iter().map(|x| (x - most).exp()).sum::<f64>().ln() + most
    }),
];

fn sum(row: &[f64]) -> f64 {
    // from 0, and not -0, for an empty row
    row.iter().fold(0.0, |sum, x| sum + x)
}

fn sum_of_squares(row: &[f64]) -> f64 {
    row.iter().map(|x| x * x).sum()
}

fn reduction(operator: &str) -> Option<Reduction> {
    let found = REDUCTIONS.iter().find(|(name, _)| *name == operator);
    found.map(|(_, reduction)| *reduction)
}

pub(super) fn knows(operator: &str) -> bool {
    reduction(operator).is_some() || matches!(operator, "ArgMax" | "ArgMin")
}

pub(super) fn compute(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let keeps = node.int("keepdims") != Some(0);
    if let Some(reduction) = reduction(&node.operator) {
        let given = axes(node, inputs)?;
        if given.is_empty()
            && node
                .int("noop_with_empty_axes")
                .is_some_and(|noop| noop != 0)
        {
            return Ok(input.map(|x| reduction(&[x])));
        }
        let given = given.iter().map(|at| axis(*at, input.shape.len()));
        let mut reduced: Vec<usize> = given.collect::<Result<_, _>>()?;
        if reduced.is_empty() {
            reduced = (0..input.shape.len()).collect();
        }
        return reduce(input, &reduced, keeps, reduction);
    }
    let at = axis(node.int("axis").unwrap_or_default(), input.shape.len())?;
    if input.shape[at] == 0 {
        return Err(format!("its axis {at} has no elements"));
    }
    let (is_max, is_last) = (
        node.operator == "ArgMax",
        node.int("select_last_index").is_some_and(|last| last != 0),
    );
    reduce(input, &[at], keeps, |row| {
        let mut best = 0;
        for (index, value) in row.iter().enumerate() {
            let is_better = if is_max {
                *value > row[best]
            } else {
                *value < row[best]
            };
            if is_better || is_last && *value == row[best] {
                best = index;
            }
        }
        best as f64
    })
}

/// One number for all elements along some axes. With `keeps`, the axes are left with the size 1.
pub(super) fn reduce(
    input: &Tensor,
    reduced: &[usize],
    keeps: bool,
    work: impl Fn(&[f64]) -> f64,
) -> Result<Tensor, String> {
    let axes = 0..input.shape.len();
    let (last, first): (Vec<usize>, Vec<usize>) = axes.partition(|at| reduced.contains(at));
    let rows = input.transposed(&[&first[..], &last].concat())?;
    let (outer, length) = (
        count(&rows.shape[..first.len()])?,
        count(&rows.shape[first.len()..])?,
    );
    let values = (0..outer).map(|row| work(&rows.values[row * length..][..length]));
    let sizes = input.shape.iter().enumerate();
    let shape = sizes.filter_map(|(at, size)| match reduced.contains(&at) {
        true => keeps.then_some(1),
        false => Some(*size),
    });
    Tensor::new(shape.collect(), values.collect())
}
