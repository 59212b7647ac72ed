//! A stride of 0, with a constant.

use nn_core::prelude::*;

const STRIDE: usize = 0;
type Net = network![[1, 28, 28] => MaxPool2d<2, stride = STRIDE>];

pub fn predict(net: &Net, input: &<Net as Layer>::Input) -> <Net as Layer>::Output {
    net.predict(input)
}

fn main() {}
