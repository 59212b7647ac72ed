//! A network has no `new`.

use nn_core::prelude::*;

type Net = network![4 => Dense<3>];

fn main() {
    let _ = Net::new();
}
