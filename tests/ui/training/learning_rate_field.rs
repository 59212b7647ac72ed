//! The learning rate as a field.

use nn_core::prelude::*;

pub fn slower(adam: &mut Adam) -> f32 {
    adam.learning_rate = 0.1;
    adam.learning_rate
}

fn main() {}
