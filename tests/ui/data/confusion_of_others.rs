//! A confusion matrix with another number of classes.

use nn_core::metrics::Confusion;
use nn_core::prelude::*;

type Net = network![4 => Dense<10, Softmax>];

pub fn test(net: &Net) {
    let _ = Confusion::<9>::of(net, &[[0.0; 4]], &[1u8]);
}

fn main() {}
