//! A sum of more products than 32 bits hold.

use nn_core::prelude::*;

type Net = network![40_000 => Dense<3>];

fn main() {
    let _ = <quantized![Net]>::ZERO;
}
