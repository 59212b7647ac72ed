//! Bounds that are not proved, and an input and an output that the network does not have.

use nn_core::prelude::*;

type Net = network![2 => Dense<3, Relu> => Dense<2>];

static NET: Net = Net::ZERO;

nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; 2] => output[0] in [-0.5, 0.5], output[1] in [0.25, 1.0]);
nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; 2] => output[0] in [0.5, -0.5]);
nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; 2] => output[2] in [-0.5, 0.5]);
nn_core::assert_bounds!(NET, input in [[1.0, 0.0]; 2] => output[0] in [-0.5, 0.5]);
nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; 3] => output[0] in [-0.5, 0.5]);

fn main() {}
