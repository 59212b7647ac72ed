//! A call without a file, and one with a setting of `include_weights!`.

use nn_core::prelude::*;

type Net = network![49 => Dense<12, Relu> => Dense<10>];

static NET: Net = nn_core::include_tflite!(Net);

fn main() {
    let _ = NET.predict(&[0.0; 49]);
}
