//! A number is not a class label.

use nn_core::metrics::accuracy;
use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn test(net: &Net) {
    let _ = accuracy(net, &[[0.0; 4]], &[1.0]);
}

fn main() {}
