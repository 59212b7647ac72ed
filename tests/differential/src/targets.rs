//! Rows of numbers as inputs and targets.

use nn_core::prelude::*;

/// How targets are made from the numbers of a file.
pub type Rows<T> = fn(&[f64]) -> Vec<T>;

/// Tensors in order. All numbers are exact in `f32`.
///
/// # Panics
/// If the last tensor is not complete.
pub fn rows<T: Tensor>(values: &[f64]) -> Vec<T> {
    let values: Vec<f32> = values.iter().map(|value| *value as f32).collect();
    let rows = values.chunks(T::LEN);
    rows.map(|row| *T::from_slice(row).expect("a whole tensor"))
        .collect()
}

/// The indices of classes, as an integer type that a loss takes.
///
/// # Panics
/// If the type is too small for a class.
pub fn classes<T: TryFrom<u64, Error: std::fmt::Debug>>(values: &[f64]) -> Vec<T> {
    let classes = values.iter().map(|class| T::try_from(*class as u64));
    classes.map(|class| class.expect("a small class")).collect()
}
