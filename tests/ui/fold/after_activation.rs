//! A normalization after an activation cannot be folded.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Relu> => BatchNorm];

fn main() {
    let _ = <folded![Net]>::ZERO;
}
