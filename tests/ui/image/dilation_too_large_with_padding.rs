//! A depthwise kernel that is larger than its padded input by its dilation.

use nn_core::prelude::*;

type Net = network![[2, 10] => DepthwiseConv1d<3, dilation = 6, padding = 1>];

fn main() {}
