//! The padding of the model is not symmetric, and that of the network is.

use nn_core::prelude::*;

type Net = network![[7, 14]
    => Conv1d<filters = 6, kernel = 3, stride = 2, padding = 1, Relu>
    => Flatten
    => Dense<10, Softmax>];

static NET: Net = nn_core::include_tflite!(Net, "models/sequence_float.tflite");

fn main() {
    let _ = NET.predict(&[[0.0; 14]; 7]);
}
