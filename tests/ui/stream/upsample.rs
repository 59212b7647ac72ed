//! An enlarged sequence has more steps than its input.

use nn_core::prelude::*;

type Net = network![[2, 20] => Conv1d<filters = 4, kernel = 3> => Upsample1d<2> => GlobalAvgPool => Dense<3>];

fn main() {
    let mut live = <nn_core::streaming![Net]>::ZERO;
    live.push(&Net::ZERO, &[1.0, 2.0]);
}
