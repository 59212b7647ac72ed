//! An activation in the place of a layer.

use nn_core::prelude::*;

type Net = network![784 => Dense<128> => Relu => Dense<10>];

fn main() {}
