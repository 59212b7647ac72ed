//! Bounds of a network of `i8` that do not hold.

use nn_core::layer::Scale;
use nn_core::layer::int8::{Packed, Single};
use nn_core::prelude::*;

type Net = quantized![network![2 => Dense<1, Relu>]];

/// `x - y / 2`, at least 0.
static NET: Net = {
    let mut net = Net::ZERO;
    net.layers.weights = Packed::new([[100, -50]]);
    net.layers.requantize.weight_scale = [0.01];
    net.layers.input = Scale::new(0.5, 0);
    net.layers.output = Scale::new(0.125, -128);
    net.layers.requantize.derive::<Single>(0.5, 0.125);
    net
};

nn_core::assert_bounds!(NET, input in [[0.0, 3.0], [0.0, 2.0]] => output[0] in [0.0, 2.5]);
nn_core::assert_robust!(NET, [0.5, 1.0] +- 0.5 => class 1);

fn main() {}
