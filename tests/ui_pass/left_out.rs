//! Sizes that do not divide are rounded down, as in PyTorch and Keras, without an error or a warning.

#![deny(warnings)]

use nn_core::prelude::*;

type Net = network![[1, 27, 27] => MaxPool2d<2> => [1, 13, 13]
    => Conv2d<filters = 4, kernel = 4, stride = 2> => [4, 5, 5] => AvgPool2d<[2, 3]> => [4, 2, 1]
    => Flatten => Dense<10>];

fn main() {
    assert_eq!(Net::ZERO.predict(&[[[0.0; 27]; 27]; 1]), [0.0; 10]);
}
