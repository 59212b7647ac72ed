//! Normalization of the input has nothing into which it could be folded.

use nn_core::prelude::*;

type Net = network![4 => BatchNorm => Dense<3>];

fn main() {
    let _ = <folded![Net]>::ZERO;
}
