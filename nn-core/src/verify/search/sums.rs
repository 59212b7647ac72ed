//! Sums over the elements of rows, with the instruction set of the processor.

use alloc::vec::Vec;

use super::super::graph::{Rows, stride};
use super::lines::LineTable;
use crate::kernel::{Isa, Kernel, dispatch};

/// Sums over the products of a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// `sum weight center`
    pub(super) center: f64,
    /// `sum |weight| radius`
    pub(super) radius: f64,
    /// `sum |weight| reach`
    pub(super) reach: f64,
}

/// The sums of a row, for the centers, the radii and the largest absolute values of the elements. They have [`stride`] numbers.
pub(super) fn sums(rows: &Rows, index: usize, values: [&[f64]; 3]) -> Sums {
    if let Some(dense) = rows.dense() {
        let stride = stride(rows.inputs());
        let weights = dense.get(index * stride..(index + 1) * stride);
        let weights = weights.unwrap_or_default();
        return dispatch(DenseSums { weights, values });
    }
    let (columns, weights) = rows.row(index);
    let mut sums = Sums::default();
    for (column, weight) in columns.iter().zip(weights) {
        let [center, radius, reach] =
            values.map(|values| values.get(*column).copied().unwrap_or_default());
        sums.center += weight * center;
        sums.radius += weight.abs() * radius;
        sums.reach += weight.abs() * reach;
    }
    sums
}

/// The sums of a row that has a weight for each element.
struct DenseSums<'a> {
    weights: &'a [f64],
    values: [&'a [f64]; 3],
}

impl Kernel for DenseSums<'_> {
    type Output = Sums;

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) -> Sums {
        let [centers, radii, reaches] = self.values;
        Sums {
            center: dot::<S>(self.weights, centers, same, same),
            radius: dot::<S>(self.weights, radii, f64::abs, same),
            reach: dot::<S>(self.weights, reaches, f64::abs, same),
        }
    }
}

/// The sum of the products of the changed elements of two rows. Each of its loops has one sum per lane, so that it is compiled to vectors.
#[inline(always)]
fn dot<S: Isa>(
    weights: &[f64],
    values: &[f64],
    change_weight: impl Fn(f64) -> f64,
    change_value: impl Fn(f64) -> f64,
) -> f64 {
    let mut sums = [0.0; 8];
    let chunks = weights
        .as_chunks::<8>()
        .0
        .iter()
        .zip(values.as_chunks::<8>().0);
    for (weights, values) in chunks {
        for (sum, (weight, value)) in sums.iter_mut().zip(weights.iter().zip(values)) {
            let (weight, value) = (change_weight(*weight), change_value(*value));
            *sum = if S::FUSED {
                weight.mul_add(value, *sum)
            } else {
                weight * value + *sum
            };
        }
    }
    total(sums)
}

/// For each row, which has a multiple of 8 numbers, the sum of its products with these values, and the sum of their absolute values.
pub(super) fn row_sums(rows: &[f64], values: &[f64], sums: &mut Vec<[f64; 2]>) {
    let is_size = false;
    dispatch(RowSums {
        rows,
        values,
        is_size,
        sums,
    });
}

/// The same with only the sum of the absolute values, twice.
pub(super) fn row_sizes(rows: &[f64], values: &[f64], sums: &mut Vec<[f64; 2]>) {
    let is_size = true;
    dispatch(RowSums {
        rows,
        values,
        is_size,
        sums,
    });
}

struct RowSums<'a> {
    rows: &'a [f64],
    values: &'a [f64],
    is_size: bool,
    sums: &'a mut Vec<[f64; 2]>,
}

impl Kernel for RowSums<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        let rows = self.rows.chunks(self.values.len().max(1));
        self.sums.clear();
        for row in rows {
            let size = dot::<S>(row, self.values, f64::abs, f64::abs);
            let sum = match self.is_size {
                true => size,
                false => dot::<S>(row, self.values, same, same),
            };
            self.sums.push([sum, size]);
        }
    }
}

/// The sum of all lanes, in pairs.
#[inline(always)]
fn total([a, b, c, d, e, f, g, h]: [f64; 8]) -> f64 {
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

/// Replaces elements by lines: below for positive factors, above for negative ones. Adds the factors of the operand to `output`, and
/// finds for each row the sum of the constants, and of their absolute values.
pub(super) fn pass_lines(
    rows: &[f64],
    table: &LineTable,
    output: &mut [f64],
    sums: &mut Vec<[f64; 2]>,
) {
    dispatch(PassLines {
        rows,
        table,
        output,
        sums,
    });
}

struct PassLines<'a> {
    rows: &'a [f64],
    table: &'a LineTable,
    output: &'a mut [f64],
    sums: &'a mut Vec<[f64; 2]>,
}

impl Kernel for PassLines<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        let [below, above] = [&self.table.below, &self.table.above];
        let stride = below.slopes.len().max(1);
        let rows = self.rows.chunks(stride).zip(self.output.chunks_mut(stride));
        self.sums.clear();
        let slopes = below.slopes.iter().zip(&above.slopes);
        for (row, output) in rows {
            for (output, (factor, (below, above))) in
                output.iter_mut().zip(row.iter().zip(slopes.clone()))
            {
                *output += positive(*factor) * below - positive(-factor) * above;
            }
            let [low, high] = [below, above].map(|side| side.at.as_slice());
            self.sums.push([
                dot::<S>(row, low, positive, same) - dot::<S>(row, high, |x| positive(-x), same),
                dot::<S>(row, low, positive, f64::abs)
                    + dot::<S>(row, high, |x| positive(-x), f64::abs),
            ]);
        }
    }
}

#[inline(always)]
fn same(x: f64) -> f64 {
    x
}

/// The number, or 0 if it is negative.
#[inline(always)]
fn positive(x: f64) -> f64 {
    if x > 0.0 { x } else { 0.0 }
}
