//! A mistake in a repeated branch is reported once, with a constant.

use nn_core::prelude::*;

const WIDTH: usize = 32;
type Net = network![64 => 3 x Residual<Dense<WIDTH> => Dense<WIDTH>> => Dense<10>];

fn main() {}
