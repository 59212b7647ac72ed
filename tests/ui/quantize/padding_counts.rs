//! An average that counts padding, in a branch.

use nn_core::prelude::*;

type Net = network![[2, 4, 4]
    => Residual<AvgPool2d<3, stride = 1, padding = 1, count_include_pad = true>>
    => GlobalAvgPool];

fn main() {
    let _ = <quantized![Net]>::ZERO;
}
