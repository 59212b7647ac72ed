//! 0 filters, with a constant.

use nn_core::prelude::*;

const FILTERS: usize = 0;
type Net = network![[1, 28, 28] => Conv2d<filters = FILTERS, kernel = 3> => Flatten => Dense<10>];

pub fn predict(net: &Net, input: &<Net as Layer>::Input) -> <Net as Layer>::Output {
    net.predict(input)
}

fn main() {}
