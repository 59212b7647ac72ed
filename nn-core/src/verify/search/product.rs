//! The products of matrices, with the instruction set of the processor.

use alloc::vec::Vec;

use super::super::graph::{Rows, stride};
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
            center: dot::<S>(self.weights, centers, |weight| weight),
            radius: dot::<S>(self.weights, radii, f64::abs),
            reach: dot::<S>(self.weights, reaches, f64::abs),
        }
    }
}

/// The sum of the products of two rows. Each of its loops has one sum per lane, so that it is compiled to vectors.
#[inline(always)]
fn dot<S: Isa>(weights: &[f64], values: &[f64], change: impl Fn(f64) -> f64) -> f64 {
    let mut sums = [0.0; 8];
    let chunks = weights.as_chunks::<8>().0.iter().zip(values.as_chunks::<8>().0);
    for (weights, values) in chunks {
        for (sum, (weight, value)) in sums.iter_mut().zip(weights.iter().zip(values)) {
            let weight = change(*weight);
            *sum = if S::FUSED { weight.mul_add(*value, *sum) } else { weight * value + *sum };
        }
    }
    sums.iter().sum()
}

/// Adds to each row of `output` the product of a row of `left` and the matrix `right`. `strides` are the lengths of the rows of `left`,
/// and of those of `right` and `output`, which are multiples of 8.
pub(super) fn add_product(left: &[f64], right: &[f64], output: &mut [f64], strides: [usize; 2]) {
    dispatch(AddProduct {
        left,
        right,
        output,
        strides,
    });
}

struct AddProduct<'a> {
    left: &'a [f64],
    right: &'a [f64],
    output: &'a mut [f64],
    strides: [usize; 2],
}

/// A factor, and the row that it multiplies.
type Term<'a> = (f64, &'a [f64]);

impl Kernel for AddProduct<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        let [inner, outer] = self.strides.map(|stride| stride.max(1));
        let mut terms: Vec<Term<'_>> = Vec::with_capacity(inner);
        for (left, output) in self.left.chunks(inner).zip(self.output.chunks_mut(outer)) {
            terms.clear();
            let rows = left.iter().zip(self.right.chunks(outer));
            // Inactive units have factors of 0.
            let used = rows.filter(|(factor, _)| **factor != 0.0);
            terms.extend(used.map(|(factor, row)| (*factor, row)));
            for (block, output) in output.chunks_mut(BLOCK).enumerate() {
                let start = block * BLOCK;
                match output.len() / 8 {
                    1 => add_terms::<S, 1>(isa, &terms, start, output),
                    2 => add_terms::<S, 2>(isa, &terms, start, output),
                    3 => add_terms::<S, 3>(isa, &terms, start, output),
                    4 => add_terms::<S, 4>(isa, &terms, start, output),
                    5 => add_terms::<S, 5>(isa, &terms, start, output),
                    6 => add_terms::<S, 6>(isa, &terms, start, output),
                    7 => add_terms::<S, 7>(isa, &terms, start, output),
                    _ => add_terms::<S, 8>(isa, &terms, start, output),
                }
            }
        }
    }
}

/// The numbers of a row that are added at once.
const BLOCK: usize = 64;

/// Adds the terms to a part of a row, whose sums stay in registers.
#[inline(always)]
fn add_terms<S: Isa, const N: usize>(_isa: S, terms: &[Term<'_>], start: usize, output: &mut [f64]) {
    let Some(output) = output.as_chunks_mut::<8>().0.first_chunk_mut::<N>() else {
        return;
    };
    let mut sums = *output;
    for (factor, row) in terms {
        let part = row.get(start..).unwrap_or_default();
        let Some(part) = part.as_chunks::<8>().0.first_chunk::<N>() else {
            continue;
        };
        for (sums, part) in sums.iter_mut().zip(part) {
            for (sum, x) in sums.iter_mut().zip(part) {
                *sum = if S::FUSED { factor.mul_add(*x, *sum) } else { factor * x + *sum };
            }
        }
    }
    *output = sums;
}
