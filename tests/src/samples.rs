//! Seeded inputs, targets and parameters.

use nn_core::prelude::*;
use nn_core::rng::uniform;

/// Rows of numbers drawn evenly between `-size` and `size`.
pub fn rows<T: Tensor<Element = f32>>(count: usize, size: f32, rng: &mut Random) -> Vec<T> {
    (0..count).map(|_| row(-size, size, rng)).collect()
}

/// A row of numbers drawn evenly between two bounds.
pub fn row<T: Tensor<Element = f32>>(low: f32, high: f32, rng: &mut Random) -> T {
    let mut row = T::ZERO;
    fill(row.as_mut_slice(), low, high, rng);
    row
}

/// Replaces all numbers by ones drawn evenly between two bounds.
pub fn fill(values: &mut [f32], low: f32, high: f32, rng: &mut Random) {
    values.fill_with(|| uniform(rng, low, high));
}

/// Rows of positive numbers that add up to 1: distributions over classes.
pub fn distributions<T: Tensor<Element = f32>>(count: usize, rng: &mut Random) -> Vec<T> {
    let distribution = |_| {
        let mut row: T = row(0.05, 1.0, rng);
        let sum: f32 = row.as_slice().iter().sum();
        row.as_mut_slice().iter_mut().for_each(|p| *p /= sum);
        row
    };
    (0..count).map(distribution).collect()
}

/// Gives a network small random weights and, unlike its own initialisation, small random biases.
pub fn randomize<N: Layer>(net: &mut N, rng: &mut Random) {
    net.initialize_with(None, rng);
    net.parameters_mut(&mut |block| {
        for parameter in block {
            if *parameter == 0.0 {
                *parameter = uniform(rng, -0.5, 0.5);
            }
        }
    });
}
