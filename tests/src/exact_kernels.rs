//! The kernels in `f64`, where a product of two `f32` is exact, and the error limits for `f32`.

use crate::compare::{assert_within, is_like};
use crate::kernels::{Sizes, Zeros};
use crate::tolerance::FUSED;

/// Sums in `f64` with their error limits.
#[derive(Debug, Clone)]
pub struct Sums {
    /// The sums. They are only infinite or NaN if a term is.
    pub values: Vec<f64>,
    /// The sums of the absolute values of the finite terms.
    sizes: Vec<f64>,
    /// The number of terms.
    terms: f64,
}

impl Sums {
    /// Sums that start with these numbers. `terms` products will be added.
    pub fn starting(values: &[f32], products: usize) -> Self {
        let values: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
        let sizes = values.iter().map(|value| size(*value)).collect();
        Sums {
            values,
            sizes,
            terms: (products + 1) as f64,
        }
    }

    /// Adds `a b` to the sum number `index`.
    pub fn add(&mut self, index: usize, a: f32, b: f32) {
        self.add_scaled(index, a, &[b]);
    }

    /// Adds `factor x[k]` to the sums from `first` on.
    fn add_scaled(&mut self, first: usize, factor: f32, x: &[f32]) {
        let values = &mut self.values[first..first + x.len()];
        let sizes = &mut self.sizes[first..first + x.len()];
        let factor = f64::from(factor);
        for k in 0..x.len() {
            let term = factor * x[k] as f64;
            values[k] += term;
            // not `size(term)`: this is not optimized and runs a hundred million times
            let size = if term < 0.0 { -term } else { term };
            if size < f64::INFINITY {
                sizes[k] += size;
            }
        }
    }

    /// The error limit of the sum. If the finite terms overflow, any `f32` is allowed.
    fn limit(&self, index: usize) -> f64 {
        if self.sizes[index] < f64::from(f32::MAX) {
            FUSED.limit(self.terms * self.sizes[index])
        } else {
            f64::INFINITY
        }
    }

    /// Whether this is the sum `index` within its limit. If the sum is infinite or NaN, the number must be too.
    fn allows(&self, index: usize, got: f32) -> bool {
        let limit = self.limit(index);
        limit == f64::INFINITY || is_like(got, self.values[index], limit)
    }
}

/// Requires that each number is one of these sums within its limit.
///
/// # Panics
/// If a number is none of them.
#[track_caller]
pub fn assert_like_one(case: &str, got: &[f32], allowed: &[&Sums]) {
    for sums in allowed {
        assert_eq!(got.len(), sums.values.len(), "{case}: lengths");
    }
    for (index, got) in got.iter().enumerate() {
        if !allowed.iter().any(|sums| sums.allows(index, *got)) {
            let (want, limit) = (allowed[0].values[index], allowed[0].limit(index));
            assert_within(&format!("{case}: number {index}"), &[*got], &[want], |_| {
                limit
            });
        }
    }
}

/// The absolute value of a finite number.
fn size(value: f64) -> f64 {
    if value.is_finite() { value.abs() } else { 0.0 }
}

impl Sizes {
    /// The roundings of [`Sizes::affine`].
    pub fn affine_sums(&self, zeros: Zeros, x: &[f32], weights: &[f32], bias: &[f32]) -> Sums {
        let mut sums = Sums::starting(&bias.repeat(self.batch), self.inputs);
        for (b, x) in x.chunks(self.inputs).enumerate() {
            for (x, w) in x.iter().zip(weights.chunks(self.outputs)) {
                if !zeros.skip(*x) {
                    sums.add_scaled(b * self.outputs, *x, w);
                }
            }
        }
        sums
    }

    /// The roundings of [`Sizes::weight_gradient`].
    pub fn weight_sums(&self, zeros: Zeros, x: &[f32], d: &[f32], before: &[f32]) -> Sums {
        let mut sums = Sums::starting(before, self.batch);
        for (x, d) in x.chunks(self.inputs).zip(d.chunks(self.outputs)) {
            for (i, x) in x.iter().enumerate() {
                if !zeros.skip(*x) {
                    sums.add_scaled(i * self.outputs, *x, d);
                }
            }
        }
        sums
    }

    /// The roundings of [`Sizes::input_gradient`]. `columns[o][i]` are the transposed weights.
    pub fn input_sums(&self, d: &[f32], weights: &[f32]) -> Sums {
        let columns = transposed(weights, self.outputs);
        let mut sums = Sums::starting(&vec![0.0; self.batch * self.inputs], self.outputs);
        for (b, d) in d.chunks(self.outputs).enumerate() {
            for (d, column) in d.iter().zip(&columns) {
                sums.add_scaled(b * self.inputs, *d, column);
            }
        }
        sums
    }

    /// The roundings of [`Sizes::rank_one`], without the product of the scale and the input.
    pub fn rank_one_sums(
        &self,
        zeros: Zeros,
        scale: f32,
        x: &[f32],
        d: &[f32],
        weights: &[f32],
    ) -> Sums {
        let mut sums = Sums::starting(weights, 1);
        for (i, x) in x.iter().enumerate() {
            if !zeros.skip(*x) {
                sums.add_scaled(i * self.outputs, scale * x, d);
            }
        }
        sums
    }
}

/// The columns of a matrix with rows of this length.
fn transposed(matrix: &[f32], length: usize) -> Vec<Vec<f32>> {
    let column = |index: usize| matrix.iter().skip(index).step_by(length).copied().collect();
    (0..length).map(column).collect()
}

/// `sum a[k] b[k]`, and the sum of the absolute values of the terms.
pub fn dot_exact(a: &[f32], b: &[f32]) -> (f64, f64) {
    let terms = a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b));
    terms.fold((0.0, 0.0), |(sum, sizes), term| {
        (sum + term, sizes + term.abs())
    })
}
