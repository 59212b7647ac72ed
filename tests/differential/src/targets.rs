//! Rows of numbers as inputs and targets.

use nn_core::prelude::*;

/// How targets are made of the numbers in a file.
pub type Rows<T> = fn(&[f64]) -> Vec<T>;

/// Tensors, one behind the other. All numbers are exact in `f32`.
///
/// # Panics
/// If the last one is not complete.
pub fn rows<T: Tensor<Element = f32>>(values: &[f64]) -> Vec<T> {
    let values: Vec<f32> = values.iter().map(|value| *value as f32).collect();
    let rows = values.chunks(T::LEN);
    rows.map(|row| *T::from_slice(row).expect("a whole tensor"))
        .collect()
}

/// The indices of classes, as any of the integers that a loss takes.
///
/// # Panics
/// If the integer is too small for a class.
pub fn classes<T: TryFrom<u64, Error: std::fmt::Debug>>(values: &[f64]) -> Vec<T> {
    let classes = values.iter().map(|class| T::try_from(*class as u64));
    classes.map(|class| class.expect("a small class")).collect()
}
