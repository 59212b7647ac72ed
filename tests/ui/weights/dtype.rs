//! The type of a tensor is not supported.

use nn_core::prelude::*;

type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];

static NET: Net = nn_core::include_weights!(Net, "weights/dtype.safetensors");

fn main() {
    NET.predict(&[0.0; 4]);
}
