//! Nothing follows the last arrow.

use nn_core::prelude::*;

type Net = network![784 => Dense<10> =>];

fn main() {}
