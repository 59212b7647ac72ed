//! A single output has two classes.

use nn_core::metrics::Confusion;
use nn_core::prelude::*;

type Net = network![4 => Dense<1, Sigmoid>];

pub fn test(net: &Net) {
    let _ = Confusion::<1>::of(net, &[[0.0; 4]], &[1u8]);
}

fn main() {}
