//! A constant of 0 as the number of units.

use nn_core::prelude::*;

const UNITS: usize = 0;

type Net = network![[6, 50] => Gru<UNITS> => Dense<3>];

fn main() {
    let _ = Net::PARAMS;
}
