//! A branch that skips steps.

use nn_core::prelude::*;

type Net = network![[2, 20]
    => Concat<[MaxPool1d<2>], [Conv1d<filters = 3, kernel = 2, stride = 2, padding = Causal>]> => GlobalAvgPool];

fn main() {
    let mut live = <nn_core::streaming![Net]>::ZERO;
    live.push(&Net::ZERO, &[1.0, 2.0]);
}
