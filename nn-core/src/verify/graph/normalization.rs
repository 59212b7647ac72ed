//! Layer normalization as operations.

use alloc::vec::Vec;

use super::super::rounding::gamma;
use super::{Graph, Operation, Row, Value};

impl Graph {
    /// Adds a layer normalization over all elements: `scale (x - mean) / sqrt(variance + epsilon) + shift`, with a scale and a shift for
    /// each.
    pub fn normalize(&mut self, input: &Value, [scale, shift]: [&[f32]; 2], epsilon: f32) -> Value {
        let length = self.length(input);
        let mean = self.affine(input, [mean(length)]);
        let both = self.join(&[*input, mean]);
        let distances = (0..length).map(|index| Row {
            products: Vec::from([(index, 1.0), (length, -1.0)]),
            ..Row::default()
        });
        let distances = self.affine(&both, distances);
        let squares = self.product([distances; 2]);
        let variance = self.affine(&squares, [self::mean(length)]);
        let inverse = Operation::InverseRoot(variance.node, f64::from(epsilon));
        let inverse = self.add(1, inverse);
        let inverse = self.select(&inverse, (0..length).map(|_| 0));
        let normal = self.product([distances, inverse]);
        let rows = scale.iter().zip(shift).enumerate();
        let rows = rows.map(|(index, (scale, shift))| Row {
            products: Vec::from([(index, f64::from(*scale))]),
            bias: f64::from(*shift),
            ..Row::default()
        });
        let output = self.affine(&normal, rows);
        let bounds = ball(scale, shift);
        self.add(length, Operation::Within(output.node, bounds))
    }
}

/// The mean of this many elements.
fn mean(length: usize) -> Row {
    let share = 1.0 / length as f64;
    Row {
        products: (0..length).map(|index| (index, share)).collect(),
        operations: 3,
        ..Row::default()
    }
}

/// The outputs are in a ball, because the squares of the normalized values have the mean 1 or less.
fn ball(scale: &[f32], shift: &[f32]) -> Vec<[f64; 2]> {
    let length = scale.len();
    let radius = libm::sqrt(length as f64) * (1.0 + 4.0 * gamma(length + 16));
    let bounds = scale.iter().zip(shift).map(|(scale, shift)| {
        let [scale, shift] = [*scale, *shift].map(f64::from);
        let reach = (radius * scale.abs() + shift.abs()) * 1e-6 + radius * scale.abs();
        [shift - reach, shift + reach]
    });
    bounds.collect()
}
