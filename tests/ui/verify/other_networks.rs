//! The compiler bounds networks of dense layers. A verifier needs layers that it knows.

use nn_core::prelude::*;
use nn_core::verify::Verifier;

type Image = network![[1, 2, 2] => Flatten => Dense<2>];

static IMAGE: Image = Image::ZERO;

nn_core::assert_bounds!(IMAGE, input in [[0.0, 1.0]; 4] => output[0] in [-0.5, 0.5]);

fn main() {
    let sequence = <network![[2, 8] => Gru<4> => Dense<2>]>::ZERO;
    let _ = Verifier::new(&sequence);
}
