//! The dense layer of the model has another number of outputs.

use nn_core::prelude::*;

type Net = network![[1, 7, 14]
    => Conv2d<filters = 4, kernel = 3, stride = 2, padding = Same, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu>
    => Conv2d<filters = 8, kernel = 1, Relu>
    => MaxPool2d<2> => AvgPool2d<2, stride = 1, padding = Same>
    => GlobalAvgPool => Dense<9, Softmax>];
type Net8 = nn_core::quantized![Net, Double];

static NET: Net8 = nn_core::include_tflite!(Net8, "models/cnn_int8.tflite");

fn main() {
    let _ = NET.predict(&[[[0.0; 14]; 7]; 1]);
}
