//! A kernel that is too large even if the number of windows is rounded up: for 3 values, 4 would be allowed.

use nn_core::prelude::*;

const SIDE: usize = 3;

type Net = network![[1, SIDE, SIDE] => MaxPool2d<5, stride = 2, ceil_mode = true>];

fn main() {
    let _ = Net::ZERO;
}
