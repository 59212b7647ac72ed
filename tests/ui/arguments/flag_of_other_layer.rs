//! A flag that only other layers have.

use nn_core::prelude::*;

type Net = network![784 => Dense<16, affine = false>];

fn main() {}
