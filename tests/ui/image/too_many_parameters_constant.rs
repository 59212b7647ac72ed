//! Too many parameters, with a constant.

use nn_core::prelude::*;

const FILTERS: usize = 1_000_000;
type Net = network![[1000, 28, 28] => Conv2d<filters = FILTERS, kernel = 3>];

pub fn predict(net: &Net, input: &<Net as Layer>::Input) -> <Net as Layer>::Output {
    net.predict(input)
}

fn main() {}
