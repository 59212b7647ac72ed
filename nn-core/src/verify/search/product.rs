//! The products of matrices, with the instruction set of the processor.

use alloc::vec::Vec;

use super::super::graph::Rows;
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

/// The sums of a row, for the centers, the radii and the largest absolute values of the elements.
pub(super) fn sums(rows: &Rows, index: usize, values: [&[f64]; 3]) -> Sums {
    let (columns, weights) = rows.row(index);
    match rows.dense() {
        Some(_) => dispatch(DenseSums { weights, values }),
        None => {
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
    }
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
        let mut lanes = [[0.0; 8]; 3];
        let chunks = self.weights.chunks(8).zip(centers.chunks(8));
        let chunks = chunks.zip(radii.chunks(8).zip(reaches.chunks(8)));
        for ((weights, centers), (radii, reaches)) in chunks {
            let places = weights.iter().zip(centers).zip(radii.iter().zip(reaches));
            for (lane, ((weight, center), (radius, reach))) in places.enumerate().take(8) {
                lanes[0][lane] += weight * center;
                lanes[1][lane] += weight.abs() * radius;
                lanes[2][lane] += weight.abs() * reach;
            }
        }
        let [center, radius, reach] = lanes.map(|lanes| lanes.iter().sum());
        Sums {
            center,
            radius,
            reach,
        }
    }
}

/// Adds to each row of `output` the product of a row of `left` and the matrix `right`, whose rows are as long as those of `output`.
pub(super) fn add_product(left: &[f64], right: &[f64], output: &mut [f64], inner: usize, outer: usize) {
    dispatch(AddProduct {
        left,
        right,
        output,
        inner,
        outer,
    });
}

struct AddProduct<'a> {
    left: &'a [f64],
    right: &'a [f64],
    output: &'a mut [f64],
    /// The length of the rows of `left`.
    inner: usize,
    /// The length of the rows of `right`.
    outer: usize,
}

impl Kernel for AddProduct<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        let (inner, outer) = (self.inner.max(1), self.outer.max(1));
        let mut terms: Vec<(f64, &[f64])> = Vec::with_capacity(inner);
        let rows = self.left.chunks(inner).zip(self.output.chunks_mut(outer));
        for (left, output) in rows {
            terms.clear();
            // Inactive units have coefficients of 0.
            let used = left.iter().zip(self.right.chunks(outer));
            terms.extend(used.filter(|(factor, _)| **factor != 0.0).map(|(factor, row)| (*factor, row)));
            for four in terms.chunks(4) {
                if let &[(a, x), (b, y), (c, z), (d, w)] = four {
                    let rows = x.iter().zip(y).zip(z.iter().zip(w));
                    for (sum, ((x, y), (z, w))) in output.iter_mut().zip(rows) {
                        *sum += (a * x + b * y) + (c * z + d * w);
                    }
                } else {
                    for (factor, row) in four {
                        for (sum, x) in output.iter_mut().zip(*row) {
                            *sum += factor * x;
                        }
                    }
                }
            }
        }
    }
}
