//! Expected results, computed in `f64`.

mod image;
mod network;
mod optimizer;

pub use self::image::{Convolved, Window, pooled};
pub use self::network::{forward, gradient, online_step};
pub use self::optimizer::{Rule, Twin};

use std::fmt;

use ::tests::compare::widen;
use ::tests::tolerance::{ANY_ORDER, FORWARD};

use crate::matrix::Matrix;

/// The reason why a result is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    /// A fault with this description.
    pub fn new(words: impl Into<String>) -> Self {
        Fault(words.into())
    }

    /// A fault that another error caused.
    pub fn caused(cause: impl fmt::Display) -> Self {
        Fault(cause.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// Expected numbers and their tolerances.
#[derive(Debug, Clone, Default)]
pub struct Want {
    /// The expected numbers.
    pub values: Vec<f64>,
    /// The tolerance of each number.
    pub limits: Vec<f64>,
}

impl Want {
    /// Expected numbers, each of which depends on all inputs: the tolerance is a fraction of the largest.
    pub fn alike(values: Vec<f64>) -> Self {
        let largest = values
            .iter()
            .fold(0.0, |largest: f64, value| largest.max(value.abs()));
        let limits = vec![FORWARD.limit(largest); values.len()];
        Want { values, limits }
    }

    /// Expected numbers, each with a relative and an absolute tolerance.
    pub fn each(values: Vec<f64>, relative: f64, absolute: f64) -> Self {
        let limit = |value: &f64| relative * value.abs() + absolute;
        let limits = values.iter().map(limit).collect();
        Want { values, limits }
    }

    /// `a b`, added to the values `before`. The order of terms is free.
    pub fn product(a: Matrix<'_>, b: Matrix<'_>, before: Option<&[f32]>) -> Self {
        let mut want = Want::default();
        for row in 0..a.rows {
            for column in 0..b.columns {
                let before = before.map_or(0.0, |before| before[row * b.columns + column]);
                let factors = (0..a.columns).map(|k| (a.at(row, k), b.at(k, column)));
                want.push_sum(std::iter::once((before, 1.0)).chain(factors));
            }
        }
        want
    }

    /// Appends a sum of products whose order is free.
    pub fn push_sum(&mut self, factors: impl Iterator<Item = (f32, f32)>) {
        let (mut sum, mut size, mut count) = (0.0, 0.0, 0);
        for (a, b) in factors {
            let term = f64::from(a) * f64::from(b);
            sum += term;
            size += term.abs();
            count += 1;
        }
        self.values.push(sum);
        self.limits.push(ANY_ORDER.limit(f64::from(count) * size));
    }

    /// Compares a result.
    ///
    /// # Errors
    /// There are more or fewer numbers, or one is NaN or outside of its tolerance.
    pub fn compare(&self, what: &str, got: &[f32]) -> Result<(), Fault> {
        if got.len() != self.values.len() {
            let (got, want) = (got.len(), self.values.len());
            return Err(Fault(format!("{what}: {got} numbers instead of {want}")));
        }
        let rows = self.values.iter().zip(&self.limits).zip(widen(got));
        // NaN is not within any tolerance
        let is_off = |((want, limit), got): &((&f64, &f64), f64)| {
            let is_within = (got - **want).abs() <= **limit;
            !is_within
        };
        let mut off = rows.enumerate().filter(|(_, row)| is_off(row));
        let Some((index, ((want, limit), got))) = off.next() else {
            return Ok(());
        };
        let others = off.count();
        Err(Fault(format!(
            "{what}: [{index}] is {got:e} instead of {want:e}, off by {:e} where {limit:e} is allowed; so are {others} others",
            (got - want).abs()
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_compared() {
        let (a, b) = ([1.0, 2.0, 3.0, 4.0], [0.5, -1.0, 0.25, 2.0]);
        let (a, b) = (Matrix::new(&a, 2, 2), Matrix::new(&b, 2, 2));
        let want = Want::product(a, b, None);
        assert_eq!(want.values, [1.0, 3.0, 2.5, 5.0]);
        assert_eq!(want.compare("product", &[1.0, 3.0, 2.5, 5.0]), Ok(()));
        let added = Want::product(a.transposed(), b, Some(&[1.0; 4]));
        assert_eq!(added.values, [2.25, 6.0, 3.0, 7.0]);
        for wrong in [[1.0, 3.0, 2.5, 5.00001], [1.0, f32::NAN, 2.5, 5.0]] {
            assert!(want.compare("product", &wrong).is_err(), "{wrong:?}");
        }
        assert!(want.compare("product", &[1.0]).is_err());
    }
}
