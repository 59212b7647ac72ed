//! A layer without an int8 form has no fake-quantized form.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Relu> => Dense<3> => LayerNorm => Dense<2>];
type Fake = fake_quantized![Net];

fn main() {
    let _ = Fake::ZERO.predict(&[0.0; 4]);
}
