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

/// For each row, which has a multiple of 8 numbers, the sum of its products with these values less that of the absolute values of its
/// numbers with the slack, and the sum of the absolute values of all terms.
pub(super) fn row_sums(rows: &[f64], values: &[f64], slack: &[f64], sums: &mut Vec<[f64; 2]>) {
    dispatch(RowSums {
        rows,
        values,
        slack,
        sums,
    });
}

struct RowSums<'a> {
    rows: &'a [f64],
    values: &'a [f64],
    slack: &'a [f64],
    sums: &'a mut Vec<[f64; 2]>,
}

impl Kernel for RowSums<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        self.sums.clear();
        let values = self.values.as_chunks::<8>().0;
        let slack = self.slack.as_chunks::<8>().0;
        for row in self.rows.chunks(self.values.len().max(1)) {
            let (mut sums, mut sizes) = ([0.0; 8], [0.0; 8]);
            let chunks = row.as_chunks::<8>().0.iter().zip(values).zip(slack);
            for ((factors, values), slack) in chunks {
                let size = lanes(factors, f64::abs);
                accumulate::<S>(&mut sums, factors, values);
                accumulate::<S>(&mut sums, &lanes(&size, |x| -x), slack);
                accumulate::<S>(&mut sizes, &size, &lanes(values, f64::abs));
                accumulate::<S>(&mut sizes, &size, slack);
            }
            self.sums.push([total(sums), total(sizes)]);
        }
    }
}

/// Adds the products to the sums. A loop with one sum per lane is compiled to vectors, a loop over several sums is not.
#[inline(always)]
fn accumulate<S: Isa>(sums: &mut [f64; 8], a: &[f64; 8], b: &[f64; 8]) {
    for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
        *sum = add::<S>(*a, *b, *sum);
    }
}

#[inline(always)]
fn lanes(numbers: &[f64; 8], of: impl Fn(f64) -> f64) -> [f64; 8] {
    let mut lanes = *numbers;
    for lane in &mut lanes {
        *lane = of(*lane);
    }
    lanes
}

/// `a b + c`
#[inline(always)]
fn add<S: Isa>(a: f64, b: f64, c: f64) -> f64 {
    if S::FUSED { a.mul_add(b, c) } else { a * b + c }
}

/// The sum of all lanes, in pairs.
#[inline(always)]
fn total([a, b, c, d, e, f, g, h]: [f64; 8]) -> f64 {
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

/// Replaces elements by lines: below for positive factors, above for negative ones. Adds the factors of the operand to `output`, and
/// finds for each row the sum of the constants less that of the slack, and a bound of the sum of the absolute values of all terms.
pub(super) fn pass_lines(
    rows: &[f64],
    table: &LineTable,
    slack: &[f64],
    output: &mut [f64],
    sums: &mut Vec<[f64; 2]>,
) {
    let LineTable { below, above } = table;
    let low = below.at.iter().zip(slack).map(|(at, slack)| at - slack);
    let high = above.at.iter().zip(slack).map(|(at, slack)| at + slack);
    let sizes = below.at.iter().zip(&above.at).zip(slack);
    let sizes = sizes.map(|((low, high), slack)| low.abs().max(high.abs()) + slack);
    dispatch(PassLines {
        rows,
        slopes: [&below.slopes, &above.slopes],
        constants: [low.collect(), high.collect(), sizes.collect()],
        output,
        sums,
    });
}

struct PassLines<'a> {
    rows: &'a [f64],
    /// Below and above.
    slopes: [&'a [f64]; 2],
    /// Below, above, and the largest absolute values.
    constants: [Vec<f64>; 3],
    output: &'a mut [f64],
    sums: &'a mut Vec<[f64; 2]>,
}

impl Kernel for PassLines<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        let stride = self.slopes[0].len().max(1);
        let [below, above] = self.slopes.map(|slopes| slopes.as_chunks::<8>().0);
        let constants = self.constants.each_ref();
        let [low, high, size] = constants.map(|numbers| numbers.as_chunks::<8>().0);
        self.sums.clear();
        let rows = self.rows.chunks(stride).zip(self.output.chunks_mut(stride));
        for (row, output) in rows {
            let (mut sums, mut sizes) = ([0.0; 8], [0.0; 8]);
            let chunks = row.as_chunks::<8>().0.iter();
            let chunks = chunks.zip(output.as_chunks_mut::<8>().0);
            let constants = low.iter().zip(high).zip(size);
            let lines = below.iter().zip(above).zip(constants);
            for ((factors, output), ((below, above), ((low, high), size))) in chunks.zip(lines) {
                let plus = lanes(factors, positive);
                let minus = lanes(factors, |x| -positive(-x));
                accumulate::<S>(output, &plus, below);
                accumulate::<S>(output, &minus, above);
                accumulate::<S>(&mut sums, &plus, low);
                accumulate::<S>(&mut sums, &minus, high);
                accumulate::<S>(&mut sizes, &lanes(factors, f64::abs), size);
            }
            self.sums.push([total(sums), total(sizes)]);
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
