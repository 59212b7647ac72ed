//! The padding of a convolution after `Standardize` would have another value after folding.

use nn_core::prelude::*;

type Net = network![[1, 8, 8] => Standardize => Conv2d<filters = 4, kernel = 3, padding = 1, Relu>];

fn main() {
    let _ = <folded![Net]>::ZERO;
}
