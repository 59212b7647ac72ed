//! Zeros before a sequence would be steps before the first one.

use nn_core::prelude::*;

type Net = network![[2, 20] => ZeroPad1d<before = 2> => Conv1d<filters = 4, kernel = 3> => GlobalAvgPool => Dense<3>];

fn main() {
    let mut live = <nn_core::streaming![Net]>::ZERO;
    live.push(&Net::ZERO, &[1.0, 2.0]);
}
