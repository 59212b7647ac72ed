//! `Standardize` is folded into a dense layer or a convolution, and not into a pool.

use nn_core::prelude::*;

type Net = network![[1, 8, 8] => Standardize => MaxPool2d<2> => Flatten => Dense<3>];

fn main() {
    let _ = <folded![Net]>::ZERO;
}
