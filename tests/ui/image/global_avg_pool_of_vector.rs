//! A vector has no channels.

use nn_core::prelude::*;

type Net = network![784 => GlobalAvgPool => Dense<10>];

fn main() {}
