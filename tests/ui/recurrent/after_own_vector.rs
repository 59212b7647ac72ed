//! A network that is not known to the macro returns a vector.

use nn_core::prelude::*;

type Encoder = network![8 => Dense<4, Relu>];
type Net = network![8 => Encoder => Gru<16> => Dense<3>];

fn main() {
    let _ = Net::PARAMS;
}
