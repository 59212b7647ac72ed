//! Layer normalization over a sequence needs all of its steps.

use nn_core::prelude::*;

type Net = network![[2, 20] => Conv1d<filters = 4, kernel = 3> => LayerNorm => GlobalAvgPool => Dense<3>];

static mut LIVE: nn_core::streaming![Net] = Zero::ZERO;

fn main() {}
