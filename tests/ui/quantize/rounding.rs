//! There are two roundings.

use nn_core::prelude::*;

type Net = network![4 => Dense<3>];

fn main() {
    let _ = <quantized![Net, Triple]>::ZERO;
}
