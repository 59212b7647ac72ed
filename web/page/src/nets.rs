//! The networks of the page.

use nn_core::prelude::*;

/// The pixels of a digit, from 0 (paper) to 1 (ink), row by row.
pub type Image = [f32; 784];

/// The network of `examples/mnist.rs`.
pub type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];

/// The same network of 8-bit integers.
pub type Mnist8 = quantized![Mnist];

/// A network that divides a plane into two classes.
pub type Plane = network![2 => Dense<16, Tanh> => Dense<16, Tanh> => Dense<1, Sigmoid>];
