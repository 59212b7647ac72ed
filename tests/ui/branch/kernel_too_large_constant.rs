//! A kernel in a branch that is larger than its input, with a constant.

use nn_core::prelude::*;

const SIDE: usize = 4;
const KERNEL: usize = 5;
type Net = network![[4, SIDE, SIDE] => Residual<Conv2d<filters = 4, kernel = KERNEL, Relu>, Relu> => Concat<[], [MaxPool2d<KERNEL, stride = 1, padding = 2>]> => Flatten => Dense<10>];

fn main() {}
