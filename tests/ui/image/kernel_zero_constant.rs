//! A kernel of 0, with a constant.

use nn_core::prelude::*;

const KERNEL: usize = 0;
type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = KERNEL>];

pub fn predict(net: &Net, input: &<Net as Layer>::Input) -> <Net as Layer>::Output {
    net.predict(input)
}

fn main() {}
