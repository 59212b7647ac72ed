//! Only a network that begins with `Standardize` measures data.

use nn_core::prelude::*;

type Net = network![4 => Dense<3>];

fn main() {
    let mut net = Net::ZERO;
    let _ = net.standardize(&[[0.0; 4]]);
}
