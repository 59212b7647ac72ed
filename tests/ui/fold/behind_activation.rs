//! Normalization behind an activation is not folded.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Relu> => BatchNorm];

fn main() {
    let _ = <folded![Net]>::ZERO;
}
