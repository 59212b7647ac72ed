//! More than 2^32 parameters, with constants.

use nn_core::prelude::*;

const WIDE: usize = 100_000;
type Net = network![WIDE => Dense<WIDE, Relu> => Dense<10>];

pub fn predict(net: &Net, input: &<Net as Layer>::Input) -> [f32; 10] {
    net.predict(input)
}

fn main() {}
