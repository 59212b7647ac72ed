//! The compiler bounds dense networks of `i8`. A verifier needs layers that it knows.

use nn_core::prelude::*;
use nn_core::verify::VerifierI8;

static IMAGE: quantized![network![[1, 2, 2] => Flatten => Dense<2>]] = Zero::ZERO;

nn_core::assert_bounds!(IMAGE, input in [[0.0, 1.0]; 4] => output[0] in [-0.5, 0.5]);

fn main() {
    let sequence = <quantized![network![[2, 8] => Gru<4> => Dense<2>]]>::ZERO;
    let _ = VerifierI8::new(&sequence);
}
