//! Two layers without an arrow between them.

use nn_core::prelude::*;

type Net = network![784 => Dense<16> Dense<10>];

fn main() {}
