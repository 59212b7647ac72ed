//! A seed in the place of a generator.

use nn_core::prelude::*;

type Net = network![4 => Dense<2>];

fn main() {
    let mut net = Net::ZERO;
    net.initialize(&mut 3);
}
