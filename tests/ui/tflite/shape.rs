//! The input of the network is an image of another size.

use nn_core::prelude::*;

type Net = network![[2, 8, 14]
    => Conv2d<filters = 3, kernel = 3, stride = [2, 3], padding = 1, Relu>
    => Flatten
    => Dense<10, Softmax>];

static NET: Net = nn_core::include_tflite!(Net, "models/padded_float.tflite");

fn main() {
    let _ = NET.predict(&[[[0.0; 14]; 8]; 2]);
}
