//! The file is not a model.

use nn_core::prelude::*;

type Net = network![49 => Dense<12, Relu> => Dense<10>];

static NET: Net = nn_core::include_tflite!(Net, "weights/good.safetensors");

fn main() {
    let _ = NET.predict(&[0.0; 49]);
}
