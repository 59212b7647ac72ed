//! A normalization of the input cannot be folded.

use nn_core::prelude::*;

type Net = network![4 => BatchNorm => Dense<3>];

fn main() {
    let _ = <folded![Net]>::ZERO;
}
