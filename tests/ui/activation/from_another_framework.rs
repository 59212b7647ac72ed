//! PyTorch's spelling.

use nn_core::prelude::*;

type Net = network![784 => Dense<128, ReLU> => Dense<10>];

fn main() {}
