//! A model of `i8` needs a network that rounds as it does.

use nn_core::prelude::*;

type Net = network![49 => Dense<12, Relu> => Dense<10, Softmax>];
type Net8 = nn_core::quantized![Net];

static NET: Net8 = nn_core::include_tflite!(Net8, "models/mlp_int8.tflite");

fn main() {
    let _ = NET.predict(&[0.0; 49]);
}
