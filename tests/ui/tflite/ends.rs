//! The network has no softmax, and the model has one.

use nn_core::prelude::*;

type Net = network![49 => Dense<12, Relu> => Dense<10>];

static NET: Net = nn_core::include_tflite!(Net, "models/mlp_float.tflite");

fn main() {
    let _ = NET.predict(&[0.0; 49]);
}
