//! A user's type with an output that is not an image.

use nn_core::prelude::*;

type Ears = network![4 => Dense<9>];
type Net = network![4 => Ears => Conv2d<filters = 6, kernel = 3, Relu> => Flatten => Dense<10>];

fn main() {}
