//! A frozen network in a network that is quantized.

use nn_core::prelude::*;

type Features = network![4 => Dense<3, Relu>];
type Net = network![4 => Frozen<Features> => Dense<2>];

fn main() {
    let _ = <quantized![Net]>::ZERO;
}
