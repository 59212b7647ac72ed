//! A `MinGru` has no int8 form.

use nn_core::prelude::*;

type Net = network![[6, 50] => MinGru<16> => Dense<3, Softmax>];
type Net8 = quantized![Net];

fn main() {
    let _ = Net8::ZERO.predict(&[[0.0; 50]; 6]);
}
