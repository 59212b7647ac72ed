//! A model of `i8` is not a network of `f32`.

use nn_core::prelude::*;

type Net = network![49 => Dense<12, Relu> => Dense<10, Softmax>];

static NET: Net = nn_core::include_tflite!(Net, "models/mlp_int8.tflite");

fn main() {
    let _ = NET.predict(&[0.0; 49]);
}
