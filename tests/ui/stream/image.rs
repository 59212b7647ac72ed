//! An image has no axis of time.

use nn_core::prelude::*;

type Net = network![[1, 8, 8] => Conv2d<filters = 4, kernel = 3> => Flatten => Dense<3>];

static mut LIVE: nn_core::streaming![Net] = Zero::ZERO;

fn main() {}
