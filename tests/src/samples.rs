//! Seeded inputs, targets and parameters.

use nn_core::prelude::*;
use nn_core::rng::uniform;

/// Rows of numbers, uniform between `-size` and `size`.
pub fn rows<T: Tensor<Element = f32>>(count: usize, size: f32, rng: &mut Random) -> Vec<T> {
    let mut rows = vec![T::ZERO; count];
    for row in &mut rows {
        fill(row.as_mut_slice(), -size, size, rng);
    }
    rows
}

/// A row of numbers, uniform between two bounds.
pub fn row<T: Tensor<Element = f32>>(low: f32, high: f32, rng: &mut Random) -> T {
    let mut row = T::ZERO;
    fill(row.as_mut_slice(), low, high, rng);
    row
}

/// Replaces all numbers by uniform numbers between two bounds.
pub fn fill(values: &mut [f32], low: f32, high: f32, rng: &mut Random) {
    values.fill_with(|| uniform(rng, low, high));
}

/// Rows of positive numbers with the sum 1: distributions over classes.
pub fn distributions<T: Tensor<Element = f32>>(count: usize, rng: &mut Random) -> Vec<T> {
    let distribution = |_| {
        let mut row: T = row(0.05, 1.0, rng);
        let sum: f32 = row.as_slice().iter().sum();
        row.as_mut_slice().iter_mut().for_each(|p| *p /= sum);
        row
    };
    (0..count).map(distribution).collect()
}

/// Replaces all parameters by numbers that are uniform between two bounds.
pub fn fill_parameters<L: Layer>(layer: &mut L, low: f32, high: f32, rng: &mut Random) {
    let visit: &mut dyn FnMut(&mut [f32]) = &mut |block| fill(block, low, high, rng);
    layer.parameters_mut(&mut { visit });
}

/// Sets small random weights and, unlike the initialization of a network, small random biases.
pub fn randomize<N: Trainable>(net: &mut N, rng: &mut Random) {
    net.initialize_with(None, rng);
    let visit: &mut dyn FnMut(&mut [f32]) = &mut |block| fill_zeros(block, rng);
    net.parameters_mut(&mut { visit });
}

/// Replaces zeros by small random numbers.
fn fill_zeros(block: &mut [f32], rng: &mut Random) {
    for parameter in block {
        if *parameter == 0.0 {
            *parameter = uniform(rng, -0.5, 0.5);
        }
    }
}
