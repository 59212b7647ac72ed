//! The network has a depthwise convolution where the model has a convolution.

use nn_core::prelude::*;

type Net = network![[1, 7, 14]
    => DepthwiseConv2d<3, stride = 2, padding = Same, Relu>
    => GlobalAvgPool
    => Dense<10, Softmax>];
type Net8 = nn_core::quantized![Net, Double];

static NET: Net8 = nn_core::include_tflite!(Net8, "models/cnn_int8.tflite");

fn main() {
    let _ = NET.predict(&[[[0.0; 14]; 7]; 1]);
}
