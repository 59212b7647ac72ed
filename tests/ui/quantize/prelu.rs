//! A layer without an int8 form.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Relu> => Dense<3> => PRelu => Dense<2>];
type Net8 = quantized![Net];

fn main() {
    let _ = Net8::ZERO.predict(&[0.0; 4]);
}
