//! Only the biases of a layer are trained, but it has none.

use nn_core::layer::{BiasOnly, NoBias};
use nn_core::prelude::*;

type Net = network![4 => BiasOnly<Dense<4, 3, Relu, NoBias>> => Dense<2>];

fn main() {
    let _ = Net::ZERO;
}
