//! A depthwise convolution over sequences, after an image.

use nn_core::prelude::*;

type Net = network![[1, 8, 8] => DepthwiseConv1d<3>];

fn main() {}
