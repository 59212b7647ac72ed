//! Zeros after a sequence need its end.

use nn_core::prelude::*;

type Net = network![[2, 20] => Conv1d<filters = 4, kernel = 3> => ZeroPad1d<after = 1> => GlobalAvgPool => Dense<3>];

fn main() {
    let mut live = <nn_core::streaming![Net]>::ZERO;
    live.push(&Net::ZERO, &[1.0, 2.0]);
}
