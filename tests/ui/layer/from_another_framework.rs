//! PyTorch's name of a layer.

use nn_core::prelude::*;

type Net = network![784 => Linear<128> => Dense<10>];

fn main() {}
