//! Proofs of several parts that end too early or too late, halve what is not there, or do not suffice.

use nn_core::prelude::*;

type Net = network![2 => Dense<3, Relu> => Dense<1>];

static NET: Net = Net::ZERO;
static CLASSES: network![2 => Dense<3>] = Zero::ZERO;

nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; 2] => output[0] in [-0.5, 0.5]; proof = &[0, 255]);
nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; 2] => output[0] in [-0.5, 0.5]; proof = &[255, 255]);
nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; 2] => output[0] in [-0.5, 0.5]; proof = &[2, 255, 255]);
nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; 2] => output[0] in [0.25, 0.5]; proof = &[1, 255, 255]);
nn_core::assert_robust!(CLASSES, [0.0, 0.5] +- 0.25 => class 1; proof = &[0, 255, 255]);

fn main() {}
